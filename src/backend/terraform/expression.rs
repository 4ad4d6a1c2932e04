//! Terraform expressions as text, for what JSON syntax cannot say: the inside of `${…}`.
//!
//! Facts: <https://developer.hashicorp.com/terraform/language/expressions/strings>

/// Text with the sequences that Terraform would interpolate made literal.
pub(super) fn escape(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains("${") || text.contains("%{") {
        text.replace("${", "$${").replace("%{", "%%{").into()
    } else {
        text.into()
    }
}

/// Text as a quoted literal of the native syntax.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    quote_into(&mut quoted, text);
    quoted.push('"');
    quoted
}

/// Appends text as it stands between quotes of the native syntax.
pub(super) fn quote_into(quoted: &mut String, text: &str) {
    for character in escape(text).chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interpolation_is_made_literal() {
        assert_eq!(escape("a ${b} %{c}"), "a $${b} %%{c}");
        assert_eq!(quote("say \"${x}\"\n"), r#""say \"$${x}\"\n""#);
    }
}
