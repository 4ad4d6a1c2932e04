//! Places inside JSON documents that stand in a file as text.
//!
//! A front end gives every value of such a document the place of the whole text. The document's keys
//! and values stand in the text in the order in which they were read, however the text is indented
//! or escaped, so each is found by looking for the next one.

use crate::ir::kind::Codec;
use crate::ir::lifted::{Data, Manifest, Node, Span};
use crate::manifest::source::Files;

/// Gives the values of documents in a manifest their own places.
pub(super) fn locate(manifest: &mut Manifest, files: &Files) {
    for resource in &mut manifest.resources {
        let kind = resource.kind;
        let Data::Object(fields) = &mut resource.properties.data else { continue };
        for field in fields {
            // The rows of such a text are not in its order and have names of their own.
            let row = kind.and_then(|kind| kind.row(&field.key));
            if !row.is_some_and(|row| matches!(row.codec, Codec::TextBlocks(_))) {
                visit(&mut field.value, files);
            }
        }
    }
}

fn visit(node: &mut Node, files: &Files) {
    if is_document(node) {
        let text = files.text(node.span);
        let mut search = Search { text, whole: node.span, at: 0 };
        search.children(node);
        return;
    }
    match &mut node.data {
        Data::Object(fields) => fields.iter_mut().for_each(|it| visit(&mut it.value, files)),
        Data::List(items) | Data::OneOf(items) => items.iter_mut().for_each(|it| visit(it, files)),
        _ => {}
    }
}

/// Whether an object was read from a text: then its keys stand where it does.
fn is_document(node: &Node) -> bool {
    let first = match &node.data {
        Data::List(items) => items.iter().find(|item| matches!(item.data, Data::Object(_))),
        _ => Some(node),
    };
    let Some(Data::Object(fields)) = first.map(|it| &it.data) else { return false };
    fields.first().is_some_and(|field| field.key_span == node.span && field.value.span == node.span)
}

/// A text that is searched from its start to its end.
struct Search<'t> {
    text: &'t str,
    whole: Span,
    at: usize,
}

impl Search<'_> {
    /// The next place of a word, which is then passed.
    fn next(&mut self, word: &str) -> Option<Span> {
        let start = self.at + self.text.get(self.at..)?.find(word)?;
        self.at = start + word.len();
        Some(self.span(start, self.at))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let base = self.whole.start as usize;
        Span::new(self.whole.file, base + start, base + end)
    }

    fn node(&mut self, node: &mut Node) {
        if node.span != self.whole {
            return;
        }
        let brackets = match &node.data {
            Data::Object(_) => ("{", "}"),
            Data::List(_) => ("[", "]"),
            _ => {
                let word = node.literal_text().filter(|word| !word.is_empty());
                if let Some(span) = word.and_then(|word| self.next(&word)) {
                    node.span = span;
                }
                return;
            }
        };
        let open = self.next(brackets.0);
        self.children(node);
        if let (Some(open), Some(close)) = (open, self.next(brackets.1)) {
            node.span = open.to(close);
        }
    }

    fn children(&mut self, node: &mut Node) {
        match &mut node.data {
            Data::Object(fields) => {
                for field in fields {
                    if let Some(span) = self.next(&field.key) {
                        field.key_span = span;
                    }
                    self.node(&mut field.value);
                }
            }
            Data::List(items) => items.iter_mut().for_each(|item| self.node(item)),
            _ => {}
        }
    }
}
