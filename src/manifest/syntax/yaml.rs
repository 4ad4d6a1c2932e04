//! YAML 1.1, with CloudFormation's short tags in their long form: `!Ref x` is `{"Ref": x}`.
//!
//! Aliases and merge keys are replaced by what they stand for, which keeps its place. Of several
//! documents the first is read.

mod reason;
mod tag;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle};

use crate::ir::Text;
use crate::ir::lifted::{Data, Field, FileId, Node, Span};
use crate::manifest::source::{Comment, Parsed};

use super::size::{Size, size};
use super::tree::{Content, Stop, Tree};
use super::{DEPTH, broken, problem, scalar, too_deep};
use tag::Tag;

/// Reads the first document.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let mut reader = Reader {
        text,
        tree: Tree::new(file),
        comments: Vec::new(),
        anchors: BTreeMap::new(),
        documents: 0,
    };
    let result = reader.read();
    let (root, problems) = reader.tree.finish(&result);
    Parsed { root, comments: reader.comments, problems }
}

struct Reader<'t> {
    text: &'t str,
    tree: Tree<Properties>,
    comments: Vec<Comment>,
    anchors: BTreeMap<usize, Anchor>,
    /// Documents that started.
    documents: usize,
}

/// What stands before a value.
struct Properties {
    tag: Option<Tag>,
    /// The number of its anchor; 0 if it has none.
    anchor: usize,
}

/// What aliases stand for.
struct Anchor {
    node: Node,
    size: Size,
}

impl<'t> Reader<'t> {
    fn read(&mut self) -> Result<(), Stop> {
        let options = granit_parser::options! {
            flow_nesting_limit: DEPTH,
            block_nesting_limit: DEPTH,
            max_buffered_comment_events: usize::MAX,
            block_scalar_eof_without_line_feed: true,
        };
        for next in Parser::new_from_str_with_options(self.text, options) {
            match next {
                Ok((event, span)) => {
                    let range = span.byte_range().unwrap_or_default();
                    let tag = event.tag().map(|tag| {
                        let range = span.tag_span().and_then(|it| it.byte_range());
                        Tag::new(tag, self.span(range.unwrap_or_default()))
                    });
                    if self.documents > 1 && event.is_node() {
                        self.second_document(range);
                        return Ok(());
                    }
                    self.event(event, range, tag)?;
                }
                // What comes after the first document is not judged.
                Err(_) if self.documents > 1 => return Ok(()),
                Err(error) => return Err(self.syntax_error(&error)),
            }
        }
        Ok(())
    }

