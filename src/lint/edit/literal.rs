//! Literals as YAML, JSON and HCL write them.

use super::setting::Scalar;

/// How text is quoted in YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Only where it must be.
    None,
    /// `'…'`.
    Single,
    /// `"…"`.
    Double,
}

impl Quotes {
    /// Those around a value, as it is written.
    pub(super) fn around(written: &str) -> Self {
        match written.as_bytes().first() {
            Some(b'\'') => Self::Single,
            Some(b'"') => Self::Double,
            _ => Self::None,
        }
    }
}

pub(super) fn yaml(value: &Scalar, quotes: Quotes) -> String {
    match value {
        Scalar::Bare(text) => text.clone(),
        Scalar::Text(text) => match quotes {
            Quotes::None if is_plain(text) => text.clone(),
            Quotes::Double => json_text(text),
            Quotes::None | Quotes::Single => format!("'{}'", text.replace('\'', "''")),
        },
    }
}

pub(super) fn json(value: &Scalar) -> String {
    match value {
        Scalar::Bare(text) => text.clone(),
        Scalar::Text(text) => json_text(text),
    }
}

pub(super) fn hcl(value: &Scalar) -> String {
    match value {
        Scalar::Bare(text) => text.clone(),
        Scalar::Text(text) => json_text(text).replace("${", "$${").replace("%{", "%%{"),
    }
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether YAML reads text as text without quotes. Not everything that is, but nothing that is not.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let is_word = |it: char| it.is_ascii_alphanumeric() || "_-./@".contains(it);
    text.starts_with(|it: char| it.is_ascii_alphabetic())
        && text.chars().all(is_word)
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let check = |text: &str, quotes, expected| {
            assert_eq!(yaml(&Scalar::Text(text.to_owned()), quotes), expected);
        };
        check("IMMUTABLE", Quotes::None, "IMMUTABLE");
        check("IMMUTABLE", Quotes::Double, "\"IMMUTABLE\"");
        check("true", Quotes::None, "'true'");
        check("5", Quotes::None, "'5'");
        check("a: b", Quotes::None, "'a: b'");
        check("it's", Quotes::Single, "'it''s'");
        assert_eq!(yaml(&Scalar::Bare("5".to_owned()), Quotes::Double), "5");
        assert_eq!(hcl(&Scalar::Text("a${b}\"".to_owned())), "\"a$${b}\\\"\"");
    }
}
