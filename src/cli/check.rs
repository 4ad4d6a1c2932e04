//! `formwork check`: what the rules find in a description.

use crate::exchange::finding::Severity;
use crate::report::pretty::{self, Sources};
use crate::run::today;

use super::arguments::{Check, Format};
use super::description::Description;
use super::failure::Failure;
use super::terminal::Terminal;
use super::{Exit, Outcome, base, json_text};

/// Reports the findings of a description.
///
/// Any finding but an info makes the run end with [`Exit::Findings`].
pub(super) fn run(arguments: &Check, description: &Description) -> Result<Outcome, Failure> {
    let today = arguments.today.clone().unwrap_or_else(today);
    let mut found = description.document.findings_on(&today);
    found.extend(base::findings(description)?);
    let findings = &found;
    let data = match arguments.format.format {
        Format::Json => json_text(findings),
        Format::Text => {
            let mut sources = Sources::new(&description.root);
            pretty::render(findings, &mut sources, Terminal::stdout().colour())
        }
    };
    let is_info = |severity| matches!(severity, Severity::Info);
    let exit =
        if findings.iter().all(|it| is_info(it.severity)) { Exit::Clean } else { Exit::Findings };
    Ok(Outcome { data, exit })
}
