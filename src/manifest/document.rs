//! JSON, and JSON documents that stand in a manifest as text.
//!
//! A document with something deferred in it is a text of several parts. It is parsed with a mark in
//! each deferred part's place, and the marks are replaced afterwards. The mark is a character that
//! the text does not have.

use serde_json::Value as Json;

use crate::ir::Value;

use super::place::Place;

/// JSON taken literally.
pub(super) fn literal(json: &Json, place: &Place) -> Value {
    match json {
        Json::Null => unknown("`null` is no value", place),
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => number_of(number),
        Json::String(text) => Value::from(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(|it| literal(it, place)).collect()),
        Json::Object(entries) => Value::Object(
            entries.iter().map(|(key, it)| (key.clone().into(), literal(it, place))).collect(),
        ),
    }
}

/// A number: whole if it is written so.
pub(super) fn number_of(number: &serde_json::Number) -> Value {
    match number.as_i64() {
        Some(whole) => Value::Integer(whole),
        None => Value::Decimal(number.as_f64().unwrap_or_default()),
    }
}

/// A value that is not known.
pub(super) fn unknown(why: impl Into<String>, place: &Place) -> Value {
    Value::Unknown { why: why.into().into(), place: place.pointer().into() }
}

/// The document that a text says; what is no text is taken as the document.
pub(super) fn parse(value: Value, place: &Place) -> Value {
    let parts = match value {
        Value::Concat(parts) => parts,
        Value::Text(_) => vec![value],
        other => return other,
    };
    let Some(mark) = mark(&parts) else { return unknown("the text has every character", place) };
    let (text, deferred) = marked(parts, mark);
    let json: Json = match serde_json::from_str(&text) {
        Ok(json) => json,
        Err(error) => return unknown(format!("the text is no JSON document: {error}"), place),
    };
    let mut marks = Marks { mark, deferred: deferred.into_iter(), missing: false };
    let document = marks.replace(literal(&json, place));
    if marks.missing || marks.deferred.next().is_some() {
        return unknown("a key of the document is not known", place);
    }
    document
}

/// A character for private use that stands in none of the parts.
fn mark(parts: &[Value]) -> Option<char> {
    let has = |mark: char| {
        parts.iter().any(|part| matches!(part, Value::Text(text) if text.contains(mark)))
    };
    ('\u{e000}'..='\u{f8ff}').find(|mark| !has(*mark))
}

/// The text with marks in it, and what they stand for. A mark outside quotes gets quotes.
fn marked(parts: Vec<Value>, mark: char) -> (String, Vec<Value>) {
    let (mut text, mut deferred) = (String::new(), Vec::new());
    let (mut quoted, mut escaped) = (false, false);
    for part in parts {
        if let Value::Text(literal) = part {
            for character in literal.chars() {
                quoted ^= character == '"' && !escaped;
                escaped = character == '\\' && !escaped;
            }
            text.push_str(&literal);
            continue;
        }
        deferred.push(part);
        if quoted {
            text.push(mark);
        } else {
            text.extend(['"', mark, '"']);
        }
    }
    (text, deferred)
}

/// Marks and what they stand for, in the order of the document.
struct Marks {
    mark: char,
    deferred: std::vec::IntoIter<Value>,
    missing: bool,
}

impl Marks {
    fn replace(&mut self, value: Value) -> Value {
        match value {
            Value::Text(text) if text.contains(self.mark) => self.text(&text),
            Value::List(items) => {
                Value::List(items.into_iter().map(|item| self.replace(item)).collect())
            }
            Value::Object(entries) => Value::Object(
                entries.into_iter().map(|(key, value)| (key, self.replace(value))).collect(),
            ),
            other => other,
        }
    }

    fn text(&mut self, text: &str) -> Value {
        let mut parts = Vec::new();
        for (position, literal) in text.split(self.mark).enumerate() {
            if position > 0 {
                let next = self.deferred.next();
                self.missing |= next.is_none();
                parts.extend(next);
            }
            if !literal.is_empty() {
                parts.push(Value::from(literal.to_owned()));
            }
        }
        if parts.len() == 1 { parts.swap_remove(0) } else { Value::concat(parts) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Pseudo;

    #[test]
    fn documents_are_read_around_what_is_deferred() {
        let region = Value::Pseudo(Pseudo::Region);
        let text = Value::concat([
            Value::from("{\"a\": \"in "),
            region.clone(),
            Value::from("\", \"b\\\"\": "),
            region.clone(),
            Value::from(", \"c\": \"\u{e000}\"}"),
        ]);
        let expected = Value::object([
            ("a", Value::concat([Value::from("in "), region.clone()])),
            ("b\"", region),
            ("c", Value::from("\u{e000}")),
        ]);
        assert_eq!(parse(text, &Place::default()), expected);
    }

    #[test]
    fn what_is_no_document_is_unknown() {
        let region = || Value::Pseudo(Pseudo::Region);
        let key = Value::concat([Value::from("{\""), region(), Value::from("\": 1}")]);
        let twice = "{\"a\": \"\\ue000\", \"b\": ";
        let odd = Value::concat([Value::from(twice), region(), Value::from("}")]);
        for value in [Value::from("{"), Value::from("[".repeat(500)), key, odd] {
            assert!(matches!(parse(value, &Place::default()), Value::Unknown { .. }));
        }
    }
}
