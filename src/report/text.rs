//! Findings as text for people, after the compiler's own.

use std::io::{self, Write};

use crate::diag::{Diagnostic, Severity};

/// Writes findings, one after another.
pub fn write(out: &mut dyn Write, findings: &[Diagnostic]) -> io::Result<()> {
    findings.iter().try_for_each(|finding| one(out, finding))
}

/// Writes how many findings there are of each severity; nothing if there are none.
pub fn summary(out: &mut dyn Write, findings: &[Diagnostic]) -> io::Result<()> {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [
        (count(Severity::Error), "error"),
        (count(Severity::Warning), "warning"),
        (count(Severity::Info), "note"),
    ];
    let told: Vec<_> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    if told.is_empty() { Ok(()) } else { writeln!(out, "{}", told.join(", ")) }
}

fn one(out: &mut dyn Write, finding: &Diagnostic) -> io::Result<()> {
    writeln!(out, "{}[{}]: {}", finding.severity, finding.rule, finding.message)?;
    match &finding.span {
        Some(at) => {
            writeln!(out, "  --> {}:{}:{} ({})", at.file, at.line, at.column, finding.path)?;
        }
        None => writeln!(out, "  --> {}", finding.path)?,
    }
    for (what, at) in &finding.related {
        writeln!(out, "  --> {}:{}:{} ({what})", at.file, at.line, at.column)?;
    }
    if !finding.environments.is_empty() {
        writeln!(out, "  in: {}", finding.environments.join(", "))?;
    }
    match finding.factor.numeral() {
        Some(numeral) => {
            let (title, url) = (finding.factor.title(), finding.factor.url());
            writeln!(out, "  why: {} (factor {numeral}, {title}: {url})", finding.why)?;
        }
        None => writeln!(out, "  why: {}", finding.why)?,
    }
    writeln!(out, "  help: {}\n", finding.help)
}
