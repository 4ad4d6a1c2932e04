//! What a variable's name and value look like: predicates over plain text.
//!
//! They run once, when a variable is written, and leave [`Traits`]; the rules only read those. The
//! manifest linter calls the same functions, so the compiler and the linter cannot disagree.

use super::text::{contains, ends_with, eq, is_screaming, matches_at, starts_with};

/// What a variable's name and values look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own")]
pub struct Traits {
    /// The name says that it holds a secret: `DB_PASSWORD`.
    pub secret_name: bool,
    /// A value has the shape of a known kind of credential.
    pub secret_shape: bool,
    /// A value is a URL with a password in it.
    pub credential_url: bool,
    /// A value is the address of a backing service.
    pub endpoint: bool,
    /// A value names an AWS account.
    pub account: bool,
    /// A value names an AWS region.
    pub region: bool,
    /// A value is empty.
    pub empty: bool,
    /// The name is not written as variables are: `logLevel`.
    pub misspelled: bool,
    /// The name is set by formwork or by AWS: `PORT`.
    pub reserved: bool,
    /// The name switches a group of settings by environment: `NODE_ENV`.
    pub environment_group: bool,
}

impl Traits {
    /// The traits of a variable with this name, before its values are looked at.
    pub const fn of_name(name: &str) -> Self {
        Self {
            secret_name: names_a_secret(name),
            secret_shape: false,
            credential_url: false,
            endpoint: false,
            account: false,
            region: false,
            empty: false,
            misspelled: !is_screaming(name),
            reserved: is_reserved(name),
            environment_group: names_an_environment_group(name),
        }
    }

    /// Adds what a value looks like.
    ///
    /// Most values are short words, in which no predicate finds anything: one look at their
    /// characters tells which predicates are worth asking. Constant evaluation is slow at calls.
    pub const fn and_value(mut self, value: &str) -> Self {
        let (bytes, mut i) = (value.as_bytes(), 0);
        self.empty |= bytes.is_empty();
        // The shortest that any predicate finds is an address as in `1.2.3.4`.
        if bytes.len() < 7 {
            return self;
        }
        let (mut dots, mut dashes, mut colons, mut ats, mut digits) = (0, 0, 0, 0, 0);
        while i < bytes.len() {
            match bytes[i] {
                b'.' => dots += 1,
                b'-' => dashes += 1,
                b':' => colons += 1,
                b'@' => ats += 1,
                b'0'..=b'9' => digits += 1,
                _ => {}
            }
            i += 1;
        }
        if bytes.len() >= 20 {
            self.secret_shape |= is_shaped_like_a_secret(value);
        }
        if colons > 0 && ats > 0 {
            self.credential_url |= has_credentials_in_url(value);
        }
        if colons > 0 || dots > 2 {
            self.endpoint |= is_backing_service_address(value);
        }
        if digits >= 12 {
            self.account |= names_an_account(value);
        }
        if dashes > 1 && digits > 0 {
            self.region |= names_a_region(value);
        }
        self
    }

    /// Whether a rule of severity error looks closer at a variable with these traits.
    pub const fn is_suspicious(&self) -> bool {
        self.secret_name
            | self.secret_shape
            | self.credential_url
            | self.endpoint
            | self.empty
            | self.misspelled
            | self.reserved
    }
}

const SECRET_WORDS: [&str; 8] =
    ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY", "CREDENTIAL"];
const HARMLESS_ENDINGS: [&str; 37] = [
    "_ARN",
    "_ARNS",
    "_ID",
    "_IDS",
    "_NAME",
    "_NAMES",
    "_FILE",
    "_PATH",
    "_URL",
    "_URI",
    "_ENDPOINT",
    "_HOST",
    "_ISSUER",
    "_AUDIENCE",
    "_LENGTH",
    "_TTL",
    "_HEADER",
    "_REGION",
    "_PREFIX",
    "_SUFFIX",
    "_PARAMETER",
    "_PARAM",
    "_TABLE",
    "_BUCKET",
    "_VERSION",
    "_TYPE",
    "_MODE",
    "_ENABLED",
    "_EXPIRY",
    "_EXPIRATION",
    "_EXPIRES",
    "_AGE",
    "_DAYS",
    "_SECONDS",
    "_MINUTES",
    "_LIMIT",
    "_COUNT",
];

