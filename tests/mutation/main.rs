//! Mutation testing of the rules: good manifests, broken in one place at a time.
//!
//! The breakages come from the kind tables and the schemas, and know nothing of the rules. What the
//! rules notice of each class of breakage is recorded in `recall.txt`. What no rule notices
//! has a reason in `reasons.txt`, or this test fails: a blind spot is a rule to write or a decision.
//!
//! `cargo test --test mutation -- --nocapture` prints the table;
//! `FORMWORK_UPDATE=1 cargo test --test mutation` records it.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test of files reads files and prints its figures; a helper that cannot go on fails its test"
)]

mod classes;
mod reasons;
mod spots;
mod subjects;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use classes::{CLASSES, Mutant};
use sha2::{Digest, Sha256};
use subjects::{Judge, Subject};

const RECALL: &str = "tests/mutation/recall.txt";
const REAL_RECALL: &str = "tests/mutation/recall-of-real-templates.txt";
/// Mutants of one class in one dialect that are judged; the others are not drawn.
const DRAWN: usize = 100;

/// What became of the mutants of a class.
#[derive(Default)]
struct Tally {
    judged: usize,
    by_default: usize,
    by_any: usize,
    /// What nobody noticed: where, and how often.
    unnoticed: BTreeMap<String, usize>,
}

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A mutant's place in the draw: shuffled by a hash, which is the same everywhere.
fn lot(mutant: &Mutant) -> [u8; 32] {
    let key = format!("formwork 2026 {} {} {}", mutant.class, mutant.subject, mutant.place);
    Sha256::digest(key).into()
}

/// The mutants of all subjects that are judged: of each class and place some, then the others.
fn drawn(subjects: &[Subject]) -> Vec<Mutant> {
    let mut mutants: Vec<Mutant> = subjects.iter().flat_map(classes::mutants).collect();
    mutants.sort_by_cached_key(lot);
    // First one of each property, so that a property that occurs often does not crowd out others.
    let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let rounds: Vec<usize> = mutants
        .iter()
        .map(|it| {
            let round = seen.entry((it.class, it.property.clone())).or_default();
            *round += 1;
            *round
        })
        .collect();
    let mut order: Vec<usize> = (0..mutants.len()).collect();
    order.sort_by_key(|index| rounds[*index]);
    let mut of_class: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for index in order {
        let it = &mutants[index];
        let number = of_class.entry((it.class, it.dialect)).or_default();
        if *number < DRAWN {
            *number += 1;
            taken.insert(index);
        }
    }
    let numbered = mutants.into_iter().enumerate();
    numbered.filter(|(index, _)| taken.contains(index)).map(|(_, it)| it).collect()
}

fn judged(subjects: &[Subject], judge: &Judge) -> BTreeMap<(&'static str, &'static str), Tally> {
    let mut tallies: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    for mutant in drawn(subjects) {
        let subject = subjects.iter().find(|it| it.name == mutant.subject).unwrap();
        let noticed = judge.notices(subject, &mutant.text(subject));
        let tally = tallies.entry((mutant.dialect, mutant.class)).or_default();
        tally.judged += 1;
        tally.by_default += usize::from(noticed.by_default);
        tally.by_any += usize::from(noticed.by_any);
        if !noticed.by_any {
            *tally.unnoticed.entry(mutant.property).or_default() += 1;
        }
    }
    tallies
}

/// A line per class, most important column last: the share that some rule notices.
fn table(tallies: &BTreeMap<(&str, &str), Tally>) -> String {
    let mut text = String::from("dialect, class: mutants, noticed by default rules, by any rule\n");
    for ((dialect, class), tally) in tallies {
        let share = |part: usize| 100 * part / tally.judged;
        writeln!(
            text,
            "{dialect} {class}: {}, {} %, {} %",
            tally.judged,
            share(tally.by_default),
            share(tally.by_any)
        )
        .unwrap();
    }
    text
}

#[test]
fn what_no_rule_notices_is_known() {
    let judge = Judge::new();
    let subjects = subjects::all(&judge);
    assert!(subjects.len() > 20, "only {} good manifests", subjects.len());
    let tallies = judged(&subjects, &judge);
    for class in CLASSES {
        assert!(tallies.keys().any(|(_, it)| *it == class.name), "no mutant: {}", class.name);
    }
    recorded(RECALL, &table(&tallies));
    let (open, unused) = reasons::check(&tallies);
    assert!(unused.is_empty(), "reasons that excuse nothing: {unused:#?}");
    assert!(open.is_empty(), "blind spots without a reason:\n{open}");
}

#[test]
fn what_is_noticed_in_real_templates_is_known() {
    let judge = Judge::new();
    let subjects = subjects::real(&judge);
    if subjects.is_empty() {
        return;
    }
    println!("{} clean templates", subjects.len());
    let tallies = judged(&subjects, &judge);
    for ((_, class), tally) in &tallies {
        for (property, count) in &tally.unnoticed {
            println!("{class} {property}: {count} unnoticed");
        }
    }
    recorded(REAL_RECALL, &table(&tallies));
}

/// A table is as recorded.
fn recorded(path: &str, table: &str) {
    println!("{table}");
    if std::env::var_os("FORMWORK_UPDATE").is_some() {
        std::fs::write(file(path), table).unwrap();
    }
    let recorded = std::fs::read_to_string(file(path)).unwrap_or_default();
    assert_eq!(table, recorded, "{path} changed: FORMWORK_UPDATE=1 records it");
}
