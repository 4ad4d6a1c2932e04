//! Terraform's native syntax: text becomes a tree with places.
//!
//! `hcl_edit` parses; its tree becomes ours at once. Where it refuses what Terraform takes (an object
//! with a key twice, a heredoc whose body has a line that starts with the end marker), the text is
//! mended without moving a byte and parsed again: whatever was mended is read from the original.
//!
//! Facts: <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>

mod convert;
mod heredoc;
mod mend;

use std::str::FromStr;

use hcl_edit::parser::Error;

use crate::diag::code;
use crate::ir::lifted::{FileId, Span};
use crate::manifest::source::{Comment, Problem};
use crate::manifest::terraform::syntax::{Body, Expression, Kind, Parsed, Part};

use convert::Convert;

/// Larger files are not read, in bytes: the parser's tree takes a hundred times as much.
const LARGEST: usize = 8 << 20;
/// An object with more entries is not read: the parser compares each key with all before it.
const MOST_ENTRIES: usize = 20_000;

/// Where the bytes of a text that is parsed stand in a file.
#[derive(Clone, Debug)]
pub enum Origin {
    /// One after the other, from a byte of the file on.
    From(FileId, usize),
    /// Each at a byte of its own, with one more for the end.
    Each(FileId, Vec<u32>),
    /// All of them at one place.
    At(Span),
}

impl Origin {
    fn span(&self, start: usize, end: usize) -> Span {
        match self {
            Self::From(file, base) => Span::new(*file, base + start, base + end),
            Self::Each(file, bytes) => {
                let byte = |it: usize| bytes.get(it).or(bytes.last()).copied().unwrap_or_default();
                Span { file: *file, start: byte(start), end: byte(end) }
            }
            Self::At(span) => *span,
        }
    }
}

/// Reads a file.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let origin = Origin::From(file, 0);
    if let Some(message) = too_large(text) {
        let problem = Problem {
            code: &code::OVERSIZED_FILE,
            span: origin.span(0, 0),
            message,
            help: "split it into several".to_owned(),
            related: None,
        };
        return Parsed { body: Body::default(), comments: Vec::new(), problems: vec![problem] };
    }
    let (body, mended) = mend::parse(text);
    let mut convert = Convert::new(text, &origin, &mended);
    let mut problems = mended.problems(&origin, text);
    match body {
        Ok(body) => {
            let body = convert.body(&body);
            let comments = comments(text, file, &convert.texts());
            Parsed { body, comments, problems }
        }
        Err(error) => {
            problems.push(broken(&error, &origin, text));
            Parsed { body: Body::default(), comments: Vec::new(), problems }
        }
    }
}

/// Reads text as a template: what stands between quotes in JSON, or in a template's file.
///
/// # Errors
/// What is wrong with it.
pub fn template(text: &str, origin: &Origin) -> Result<Expression, String> {
    let span = origin.span(0, text.len());
    if !text.contains("${") && !text.contains("%{") {
        return Ok(Expression::new(span, Kind::Text(text.to_owned())));
    }
    refuse_large(text)?;
    let template = hcl_edit::template::Template::from_str(text).map_err(|it| told(&it))?;
    let nothing = mend::Mended::default();
    let parts = Convert::new(text, origin, &nothing).template(&template);
    Ok(convert::template_of(span, parts))
}

/// Reads text as an expression: a reference that JSON has between quotes.
///
/// # Errors
/// What is wrong with it.
pub fn expression(text: &str, origin: &Origin) -> Result<Expression, String> {
    refuse_large(text)?;
    let expression = hcl_edit::expr::Expression::from_str(text).map_err(|it| told(&it))?;
    let nothing = mend::Mended::default();
    Ok(Convert::new(text, origin, &nothing).expression(&expression))
}

/// Whether a text starts like a JSON document of several lines.
pub fn is_document(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && text.contains('\n')
}

/// The text of a template without anything to fill in.
pub fn literal(parts: &[Part]) -> Option<String> {
    let mut whole = String::new();
    for part in parts {
        match part {
            Part::Literal(_, text) => whole.push_str(text),
            Part::Value(_) | Part::If(..) | Part::For(..) => return None,
        }
    }
    Some(whole)
}

fn refuse_large(text: &str) -> Result<(), String> {
    too_large(text).map_or(Ok(()), Err)
}

/// Why a text is not worth parsing.
fn too_large(text: &str) -> Option<String> {
    if text.len() > LARGEST {
        let size = text.len() >> 20;
        return Some(format!(
            "the file has {size} MB, more than the {} MB that are read",
            LARGEST >> 20
        ));
    }
    let mut entries = vec![0_usize];
    for byte in text.bytes() {
        match byte {
            b'{' | b'[' | b'(' => entries.push(0),
            b'}' | b']' | b')' if entries.len() > 1 => {
                entries.pop();
            }
            b'\n' | b',' => {
                if let [_, .., last] = entries.as_mut_slice() {
                    *last += 1;
                    if *last > MOST_ENTRIES {
                        return Some(format!("an object has more than {MOST_ENTRIES} entries"));
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// A syntax error as a finding: the line it is in, from where the parser stopped.
fn broken(error: &Error, origin: &Origin, text: &str) -> Problem {
    let start = boundary(text, error.location().offset());
    let rest = text[start..].find('\n').unwrap_or(text.len() - start);
    Problem {
        code: &code::BROKEN_FILE,
        span: origin.span(start, start + rest.max(usize::from(start < text.len()))),
        message: format!("this is not Terraform's syntax: {}", told(error)),
        help: "`terraform fmt` says the same; nothing in this file was judged".to_owned(),
        related: None,
    }
}

/// The nearest start of a character at or before a byte.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0)
}

/// What the parser says, on one line.
fn told(error: &Error) -> String {
    error.message().lines().map(str::trim).collect::<Vec<_>>().join("; ")
}

/// The comments of a text, which stand outside of these parts of it.
fn comments(text: &str, file: FileId, texts: &[(usize, usize)]) -> Vec<Comment> {
    let bytes = text.as_bytes();
    let mut comments = Vec::new();
    let mut texts = texts.iter().copied().peekable();
    let mut at = 0;
    while at < bytes.len() {
        while texts.next_if(|(start, _)| *start < at).is_some() {}
        if let Some((_, end)) = texts.next_if(|(start, _)| *start == at) {
            at = end.max(at + 1);
            continue;
        }
        let line = || text[at..].find('\n').map_or(text.len(), |length| at + length);
        let (marker, end) = match (bytes[at], bytes.get(at + 1)) {
            (b'#', _) => (1, line()),
            (b'/', Some(b'/')) => (2, line()),
            (b'/', Some(b'*')) => {
                (2, text[at + 2..].find("*/").map_or(text.len(), |length| at + length + 4))
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let said = text[at + marker..end].trim_end_matches("*/").trim();
        let span = Span::new(file, at, end);
        comments.push(Comment { span, text: said.to_owned() });
        at = end;
    }
    comments
}
