//! YAML, as CloudFormation reads it: YAML 1.1 scalars, short forms of intrinsic functions, anchors
//! and merge keys.
//!
//! A short form becomes its long form: `!Ref x` reads like `{Ref: x}`, `!GetAtt a.b` like
//! `{Fn::GetAtt: [a, b]}`. Of several documents in one file, the first counts.

mod scalar;

use std::collections::{BTreeMap, BTreeSet};

use granit_parser::{Event, Parser, ScalarStyle, Tag};

use crate::ir::Text;
use crate::ir::lifted::{Data, Field, FileId, Node, Span};
use crate::manifest::source::{Comment, Parsed, Problem};

use super::{DEPTH, broken, duplicates, oversized};

/// How many values aliases may expand to, in one file.
const EXPANSION: usize = 200_000;

/// Reads YAML.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let mut reader = Reader {
        file,
        text,
        frames: Vec::new(),
        root: None,
        anchors: BTreeMap::new(),
        kept: 0,
        expanded: 0,
        comments: Vec::new(),
        problems: Vec::new(),
    };
    let options = granit_parser::options! {
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
        emit_comments: true,
        // Half a template may be commented out.
        max_buffered_comment_events: usize::MAX,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((Event::DocumentEnd, _)) => break,
            Ok((event, at)) => reader.event(event, at),
            Err(error) => {
                reader.fail(&error);
                break;
            }
        }
    }
    let nothing = || Node::new(Span::new(file, 0, 0), Data::Absent);
    Parsed {
        root: reader.root.unwrap_or_else(nothing),
        comments: reader.comments,
        problems: reader.problems,
    }
}

/// A collection that is being read.
struct Frame {
    start: usize,
    /// Where its last entry ends.
    end: usize,
    anchor: usize,
    tag: Option<String>,
    is_flow: bool,
    body: Body,
}

enum Body {
    List(Vec<Node>),
    /// Entries, and the key whose value comes next.
    Object(Vec<Field>, Option<(String, Span)>),
}

