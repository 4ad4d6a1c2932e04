//! Reads an input as its environment deploys it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::manifest::deployment::Given;
use crate::manifest::read::{Asked, Entry, Load, Read, Sort, read_deployed};

use super::input::Input;

/// An input that was read.
#[derive(Debug)]
pub struct Reading {
    /// What was asked for; of a file keyed by environment, the environment is empty.
    pub input: Input,
    /// The files.
    pub read: Read,
    /// What its files of values say.
    pub given: Vec<Given>,
    /// Keys that are not needed, by what reads them.
    pub optional: BTreeSet<String>,
}

/// Reads an input, whose files `entries` are; a file that is no manifest is one of values.
pub fn read(input: Input, entries: Vec<Entry>, load: Load<'_>) -> Reading {
    let is_alone = |entry: &Entry| {
        entry.asked == Asked::ByName
            && matches!(Sort::by_name(&entry.name), Some(Sort::Variables | Sort::VariablesJson))
    };
    let chosen = |entry: &Entry| !is_other_values(&entry.name);
    let (alone, entries): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_alone);
    let entries: Vec<_> = entries.into_iter().filter(chosen).collect();
    let named = input.values.iter().map(|path| entry(path));
    let mut values: Vec<_> = alone.into_iter().chain(named).collect();
    let workspace = (!input.environment.is_empty()).then_some(input.environment.as_str());
    let (mut read, mut given) = read_deployed(&entries, &values, workspace, load);
    // A document that is none of the formats is one of values.
    let unknown: Vec<_> =
        read.unknown.iter().map(|file| read.files.get(*file).path.clone()).collect();
    let (others, entries): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|it| unknown.contains(&it.name));
    if !others.is_empty() {
        values.splice(0..0, others);
        (read, given) = read_deployed(&entries, &values, workspace, load);
    }
    Reading { input, read, given, optional: BTreeSet::new() }
}

/// Whether a file in a folder sets variables only if it is asked for: another environment's, perhaps.
fn is_other_values(name: &str) -> bool {
    let is_values = matches!(Sort::by_name(name), Some(Sort::Variables | Sort::VariablesJson));
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.trim_end_matches(".json").trim_end_matches(".tfvars");
    is_values && stem != "terraform" && stem.rsplit_once('.').is_none_or(|(_, end)| end != "auto")
}

fn entry(path: &Path) -> Entry {
    let name = path.strip_prefix(".").unwrap_or(path);
    let name = name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    Entry { name, path: path.to_owned(), asked: Asked::ByName }
}
