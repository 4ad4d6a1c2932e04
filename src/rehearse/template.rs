//! What a state is given: an object in which a key that ends in `.$` has a path or a function.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html>

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::intrinsic::apply;
use super::path::look;

/// What expressions see.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'v> {
    /// `$`.
    pub(super) input: &'v Json,
    /// `$$`.
    pub(super) context: &'v Json,
}

impl<'v> View<'v> {
    /// What stands at a path.
    ///
    /// # Errors
    /// If nothing does.
    pub(super) fn at(&self, path: &str) -> Result<Cow<'v, Json>, String> {
        self.find(path)?.ok_or_else(|| format!("there is nothing at `{path}`"))
    }

    /// What stands at a path, if something does.
    pub(super) fn find(&self, path: &str) -> Result<Option<Cow<'v, Json>>, String> {
        match path.strip_prefix("$$") {
            Some(rest) => look(&format!("${rest}"), self.context),
            None => look(path, self.input),
        }
    }

    /// A template with its paths and functions replaced by what they say.
    ///
    /// # Errors
    /// If a path leads nowhere, or a function is not known.
    pub(super) fn fill(&self, template: &Json) -> Result<Json, String> {
        match template {
            Json::Object(fields) => {
                let mut filled = Map::new();
                for (key, value) in fields {
                    let (key, value) = match (key.strip_suffix(".$"), value) {
                        (Some(key), Json::String(expression)) => {
                            (key, self.expression(expression)?)
                        }
                        (Some(_), _) => return Err(format!("`{key}` is no path or function")),
                        (None, value) => (key.as_str(), self.fill(value)?),
                    };
                    filled.insert(key.to_owned(), value);
                }
                Ok(Json::Object(filled))
            }
            Json::Array(items) => items.iter().map(|item| self.fill(item)).collect(),
            literal => Ok(literal.clone()),
        }
    }

    /// What a path or function says.
    ///
    /// # Errors
    /// If it is neither, or leads nowhere.
    pub(super) fn expression(&self, text: &str) -> Result<Json, String> {
        let text = text.trim();
        if text.starts_with('$') {
            return self.at(text).map(Cow::into_owned);
        }
        let (value, rest) = self.call(text)?;
        if rest.trim().is_empty() { Ok(value) } else { Err(format!("`{text}` is no expression")) }
    }

    /// A function at the start of a text, and what stands behind it.
    fn call<'t>(&self, text: &'t str) -> Result<(Json, &'t str), String> {
        let broken = || format!("`{text}` is no path or function");
        let (name, mut rest) = text.split_once('(').ok_or_else(broken)?;
        let mut arguments = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(behind) = rest.strip_prefix(')') {
                return Ok((apply(name.trim(), &arguments)?, behind));
            }
            if !arguments.is_empty() {
                rest = rest.strip_prefix(',').ok_or_else(broken)?.trim_start();
            }
            let (argument, behind) = self.argument(rest)?;
            arguments.push(argument);
            rest = behind;
        }
    }

    fn argument<'t>(&self, text: &'t str) -> Result<(Json, &'t str), String> {
        if let Some(inner) = text.strip_prefix('\'') {
            return quoted(inner);
        }
        if text.starts_with("States.") {
            return self.call(text);
        }
        let end = text.find([',', ')']).unwrap_or(text.len());
        let (word, behind) = text.split_at(end);
        let word = word.trim();
        let value = if word.starts_with('$') {
            self.at(word)?.into_owned()
        } else {
            serde_json::from_str(word).map_err(|_| format!("`{word}` is no argument"))?
        };
        Ok((value, behind))
    }
}

/// A text up to its closing quote; a backslash takes the next character as it is.
fn quoted(text: &str) -> Result<(Json, &str), String> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((position, character)) = characters.next() {
        match character {
            '\'' => return Ok((Json::String(value), &text[position + 1..])),
            // A brace stays escaped for `States.Format`.
            '\\' => match characters.next() {
                Some((_, brace @ ('{' | '}'))) => value.extend(['\\', brace]),
                Some((_, other)) => value.push(other),
                None => {}
            },
            other => value.push(other),
        }
    }
    Err(format!("`'{text}` has no closing quote"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn templates_are_filled() {
        let (input, context) =
            (json!({"a": 7, "b": {"c": "x"}}), json!({"Execution": {"Name": "r42"}}));
        let view = View { input: &input, context: &context };
        let check = |template: Json, expected: Json| {
            assert_eq!(view.fill(&template), Ok(expected), "{template}");
        };
        check(json!({"k": "$.a", "v.$": "$.a"}), json!({"k": "$.a", "v": 7}));
        check(json!({"n": [{"name.$": "$$.Execution.Name"}]}), json!({"n": [{"name": "r42"}]}));
        check(json!({"x.$": "States.Array($.a, 'it\\'s', 1)"}), json!({"x": [7, "it's", 1]}));
        check(
            json!({"x.$": "States.Format('{}-{} \\{\\}', $.b.c, States.MathAdd($.a, -2))"}),
            json!({"x": "x-5 {}"}),
        );
        check(json!({"x.$": "States.ArrayLength(States.Array(1, 2))"}), json!({"x": 2}));
        check(json!({"x.$": "States.StringToJson('{\"y\": 1}')"}), json!({"x": {"y": 1}}));
        for broken in ["$.z", "States.Array(", "States.Nothing(1)", "plain", "States.Format('{}')"]
        {
            assert!(view.fill(&json!({ "x.$": broken })).is_err(), "{broken}");
        }
        assert!(view.fill(&json!({"x.$": 1})).is_err());
    }
}
