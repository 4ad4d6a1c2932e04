//! Why no rule notices a breakage: `reasons.txt`, a line per class and properties.
//!
//! ```text
//! dropped-property ecs/service.tags*: tags change nothing that runs
//! ```
//! A `*` stands for any text. The first line that matches counts; a line that matches nothing is
//! told, so that the list does not outlive what it excuses.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Tally, file};

/// What has no reason, a line each, and reasons of nothing.
pub(crate) fn check(tallies: &BTreeMap<(&str, &str), Tally>) -> (String, Vec<String>) {
    let text = std::fs::read_to_string(file("tests/mutation/reasons.txt")).unwrap_or_default();
    let lines: Vec<(&str, &str)> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (patterns, reason) = line.split_once(": ").unwrap();
            assert!(!reason.trim().is_empty(), "no reason: {line}");
            patterns.split_once(' ').unwrap()
        })
        .collect();
    let mut used = BTreeSet::new();
    let mut open = String::new();
    for ((dialect, class), tally) in tallies {
        for property in tally.unnoticed.keys() {
            let place = format!("{property}@{dialect}");
            let reason = lines.iter().position(|(of_class, pattern)| {
                matches(of_class, class) && (matches(pattern, property) || matches(pattern, &place))
            });
            match reason {
                Some(line) => {
                    used.insert(line);
                }
                None => writeln!(open, "{class} {place}").unwrap(),
            }
        }
    }
    let unused = lines.iter().enumerate().filter(|(number, _)| !used.contains(number));
    (open, unused.map(|(_, (class, pattern))| format!("{class} {pattern}")).collect())
}

/// Whether a pattern with `*` is a text.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            text.char_indices()
                .map(|(index, _)| index)
                .chain([text.len()])
                .any(|index| matches(rest, &text[index..]))
        }),
    }
}
