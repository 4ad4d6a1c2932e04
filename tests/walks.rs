//! The walk of the compiler and that at run time find the same.

#[path = "rules/cases.rs"]
mod cases;
#[path = "walks/random.rs"]
mod random;

use std::collections::BTreeSet;

use formwork::diag::Severity;
use formwork::rules::{Check, RULES, Rule};
use formwork::spec::App;

/// Findings beyond this many are only counted by the compiler.
const TOLD: usize = 16;

/// Compares the walks over one app, and tells the rules that found something.
#[track_caller]
fn compare(app: &App<'_>) -> BTreeSet<String> {
    let (count, mut by_compiler) = app.const_findings();
    let mut at_run_time = app.error_lines();
    assert_eq!(count as usize, at_run_time.len(), "{by_compiler:#?}\n{at_run_time:#?}");
    by_compiler.sort();
    at_run_time.sort();
    if count as usize <= TOLD {
        assert_eq!(by_compiler, at_run_time);
    }
    at_run_time.iter().map(|line| line[..6].to_owned()).collect()
}

#[test]
fn walks_agree_on_every_case() {
    for case in cases::all() {
        for bad in [true, false] {
            (case.describe)(bad, &mut |app| {
                compare(app);
            });
        }
    }
}

/// The compiler has no clock, so it does not judge whether a waiver is over.
#[test]
fn the_compiler_reaches_every_error() {
    let judged = |it: &&&Rule| {
        let is_described = !matches!(it.check, Check::Unrepresentable);
        is_described && it.severity == Severity::Error && it.id != "FW0014"
    };
    for rule in RULES.iter().filter(judged) {
        let mut reached = false;
        for case in cases::all().iter().filter(|case| case.rule == rule.id) {
            (case.describe)(true, &mut |app| {
                let (_, lines) = app.const_findings();
                reached |=
                    lines.iter().any(|it| it.starts_with(rule.id) && it.contains(case.message));
            });
        }
        assert!(reached, "{} {}", rule.id, rule.name);
    }
}

#[test]
fn warnings_do_not_stop_the_compiler() {
    for rule in RULES.iter().filter(|it| it.severity != Severity::Error) {
        for case in cases::all().iter().filter(|case| case.rule == rule.id) {
            (case.describe)(true, &mut |app| {
                assert_eq!(app.const_findings().0, 0, "{}", case.path);
            });
        }
    }
}

#[test]
fn walks_agree_on_random_descriptions() {
    let mut found = BTreeSet::new();
    for seed in 0..2000 {
        random::describe(seed, &mut |app| found.extend(compare(app)));
    }
    assert!(found.len() >= 30, "the descriptions are too tame: only {found:?}");
}

#[test]
fn many_findings_are_counted_and_the_first_are_told() {
    random::describe_many(200, &mut |app| {
        let (count, lines) = app.const_findings();
        assert!(count as usize > TOLD && lines.len() == TOLD, "{count} {}", lines.len());
        compare(app);
    });
}
