//! Text becomes a tree: one parser per syntax, all bounded in depth and size.
//!
//! A parser never fails: what is broken is a [`Problem`](super::source::Problem), and the tree is
//! what could be read before it.

pub mod hcl;
pub mod json;
pub mod yaml;

use std::collections::BTreeMap;

use crate::diag::code;
use crate::ir::lifted::{Field, FileId, Span};

use super::source::Problem;

/// How deep documents may be nested. CloudFormation's own limit is far below.
pub(super) const DEPTH: usize = 200;

/// Says which keys of an object stand twice, and where first.
fn duplicates(fields: &[Field], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for field in fields {
        if let Some(first) = seen.insert(&field.key, field.key_span) {
            problems.push(Problem {
                code: &code::DUPLICATE_KEY,
                span: field.key_span,
                message: format!("the key `{}` stands twice in one object", field.key),
                help: "remove one of the two; most parsers take the last".to_owned(),
                related: Some(("the first one".to_owned(), first)),
            });
        }
    }
}

/// That a file cannot be read from here on.
fn broken(file: FileId, text: &str, at: usize, message: String) -> Problem {
    let start = text.floor_char_boundary(at);
    let end = text[start..].char_indices().nth(1).map_or(text.len(), |(length, _)| start + length);
    Problem {
        code: &code::BROKEN_FILE,
        span: Span::new(file, start, end),
        message,
        help: "mend the syntax: nothing of this file was judged".to_owned(),
        related: None,
    }
}

/// That a file is nested or expands further than is read.
fn oversized(span: Span, message: String) -> Problem {
    Problem {
        code: &code::OVERSIZED_FILE,
        span,
        message,
        help: "exclude the file, or write it flatter: nothing of it was judged".to_owned(),
        related: None,
    }
}
