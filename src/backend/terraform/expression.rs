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
    append_quoted(&mut quoted, text);
    quoted
}

/// Appends text as a quoted literal of the native syntax.
pub(super) fn append_quoted(expression: &mut String, text: &str) {
    expression.push('"');
    quote_into(expression, text);
    expression.push('"');
}

/// A template in the making: literal text and interpolations.
pub(super) struct Template {
    text: String,
    literal: String,
    quoted: bool,
}

impl Template {
    /// An empty template; `quoted` when it stands between quotes of an expression.
    pub(super) fn new(quoted: bool) -> Self {
        Self { text: String::new(), literal: String::new(), quoted }
    }

    /// Appends literal text.
    pub(super) fn literal(&mut self, text: &str) {
        self.literal.push_str(text);
    }

    /// Appends an interpolation.
    ///
    /// A dollar sign before it would make it literal, so that sign becomes an interpolation too.
    pub(super) fn interpolate(&mut self, expression: &str) {
        let dollars = self.literal.len() - self.literal.trim_end_matches('$').len();
        self.literal.truncate(self.literal.len() - dollars);
        self.flush();
        if dollars > 0 {
            self.text.extend(["${\"", &"$".repeat(dollars), "\"}"]);
        }
        self.text.extend(["${", expression, "}"]);
    }

    /// The template.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.text
    }

    fn flush(&mut self) {
        let literal = std::mem::take(&mut self.literal);
        if self.quoted {
            quote_into(&mut self.text, &literal);
        } else {
            self.text.push_str(&escape(&literal));
        }
    }
}

/// Appends text as it stands between quotes of the native syntax.
fn quote_into(quoted: &mut String, text: &str) {
    if !text.contains(['"', '\\', '\n', '\r', '\t']) {
        quoted.push_str(&escape(text));
        return;
    }
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

    #[test]
    fn a_dollar_sign_does_not_swallow_an_interpolation() {
        let mut template = Template::new(false);
        template.literal("US$");
        template.literal("$");
        template.interpolate("var.price");
        template.literal("$");
        template.literal("{");
        assert_eq!(template.finish(), r#"US${"$$"}${var.price}$${"#);
    }
}
