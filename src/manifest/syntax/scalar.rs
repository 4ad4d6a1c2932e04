//! Plain scalars of YAML 1.1, as CloudFormation reads them.
//!
//! Dates stay text (`2010-09-09` is a version here), and so do numbers to base 60 (`22:22` maps a
//! port), those with an exponent and no point (`1e3` is a tag), and those beyond 64 bits.
//!
//! Facts: <https://yaml.org/type/bool.html>, <https://yaml.org/type/int.html>,
//! <https://yaml.org/type/float.html>; `y` and `n` are text to every parser in use.

use crate::ir::lifted::Data;

/// What a scalar without quotes and tag says.
pub(super) fn plain(text: &str) -> Data {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Data::Absent,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return Data::Bool(true);
        }
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return Data::Bool(false);
        }
        _ => {}
    }
    number(text).unwrap_or_else(|| Data::Text(text.to_owned().into()))
}

/// The number that a text says, in any of the forms.
pub(super) fn number(text: &str) -> Option<Data> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|it: char| it.is_ascii_digit() || it == '.') {
        return None;
    }
    whole(text, digits).or_else(|| fraction(text, digits))
}

fn whole(text: &str, digits: &str) -> Option<Data> {
    let (rest, radix) = match digits.as_bytes() {
        [b'0', b'x', ..] => (&digits[2..], 16),
        [b'0', b'b', ..] => (&digits[2..], 2),
        [b'0', _, ..] => (&digits[1..], 8),
        _ => (digits, 10),
    };
    let bare: String = rest.chars().filter(|it| *it != '_').collect();
    // A sign was taken off already; a second one is no number.
    if !bare.starts_with(|it: char| it.is_ascii_hexdigit()) {
        return None;
    }
    let magnitude = i128::from_str_radix(&bare, radix).ok()?;
    let number = if text.starts_with('-') { -magnitude } else { magnitude };
    i64::try_from(number).ok().map(Data::Integer)
}

fn fraction(text: &str, digits: &str) -> Option<Data> {
    let is_form = |it: char| it.is_ascii_digit() || "._eE+-".contains(it);
    if !digits.contains('.')
        || !digits.contains(|it: char| it.is_ascii_digit())
        || !digits.chars().all(is_form)
    {
        return None;
    }
    let bare: String = text.chars().filter(|it| *it != '_').collect();
    bare.parse().ok().filter(|number: &f64| number.is_finite()).map(Data::Decimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_those_of_yaml_1_1() {
        let check = |text: &str, expected| assert_eq!(plain(text), expected, "{text}");
        for text in ["yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"] {
            check(text, Data::Bool(true));
        }
        for text in ["no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"] {
            check(text, Data::Bool(false));
        }
        for text in ["", "~", "null", "Null", "NULL"] {
            check(text, Data::Absent);
        }
        check("0", Data::Integer(0));
        check("12", Data::Integer(12));
        check("+12", Data::Integer(12));
        check("-12", Data::Integer(-12));
        check("1_000", Data::Integer(1000));
        check("0755", Data::Integer(0o755));
        check("-010", Data::Integer(-8));
        check("0x1F", Data::Integer(31));
        check("0b101", Data::Integer(5));
        check("123456789012", Data::Integer(123_456_789_012));
        check("1.5", Data::Decimal(1.5));
        check("-.5", Data::Decimal(-0.5));
        check("1.", Data::Decimal(1.0));
        check("1.5e3", Data::Decimal(1500.0));
    }

    #[test]
    fn all_others_are_text() {
        let texts = [
            "2010-09-09",
            "2012-10-17",
            "22:22",
            "8080:80",
            "1.2.3",
            "10.0.0.0/16",
            "y",
            "n",
            "tRue",
            "yEs",
            "-",
            "+",
            ".",
            "..",
            "-.",
            "_1",
            "0o17",
            "089",
            "012345678901",
            "0x",
            "0b",
            "0b2",
            "0x_",
            "--1",
            "+-1",
            "1-2",
            "1e",
            "e1",
            ".inf",
            ".nan",
            "nan",
            "inf",
            "1e999",
            "ä",
            "١",
        ];
        for text in texts {
            assert_eq!(plain(text), Data::Text(text.into()), "{text}");
        }
    }
}
