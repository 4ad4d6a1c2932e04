//! `release verify`: whether the ledger is the one that was written.

use crate::cli::arguments::Format;
use crate::cli::failure::Failure;
use crate::cli::{Outcome, terminal};
use crate::diag::Span;
use crate::diag::code::UNFINISHED_ENTRY;
use crate::exchange::Finding;
use crate::release::chain::{Fault, holds};

use super::arguments::Verify;
use super::show::findings;
use super::{file, settings};

/// Checks the chain, and what its entries say.
pub(super) fn run(arguments: &Verify) -> Result<Outcome, Failure> {
    let path = settings::ledger(&arguments.common)?;
    let (mut entries, mut faults) = file::judged(&file::bytes(&path)?);
    let is_unfinished = matches!(faults.as_slice(), [only] if only.code.id == UNFINISHED_ENTRY.id);
    if arguments.mend && is_unfinished {
        if let Some(done) = file::mend(&path)? {
            terminal::talk(&format!("{done}\n"));
        }
        (entries, faults) = file::judged(&file::bytes(&path)?);
    }
    if let Some(head) = &arguments.head {
        faults.extend(holds(&entries, head));
    }
    let name = path.display().to_string();
    let found: Vec<_> = faults.iter().map(|it| finding(it, &name)).collect();
    let format = arguments.common.format.format;
    if !found.is_empty() || format == Format::Json {
        return Ok(findings(&found, format));
    }
    let entries_told = match entries.len() {
        1 => "1 entry".to_owned(),
        several => format!("{several} entries"),
    };
    let head = entries.last().map_or("-", |it| &it.hash);
    Ok(Outcome::clean(format!("{name}: {entries_told}, nothing is changed\nhead {head}\n")))
}

fn finding(fault: &Fault, file: &str) -> Finding {
    let Fault { line, code, message, help } = fault;
    let mut diagnostic = code.at(file, message, help);
    let line = u32::try_from(*line).unwrap_or(u32::MAX);
    diagnostic.span = Some(Span { file: file.to_owned(), line, column: 1, end: None });
    Finding::from(&diagnostic)
}
