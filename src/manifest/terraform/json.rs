//! Terraform's JSON syntax: a document becomes the tree that the native syntax has.
//!
//! A string is a template, but for the few arguments that hold a bare reference.
//!
//! Facts: <https://developer.hashicorp.com/terraform/language/syntax/json>

use crate::diag::code;
use crate::ir::lifted::{Data, Field, Node, Span};
use crate::manifest::source::{self, Comment, Problem};
use crate::manifest::syntax::hcl::{self, Origin};

use super::syntax::{Attribute, Block, Body, Entry, Expression, Kind, Parsed, Syntax};

/// Blocks by their number of labels.
const BLOCKS: &[(&str, usize)] = &[
    ("resource", 2),
    ("data", 2),
    ("ephemeral", 2),
    ("module", 1),
    ("variable", 1),
    ("output", 1),
    ("provider", 1),
    ("check", 1),
    ("locals", 0),
    ("terraform", 0),
    ("moved", 0),
    ("import", 0),
    ("removed", 0),
];
/// Blocks inside of blocks, likewise.
const INNER: &[(&str, usize)] = &[
    ("backend", 1),
    ("content", 0),
    ("dynamic", 1),
    ("lifecycle", 0),
    ("provisioner", 1),
    ("required_providers", 0),
    ("validation", 0),
];
/// Arguments whose strings are references.
const BARE: &[&str] =
    &["depends_on", "ignore_changes", "replace_triggered_by", "provider", "providers"];

/// Reads a document whose text this is.
pub fn parse(text: &str, document: source::Parsed) -> Parsed {
    let source::Parsed { root, comments, problems } = document;
    let mut reader = Reader { text, block: String::new(), comments, problems };
    let mut body = Body::default();
    for field in fields(&root) {
        match BLOCKS.iter().find(|(name, _)| *name == field.key) {
            Some((name, labels)) => {
                (*name).clone_into(&mut reader.block);
                let before = body.blocks.len();
                reader.blocks(field, field.key_span, *labels, &mut Vec::new(), &mut body);
                for block in &mut body.blocks[before..] {
                    block.name = field.key.to_string();
                }
            }
            None if field.key == "//" => reader.comment(&field.value),
            None => {}
        }
    }
    Parsed { body, comments: reader.comments, problems: reader.problems }
}

/// Reads a file of variables, in which strings are literal.
pub fn values(document: &Node) -> Body {
    let attribute = |field: &Field| Attribute {
        name: field.key.to_string(),
        name_span: field.key_span,
        value: literal(&field.value),
    };
    Body { attributes: fields(document).map(attribute).collect(), blocks: Vec::new() }
}

/// The entries of an object, or of the objects of a list.
fn fields(node: &Node) -> impl Iterator<Item = &Field> {
    let objects = match &node.data {
        Data::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    objects.iter().flat_map(Node::fields)
}

struct Reader<'t> {
    text: &'t str,
    /// The type of the block that is read.
    block: String,
    comments: Vec<Comment>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Reads the blocks that an entry declares, below these labels; whoever calls names them.
    fn blocks(
        &mut self,
        field: &Field,
        head: Span,
        labels: usize,
        named: &mut Vec<String>,
        body: &mut Body,
    ) {
        if labels > 0 {
            for inner in fields(&field.value).filter(|inner| inner.key != "//") {
                named.push(inner.key.to_string());
                self.blocks(inner, inner.key_span, labels - 1, named, body);
                named.pop();
            }
            return;
        }
        let one = std::slice::from_ref(&field.value);
        let values = match &field.value.data {
            Data::List(items) => items.as_slice(),
            _ => one,
        };
        for value in values.iter().filter(|value| matches!(value.data, Data::Object(_))) {
            let inner = self.body(value);
            let (name, span) = (String::new(), head.to(value.span));
            body.blocks.push(Block {
                name,
                head,
                span,
                labels: named.clone(),
                body: inner,
                syntax: Syntax::Json,
            });
        }
    }

    fn body(&mut self, value: &Node) -> Body {
        let mut body = Body::default();
        for field in value.fields() {
            let known = INNER.iter().find(|(name, _)| *name == field.key);
            match known.filter(|_| holds_objects(&field.value)) {
                _ if field.key == "//" => self.comment(&field.value),
                Some((name, labels)) => {
                    let before = body.blocks.len();
                    self.blocks(field, field.key_span, *labels, &mut Vec::new(), &mut body);
                    for block in &mut body.blocks[before..] {
                        (*name).clone_into(&mut block.name);
                    }
                }
                None => body.attributes.push(Attribute {
                    name: field.key.to_string(),
                    name_span: field.key_span,
                    value: self.argument(&field.key, &field.value),
                }),
            }
        }
        body
    }

    fn argument(&mut self, name: &str, value: &Node) -> Expression {
        match (self.block.as_str(), name) {
            ("variable" | "output", "description") => literal(value),
            ("variable", "type") => self.bare(value),
            _ if BARE.contains(&name) => self.bare(value),
            _ => self.expression(value),
        }
    }

    fn comment(&mut self, value: &Node) {
        if let Data::Text(text) = &value.data {
            self.comments.push(Comment { span: value.span, text: text.trim().to_owned() });
        }
    }

    fn expression(&mut self, node: &Node) -> Expression {
        let Data::Text(text) = &node.data else { return self.structure(node, Self::expression) };
        match hcl::template(text, &origin(self.text, node.span, text)) {
            Ok(template) => Expression::new(node.span, template.kind),
            Err(why) => {
                self.problems.push(Problem {
                    code: &code::BROKEN_FILE,
                    span: node.span,
                    message: format!("this is no template of Terraform: {why}"),
                    help: "write `$${` for a `${` that is literal".to_owned(),
                    related: None,
                });
                Expression::new(node.span, Kind::Name("broken".to_owned()))
            }
        }
    }

    /// A reference between quotes; literal text if it is none.
    fn bare(&mut self, node: &Node) -> Expression {
        let Data::Text(text) = &node.data else { return self.structure(node, Self::bare) };
        let parsed = hcl::expression(text, &origin(self.text, node.span, text));
        parsed.unwrap_or_else(|_| self.expression(node))
    }

    fn structure(&mut self, node: &Node, read: fn(&mut Self, &Node) -> Expression) -> Expression {
        let kind = match &node.data {
            Data::List(items) => Kind::List(items.iter().map(|item| read(self, item)).collect()),
            Data::Object(entries) => {
                let entry = |field: &Field| {
                    let key = Node::new(field.key_span, Data::Text(field.key.clone()));
                    Entry { key: self.expression(&key), value: read(self, &field.value) }
                };
                Kind::Object(entries.iter().map(entry).collect())
            }
            _ => return literal(node),
        };
        Expression::new(node.span, kind)
    }
}

