//! JSON, with the comments and trailing commas that editors put into it.

use std::borrow::Cow;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use crate::ir::lifted::{Data, Field, FileId, Node, Span};
use crate::manifest::source::{Comment, Parsed, Problem};

use super::{DEPTH, broken, duplicates, oversized};

/// Reads JSON.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let nothing = Node::new(Span::new(file, 0, 0), Data::Absent);
    if let Some(at) = too_deep(text) {
        let span = Span::new(file, at, at + 1);
        let problem = oversized(span, format!("this is nested deeper than {DEPTH} levels"));
        return Parsed { root: nothing, comments: Vec::new(), problems: vec![problem] };
    }
    let collect = CollectOptions {
        comments: CommentCollectionStrategy::Separate,
        ..CollectOptions::default()
    };
    match parse_to_ast(text, &collect, &tolerated()) {
        Ok(result) => {
            let mut reader = Reader { file, problems: Vec::new() };
            let root = result.value.map_or(nothing, |value| reader.node(value));
            let found = result.comments.into_iter().flat_map(|it| it.into_values());
            let mut comments: Vec<_> = found
                .flat_map(|several| {
                    several
                        .iter()
                        .map(|it| comment(file, it.range(), it.text()))
                        .collect::<Vec<_>>()
                })
                .collect();
            comments.sort_by_key(|it| it.span);
            comments.dedup();
            Parsed { root, comments, problems: reader.problems }
        }
        Err(error) => {
            let message = format!("this is no JSON: {}", lowered(&error.kind().to_string()));
            let problem = broken(file, text, error.range().start, message);
            Parsed { root: nothing, comments: Vec::new(), problems: vec![problem] }
        }
    }
}

/// What AWS's and Terraform's own tools tolerate or editors write.
fn tolerated() -> ParseOptions {
    ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// The first bracket that is nested too deep. The parser's own limit is larger than ours, and its
/// trees are dropped recursively.
fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        at += match byte {
            b'"' => quoted(rest),
            b'/' if rest.starts_with(b"//") => {
                rest.iter().position(|it| *it == b'\n').unwrap_or(rest.len())
            }
            b'/' if rest.starts_with(b"/*") => {
                rest.windows(2).skip(2).position(|it| it == b"*/").map_or(rest.len(), |it| it + 4)
            }
            b'{' | b'[' => {
                depth += 1;
                if depth > DEPTH {
                    return Some(at);
                }
                1
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                1
            }
            _ => 1,
        };
    }
    None
}

/// How many bytes a text in quotes has, with its quotes.
fn quoted(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn comment(file: FileId, range: Range, text: &str) -> Comment {
    Comment { span: Span::new(file, range.start, range.end), text: text.trim().to_owned() }
}

fn lowered(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

struct Reader {
    file: FileId,
    problems: Vec<Problem>,
}

impl Reader {
    fn span(&self, range: Range) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    fn node(&mut self, value: Value<'_>) -> Node {
        let span = self.span(value.range());
        let data = match value {
            Value::StringLit(text) => Data::Text(owned(text.value)),
            Value::NumberLit(number) => match number.value.parse::<i64>() {
                Ok(whole) => Data::Integer(whole),
                Err(_) => match number.value.parse::<f64>() {
                    Ok(decimal) if decimal.is_finite() => Data::Decimal(decimal),
                    _ => Data::Unknown("this number is too large".into()),
                },
            },
            Value::BooleanLit(it) => Data::Bool(it.value),
            Value::NullKeyword(_) => Data::Absent,
            Value::Array(array) => {
                Data::List(array.elements.into_iter().map(|it| self.node(it)).collect())
            }
            Value::Object(object) => {
                let fields = object.properties.into_iter().map(|it| {
                    let key_span = self.span(it.name.range());
                    let key = match it.name {
                        ObjectPropName::String(name) => owned(name.value),
                        ObjectPropName::Word(name) => name.value.to_owned().into(),
                    };
                    Field { key, key_span, value: self.node(it.value) }
                });
                let fields: Vec<_> = fields.collect();
                duplicates(&fields, &mut self.problems);
                Data::Object(fields)
            }
        };
        Node::new(span, data)
    }
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}
