//! Places inside JSON documents that stand in a file as text.
//!
//! A front end gives every value of such a document the place of the whole text. Here that text is
//! read once more as it stands in the file: indented, folded, with its quotes escaped, with `${…}`
//! in it. What is found goes to the values by key and position; what does not fit keeps the place of
//! the whole.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ir::kind::{Codec, Dialect, Row};
use crate::ir::lifted::{Data, Format, Manifest, Node, Span};
use crate::manifest::source::Files;

/// How deep documents are followed; the parser of documents goes no deeper.
const DEPTH: usize = 128;

/// How many brackets are tried as the first one of the document: a function around the text has
/// brackets of its own.
const STARTS: usize = 8;

/// Gives the values of documents in a manifest their own places.
pub(super) fn locate(manifest: &mut Manifest, files: &Files) {
    let dialect = match manifest.format {
        Format::Terraform | Format::Plan => Dialect::Terraform,
        Format::CloudFormation | Format::TaskDefinition => Dialect::CloudFormation,
        // They have no documents.
        Format::Compose | Format::Dockerfile => return,
    };
    let finder = Finder { files, dialect };
    for resource in &mut manifest.resources {
        let rows = resource.kind.map_or(&[][..], |kind| kind.rows);
        finder.visit(&mut resource.properties, rows);
    }
}

#[derive(Clone, Copy)]
struct Finder<'f> {
    files: &'f Files,
    dialect: Dialect,
}

impl Finder<'_> {
    /// Looks for documents in a value whose entries are named by these rows.
    fn visit(self, node: &mut Node, rows: &'static [Row]) {
        if may_be_document(node) && self.document(node, rows).is_some() {
            return;
        }
        match &mut node.data {
            Data::Object(fields) => {
                for field in fields {
                    self.visit(&mut field.value, nested(rows, &field.key));
                }
            }
            Data::List(items) | Data::OneOf(items) => {
                for item in items {
                    self.visit(item, rows);
                }
            }
            _ => {}
        }
    }

    /// Places what is in a document, if it is one.
    fn document(self, node: &mut Node, rows: &'static [Row]) -> Option<()> {
        let whole = node.span;
        let text = self.files.text(whole);
        let starts = text.match_indices(['{', '[']).map(|(start, _)| start).take(STARTS);
        let mut found = starts.filter_map(|start| Scan { text, at: start }.value(DEPTH));
        let written = found.find(|it| self.fits(node, it, rows))?;
        Placing { whole, dialect: self.dialect }.place(node, &written, rows);
        Some(())
    }

    /// Whether what is written has every entry of the document's first object.
    fn fits(self, node: &Node, written: &Written<'_>, rows: &'static [Row]) -> bool {
        match (&node.data, &written.inner) {
            (Data::Object(fields), Inner::Object(..)) => fields
                .iter()
                .enumerate()
                .all(|(at, it)| written.at(spelled(self.dialect, rows, &it.key), at).is_some()),
            (Data::List(items), Inner::List(inner)) => {
                items.len() == inner.len()
                    && items.iter().zip(inner).all(|(item, it)| self.fits(item, it, rows))
            }
            (Data::Object(_) | Data::List(_), _) => false,
            _ => true,
        }
    }
}

/// Whether a value may have been read from a text: then what is in it stands where it does.
fn may_be_document(node: &Node) -> bool {
    match &node.data {
        Data::Object(fields) => fields.iter().any(|field| field.key_span == node.span),
        Data::List(items) => items.iter().any(|item| item.span == node.span),
        _ => false,
    }
}

/// The rows of what stands in an entry.
fn nested(rows: &'static [Row], name: &str) -> &'static [Row] {
    match rows.iter().find(|row| row.name == name).map(|row| row.codec) {
        Some(Codec::Block(rows) | Codec::Blocks(rows) | Codec::TextBlocks(rows)) => rows,
        Some(
            Codec::Same
            | Codec::Set
            | Codec::NumberText(_)
            | Codec::Words { .. }
            | Codec::Pairs { .. }
            | Codec::Entry(_)
            | Codec::Document { .. },
        )
        | None => &[],
    }
}

/// An entry's name as it is written: that of its row, or its own.
fn spelled<'n>(dialect: Dialect, rows: &'static [Row], name: &'n str) -> &'n str {
    let row = rows.iter().find(|row| row.name == name);
    row.and_then(|row| row.path_in(dialect)).unwrap_or(name)
}

/// The places of one document.
#[derive(Clone, Copy)]
struct Placing {
    whole: Span,
    dialect: Dialect,
}

impl Placing {
    fn span(self, range: &Range<usize>) -> Span {
        let base = self.whole.start as usize;
        Span::new(self.whole.file, base + range.start, base + range.end)
    }

    fn place(self, node: &mut Node, written: &Written<'_>, rows: &'static [Row]) {
        // What was filled in has its own place.
        if node.span != self.whole {
            return;
        }
        node.span = self.span(&written.range);
        match (&mut node.data, &written.inner) {
            (Data::Object(fields), Inner::Object(..)) => {
                for (position, field) in fields.iter_mut().enumerate() {
                    let path = spelled(self.dialect, rows, &field.key);
                    let Some((_, key, value)) = written.at(path, position) else { continue };
                    field.key_span = self.span(key);
                    self.place(&mut field.value, value, nested(rows, &field.key));
                }
            }
            (Data::List(items), Inner::List(inner)) if items.len() == inner.len() => {
                for (item, it) in items.iter_mut().zip(inner) {
                    self.place(item, it, rows);
                }
            }
            (Data::Concat(parts), Inner::Scalar) => {
                for part in parts.iter_mut().filter(|part| part.span == self.whole) {
                    part.span = node.span;
                }
            }
            _ => {}
        }
    }
}

/// A value as it stands in the text.
struct Written<'t> {
    range: Range<usize>,
    inner: Inner<'t>,
}