/// What an anchor names.
struct Anchored {
    node: Node,
    size: usize,
    depth: usize,
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    frames: Vec<Frame>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Anchored>,
    /// How many values the anchors hold.
    kept: usize,
    /// How many values aliases have become.
    expanded: usize,
    comments: Vec<Comment>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: granit_parser::Span) {
        let (start, end) = (self.byte(at.start), self.byte(at.end));
        let tagged = at.tag_start.map_or(start, |marker| self.byte(marker).min(start));
        match event {
            Event::Comment(text, _) => {
                let span = Span::new(self.file, start, end);
                self.comments.push(Comment { span, text: text.trim().to_owned() });
            }
            Event::Scalar(text, style, anchor, tag) => {
                let tag = tag.as_deref().and_then(named);
                let span = Span::new(self.file, start, end);
                let node = self.scalar(&text, style, tag.as_deref(), span);
                if self.takes_key(tag.is_none()) {
                    self.anchor(anchor, &node);
                    self.key(text.into_owned(), span);
                    return;
                }
                self.complete(node, tag, anchor, (tagged, span.end as usize));
            }
            Event::SequenceStart(style, anchor, tag) => {
                let is_flow = style == granit_parser::StructureStyle::Flow;
                let start = if is_flow { tagged } else { self.dash(tagged) };
                self.open(start, anchor, tag.as_deref(), is_flow, Body::List(Vec::new()));
            }
            Event::MappingStart(style, anchor, tag) => {
                let is_flow = style == granit_parser::StructureStyle::Flow;
                self.open(tagged, anchor, tag.as_deref(), is_flow, Body::Object(Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(end),
            Event::Alias(anchor) => self.alias(anchor, Span::new(self.file, start, end)),
            _ => {}
        }
    }

    /// A marker as a byte. The parser counts bytes for text in memory.
    fn byte(&self, marker: granit_parser::Marker) -> usize {
        self.text.floor_char_boundary(marker.byte_offset().unwrap_or(0))
    }

    /// Where a block list starts: of one that is not indented below its key, the parser tells where
    /// the first element starts.
    fn dash(&self, start: usize) -> usize {
        let is_value =
            matches!(self.frames.last(), Some(Frame { body: Body::Object(_, Some(_)), .. }));
        let before = self.text.get(..start).unwrap_or_default().trim_end();
        match before.strip_suffix('-') {
            Some(rest) if is_value && rest.ends_with(char::is_whitespace) => rest.len(),
            _ => start,
        }
    }

    /// Whether the next scalar is a key.
    fn takes_key(&self, is_plain: bool) -> bool {
        matches!(self.frames.last(), Some(Frame { body: Body::Object(_, None), .. })) && is_plain
    }

    fn key(&mut self, text: String, span: Span) {
        if let Some(Frame { body: Body::Object(_, key), .. }) = self.frames.last_mut() {
            *key = Some((text, span));
        }
    }

    fn open(&mut self, start: usize, anchor: usize, tag: Option<&Tag>, is_flow: bool, body: Body) {
        let tag = tag.and_then(named);
        self.frames.push(Frame { start, end: start, anchor, tag, is_flow, body });
    }

    fn close(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        let data = match frame.body {
            Body::List(items) => Data::List(items),
            Body::Object(fields, _) => {
                duplicates(&merged_keys_aside(&fields), &mut self.problems);
                Data::Object(merged(fields))
            }
        };
        // A block ends where its last value does: the parser sees its end at the next token.
        let end = if frame.is_flow { end } else { frame.end };
        let node = Node::new(Span::new(self.file, frame.start, end.max(frame.start)), data);
        self.complete(node, frame.tag, frame.anchor, (frame.start, end));
    }

    fn scalar(&self, text: &str, style: ScalarStyle, tag: Option<&str>, span: Span) -> Node {
        let data = match (style, tag) {
            (ScalarStyle::Plain, None) => scalar::resolve(text),
            _ => Data::Text(text.to_owned().into()),
        };
        Node::new(self.trimmed(span, style), data)
    }

    /// A block scalar without the line breaks after it.
    fn trimmed(&self, span: Span, style: ScalarStyle) -> Span {
        if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return span;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let length = self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        Span::new(self.file, start, start + length)
    }

    /// A value is whole: it gets its function, its anchor, and its place in what is around it.
    /// An alias stands elsewhere than the value that it is.
    fn complete(
        &mut self,
        node: Node,
        tag: Option<String>,
        anchor: usize,
        (start, end): (usize, usize),
    ) {
        let node = match tag {
            Some(tag) => function(node, &tag, Span::new(self.file, start, start)),
            None => node,
        };
        self.anchor(anchor, &node);
        let Some(frame) = self.frames.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        frame.end = frame.end.max(end);
        match &mut frame.body {
            Body::List(items) => items.push(node),
            Body::Object(fields, key) => match key.take() {
                Some((key, key_span)) => {
                    fields.push(Field { key: key.into(), key_span, value: node });
                }
                // A key that is no plain scalar.
                None => {
                    let written = || self.text.get(start..end).unwrap_or("?").to_owned().into();
                    let text = node.literal_text().unwrap_or_else(written).into_owned();
                    *key = Some((text, Span::new(self.file, start, end)));
                }
            },
        }
    }

    /// Keeps what an anchor names, unless that would be too much.
    fn anchor(&mut self, anchor: usize, node: &Node) {
        if anchor == 0 {
            return;
        }
        let (size, depth) = extent(node);
        self.kept += size;
        if self.kept <= EXPANSION {
            self.anchors.insert(anchor, Anchored { node: node.clone(), size, depth });
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) {
        let levels = self.frames.len();
        let node = match self.anchors.get(&anchor) {
            None if self.kept <= EXPANSION => Node::unknown(span, "it is a part of itself"),
            Some(it) if self.expanded + it.size <= EXPANSION && levels + it.depth <= DEPTH => {
                self.expanded += it.size;
                it.node.clone()
            }
            _ => {
                self.expands_too_far(span);
                Node::unknown(span, "its alias expands too far")
            }
        };
        self.complete(node, None, 0, (span.start as usize, span.end as usize));
    }

    fn expands_too_far(&mut self, span: Span) {
        if self.problems.iter().all(|it| it.code.id != crate::diag::code::OVERSIZED_FILE.id) {
            let message =
                format!("aliases expand to more than {EXPANSION} values or {DEPTH} levels");
            self.problems.push(oversized(span, message));
        }
    }

    /// A syntax error: nothing of the file counts.
    fn fail(&mut self, error: &granit_parser::ScanError) {
        let at = self.byte(*error.marker());
        let problem = match error.kind() {
            granit_parser::ErrorKind::RecursionLimitExceeded => {
                let span = Span::new(self.file, at, at);
                oversized(span, format!("this is nested deeper than {DEPTH} levels"))
            }
            kind => broken(self.file, self.text, at, format!("this is no YAML: {kind}")),
        };
        self.problems.push(problem);
        self.root = None;
    }
}

/// The name of a tag that says something: `Ref` of `!Ref`, `str` of `!!str`.
fn named(tag: &Tag) -> Option<String> {
    match tag.core_suffix() {
        Some("str" | "binary") => Some("!str".to_owned()),
        Some(_) => None,
        None => match tag.suffix() {
            // No type at all, which is text.
            "" | "!" => Some("!str".to_owned()),
            suffix => Some(suffix.to_owned()),
        },
    }
}

/// The long form of a tagged value.
fn function(node: Node, tag: &str, start: Span) -> Node {
    let span = start.to(node.span);
    let name = match tag {
        "!str" => return node,
        "Ref" | "Condition" => tag.to_owned(),
        "GetAtt" | "Sub" | "If" | "Join" | "Select" | "Split" | "FindInMap" | "ImportValue"
        | "Base64" | "Cidr" | "GetAZs" | "Equals" | "And" | "Or" | "Not" | "Transform"
        | "ToJsonString" | "Length" | "Contains" | "EachMemberEquals" | "EachMemberIn"
        | "ForEach" | "RefAll" | "ValueOf" | "ValueOfAll" => format!("Fn::{tag}"),
        _ => return Node::unknown(span, format!("the tag `!{tag}` is not CloudFormation's")),
    };
    let argument = match (tag, node.text().and_then(|text| text.split_once('.'))) {
        ("GetAtt", Some((resource, attribute))) => {
            let part = |text: &str| Node::text_at(node.span, text.to_owned());
            Node::new(node.span, Data::List(vec![part(resource), part(attribute)]))
        }
        _ => node,
    };
    Node::new(
        span,
        Data::Object(vec![Field { key: name.into(), key_span: start, value: argument }]),
    )
}

/// The entries that are written out: `<<` may stand several times.
fn merged_keys_aside(fields: &[Field]) -> Vec<Field> {
    let bare = |field: &Field| Field {
        key: field.key.clone(),
        key_span: field.key_span,
        value: Node::new(field.key_span, Data::Absent),
    };
    fields.iter().filter(|field| field.key != "<<").map(bare).collect()
}

/// Entries with what `<<` brings in; what is written out wins, then what is merged first.
fn merged(fields: Vec<Field>) -> Vec<Field> {
    if fields.iter().all(|field| field.key != "<<") {
        return fields;
    }
    let (merges, mut own): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| field.key == "<<");
    let mut known: BTreeSet<Text> = own.iter().map(|field| field.key.clone()).collect();
    for merge in merges {
        let sources = match merge.value.data {
            Data::List(items) => items,
            _ => vec![merge.value],
        };
        for source in sources {
            let Data::Object(fields) = source.data else { continue };
            own.extend(fields.into_iter().filter(|field| known.insert(field.key.clone())));
        }
    }
    own
}

/// How many values are in one, and how deep they are nested.
fn extent(node: &Node) -> (usize, usize) {
    let inner: Vec<(usize, usize)> = match &node.data {
        Data::List(items) => items.iter().map(extent).collect(),
        Data::Object(fields) => fields.iter().map(|field| extent(&field.value)).collect(),
        _ => Vec::new(),
    };
    let deepest = inner.iter().map(|(_, depth)| *depth).max().unwrap_or_default();
    (1 + inner.iter().map(|(size, _)| size).sum::<usize>(), deepest + 1)
}
