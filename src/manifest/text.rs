//! JSON documents that stand in a manifest as text.
//!
//! A document with something deferred in it is a text of several parts. It is parsed with a mark in
//! each deferred part's place, and the marks are replaced afterwards. The mark is a character that
//! the text does not have.
//!
//! A value stands where its characters are written, as far as the text stands there as it is; where
//! it has escapes or was computed, a value stands where the part does that it comes from.

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
    let marked = Marked::new(parts, mark);
    let parsed = json::parse(FileId::default(), &marked.text);
    let broken = parsed.problems.iter().find(|it| it.code.id != code::DUPLICATE_KEY.id);
    if let Some(problem) = broken {
        return Node::unknown(span, format!("the text is no JSON document: {}", problem.message));
    }
    if marked.text.trim().is_empty() {
        return Node::unknown(span, "the text is no JSON document: it is empty");
    }
    let Marked { text, pieces, deferred } = marked;
    let places = Places { text, pieces, span };
    let mut marks = Marks { mark, places, deferred: deferred.into_iter(), missing: false };
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

/// The text with marks in it, and what they stand for. A mark outside quotes gets quotes.
struct Marked {
    text: String,
    pieces: Vec<Piece>,
    deferred: Vec<Node>,
}

/// A part of the text, by its bytes there, and where it comes from.
struct Piece {
    start: usize,
    end: usize,
    span: Span,
}

impl Piece {
    /// Where the text starts, if it stands there as it is, perhaps between quotes.
    fn exact(&self) -> Option<u32> {
        let written = (self.span.end - self.span.start) as usize;
        match written.checked_sub(self.end - self.start) {
            Some(0) => Some(self.span.start),
            Some(2) => Some(self.span.start + 1),
            _ => None,
        }
    }
}

impl Marked {
    fn new(parts: Vec<Node>, mark: char) -> Self {
        let mut marked = Self { text: String::new(), pieces: Vec::new(), deferred: Vec::new() };
        let (mut quoted, mut escaped) = (false, false);
        for part in parts {
            let (start, span) = (marked.text.len(), part.span);
            if let Data::Text(literal) = &part.data {
                for character in literal.chars() {
                    quoted ^= character == '"' && !escaped;
                    escaped = character == '\\' && !escaped;
                }
                marked.text.push_str(literal);
            } else {
                marked.deferred.push(part);
                if quoted {
                    marked.text.push(mark);
                } else {
                    marked.text.extend(['"', mark, '"']);
                }
            }
            marked.pieces.push(Piece { start, end: marked.text.len(), span });
        }
        marked
    }
}

/// Where the characters of the text come from.
struct Places {
    text: String,
    pieces: Vec<Piece>,
    /// Where all of it stands.
    span: Span,
}

impl Places {
    /// The piece that a byte of the text is in.
    fn piece(&self, byte: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.end <= byte);
        self.pieces.get(after)
    }

    fn of(&self, span: Span) -> Span {
        let (start, end) = (span.start as usize, span.end as usize);
        // What is filled in between quotes stands where it was written.
        if self.text.as_bytes().get(start) == Some(&b'"')
            && let Some(piece) = self.piece(start + 1)
            && (piece.start, piece.end + 1) == (start + 1, end)
        {
            return piece.span;
        }
        let first = self.piece(start);
        let last = self.piece(end.saturating_sub(1).max(start));
        let (Some(first), Some(last)) = (first, last) else { return self.span };
        let moved = |piece: &Piece, byte: usize| {
            Some(piece.exact()? + u32::try_from(byte - piece.start).ok()?)
        };
        let start = moved(first, start).unwrap_or(first.span.start);
        let end = moved(last, end).unwrap_or(last.span.end);
        if first.span.file != last.span.file || start > end {
            return self.span;
        }
        Span { file: first.span.file, start, end }
    }
}

/// Marks and what they stand for, in the order of the document.
struct Marks {
    mark: char,
    places: Places,
    deferred: std::vec::IntoIter<Node>,
    missing: bool,
}

impl Marks {
    fn replace(&mut self, node: Node) -> Node {
        let span = self.places.of(node.span);
        let data = match node.data {
            Data::Text(text) if text.contains(self.mark) => return self.text(&text, span),
            Data::List(items) => {
                Data::List(items.into_iter().map(|item| self.replace(item)).collect())
            }
            Data::Object(fields) => {
                let field = |field: Field| Field {
                    key_span: self.places.of(field.key_span),
                    value: self.replace(field.value),
                    key: field.key,
                };
                Data::Object(fields.into_iter().map(field).collect())
            }
            other => other,
        };
        Node::new(span, data)
    }

    fn text(&mut self, text: &str, span: Span) -> Node {
        let mut parts = Vec::new();
        for (position, literal) in text.split(self.mark).enumerate() {
            if position > 0 {
                let next = self.deferred.next();
                self.missing |= next.is_none();
                parts.extend(next);
            }
            if !literal.is_empty() {
                parts.push(Node::text_at(span, literal.to_owned()));
            }
        }
        if parts.len() == 1 { parts.swap_remove(0) } else { Node::new(span, Data::Concat(parts)) }
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
