//! Syntax: text becomes [`Node`](crate::ir::lifted::Node)s with their places, whatever its vocabulary.
//!
//! A parser never fails: what is odd is a [`Problem`], and a document that cannot be read is
//! absent. It holds open collections in a list of its own, so depth costs no stack; what it makes is
//! bounded in depth and number, so that whoever walks it later needs no care.

pub mod hcl;
pub mod json;
mod scalar;
pub(super) mod size;
mod tree;
pub mod yaml;

use std::ops::Range;

use crate::diag::code::{self, Code};
use crate::ir::lifted::Span;

use super::source::Problem;

/// Collections inside one another that are read.
const DEPTH: usize = 128;

/// Values of one file that are read, copies made by aliases included. The largest template that
/// CloudFormation takes (1 MB) has some 50,000.
const NODES: usize = 2_000_000;

/// The place of a part of a text: exact if the text stands in the file as it is, with or without
/// quotes, otherwise that of the whole text.
pub(super) fn part(file: &str, whole: Span, text: &str, range: Range<usize>) -> Span {
    let written = file.get(whole.start as usize..whole.end as usize).unwrap_or_default();
    let shift = if written == text {
        0
    } else if written.get(1..written.len().saturating_sub(1)) == Some(text) {
        1
    } else {
        return whole;
    };
    let start = whole.start as usize + shift;
    Span::new(whole.file, start + range.start, start + range.end)
}

/// Something in a file that stops it from being read.
fn problem(
    code: &'static Code,
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Problem {
    Problem { code, span, message: message.into(), help: help.into(), related: None }
}

fn broken(language: &str, span: Span, reason: &str) -> Problem {
    let message = format!("this is broken {language}: {reason}");
    problem(
        &code::BROKEN_FILE,
        span,
        message,
        "correct it; until then nothing in the file is judged",
    )
}

fn too_deep(span: Span) -> Problem {
    let message = format!("more than {DEPTH} lists and objects stand inside one another");
    let help = "split the file, or leave it out of the run; nothing in it was judged";
    problem(&code::OVERSIZED_FILE, span, message, help)
}

fn too_many(span: Span) -> Problem {
    let message = format!("the file has more than {NODES} values, copies by aliases included");
    let help = "split the file, or leave it out of the run; nothing in it was judged";
    problem(&code::OVERSIZED_FILE, span, message, help)
}
