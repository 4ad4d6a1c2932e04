//! Formats: networks, dates, and AWS's own identifiers.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use super::super::INDEX;
use super::super::decode::patterns;
use super::super::shape::{Check, Pattern};
use crate::schema::text;

/// AWS's own formats, with what their texts must and must not match.
static OWN: LazyLock<BTreeMap<&'static str, Vec<Check>>> = LazyLock::new(|| {
    let lines = text::head(INDEX).lines().filter_map(|line| line.strip_prefix("~ "));
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(name, rest)| (name, patterns(rest)))
        .collect()
});

/// What a text should have been.
pub(super) struct Fault {
    pub(super) what: String,
    pub(super) example: &'static str,
}

/// What is wrong with a text that should have a format.
pub(super) fn fault(format: &str, text: &str) -> Option<Fault> {
    let (is_right, what, example) = match format {
        "ipv4-network" => (is_network(text, 32, ipv4), "IPv4 network", "one like `10.0.0.0/16`"),
        "ipv6-network" => (is_network(text, 128, ipv6), "IPv6 network", "one like `2001:db8::/56`"),
        "date-time" => (is_date_time(text), "time", "one like `2030-01-31T12:00:00Z`"),
        _ => return own(format, text),
    };
    (!is_right).then(|| Fault { what: what.to_owned(), example })
}

fn own(format: &str, text: &str) -> Option<Fault> {
    let is_broken = |check: &Check| match check {
        Check::Match(pattern) => !pattern.matches(text),
        Check::Unmatch(pattern) => pattern.matches(text),
        _ => false,
    };
    let broken = OWN.get(format)?.iter().find(|check| is_broken(check))?;
    let (Check::Match(Pattern { text: pattern, .. })
    | Check::Unmatch(Pattern { text: pattern, .. })) = broken
    else {
        return None;
    };
    let verb = if matches!(broken, Check::Match(_)) { "must match" } else { "may not match" };
    let what = format!("`{format}`, which {verb} `{pattern}`");
    Some(Fault { what, example: "one that does, or refer to the resource" })
}

fn ipv4(text: &str) -> Option<u128> {
    text.parse::<Ipv4Addr>().ok().map(|it| u128::from(it.to_bits()))
}

fn ipv6(text: &str) -> Option<u128> {
    text.parse::<Ipv6Addr>().ok().map(Ipv6Addr::to_bits)
}

/// Whether a text is an address and how many of its bits are the network's, with no others set. An
/// address alone is the network of itself.
fn is_network(text: &str, bits: u32, parse: impl Fn(&str) -> Option<u128>) -> bool {
    let (address, length) = text.split_once('/').unwrap_or((text, ""));
    let length = if text.contains('/') { length.parse().ok() } else { Some(bits) };
    let (Some(address), Some(length)) = (parse(address), length.filter(|it| *it <= bits)) else {
        return false;
    };
    let host = bits - length;
    address.checked_shr(host).unwrap_or_default().checked_shl(host).unwrap_or_default() == address
}

/// `YYYY-MM-DDThh:mm:ss`, with a fraction and a zone.
fn is_date_time(text: &str) -> bool {
    let shape: String = text.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
    let Some((date, rest)) = shape.split_once(['T', 't']) else { return false };
    let time = rest.trim_end_matches(['Z', 'z']);
    let time = time.split(['+', '-']).next().unwrap_or(time);
    date == "0000-00-00"
        && time.split('.').next() == Some("00:00:00")
        && rest.len() > "00:00:00".len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told() {
        for (format, text, is_right) in [
            ("ipv4-network", "10.0.0.0/16", true),
            ("ipv4-network", "0.0.0.0/0", true),
            ("ipv4-network", "10.0.0.1", true),
            ("ipv4-network", "10.0.0.1/16", false),
            ("ipv4-network", "10.0.0.0/33", false),
            ("ipv4-network", "10.0.0.0/", false),
            ("ipv4-network", "anywhere", false),
            ("ipv6-network", "::/0", true),
            ("ipv6-network", "2001:db8::/32", true),
            ("ipv6-network", "2001:db8::1/32", false),
            ("date-time", "2030-01-31T12:00:00Z", true),
            ("date-time", "2030-01-31T12:00:00.5+01:00", true),
            ("date-time", "2030-01-31", false),
            ("AWS::EC2::VPC.Id", "vpc-0123456789abcdef0", true),
            ("AWS::EC2::VPC.Id", "vpc-1", false),
            ("AWS::S3::Bucket.Name", "a.b-c", true),
            ("AWS::S3::Bucket.Name", "a..b", false),
            ("AWS::S3::Bucket.Name", "ab-", false),
            ("unheard-of", "", true),
        ] {
            assert_eq!(fault(format, text).is_none(), is_right, "{format} {text}");
        }
    }
}
