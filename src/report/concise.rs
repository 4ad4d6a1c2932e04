//! Findings as one line each, for editors and `grep`: `file:line:column: FW0301 [error] message`.

use std::fmt::Write as _;

use crate::exchange::Finding;
use crate::exchange::finding::Severity;

/// All findings, a line each.
pub fn render(findings: &[Finding]) -> String {
    let mut text = String::new();
    for it in findings {
        let place = place(it);
        let message = one_line(&it.message);
        let _ = writeln!(text, "{place}: {} [{}] {message}", it.rule, word(it.severity));
    }
    text
}

/// Where a finding is: file, line and column, or its path if no file is known.
fn place(finding: &Finding) -> String {
    match (&finding.file, finding.span) {
        (Some(file), Some(span)) => format!("{file}:{}:{}", span.start.line, span.start.column),
        (Some(file), None) => file.clone(),
        (None, _) => finding.path.clone(),
    }
}

/// `error`, `warning` or `info`.
pub(super) const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A message without line breaks: a value in it may have some.
fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