/// Whether a variable's name says that it holds a secret: it has a secret word (or its plural) at
/// the boundary of a token, and does not end in something that only points at one.
pub const fn names_a_secret(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut position = 0;
    while position < bytes.len() {
        let starts = position == 0 || bytes[position - 1] == b'_';
        // The first letters of the words.
        if starts && matches!(bytes[position], b'P' | b'S' | b'T' | b'A' | b'C') {
            let mut word = 0;
            while word < SECRET_WORDS.len() {
                if matches_at(bytes, position, SECRET_WORDS[word])
                    && ends_a_token(bytes, position + SECRET_WORDS[word].len())
                {
                    return !ends_harmlessly(name);
                }
                word += 1;
            }
        }
        position += 1;
    }
    false
}

const fn ends_harmlessly(name: &str) -> bool {
    let mut i = 0;
    while i < HARMLESS_ENDINGS.len() {
        if ends_with(name, HARMLESS_ENDINGS[i]) {
            return true;
        }
        i += 1;
    }
    false
}

const fn ends_a_token(bytes: &[u8], end: usize) -> bool {
    end == bytes.len()
        || bytes[end] == b'_'
        || bytes[end] == b'S' && (end + 1 == bytes.len() || bytes[end + 1] == b'_')
}

const GROUP_NAMES: [&str; 8] = [
    "NODE_ENV",
    "RAILS_ENV",
    "RACK_ENV",
    "APP_ENV",
    "FLASK_ENV",
    "ENVIRONMENT",
    "DJANGO_ENV",
    "ASPNETCORE_ENVIRONMENT",
];

/// Whether a variable's name switches a whole group of settings by environment.
pub const fn names_an_environment_group(name: &str) -> bool {
    // All of them end so.
    let bytes = name.as_bytes();
    if bytes.is_empty() || !matches!(bytes[bytes.len() - 1], b'V' | b'T') {
        return false;
    }
    let mut i = 0;
    while i < GROUP_NAMES.len() {
        if eq(name, GROUP_NAMES[i]) {
            return true;
        }
        i += 1;
    }
    false
}

/// Prefixes of published credential formats, with the least length of the whole.
const SECRET_SHAPES: [(&str, usize); 13] = [
    ("AKIA", 20),
    ("ASIA", 20),
    ("ghp_", 40),
    ("gho_", 40),
    ("ghs_", 40),
    ("github_pat_", 40),
    ("glpat-", 26),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("sk_live_", 20),
    ("rk_live_", 20),
    ("AIza", 39),
    ("npm_", 40),
];

/// Whether a value has the shape of a published kind of credential: an AWS access key, a GitHub,
/// GitLab, Slack, Stripe, Google or npm token, a PEM block, a JSON web token.
pub const fn is_shaped_like_a_secret(value: &str) -> bool {
    let mut i = 0;
    while i < SECRET_SHAPES.len() {
        let (prefix, least) = SECRET_SHAPES[i];
        if value.len() >= least && starts_with(value, prefix) {
            return true;
        }
        i += 1;
    }
    // Certificates and public keys are PEM blocks too.
    starts_with(value, "-----BEGIN ") && contains(value, "PRIVATE KEY-----")
        || value.len() >= 60 && starts_with(value, "eyJ") && contains(value, ".eyJ")
}

/// Whether a value is a URL whose authority holds a user and a password.
pub const fn has_credentials_in_url(value: &str) -> bool {
    password_in_url(value).is_some()
}

/// Where the password in the authority of a URL starts and ends, in bytes.
pub const fn password_in_url(value: &str) -> Option<(usize, usize)> {
    let bytes = value.as_bytes();
    let Some(mut i) = after_scheme(bytes) else { return None };
    let mut colon = 0;
    while i < bytes.len() && bytes[i] != b'/' && bytes[i] != b'?' {
        if bytes[i] == b':' && colon == 0 {
            colon = i;
        }
        if bytes[i] == b'@' {
            return if colon > 0 && i > colon + 1 { Some((colon + 1, i)) } else { None };
        }
        i += 1;
    }
    None
}

/// The position behind `://`.
const fn after_scheme(bytes: &[u8]) -> Option<usize> {
    let mut i = 0;
    while i + 2 < bytes.len() && i < 16 {
        if bytes[i] == b':' && bytes[i + 1] == b'/' && bytes[i + 2] == b'/' {
            return Some(i + 3);
        }
        i += 1;
    }
    None
}

const STORE_SCHEMES: [&str; 9] = [
    "postgres://",
    "postgresql://",
    "mysql://",
    "redis://",
    "rediss://",
    "amqp://",
    "amqps://",
    "mongodb://",
    "mongodb+srv://",
];
const STORE_HOSTS: [&str; 5] = [".rds.", ".cache.", ".redshift.", ".es.", ".docdb."];