    fn event(
        &mut self,
        event: Event<'t>,
        range: Range<usize>,
        tag: Option<Tag>,
    ) -> Result<(), Stop> {
        match event {
            Event::DocumentStart(..) => self.documents += 1,
            Event::Comment(text, _) => {
                let text = text.trim().to_owned();
                self.comments.push(Comment { span: self.span(range), text });
            }
            Event::Scalar(text, _, anchor, _) if self.tree.wants_key() => {
                if anchor > 0 {
                    let node = Node::text_at(self.span(range.clone()), text.clone().into_owned());
                    self.define(anchor, &node)?;
                }
                self.key(&text, range);
            }
            Event::Scalar(text, style, anchor, _) => {
                return self.scalar(text, style, range, Properties { tag, anchor });
            }
            Event::Alias(id) => return self.alias(id, range),
            Event::SequenceStart(..) | Event::MappingStart(..) if self.tree.wants_key() => {
                let reason = "a key is a list or an object; an unquoted `{{` reads like one";
                let problem = broken("YAML", self.span(range), reason);
                return Err(self.tree.stop(problem));
            }
            Event::SequenceStart(style, anchor, _) => {
                let content = Content::List(Vec::new());
                let start = match style {
                    StructureStyle::Block => self.dash(range.start),
                    StructureStyle::Flow => range.start,
                };
                return self.tree.open(start, content, Properties { tag, anchor });
            }
            Event::MappingStart(_, anchor, _) => {
                let content = Content::Object(Vec::new());
                return self.tree.open(range.start, content, Properties { tag, anchor });
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(&range),
            // Starts and ends of streams and documents; the others are not asked for.
            _ => {}
        }
        Ok(())
    }

    /// Where a block list starts. Of one that is not indented below its key, the parser tells where
    /// the first element starts.
    fn dash(&self, start: usize) -> usize {
        let before = self.text.get(..start).unwrap_or_default().trim_end();
        match before.strip_suffix('-') {
            Some(rest) if self.tree.is_object() && rest.ends_with(char::is_whitespace) => {
                rest.len()
            }
            _ => start,
        }
    }

    fn key(&mut self, text: &str, range: Range<usize>) {
        // A key that is not written at all is told as a null.
        let text = if range.is_empty() { "" } else { text };
        let span = self.span(range);
        self.tree.key(text.to_owned().into(), span);
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        range: Range<usize>,
        properties: Properties,
    ) -> Result<(), Stop> {
        let is_plain = style == ScalarStyle::Plain;
        let data = match &properties.tag {
            None if is_plain && range.is_empty() => Data::Absent,
            None if is_plain => scalar::plain(&text),
            Some(tag) if tag.is_scalar_schema() => scalar::plain(&text),
            None | Some(_) => Data::Text(Text::Owned(text.into_owned())),
        };
        // The line breaks that a block ends with belong to what comes after it.
        let written = self.text.get(range.clone()).unwrap_or_default().trim_end().len();
        let node = Node::new(self.span(range.start..range.start + written), data);
        self.put(node, properties)
    }

    fn close(&mut self, range: &Range<usize>) -> Result<(), Stop> {
        // A block ends where its content ends; it is told at the start of what comes next.
        let is_flow = !range.is_empty();
        let Some((mut node, properties)) = self.tree.close(is_flow.then_some(range.end)) else {
            return Ok(());
        };
        if let Data::Object(fields) = &mut node.data {
            merge(fields);
        }
        self.put(node, properties)
    }

    fn put(&mut self, node: Node, properties: Properties) -> Result<(), Stop> {
        let node = match properties.tag {
            Some(tag) => {
                self.tree.spend(1, node.span)?;
                tag.apply(node, self.text)
            }
            None => node,
        };
        if properties.anchor > 0 {
            self.define(properties.anchor, &node)?;
        }
        let end = node.span.end as usize;
        self.tree.put(node, end)
    }

    fn define(&mut self, anchor: usize, node: &Node) -> Result<(), Stop> {
        let size = size(node);
        self.tree.spend(size.values, node.span)?;
        self.anchors.insert(anchor, Anchor { node: node.clone(), size });
        Ok(())
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> Result<(), Stop> {
        let span = self.span(range.clone());
        let Some(Anchor { node, size }) = self.anchors.get(&id) else {
            let problem = broken("YAML", span, "the alias stands inside what it stands for");
            return Err(self.tree.stop(problem));
        };
        if self.tree.wants_key() {
            let Some(text) = node.literal_text() else {
                let problem = broken("YAML", span, "a key is a list or an object");
                return Err(self.tree.stop(problem));
            };
            self.tree.key(text, span);
            return Ok(());
        }
        if self.tree.depth() + size.height > DEPTH {
            return Err(self.tree.stop(too_deep(span)));
        }
        let (node, values) = (node.clone(), size.values);
        self.tree.spend(values, span)?;
        self.tree.put(node, range.end)
    }

    fn second_document(&mut self, range: Range<usize>) {
        if range.is_empty() && self.text.get(range.start..).is_none_or(|it| it.trim().is_empty()) {
            return;
        }
        let message = "a second document starts here; only the first one is judged";
        let help = "put each document into a file of its own";
        let code = &crate::diag::code::BROKEN_FILE;
        self.tree.problems.push(problem(code, self.span(range), message, help));
    }

    fn syntax_error(&mut self, error: &ScanError) -> Stop {
        let start = self.text.floor_char_boundary(error.marker().byte_offset().unwrap_or_default());
        let width = self.text[start..].chars().next().map_or(0, char::len_utf8);
        let span = self.span(start..start + width);
        let problem = if reason::is_limit(error.kind()) {
            too_deep(span)
        } else {
            broken("YAML", span, &reason::of(error.kind()))
        };
        self.tree.stop(problem)
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.tree.span(range.start, range.end)
    }
}

/// Puts the entries of `<<` before the others, unless they stand there too.
///
/// Facts: <https://yaml.org/type/merge.html>
fn merge(fields: &mut Vec<Field>) {
    if fields.iter().all(|field| field.key != MERGE) {
        return;
    }
    let is_merge = |field: &Field| field.key == MERGE && sources(&field.value).is_some();
    let (merges, own): (Vec<_>, Vec<_>) = std::mem::take(fields).into_iter().partition(is_merge);
    let mut known: std::collections::BTreeSet<Text> =
        own.iter().map(|field| field.key.clone()).collect();
    for source in merges.iter().filter_map(|field| sources(&field.value)).flatten() {
        for field in source.fields().iter().rev() {
            if known.insert(field.key.clone()) {
                fields.push(field.clone());
            }
        }
    }
    fields.reverse();
    fields.extend(own);
}

const MERGE: &str = "<<";

/// The objects that a merge key names; none if it names anything else.
fn sources(value: &Node) -> Option<&[Node]> {
    match &value.data {
        Data::Object(_) => Some(std::slice::from_ref(value)),
        Data::List(items) => {
            items.iter().all(|it| matches!(it.data, Data::Object(_))).then_some(items)
        }
        _ => None,
    }
}