/// Whether a value is an object, or a list of them.
fn holds_objects(node: &Node) -> bool {
    match &node.data {
        Data::Object(_) => true,
        Data::List(items) => items.iter().all(|item| matches!(item.data, Data::Object(_))),
        _ => false,
    }
}

/// A value that is taken as it stands.
fn literal(node: &Node) -> Expression {
    let kind = match &node.data {
        Data::Bool(value) => Kind::Bool(*value),
        Data::Integer(number) => Kind::Integer(*number),
        Data::Decimal(number) => Kind::Decimal(*number),
        Data::Text(text) => Kind::Text(text.to_string()),
        Data::List(items) => Kind::List(items.iter().map(literal).collect()),
        Data::Object(entries) => {
            let entry = |field: &Field| Entry {
                key: Expression::new(field.key_span, Kind::Text(field.key.to_string())),
                value: literal(&field.value),
            };
            Kind::Object(entries.iter().map(entry).collect())
        }
        Data::Absent
        | Data::Reference(..)
        | Data::Input(_)
        | Data::Concat(_)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Element(..)
        | Data::Zone(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => Kind::Null,
    };
    Expression::new(node.span, kind)
}

/// Where the characters of a string stand: behind each other, unless it has escapes.
fn origin(text: &str, span: Span, decoded: &str) -> Origin {
    let inner = text
        .get(span.start as usize..span.end as usize)
        .and_then(|token| token.strip_prefix('"')?.strip_suffix('"'));
    match inner {
        Some(inner) if inner == decoded => Origin::From(span.file, span.start as usize + 1),
        Some(inner) => match offsets(inner, span.start + 1) {
            bytes if bytes.len() == decoded.len() + 1 => Origin::Each(span.file, bytes),
            _ => Origin::At(span),
        },
        None => Origin::At(span),
    }
}

/// The byte of the file that each byte of a decoded string comes from, and the one after the last.
fn offsets(inner: &str, base: u32) -> Vec<u32> {
    let mut bytes = Vec::with_capacity(inner.len() + 1);
    let mut characters = inner.char_indices().peekable();
    let at = |position: usize| base.saturating_add(u32::try_from(position).unwrap_or(u32::MAX));
    while let Some((start, character)) = characters.next() {
        let length = match (character, characters.peek()) {
            ('\\', Some((_, 'u'))) => {
                let unit = |from: usize| u32::from_str_radix(inner.get(from..from + 4)?, 16).ok();
                let code = unit(start + 2).unwrap_or_default();
                let is_pair = (0xd800..0xdc00).contains(&code);
                for _ in 0..if is_pair { 11 } else { 5 } {
                    characters.next();
                }
                match code {
                    _ if is_pair => 4,
                    0..0x80 => 1,
                    0x80..0x800 => 2,
                    _ => 3,
                }
            }
            ('\\', _) => {
                characters.next();
                1
            }
            (other, _) => other.len_utf8(),
        };
        let is_escape = character == '\\';
        bytes.extend((0..length).map(|byte| at(start + if is_escape { 0 } else { byte })));
    }
    bytes.push(at(inner.len()));
    bytes
}