/// Whether a value is the address of a backing service: a store's URL, an AWS endpoint of a store,
/// or an IPv4 address; outside the loopback and link-local ranges.
pub const fn is_backing_service_address(value: &str) -> bool {
    let mut i = 0;
    while i < STORE_SCHEMES.len() {
        if starts_with(value, STORE_SCHEMES[i]) {
            return !is_on_loopback(value.as_bytes(), STORE_SCHEMES[i].len());
        }
        i += 1;
    }
    is_aws_store_host(value) || is_queue_url(value) || is_routed_ipv4(value)
}

/// Whether the authority at `position` is this machine: a sidecar, or a tunnel.
const fn is_on_loopback(bytes: &[u8], position: usize) -> bool {
    let (mut start, mut i) = (position, position);
    while i < bytes.len() && bytes[i] != b'/' {
        if bytes[i] == b'@' {
            start = i + 1;
        }
        i += 1;
    }
    matches_at(bytes, start, "localhost") || matches_at(bytes, start, "127.")
}

/// Whether a value is the URL of a queue: the account stands in its path.
const fn is_queue_url(value: &str) -> bool {
    let bytes = value.as_bytes();
    let Some(start) = after_scheme(bytes) else { return false };
    let mut i = start;
    while i < bytes.len() && bytes[i] != b'/' {
        i += 1;
    }
    matches_at(bytes, start, "sqs.")
        && contains(value, ".amazonaws.com")
        && i + 1 < bytes.len()
        && bytes[i + 1].is_ascii_digit()
}

