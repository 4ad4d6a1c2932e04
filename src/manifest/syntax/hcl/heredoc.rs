//! What stands in a template: escapes, the indentation of heredocs, and the marks that strip space.

use crate::ir::lifted::Span;
use crate::manifest::terraform::syntax::Part;

/// Literal text without the escapes that a template has outside of quotes.
pub(super) fn unescaped(raw: &str) -> String {
    if raw.contains("$${") || raw.contains("%%{") {
        raw.replace("$${", "${").replace("%%{", "%{")
    } else {
        raw.to_owned()
    }
}

/// Takes away the indentation that all lines of a heredoc share. A line that is blank has none to
/// share; one that starts with something to fill in is not indented.
pub(super) fn flush(parts: &mut [Part]) {
    let mut least = usize::MAX;
    each_start(parts, &mut |line| {
        let Some(line) = line else {
            least = 0;
            return;
        };
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if !is_blank(line) {
            least = least.min(indent);
        }
    });
    if least > 0 && least < usize::MAX {
        cut(parts, least);
    }
}

/// Literal text with the place of each of its lines, as far as they stand there as they are.
pub(super) fn lines(span: Span, raw: &str, parts: &mut Vec<Part>) {
    let mut start = span.start;
    for line in raw.split_inclusive('\n') {
        let end = start + u32::try_from(line.len()).unwrap_or_default();
        parts.push(Part::Literal(Span { start, end, ..span }, unescaped(line)));
        start = end;
    }
}

/// Whether nothing stands in a line; space that something is filled in behind is no such line.
fn is_blank(line: &str) -> bool {
    line.ends_with('\n') && line.trim().is_empty()
}

/// Calls `visit` with the start of each line: its text, or nothing where something is filled in.
fn each_start(parts: &[Part], visit: &mut dyn FnMut(Option<&str>)) {
    let mut at_start = true;
    for part in parts {
        if let Part::Literal(_, text) = part {
            for line in text.split_inclusive('\n') {
                if at_start {
                    visit(Some(line));
                }
                at_start = line.ends_with('\n');
            }
        } else {
            if at_start {
                visit(None);
            }
            at_start = false;
        }
    }
}

fn cut(parts: &mut [Part], indent: usize) {
    let mut at_start = true;
    for part in parts {
        let Part::Literal(span, text) = part else {
            at_start = false;
            continue;
        };
        let before = text.len();
        let mut flush = String::with_capacity(before);
        for line in text.split_inclusive('\n') {
            let space = line.len() - line.trim_start_matches([' ', '\t']).len();
            let skipped = if at_start && !is_blank(line) { indent.min(space) } else { 0 };
            flush.push_str(&line[skipped..]);
            at_start = line.ends_with('\n');
        }
        // A line alone stands behind the indentation.
        if span.end - span.start == u32::try_from(before).unwrap_or_default() {
            span.start += u32::try_from(before - flush.len()).unwrap_or_default();
        }
        *text = flush;
    }
}

/// Strips the space that a mark (`~`) takes away from what stands before it.
pub(super) fn strip_end(parts: &mut [Part]) {
    if let Some(Part::Literal(_, text)) = parts.last_mut() {
        text.truncate(text.trim_end().len());
    }
}

/// Strips the space that a mark (`~`) takes away from what stands behind it.
pub(super) fn strip_start(parts: &mut [Part]) {
    if let Some(Part::Literal(_, text)) = parts.first_mut() {
        *text = text.trim_start().to_owned();
    }
}
