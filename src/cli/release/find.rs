//! A release in the ledger, for `diff`: what made it, and whether a folder is it.

use std::path::Path;

use crate::cli::failure::{Failure, list};
use crate::exchange::ledger::Entry;

use super::add::differing;
use super::file::entries;
use super::folder::Folder;
use super::settings::ledger_or;

/// The entries of releases in a ledger, in the order of their identifiers here: the last one of each.
pub(in crate::cli) fn releases(
    ledger: Option<&Path>,
    service: Option<&str>,
    names: &[&str],
) -> Result<Vec<Entry>, Failure> {
    let file = ledger_or(ledger)?;
    let all = entries(&file)?;
    names.iter().map(|name| release(&file, &all, service, name).cloned()).collect()
}

fn release<'e>(
    file: &Path,
    all: &'e [Entry],
    service: Option<&str>,
    name: &str,
) -> Result<&'e Entry, Failure> {
    let mut known = all.iter().filter(|it| it.release == name);
    let is_meant = |it: &&Entry| service.is_none() || it.service.as_deref() == service;
    let Some(last) = all.iter().rev().filter(is_meant).find(|it| it.release == name) else {
        let (file, of) =
            (file.display(), service.map_or(String::new(), |it| format!(" of `{it}`")));
        return Err(Failure::new(format!("`{file}` has no release `{name}`{of}"))
            .help("`formwork release list` prints those that there are"));
    };
    if service.is_none() && known.any(|it| it.service != last.service) {
        return Err(Failure::new(format!("several services have a release `{name}`"))
            .help("say which is meant: `--service NAME`"));
    }
    Ok(last)
}

/// Refuses a folder that has other templates than a release.
pub(in crate::cli) fn is_made(out: &Path, entry: &Entry) -> Result<(), Failure> {
    let folder = Folder::open(out, entry.service.as_deref())?;
    let stacks = differing(&folder, entry);
    if stacks.is_empty() {
        return Ok(());
    }
    let Entry { release, sequence, commit, formwork, .. } = entry;
    let stacks = list(stacks);
    Err(Failure::new(format!("commit {commit} does not make `{release}` any more"))
        .why(format!("the templates of {stacks} differ from entry {sequence}, which formwork {formwork} wrote"))
        .help("compare commits instead, with `--rev`"))
}