const fn is_aws_store_host(value: &str) -> bool {
    if !contains(value, ".amazonaws.com") {
        return false;
    }
    let mut i = 0;
    while i < STORE_HOSTS.len() {
        if contains(value, STORE_HOSTS[i]) {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether a value starts with an IPv4 address (perhaps behind a scheme) that is routed: neither
/// 127.x, nor 169.254.x, nor 0.0.0.0. A range as in `10.0.0.0/16` is no address.
const fn is_routed_ipv4(value: &str) -> bool {
    let bytes = value.as_bytes();
    let (mut i, is_url) = match after_scheme(bytes) {
        Some(start) => (start, true),
        None => (0, false),
    };
    let start = i;
    let (mut parts, mut digits, mut number) = (0, 0, 0_u32);
    while i < bytes.len() {
        if bytes[i].is_ascii_digit() {
            digits += 1;
            number = number * 10 + (bytes[i] - b'0') as u32;
            if digits > 3 || number > 255 {
                return false;
            }
        } else if bytes[i] == b'.' && digits > 0 && parts < 3 {
            parts += 1;
            (digits, number) = (0, 0);
        } else if parts == 3 && digits > 0 && (bytes[i] == b':' || is_url && bytes[i] == b'/') {
            break;
        } else {
            return false;
        }
        i += 1;
    }
    parts == 3
        && digits > 0
        && !matches_at(bytes, start, "127.")
        && !matches_at(bytes, start, "169.254.")
        && !matches_at(bytes, start, "0.0.0.0")
}

/// Whether a value names an AWS account: twelve digits inside an ARN or a registry's host.
pub const fn names_an_account(value: &str) -> bool {
    if value.len() < 12 {
        return false;
    }
    let bytes = value.as_bytes();
    let (mut i, mut digits) = (0, 0);
    while i <= bytes.len() {
        if i < bytes.len() && bytes[i].is_ascii_digit() {
            digits += 1;
        } else {
            if digits == 12 {
                let in_arn = i < bytes.len() && bytes[i] == b':' && starts_with(value, "arn:");
                if in_arn || matches_at(bytes, i, ".dkr.ecr.") {
                    return true;
                }
            }
            digits = 0;
        }
        i += 1;
    }
    false
}

const AREAS: [&str; 10] = ["us-", "eu-", "ap-", "sa-", "ca-", "me-", "af-", "il-", "mx-", "cn-"];
const DIRECTIONS: [&str; 9] = [
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north",
    "south",
    "east",
    "west",
    "central",
];

/// Whether a value names an AWS region: `eu-west-1`, alone or inside an ARN or a host.
pub const fn names_a_region(value: &str) -> bool {
    let bytes = value.as_bytes();
    let mut i = 2;
    while i + 6 < bytes.len() {
        let starts = i == 2 || !bytes[i - 3].is_ascii_alphanumeric() && bytes[i - 3] != b'-';
        if bytes[i] == b'-' && starts && is_area(bytes, i - 2) {
            let mut d = 0;
            while d < DIRECTIONS.len() {
                let end = i + 1 + DIRECTIONS[d].len();
                if matches_at(bytes, i + 1, DIRECTIONS[d]) && is_dash_digit(bytes, end) {
                    return true;
                }
                d += 1;
            }
        }
        i += 1;
    }
    false
}

const fn is_area(bytes: &[u8], position: usize) -> bool {
    let mut i = 0;
    while i < AREAS.len() {
        if matches_at(bytes, position, AREAS[i]) {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether a dash, a digit and the end of a word stand at `position`.
const fn is_dash_digit(bytes: &[u8], position: usize) -> bool {
    position + 1 < bytes.len()
        && bytes[position] == b'-'
        && bytes[position + 1].is_ascii_digit()
        && (position + 2 == bytes.len() || !bytes[position + 2].is_ascii_alphanumeric())
}

/// Whether a command runs `program`: as one of its arguments, as two in a row, or as words of a
/// script that it gives to a shell.
pub const fn runs(command: &[&str], program: &str) -> bool {
    let mut i = 0;
    while i < command.len() {
        if has_words(command[i], program) {
            return true;
        }
        if i + 1 < command.len() {
            let (first, second) = (command[i], command[i + 1]);
            if program.len() == first.len() + 1 + second.len()
                && starts_with(program, first)
                && ends_with(program, second)
                && program.as_bytes()[first.len()] == b' '
            {
                return true;
            }
        }
        i += 1;
    }
    false
}

/// Whether a command starts `program`, by whatever path: as its first word, or as the first word of a
/// command in a script that it gives to a shell.
pub const fn starts(command: &[&str], program: &str) -> bool {
    if command.is_empty() {
        return false;
    }
    let is_script = command.len() > 2 && eq(command[1], "-c");
    is_started(command[0], program) || is_script && is_started(command[2], program)
}

/// Whether `program` stands in `script` at the start of a command, perhaps behind `exec`.
const fn is_started(script: &str, program: &str) -> bool {
    let bytes = script.as_bytes();
    let (mut i, mut word, mut first) = (0, 0, true);
    while i <= bytes.len() {
        let ends = i == bytes.len() || is_boundary(bytes[i]);
        if ends && i > word {
            if first && is_path_of(bytes, word, i, program) {
                return true;
            }
            first = first && i - word == 4 && matches_at(bytes, word, "exec");
        }
        if ends {
            word = i + 1;
            first |= i < bytes.len() && !matches!(bytes[i], b' ' | b'\t' | b':');
        }
        i += 1;
    }
    false
}

/// Whether the word from `start` to `end` is `program`, or a path that ends in it.
const fn is_path_of(bytes: &[u8], start: usize, end: usize, program: &str) -> bool {
    if end - start < program.len() {
        return false;
    }
    let at = end - program.len();
    matches_at(bytes, at, program) && (at == start || bytes[at - 1] == b'/')
}

/// Whether `words` stand in `text`, from the start of a word to the end of one.
const fn has_words(text: &str, words: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i + words.len() <= bytes.len() {
        let end = i + words.len();
        let starts = i == 0 || is_boundary(bytes[i - 1]) || bytes[i - 1] == b'/';
        if starts && (end == bytes.len() || is_boundary(bytes[end])) && matches_at(bytes, i, words)
        {
            return true;
        }
        i += 1;
    }
    false
}

const fn is_boundary(byte: u8) -> bool {
    matches!(byte, b' ' | b';' | b'&' | b'|' | b'(' | b')' | b'\n' | b'\t' | b':')
}

const RESERVED_NAMES: [&str; 8] = [
    "PORT",
    "RELEASE_ID",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
];
const RESERVED_STARTS: [&str; 2] = ["AWS_CONTAINER_", "ECS_"];

/// Whether a variable of this name is set by formwork or by ECS, or would stand in for the task's
/// role. Other settings of the AWS SDK, such as `AWS_MAX_ATTEMPTS`, are the user's.
///
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-metadata.html>
pub const fn is_reserved(name: &str) -> bool {
    // The first letters of the names and starts.
    if name.is_empty() || !matches!(name.as_bytes()[0], b'P' | b'R' | b'A' | b'E') {
        return false;
    }
    let mut i = 0;
    while i < RESERVED_NAMES.len() {
        if eq(name, RESERVED_NAMES[i]) {
            return true;
        }
        i += 1;
    }
    starts_with(name, RESERVED_STARTS[0]) || starts_with(name, RESERVED_STARTS[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(predicate: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for value in yes {
            assert!(predicate(value), "should be found: {value}");
        }
        for value in no {
            assert!(!predicate(value), "should be passed: {value}");
        }
    }

    #[test]
    fn names() {
        check(
            names_a_secret,
            &["DB_PASSWORD", "SESSION_SECRET", "TOKEN", "STRIPE_API_KEY", "SECRETS", "TOKENS_A"],
            &[
                "TOKENIZER",
                "SECRET_ARN",
                "PASSWORD_FILE",
                "MONKEY",
                "TOKEN_URL",
                "LOG_LEVEL",
                "TOKEN_EXPIRY",
                "SECRETS_REGION",
                "",
            ],
        );
        check(names_an_environment_group, &["NODE_ENV", "ENVIRONMENT"], &["NODE_ENVS", "LOG"]);
    }

    #[test]
    fn commands() {
        assert!(
            runs(&["sh", "-c", "npm ci && node ."], "npm ci") && runs(&["npm", "ci"], "npm ci")
        );
        assert!(
            runs(&["/usr/sbin/crond", "-f"], "crond")
                && runs(&["rake", "db:migrate"], "db:migrate")
        );
        assert!(
            starts(&["/usr/sbin/crond", "-f"], "crond")
                && starts(&["sh", "-c", "env >x;exec /usr/sbin/cron -f"], "cron")
                && starts(&["sh", "-c", "prepare && cron"], "cron")
        );
        assert!(
            !starts(&["rake", "cron"], "cron")
                && !starts(&["sh", "-c", "app cron"], "cron")
                && !starts(&["sh", "-c", "exec app cron:x"], "cron")
                && !starts(&["supercronic"], "cron")
                && !starts(&[], "cron")
        );
        assert!(
            !runs(&["synchron"], "cron") && !runs(&["npm", "cit"], "npm ci") && !runs(&[], "cron")
        );
    }

    #[test]
    fn regions() {
        check(
            names_a_region,
            &[
                "eu-west-1",
                "sqs.us-east-2.amazonaws.com",
                "arn:aws:s3:ap-southeast-2:x",
                "a/us-west-2",
            ],
            &["eu-west", "queue-us-east-1x", "west-1", "eu-west-12", "reus-east-1", ""],
        );
        check(
            is_reserved,
            &["PORT", "AWS_REGION", "ECS_X"],
            &["PORTS", "AWS_MAX_ATTEMPTS", "RELEASE"],
        );
    }

    #[test]
    fn shapes() {
        let token = format!("ghp_{}", "a".repeat(36));
        let jwt = format!("eyJhbGciOiJIUzI1NiJ9.eyJ{}", "a".repeat(60));
        check(
            is_shaped_like_a_secret,
            &["AKIAIOSFODNN7EXAMPLE", &token, &jwt, "-----BEGIN RSA PRIVATE KEY-----"],
            &["AKIA", "eyJ", "npm_config", "-----BEGIN CERTIFICATE-----", "debug", ""],
        );
    }

    #[test]
    fn urls() {
        check(
            has_credentials_in_url,
            &["postgres://app:hunter2@db/orders", "https://u:p@example.com"],
            &["https://example.com/a@b", "postgres://db/orders", "https://user@example.com", "::"],
        );
        check(
            is_backing_service_address,
            &[
                "redis://cache:6379",
                "orders.abc.eu-west-1.rds.amazonaws.com",
                "10.0.3.7:5432",
                "http://10.0.3.7/x",
                "https://sqs.eu-west-1.amazonaws.com/111111111111/mail",
            ],
            &[
                "https://example.com",
                "127.0.0.1:8125",
                "169.254.170.2",
                "1.2.3",
                "1.22.333.4444",
                "1.2.3.456",
                "10.0.0.0/16",
                "redis://localhost:6379",
                "postgres://app:x@127.0.0.1/app",
                "https://sqs.eu-west-1.amazonaws.com",
            ],
        );
        check(
            names_an_account,
            &["arn:aws:s3:::x:111111111111:y", "111111111111.dkr.ecr.eu-west-1.amazonaws.com/a"],
            &["111111111111", "1700000000000", "arn:aws:s3:::bucket"],
        );
    }
}
