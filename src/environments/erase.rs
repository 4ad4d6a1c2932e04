//! Takes out of a text what is a matter of identity: accounts, regions, environments' names, ids.

use crate::rules::parity::{canonical, is_environment};

/// A mark, and what it stands for.
type Whole = (&'static str, fn(&str) -> bool);

/// Texts that say who or where as a whole.
const WHOLE: [Whole; 4] =
    [("<arn>", is_arn), ("<url>", is_url), ("<network>", is_network), ("<id>", is_id)];

/// The text without identity; `names` are those of the environments that are compared.
pub(super) fn erase(text: &str, names: &[String]) -> String {
    if let Some((mark, _)) = WHOLE.iter().find(|(_, is_it)| is_it(text)) {
        return (*mark).to_owned();
    }
    let mut erased = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (mark, length) = piece(rest, names);
        match mark {
            Some(mark) => erased.push_str(mark),
            None => erased.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    erased
}

/// What the text starts with: a mark for it, if it is identity, and its length.
fn piece(rest: &str, names: &[String]) -> (Option<&'static str>, usize) {
    if let Some(length) = region(rest) {
        return (Some("<region>"), length);
    }
    let is_word = |it: char| it.is_alphanumeric();
    let length = rest.find(|it| !is_word(it)).unwrap_or(rest.len());
    if length == 0 {
        let first = rest.chars().next().map_or(1, char::len_utf8);
        return (None, first);
    }
    let word = &rest[..length];
    // `pre-production` is one name.
    if let Some(length) = two_words(rest, length) {
        return (Some("<environment>"), length);
    }
    if names.iter().any(|name| name.eq_ignore_ascii_case(word)) || is_environment(word) {
        return (Some("<environment>"), length);
    }
    if word.len() == 12 && word.bytes().all(|it| it.is_ascii_digit()) {
        return (Some("<account>"), length);
    }
    let part = camel(word);
    let is_part = part < word.len() && is_environment(&word[..part]);
    (is_part.then_some("<environment>"), part)
}

/// The length of the first word of a compound: `Dev` of `DevCluster`.
fn camel(word: &str) -> usize {
    let mut before: Option<char> = None;
    for (at, letter) in word.char_indices() {
        if before.is_some_and(|it| it.is_lowercase() && letter.is_uppercase()) {
            return at;
        }
        before = Some(letter);
    }
    word.len()
}

fn two_words(rest: &str, first: usize) -> Option<usize> {
    if !["pre", "non"].iter().any(|it| rest[..first].eq_ignore_ascii_case(it)) {
        return None;
    }
    let behind = rest[first..].strip_prefix(['-', '_'])?;
    let length = behind.find(|it: char| !it.is_alphanumeric()).unwrap_or(behind.len());
    (canonical(&behind[..length]) == Some("production")).then_some(first + 1 + length)
}

/// The length of a region's name, with the letter of a zone: `eu-west-1a`.
fn region(text: &str) -> Option<usize> {
    let mut parts = text.splitn(3, '-');
    let (area, side, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let is_area = area.len() == 2 && area.bytes().all(|it| it.is_ascii_lowercase());
    let sides = [
        "north",
        "south",
        "east",
        "west",
        "central",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
    ];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !is_area || !sides.contains(&side) || digits == 0 || digits > 2 {
        return None;
    }
    let zone = rest[digits..].chars().next().is_some_and(|it| ('a'..='f').contains(&it));
    let behind = rest[digits + usize::from(zone)..].chars().next();
    let zone = usize::from(zone && !behind.is_some_and(char::is_alphanumeric));
    Some(area.len() + side.len() + 2 + digits + zone)
}

fn is_arn(text: &str) -> bool {
    text.starts_with("arn:") && !text.contains(":iam::aws:policy/")
}

fn is_url(text: &str) -> bool {
    text.contains("://")
}

/// An address or a network.
fn is_network(text: &str) -> bool {
    let address = text.split('/').next().unwrap_or_default();
    address.parse::<std::net::IpAddr>().is_ok()
}

/// An identifier that AWS gave: `vpc-0a1b2c3d`.
fn is_id(text: &str) -> bool {
    const KINDS: [&str; 12] = [
        "vpc", "subnet", "sg", "ami", "rtb", "eni", "vol", "snap", "igw", "nat", "vpce", "eipalloc",
    ];
    let Some((kind, id)) = text.split_once('-') else { return false };
    KINDS.contains(&kind) && id.len() >= 8 && id.bytes().all(|it| it.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_is_taken_out() {
        let check = |text, expected: &str| {
            assert_eq!(erase(text, &["training".to_owned()]), expected, "{text}");
        };
        check("shop-dev-web", "shop-<environment>-web");
        check("shop-pre-production", "shop-<environment>");
        check("QueueProd", "Queue<environment>");
        check("DevQueue", "<environment>Queue");
        check("a.eu-west-1b.training", "a.<region>.<environment>");
        check("123456789012", "<account>");
        check("arn:aws:iam::123456789012:role/x", "<arn>");
        check("arn:aws:iam::aws:policy/ReadOnly", "arn:aws:iam::aws:policy/ReadOnly");
        check("10.0.0.0/16", "<network>");
        check("16.4", "16.4");
        check("vpc-0a1b2c3d4e", "<id>");
        check("ärger", "ärger");
        check("https://a.example.com", "<url>");
    }
}
