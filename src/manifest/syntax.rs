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

/// Where the parts of a text stand: exactly if the text stands in the file as it is, in quotes or
/// in an indented block; otherwise where all of it does.
pub(super) struct Places {
    whole: Span,
    /// Where lines start: in the text, and in the file. None if nothing is known.
    lines: Vec<(usize, usize)>,
}

impl Places {
    /// Those of a text that is written somewhere in a file.
    pub(super) fn new(file: &str, whole: Span, text: &str) -> Self {
        let start = whole.start as usize;
        let written = file.get(start..whole.end as usize).unwrap_or_default();
        let lines = if written == text {
            vec![(0, start)]
        } else if written.get(1..written.len().saturating_sub(1)) == Some(text) {
            vec![(0, start + 1)]
        } else {
            indented(written, text, start).unwrap_or_default()
        };
        Self { whole, lines }
    }

    /// The place of these bytes of the text.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let byte = |position: usize| {
            let line =
                self.lines.partition_point(|(start, _)| *start <= position).checked_sub(1)?;
            let (start, in_file) = self.lines[line];
            Some((in_file + position - start).min(self.whole.end as usize))
        };
        match (byte(range.start), byte(range.end)) {
            (Some(start), Some(end)) => Span::new(self.whole.file, start, end),
            _ => self.whole,
        }
    }
}

/// Where the lines of a text start whose lines are written with something before each.
fn indented(written: &str, text: &str, mut at: usize) -> Option<Vec<(usize, usize)>> {
    let mut lines = Vec::new();
    let mut written = written.split_inclusive('\n');
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // Line breaks at the end of a block are no part of its place.
        let whole = written.next().unwrap_or_default();
        let (bare, inner) = (whole.trim_end_matches(['\r', '\n']), line.trim_end_matches('\n'));
        let indentation = bare.strip_suffix(inner)?;
        if !indentation.trim_start_matches(' ').is_empty() {
            return None;
        }
        lines.push((start, at + indentation.len()));
        at += whole.len();
        start += line.len();
    }
    Some(lines)
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
