//! JSON documents that stand in a manifest as text.
//!
//! A document with something deferred in it is a text of several parts. It is parsed with a mark in
//! each deferred part's place, and the marks are replaced afterwards. The mark is a character that
//! the text does not have.

use serde_json::Value as Json;

use crate::ir::lifted::{Data, Field, Node, Span};

/// The document that a text says; what is no text is taken as the document.
pub(super) fn document(value: Node) -> Node {
    let span = value.span;
    let parts = match value.data {
        Data::Concat(parts) => parts,
        Data::Text(_) => vec![value],
        data => return Node::new(span, data),
    };
    let Some(mark) = mark(&parts) else {
        return Node::unknown(span, "the text has every character");
    };
    let (text, deferred) = marked(parts, mark);
    let json: Json = match serde_json::from_str(&text) {
        Ok(json) => json,
        Err(error) => {
            return Node::unknown(span, format!("the text is no JSON document: {error}"));
        }
    };
    let mut marks = Marks { mark, span, deferred: deferred.into_iter(), missing: false };
    let document = marks.replace(json);
    if marks.missing || marks.deferred.next().is_some() {
        return Node::unknown(span, "a key of the document is not known");
    }
    document
}

/// A character for private use that stands in none of the parts.
fn mark(parts: &[Node]) -> Option<char> {
    let has = |mark: char| {
        parts.iter().any(|part| matches!(&part.data, Data::Text(text) if text.contains(mark)))
    };
    ('\u{e000}'..='\u{f8ff}').find(|mark| !has(*mark))
}

/// The text with marks in it, and what they stand for. A mark outside quotes gets quotes.
fn marked(parts: Vec<Node>, mark: char) -> (String, Vec<Node>) {
    let (mut text, mut deferred) = (String::new(), Vec::new());
    let (mut quoted, mut escaped) = (false, false);
    for part in parts {
        if let Data::Text(literal) = &part.data {
            for character in literal.chars() {
                quoted ^= character == '"' && !escaped;
                escaped = character == '\\' && !escaped;
            }
            text.push_str(literal);
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
    span: Span,
    deferred: std::vec::IntoIter<Node>,
    missing: bool,
}

impl Marks {
    fn replace(&mut self, json: Json) -> Node {
        let data = match json {
            Json::Null => Data::Absent,
            Json::Bool(value) => Data::Bool(value),
            Json::Number(number) => match number.as_i64() {
                Some(whole) => Data::Integer(whole),
                None => Data::Decimal(number.as_f64().unwrap_or_default()),
            },
            Json::String(text) if text.contains(self.mark) => return self.text(&text),
            Json::String(text) => Data::Text(text.into()),
            Json::Array(items) => {
                Data::List(items.into_iter().map(|item| self.replace(item)).collect())
            }
            Json::Object(entries) => {
                let field = |(key, value): (String, Json)| Field {
                    key: key.into(),
                    key_span: self.span,
                    value: self.replace(value),
                };
                Data::Object(entries.into_iter().map(field).collect())
            }
        };
        Node::new(self.span, data)
    }

    fn text(&mut self, text: &str) -> Node {
        let mut parts = Vec::new();
        for (position, literal) in text.split(self.mark).enumerate() {
            if position > 0 {
                let next = self.deferred.next();
                self.missing |= next.is_none();
                parts.extend(next);
            }
            if !literal.is_empty() {
                parts.push(Node::text_at(self.span, literal.to_owned()));
            }
        }
        if parts.len() == 1 {
            parts.swap_remove(0)
        } else {
            Node::new(self.span, Data::Concat(parts))
        }
    }
}
