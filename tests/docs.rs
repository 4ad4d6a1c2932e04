//! The documentation names only rules and files that exist.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of the documentation reads it; a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use formwork::rules::RULES;

/// The id that examples use for a rule that does not exist.
const UNKNOWN: &str = "FW9999";

/// Ids of findings that no rule makes: the linter's and the synthesizer's own.
const OTHER_IDS: std::ops::RangeInclusive<&str> = "FW0001"..="FW0099";

fn pages() -> Vec<(PathBuf, String)> {
    let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(PathBuf::from);
    let below = ["docs", "modules", "tests/e2e"].into_iter().flat_map(|folder| {
        let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
        files.map(|entry| entry.unwrap().into_path())
    });
    let pages = top.into_iter().chain(below);
    let pages = pages.filter(|path| path.extension().is_some_and(|it| it == "md"));
    pages.map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_rule_that_is_named_exists() {
    let mut unknown = Vec::new();
    for (path, text) in pages() {
        for (at, _) in text.match_indices("FW") {
            let Some(id) = text.get(at..at + 6) else { continue };
            let is_id = id[2..].bytes().all(|it| it.is_ascii_digit());
            let known = OTHER_IDS.contains(&id) || RULES.iter().any(|rule| rule.id == id);
            if is_id && !known && id != UNKNOWN {
                unknown.push(format!("{}: {id}", path.display()));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn every_relative_link_leads_somewhere() {
    let mut broken = Vec::new();
    let mut seen = 0;
    for (path, text) in pages() {
        let folder = path.parent().unwrap_or(Path::new(""));
        for (at, _) in text.match_indices("](") {
            let Some(target) = text[at + 2..].split([')', '#', ' ']).next() else { continue };
            if target.is_empty() || target.contains("://") || target.contains('`') {
                continue;
            }
            seen += 1;
            if !folder.join(target).exists() {
                broken.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(seen > 10, "{seen} links");
}