/// An entry: its key, where that stands, and its value.
type Entry<'t> = (&'t str, Range<usize>, Written<'t>);

enum Inner<'t> {
    Scalar,
    List(Vec<Written<'t>>),
    /// Entries, and which is the last one with a key.
    Object(Vec<Entry<'t>>, BTreeMap<&'t str, usize>),
}

impl<'t> Written<'t> {
    /// The entry with this key, rather the one at this position than the last one.
    fn get(&self, key: &str, position: usize) -> Option<&Entry<'t>> {
        let Inner::Object(entries, by_key) = &self.inner else { return None };
        let here = entries.get(position).filter(|(it, ..)| *it == key);
        here.or_else(|| entries.get(*by_key.get(key)?))
    }

    /// What stands at a dotted path.
    fn at(&self, path: &str, position: usize) -> Option<&Entry<'t>> {
        let mut steps = path.split('.');
        let first = self.get(steps.next()?, position)?;
        steps.try_fold(first, |(_, _, value), step| value.get(step, usize::MAX))
    }
}

/// Reads JSON as it stands in other syntaxes: a quote or line break may have a backslash before it.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes a text, if it comes next.
    fn pass(&mut self, text: &str) -> Option<()> {
        self.rest().starts_with(text).then(|| self.at += text.len())
    }

    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let spaces = rest.len() - rest.trim_start().len();
            self.at += spaces;
            let escapes = ["\\n", "\\r", "\\t"];
            if escapes.into_iter().all(|it| self.pass(it).is_none()) {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Written<'t>> {
        let depth = depth.checked_sub(1)?;
        self.space();
        let start = self.at;
        let inner = if self.pass("{").is_some() {
            self.object(depth)?
        } else if self.pass("[").is_some() {
            self.list(depth)?
        } else {
            match self.string() {
                Some(_) => {}
                None => self.bare()?,
            }
            Inner::Scalar
        };
        Some(Written { range: start..self.at, inner })
    }

    fn object(&mut self, depth: usize) -> Option<Inner<'t>> {
        let (mut entries, mut by_key) = (Vec::new(), BTreeMap::new());
        loop {
            self.space();
            if self.pass("}").is_some() {
                return Some(Inner::Object(entries, by_key));
            }
            let start = self.at;
            let key = self.string()?;
            let range = start..self.at;
            self.space();
            self.pass(":")?;
            by_key.insert(key, entries.len());
            entries.push((key, range, self.value(depth)?));
            self.comma("}")?;
        }
    }

    fn list(&mut self, depth: usize) -> Option<Inner<'t>> {
        let mut items = Vec::new();
        loop {
            self.space();
            if self.pass("]").is_some() {
                return Some(Inner::List(items));
            }
            items.push(self.value(depth)?);
            self.comma("]")?;
        }
    }

    /// A comma, or the end, which is left there.
    fn comma(&mut self, end: &str) -> Option<()> {
        self.space();
        if self.rest().starts_with(end) { Some(()) } else { self.pass(",") }
    }

    /// Passes a text in quotes; gives what stands between them.
    fn string(&mut self) -> Option<&'t str> {
        let mark = ["\"", "\\\""].into_iter().find(|mark| self.rest().starts_with(mark))?;
        self.at += mark.len();
        let start = self.at;
        loop {
            let rest = self.rest();
            if rest.starts_with(mark) {
                let text = &self.text[start..self.at];
                self.at += mark.len();
                return Some(text);
            }
            if rest.starts_with("${") {
                self.filled()?;
            } else if mark.len() > 1 && rest.starts_with("\\\\") {
                // A backslash of the document, and what it escapes.
                self.at += 2;
                self.character()?;
            } else {
                self.character()?;
            }
        }
    }

    /// Passes a character, with the one before which it is a backslash.
    fn character(&mut self) -> Option<()> {
        let mut characters = self.rest().chars();
        let first = characters.next()?;
        self.at += first.len_utf8();
        if first == '\\' {
            self.at += characters.next()?.len_utf8();
        }
        Some(())
    }

    /// Passes `${…}`.
    fn filled(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        let end = self.rest().find(|character: char| {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            character == '}' && depth == 0
        })?;
        self.at += end + 1;
        Some(())
    }

    /// Passes a number, a word or `${…}`.
    fn bare(&mut self) -> Option<()> {
        let start = self.at;
        loop {
            let rest = self.rest();
            if rest.starts_with("${") {
                self.filled()?;
                continue;
            }
            match rest.chars().next() {
                Some(it) if it.is_alphanumeric() || "+-.".contains(it) => self.at += it.len_utf8(),
                _ => return (self.at > start).then_some(()),
            }
        }
    }
}
