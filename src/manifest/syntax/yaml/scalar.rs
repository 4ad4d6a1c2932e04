//! Plain scalars, as YAML 1.1 resolves them.
//!
//! Text where YAML 1.1 would make a date or a number in base 60: `2010-09-09` is a version, `22:22`
//! a pair of ports.
//!
//! Facts: <https://yaml.org/type/>

use crate::ir::lifted::Data;

/// What a plain scalar means.
pub(super) fn resolve(text: &str) -> Data {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Data::Absent,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Data::Bool(true),
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            Data::Bool(false)
        }
        _ => integer(text)
            .map(Data::Integer)
            .or_else(|| decimal(text).map(Data::Decimal))
            .unwrap_or_else(|| Data::Text(text.to_owned().into())),
    }
}

fn integer(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (radix, digits) = match digits {
        _ if digits.starts_with("0x") => (16, &digits[2..]),
        _ if digits.starts_with("0b") => (2, &digits[2..]),
        _ if digits.starts_with("0o") => (8, &digits[2..]),
        _ if digits.len() > 1 && digits.starts_with('0') => (8, &digits[1..]),
        _ => (10, digits),
    };
    let digits = digits.replace('_', "");
    // `from_str_radix` takes a sign of its own.
    if !digits.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return None;
    }
    let number = i64::from_str_radix(&digits, radix).ok()?;
    Some(if negative { -number } else { number })
}

fn decimal(text: &str) -> Option<f64> {
    let is_numeric = |it: char| it.is_ascii_digit() || matches!(it, '.' | 'e' | 'E' | '+' | '-');
    let has_digit = text.contains(|it: char| it.is_ascii_digit());
    let has_point = text.contains('.');
    if !has_digit || !has_point || !text.chars().all(is_numeric) {
        return None;
    }
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_mean_what_cloudformation_reads() {
        let check = |text, expected| assert_eq!(resolve(text), expected, "{text}");
        check("", Data::Absent);
        check("~", Data::Absent);
        check("yes", Data::Bool(true));
        check("off", Data::Bool(false));
        check("12", Data::Integer(12));
        check("-1_000", Data::Integer(-1000));
        check("0x1F", Data::Integer(31));
        check("017", Data::Integer(15));
        check("0b11", Data::Integer(3));
        check("1.5", Data::Decimal(1.5));
        check("1e3", Data::Text("1e3".into()));
        for text in
            ["2010-09-09", "22:22", "089", "1.2.3", "0x", "-", "a", "99999999999999999999", "y"]
        {
            check(text, Data::Text(text.into()));
        }
    }
}
