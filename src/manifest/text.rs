//! JSON documents that stand in a manifest as text.
//!
//! A document with something deferred in it is a text of several parts. It is parsed with a mark in
//! each deferred part's place, and the marks are replaced afterwards. The mark is a character that
//! the text does not have.
//!
//! Every value gets the place of the whole text; where in it a value stands is found when all files
//! are at hand.

use std::collections::BTreeMap;

use crate::diag::code;
use crate::ir::lifted::{Data, Field, FileId, Node, Span};

use super::syntax::json;

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
    let marked = marked(parts, mark);
    let place = marked.place(span);
    let Marked { text, deferred, literals } = marked;
    let parsed = json::parse(FileId::default(), &text);
    let broken = parsed.problems.iter().find(|it| it.code.id != code::DUPLICATE_KEY.id);
    if let Some(problem) = broken {
        return Node::unknown(span, format!("the text is no JSON document: {}", problem.message));
    }
    if text.trim().is_empty() {
        return Node::unknown(span, "the text is no JSON document: it is empty");
    }
    let deferred = deferred.into_iter();
    let mut marks = Marks { mark, place, deferred, literals, missing: false };
    let document = marks.replace(parsed.root);
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

/// The text with marks in it.
#[derive(Default)]
struct Marked {
    text: String,
    /// What the marks stand for.
    deferred: Vec<Node>,
    /// The literal parts: where they start and end in the text, and where they stand.
    literals: BTreeMap<usize, (usize, Span)>,
}

/// Puts parts together. A mark outside quotes gets quotes.
fn marked(parts: Vec<Node>, mark: char) -> Marked {
    let mut marked = Marked::default();
    let (mut quoted, mut escaped) = (false, false);
    for part in parts {
        if let Data::Text(literal) = &part.data {
            for character in literal.chars() {
                quoted ^= character == '"' && !escaped;
                escaped = character == '\\' && !escaped;
            }
            let start = marked.text.len();
            marked.literals.insert(start, (start + literal.len(), part.span));
            marked.text.push_str(literal);
            continue;
        }
        marked.deferred.push(part);
        if quoted {
            marked.text.push(mark);
        } else {
            marked.text.extend(['"', mark, '"']);
        }
    }
    marked
}

impl Marked {
    /// Where the document is written, as far as it is one text that others are filled into.
    fn place(&self, whole: Span) -> Span {
        let mut spans = self.literals.values().map(|(_, span)| *span);
        let Some(first) = spans.next() else { return whole };
        spans
            .filter(|span| span.file == first.file && span.start >= first.start)
            .fold(first, Span::to)
    }
}

/// Marks and what they stand for, in the order of the document.
struct Marks {
    mark: char,
    place: Span,
    deferred: std::vec::IntoIter<Node>,
    literals: BTreeMap<usize, (usize, Span)>,
    missing: bool,
}

impl Marks {
    fn replace(&mut self, node: Node) -> Node {
        let Span { start, end, .. } = node.span;
        let data = match node.data {
            Data::Text(text) if text.contains(self.mark) => return self.text(&text),
            // What is filled in between quotes stands where it was written.
            Data::Text(text) => match self.literals.get(&(start as usize + 1)) {
                Some((last, span)) if last + 1 == end as usize => {
                    return Node::text_at(*span, text);
                }
                _ => Data::Text(text),
            },
            Data::List(items) => {
                Data::List(items.into_iter().map(|item| self.replace(item)).collect())
            }
            Data::Object(fields) => {
                let field = |field: Field| Field {
                    key_span: self.place,
                    value: self.replace(field.value),
                    key: field.key,
                };
                Data::Object(fields.into_iter().map(field).collect())
            }
            other => other,
        };
        Node::new(self.place, data)
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
                parts.push(Node::text_at(self.place, literal.to_owned()));
            }
        }
        if parts.len() == 1 {
            parts.swap_remove(0)
        } else {
            Node::new(self.place, Data::Concat(parts))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Pseudo;

    fn concat(parts: Vec<Data>) -> Node {
        let at = Span::new(FileId(0), 0, 0);
        let parts = parts.into_iter().map(|data| Node::new(at, data)).collect();
        Node::new(at, Data::Concat(parts))
    }

    fn text(text: &str) -> Data {
        Data::Text(text.to_owned().into())
    }

    const REGION: Data = Data::Pseudo(Pseudo::Region);

    #[test]
    fn documents_are_read_around_what_is_deferred() {
        let parts = [
            text("{\"a\": \"in "),
            REGION,
            text("\", \"b\\\"\": "),
            REGION,
            text(", \"c\": \"\u{e000}\"}"),
        ];
        let document = document(concat(parts.to_vec()));
        let is = |key: &str, expected: Data| assert_eq!(document.get(key).unwrap().data, expected);
        let Data::Concat(parts) = &document.get("a").unwrap().data else { panic!("{document:?}") };
        let parts: Vec<_> = parts.iter().map(|part| part.data.clone()).collect();
        assert_eq!(parts, [text("in "), REGION]);
        is("b\"", REGION);
        is("c", text("\u{e000}"));
    }

    #[test]
    fn what_is_no_document_is_unknown() {
        let key = vec![text("{\""), REGION, text("\": 1}")];
        let odd = vec![text("{\"a\": \"\\ue000\", \"b\": "), REGION, text("}")];
        for parts in [vec![text("{")], vec![text(&"[".repeat(500))], vec![text("")], key, odd] {
            let document = document(concat(parts));
            assert!(matches!(document.data, Data::Unknown(_)), "{document:?}");
        }
    }
}
