//! Suppressions in comments.

use crate::diag::nearest;
use crate::ir::lifted::Span;
use crate::manifest::read::Read;
use crate::manifest::source::{Comment, File};

use super::{Scope, Suppressions};

/// What a comment says.
#[derive(Debug, PartialEq, Eq)]
struct Said<'t> {
    verb: &'t str,
    rules: Vec<&'t str>,
    reason: Option<&'t str>,
}

/// Every suppression that stands in a comment.
pub(super) fn read(read: &Read) -> Suppressions {
    let mut found = Suppressions::default();
    for (id, comments) in &read.comments {
        let file = read.files.get(*id);
        for comment in comments {
            for said in comment.text.lines().filter_map(parse) {
                let scope = match said.verb {
                    "allow" => scope(file, comment, comments),
                    "allow-file" if is_text(file, comment) || is_first(file, comment, comments) => {
                        Scope::File(*id)
                    }
                    "allow-file" => {
                        let help = "move it before everything else, or write `allow` here";
                        let message = "`allow-file` stands behind the beginning of the file";
                        found.broken(&read.files, comment.span, message, help);
                        continue;
                    }
                    verb => {
                        if let Some(meant) = nearest(verb, ["allow", "allow-file"]) {
                            let message = format!("`formwork: {verb}` is not understood");
                            let help = format!("did you mean `formwork: {meant}`?");
                            found.broken(&read.files, comment.span, message, help);
                        }
                        continue;
                    }
                };
                found.add(&read.files, said.rules, said.reason, comment.span, scope);
            }
        }
    }
    found
}

/// `formwork: allow FW0301, FW0201 -- the reason`; `None` if a line says something else.
fn parse(line: &str) -> Option<Said<'_>> {
    // In a block comment, lines may begin with an asterisk.
    let line = line.trim_start().trim_start_matches('*').trim_start();
    let said = line.strip_prefix("formwork:")?.trim_start();
    let (said, reason) = match said.split_once("--") {
        Some((said, reason)) => (said, Some(reason.trim())),
        None => (said, None),
    };
    let mut words = said.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    let verb = words.next()?;
    Some(Said { verb, rules: words.collect(), reason })
}

/// What a comment is about: its own line, or if it stands alone, the next line that is no comment.
fn scope(file: &File, comment: &Comment, comments: &[Comment]) -> Scope {
    let Span { file: id, start, end } = comment.span;
    if is_text(file, comment) {
        return Scope::Around(comment.span);
    }
    let (line, _) = file.position(start);
    if !stands_alone(file, start) {
        return Scope::Line(id, line);
    }
    let mut line = file.position(end.max(start + 1) - 1).0 + 1;
    while let Some(text) = line_of(file, line) {
        let indent = text.len() - text.trim_start().len();
        let first = file.line_start(line).unwrap_or(0) + u32::try_from(indent).unwrap_or(0);
        if !text.trim().is_empty() && !is_comment(first, comments) {
            break;
        }
        line += 1;
    }
    Scope::Line(id, line)
}

/// Whether a comment is a text of the document, as `"//"` in JSON is: it is about what it is in.
fn is_text(file: &File, comment: &Comment) -> bool {
    file.text.as_bytes().get(comment.span.start as usize) == Some(&b'"')
}

/// Whether nothing but space stands before this byte on its line.
fn stands_alone(file: &File, byte: u32) -> bool {
    let before = file.text.get(..byte as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim().is_empty()
}

/// The text of a line; `None` behind the last one.
fn line_of(file: &File, line: u32) -> Option<&str> {
    let start = file.line_start(line)? as usize;
    file.text.get(start..)?.lines().next()
}

fn is_comment(byte: u32, comments: &[Comment]) -> bool {
    let behind = comments.partition_point(|it| it.span.start <= byte);
    behind > 0 && byte < comments[behind - 1].span.end
}

/// Whether nothing but comments and space stands before a comment.
fn is_first(file: &File, comment: &Comment, comments: &[Comment]) -> bool {
    let mut from = 0;
    let before = comments.iter().filter(|it| it.span.start < comment.span.start);
    for (start, end) in before.map(|it| (it.span.start, it.span.end)) {
        if !is_space(file, from, start) {
            return false;
        }
        from = end;
    }
    is_space(file, from, comment.span.start)
}

/// A YAML document may have a marker before its first comment.
fn is_space(file: &File, from: u32, to: u32) -> bool {
    let between = file.text.get(from as usize..to as usize).unwrap_or_default().trim();
    between.is_empty() || between == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_parsed() {
        let said = |verb, rules: &[&'static str], reason| {
            Some(Said { verb, rules: rules.to_vec(), reason })
        };
        let check = |line, expected| assert_eq!(parse(line), expected, "{line}");
        let why = Some("it is a test");
        check("formwork: allow FW0301 -- it is a test", said("allow", &["FW0301"], why));
        check(
            "formwork:allow FW0301,FW0201 --it is a test",
            said("allow", &["FW0301", "FW0201"], why),
        );
        check(
            "* formwork: allow a-name,  b\t-- it is a test ",
            said("allow", &["a-name", "b"], why),
        );
        check("formwork: allow FW0301", said("allow", &["FW0301"], None));
        check("formwork: allow -- it is a test", said("allow", &[], why));
        check("formwork: alow FW0301", said("alow", &["FW0301"], None));
        check("formwork:", None);
        check("see formwork: allow FW0301", None);
    }
}
