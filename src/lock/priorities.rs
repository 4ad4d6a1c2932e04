//! Priorities of listener rules: allocated once, then kept.
//!
//! A rule that looks at paths has to be asked before one that takes every path of the same host, so
//! there are two bands: paths first. New rules go behind the last one in steps of 100, which leaves
//! room for rules that somebody adds by hand; when a band is full, in steps of 10, then of 1. A rule
//! that takes a part of another one's requests gets the last free priority before it.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, code};
use crate::lower::{ListenerRule, Priorities};

/// First and last priority of rules with paths, and of rules of a host alone.
///
/// Source: `Priority` is 1 to 50000,
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html>
const BANDS: [(u32, u32); 2] = [(1, 25_000), (25_001, 50_000)];
const STEPS: [u32; 3] = [100, 10, 1];

/// The priority of every rule: the recorded one if it is in the right band, else a new one.
pub(super) fn allocate(
    rules: &[ListenerRule],
    recorded: &Priorities,
) -> Result<Priorities, Box<Diagnostic>> {
    let mut allocated = Priorities::new();
    let mut used = BTreeSet::new();
    let mut new = Vec::new();
    for rule in rules.iter().filter(|rule| rule.before.is_none()) {
        let (first, last) = band(rule);
        match recorded.get(&rule.path) {
            Some(priority) if (first..=last).contains(priority) && used.insert(*priority) => {
                allocated.insert(rule.path.clone(), *priority);
            }
            Some(_) | None => new.push(rule),
        }
    }
    let mut cursors = BANDS.map(|band| Cursor::new(band, &used));
    for rule in new {
        let cursor = &mut cursors[usize::from(!rule.has_paths)];
        let Some(priority) = cursor.next(&mut used) else { return Err(Box::new(exhausted(rule))) };
        allocated.insert(rule.path.clone(), priority);
    }
    for rule in rules {
        let Some(limit) = rule.before.as_ref().and_then(|path| allocated.get(path)) else {
            continue;
        };
        let kept = recorded.get(&rule.path).filter(|it| *it < limit && !used.contains(it));
        let free = || (1..*limit).rev().find(|candidate| !used.contains(candidate));
        let Some(priority) = kept.copied().or_else(free) else {
            return Err(Box::new(exhausted(rule)));
        };
        used.insert(priority);
        allocated.insert(rule.path.clone(), priority);
    }
    Ok(allocated)
}

const fn band(rule: &ListenerRule) -> (u32, u32) {
    BANDS[if rule.has_paths { 0 } else { 1 }]
}

/// Where the next free priority of a band is looked for.
struct Cursor {
    band: (u32, u32),
    step: usize,
    at: u32,
}

impl Cursor {
    /// Behind the last used priority of the band.
    fn new(band: (u32, u32), used: &BTreeSet<u32>) -> Self {
        let last = used.range(band.0..=band.1).next_back().copied().unwrap_or(band.0 - 1);
        Self { band, step: 0, at: next_multiple(last, STEPS[0]) }
    }

    fn next(&mut self, used: &mut BTreeSet<u32>) -> Option<u32> {
        loop {
            let candidate = self.at;
            if candidate <= self.band.1 {
                self.at = next_multiple(candidate, STEPS[self.step]);
                if used.insert(candidate) {
                    return Some(candidate);
                }
            } else {
                self.step += 1;
                self.at = next_multiple(self.band.0 - 1, *STEPS.get(self.step)?);
            }
        }
    }
}

/// The first multiple of `step` above `number`.
const fn next_multiple(number: u32, step: u32) -> u32 {
    (number / step + 1) * step
}

fn exhausted(rule: &ListenerRule) -> Diagnostic {
    let (first, last) = band(rule);
    let what = if rule.has_paths { "with paths" } else { "of a host alone" };
    let message = format!("no priority from {first} to {last} is left for a rule {what}");
    code::NO_FREE_PRIORITY.at(
        &*rule.path,
        message,
        "split the app: one load balancer takes no more",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(path: &str, has_paths: bool) -> ListenerRule {
        ListenerRule { path: path.to_owned(), has_paths, before: None }
    }

    #[test]
    fn paths_come_before_hosts_and_recorded_ones_stay() {
        let rules = [rule("web", false), rule("orders", true), rule("billing", true)];
        let first = allocate(&rules, &Priorities::new()).unwrap();
        assert_eq!((first["orders"], first["billing"], first["web"]), (100, 200, 25_100));
        let fewer = [rule("billing", true), rule("new", true), rule("web", true)];
        let second = allocate(&fewer, &first).unwrap();
        assert_eq!((second["billing"], second["new"], second["web"]), (200, 300, 400));
        assert_eq!(second.len(), 3);
    }

    #[test]
    fn a_test_rule_is_asked_before_its_production_rule() {
        let test = |before: &str| ListenerRule {
            path: format!("{before}/test"),
            has_paths: false,
            before: Some(before.to_owned()),
        };
        let rules = [rule("web", false), test("web"), rule("api", false), test("api")];
        let first = allocate(&rules, &Priorities::new()).unwrap();
        assert_eq!((first["web"], first["web/test"]), (25_100, 25_099));
        assert_eq!((first["api"], first["api/test"]), (25_200, 25_199));
        assert_eq!(allocate(&rules, &first).unwrap(), first);
    }

    #[test]
    fn a_full_band_takes_smaller_steps_until_nothing_is_left() {
        let rules: Vec<_> = (0..25_000).map(|i| rule(&i.to_string(), true)).collect();
        let all = allocate(&rules, &Priorities::new()).unwrap();
        let distinct: BTreeSet<_> = all.values().copied().collect();
        assert_eq!(
            (distinct.len(), distinct.first(), distinct.last()),
            (25_000, Some(&1), Some(&25_000))
        );
        let mut one_more = rules;
        one_more.push(rule("last", true));
        assert_eq!(allocate(&one_more, &all).unwrap_err().rule, "FW0074");
        assert_eq!(allocate(&one_more[..25_000], &all).unwrap(), all);
    }
}
