//! Names that people give: their words, and what the words say.

/// Names of environments that mean nothing else.
const ENVIRONMENTS: [&str; 19] = [
    "dev",
    "development",
    "qa",
    "uat",
    "stg",
    "stage",
    "staging",
    "preprod",
    "pre-prod",
    "preproduction",
    "pre-production",
    "prod",
    "prd",
    "production",
    "nonprod",
    "non-prod",
    "nonproduction",
    "non-production",
    "devtest",
];
/// Names of environments that are also words for something else.
const AMBIGUOUS: [&str; 5] = ["test", "testing", "int", "integration", "live"];
const PRODUCTION: [&str; 4] = ["prod", "prd", "production", "live"];

/// Whether a text is the name of an environment and can hardly be anything else.
pub(super) fn is_environment(text: &str) -> bool {
    contains(&ENVIRONMENTS, text)
}

/// Whether a text is the name of an environment where one is expected.
pub(super) fn may_be_environment(text: &str) -> bool {
    is_environment(text) || contains(&AMBIGUOUS, text)
}

/// Whether a name has production as one of its words: `DeployToProd`.
pub(super) fn names_production(name: &str) -> bool {
    let words = words(name);
    let is = |it: &String| contains(&PRODUCTION, it);
    let negated = |at: usize| at > 0 && matches!(&*words[at - 1], "pre" | "non" | "not" | "no");
    words.iter().enumerate().any(|(at, word)| is(word) && !negated(at))
}

fn contains(names: &[&str], text: &str) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(text))
}

/// The words of a name, in lower case: `DBPassword`, `db-password` and `db_password` have the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|it| letters[it]);
        let after = letters.get(at + 1);
        let starts = letter.is_uppercase()
            && before.is_some_and(|it| {
                !it.is_uppercase() || after.is_some_and(|after| after.is_lowercase())
            });
        if (starts || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// What a name ends in that holds a secret, as words.
const SECRETS: [&[&str]; 12] = [
    &["password"],
    &["passwd"],
    &["passphrase"],
    &["secret"],
    &["token"],
    &["apikey"],
    &["api", "key"],
    &["secret", "key"],
    &["private", "key"],
    &["auth", "key"],
    &["secret", "access", "key"],
    &["credential"],
];
/// What stands before `secret` where a secret of Secrets Manager is meant, by its name or ARN.
const STORES: [&str; 11] = [
    "db", "database", "rds", "aurora", "redis", "postgres", "mysql", "mongo", "cluster", "manager",
    "managed",
];
/// First words of names that ask a question about a secret, or count it.
const QUESTIONS: [&str; 24] = [
    "use", "uses", "has", "is", "enable", "enabled", "disable", "create", "generate", "rotate",
    "require", "requires", "allow", "should", "need", "needs", "with", "manage", "max", "min",
    "number", "reset", "existing", "kms",
];

/// Whether the name of a parameter says that its value is a secret: it ends in a word for one.
/// `PasswordLength` and `SecretName` end in something else, `CreateSecret` asks a question.
pub(super) fn is_of_a_secret(name: &str) -> bool {
    let mut words = words(name.trim_end_matches(|it: char| it.is_ascii_digit()));
    // A letter in front says what a parameter is: `pDBPassword`.
    if words.first().is_some_and(|first| first == "p" || first == "param") {
        words.remove(0);
    }
    let ends = |secret: &&[&str]| {
        words.len() >= secret.len()
            && words[words.len() - secret.len()..].iter().zip(secret.iter()).all(|(a, b)| a == b)
    };
    let points =
        matches!(&*words, [.., store, last] if last == "secret" && contains(&STORES, store));
    let asks = words.first().is_some_and(|first| contains(&QUESTIONS, first));
    SECRETS.iter().any(ends) && !asks && !points
}

/// Whether the name of a value says that it is a word for an environment: `EnvType`, `stage`.
pub(super) fn is_of_an_environment(name: &str) -> bool {
    words(name).iter().any(|word| {
        matches!(
            &**word,
            "env"
                | "environment"
                | "environments"
                | "stage"
                | "stagename"
                | "workspace"
                | "tier"
                | "envname"
                | "environmentname"
                | "envtype"
                | "environmenttype"
                | "lifecycle"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(predicate: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for name in yes {
            assert!(predicate(name), "should be found: {name}");
        }
        for name in no {
            assert!(!predicate(name), "should be passed: {name}");
        }
    }

    #[test]
    fn names_have_words() {
        let check = |name, expected: &[&str]| assert_eq!(words(name), expected, "{name}");
        check("DBPassword", &["db", "password"]);
        check("db_password", &["db", "password"]);
        check("gitHubOAuthToken", &["git", "hub", "o", "auth", "token"]);
        check("api-KEY", &["api", "key"]);
        check("EC2KeyPair", &["ec2", "key", "pair"]);
        check("MasterARN", &["master", "arn"]);
        check("", &[]);
    }

    #[test]
    fn secrets() {
        check(
            is_of_a_secret,
            &[
                "DBPassword",
                "db_password",
                "MasterUserPassword",
                "GitHubOAuthToken",
                "ApiKey",
                "SlackAPIKey",
                "client_secret",
                "JwtSecret",
                "SecretKey",
                "pDBPassword",
                "Password2",
                "AwsSecretAccessKey",
                "auth-token",
            ],
            &[
                "PasswordLength",
                "SecretName",
                "SecretArn",
                "TokenUrl",
                "TokenTTL",
                "KmsKeyId",
                "PasswordAge",
                "PasswordParameterName",
                "CreateSecret",
                "UsePassword",
                "KeyName",
                "SSMKey",
                "ArtifactKeyARN",
                "EnableToken",
                "MonKey",
                "HashKey",
                "Secretary",
                "SecretsManagerKMSKey",
                "TokenizerModel",
                "RotateSecret",
                "SecretKeyArn",
                "MaxToken",
                "RequirePassword",
                "DatabaseSecret",
                "AccessKey",
                "",
            ],
        );
    }

    #[test]
    fn environments() {
        check(
            is_environment,
            &["prod", "Production", "DEV", "pre-prod"],
            &["test", "live", "", "prods"],
        );
        check(may_be_environment, &["test", "INT", "live", "prod"], &["eu-west-1", "default", ""]);
        check(
            names_production,
            &["Prod", "DeployToProd", "deploy-production", "ProdDeploy", "live"],
            &["PreProd", "pre-prod", "NonProd", "Product", "Reproduce", "Staging", ""],
        );
        check(
            is_of_an_environment,
            &["EnvType", "environment", "terraform.workspace", "Stage"],
            &["Mode", "inventory", ""],
        );
    }
}
