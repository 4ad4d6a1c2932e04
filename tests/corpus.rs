//! Real manifests: none stops a run, and what is found in them is known and right.
//!
//! The manifests are not part of this repository. Their folder is `FORMWORK_CORPUS`, or
//! `../shared/corpus`; without it the tests say so and pass. What is checked in: how often each rule
//! fires in each folder (`tests/corpus/counts.txt`), and a sample of findings that a person looked
//! at (`tests/corpus/sample.json`).
//!
//! `FORMWORK_UPDATE=1 cargo test --test corpus` counts and draws anew; new findings in the sample
//! have no verdict until somebody gives them one, and the test fails until then.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test of real files reads files and says if there are none; a helper that cannot go on fails its test"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use formwork::diag::Severity;
use formwork::lint::discover::discover;
use formwork::lint::globs::Globs;
use formwork::lint::judge::{Unknowns, judge};
use formwork::lint::select::Selection;
use formwork::manifest::read::{LARGEST, read};
use formwork::rules::{self, Rule};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const COUNTS: &str = "tests/corpus/counts.txt";
const SAMPLE: &str = "tests/corpus/sample.json";
/// Findings in the sample.
const SAMPLED: usize = 100;
/// The share of sampled findings that must be right: of default rules, and of those to opt in to.
const PRECISION: f64 = 0.95;
const PRECISION_OPT_IN: f64 = 0.9;

/// A finding of the sample.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Sampled {
    rule: String,
    file: String,
    line: u32,
    path: String,
    message: String,
    /// `right` or `wrong`; empty until somebody has looked.
    verdict: String,
    /// Why, in one line.
    reason: String,
}

impl Sampled {
    fn key(&self) -> String {
        format!("{} {}:{} {} {}", self.rule, self.file, self.line, self.path, self.message)
    }

    /// Its place in the draw: findings are shuffled by a hash, which is the same everywhere.
    fn lot(&self) -> String {
        let seeded = format!("formwork 2026 {}", self.key());
        Sha256::digest(seeded).iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    }
}

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("FORMWORK_CORPUS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| PathBuf::from("../shared/corpus"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no {}: set FORMWORK_CORPUS to a folder of real manifests", folder.display());
    None
}

/// Everything every rule finds, file names relative to the corpus.
fn found(corpus: &Path) -> Vec<Sampled> {
    let everything = Globs::none();
    let folders = [corpus.to_owned()];
    let entries = discover(&folders, &everything).unwrap().entries;
    let load = |path: &Path| {
        let mut bytes = Vec::new();
        let limit = u64::try_from(LARGEST).unwrap() + 1;
        std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let read = read(&entries, &load, &|| {});
    let all = Selection::new(&["all".to_owned()], &[]).unwrap();
    let prefix = format!("{}/", corpus.display());
    let verdicts = judge(&read, &all, Unknowns::Silent).into_iter();
    let sampled = verdicts.map(|verdict| {
        let it = verdict.diagnostic;
        let span = it.span.unwrap();
        Sampled {
            rule: it.rule.to_owned(),
            file: span.file.strip_prefix(&prefix).unwrap_or(&span.file).to_owned(),
            line: span.line,
            path: it.path,
            message: it.message,
            verdict: String::new(),
            reason: String::new(),
        }
    });
    sampled.collect()
}

/// A table: rules by folders.
fn counted(findings: &[Sampled]) -> String {
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for it in findings {
        let folder = it.file.split('/').next().unwrap();
        *counts.entry(&it.rule).or_default().entry(folder).or_default() += 1;
    }
    let mut text = String::new();
    for (rule, folders) in counts {
        let sum: usize = folders.values().sum();
        writeln!(text, "{rule} {sum}").unwrap();
        for (folder, count) in folders {
            writeln!(text, "  {folder} {count}").unwrap();
        }
    }
    text
}

/// The sample, drawn in rounds: one finding of each rule, then a second of each, and so on. Which
/// ones is shuffled. Where a round does not fit, default rules come first.
fn drawn(findings: &[Sampled]) -> Vec<Sampled> {
    let ruled = findings.iter().filter(|it| rules::find(&it.rule).is_some());
    let mut lots: Vec<_> = ruled.map(|it| (it.lot(), it)).collect();
    lots.sort_by(|a, b| a.0.cmp(&b.0));
    let mut of_rule: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rounds: Vec<_> = lots
        .into_iter()
        .map(|(lot, it)| {
            let round = of_rule.entry(&it.rule).or_default();
            *round += 1;
            (*round, !is_default(&it.rule), lot, it)
        })
        .collect();
    rounds.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
    let mut sample: Vec<_> = rounds.into_iter().take(SAMPLED).map(|it| it.3.clone()).collect();
    sample.sort_by_key(Sampled::key);
    sample
}

/// How many of these are right, of how many.
fn judged<'a>(sample: impl Iterator<Item = &'a Sampled>) -> (u32, u32) {
    sample.fold((0, 0), |(right, all), it| {
        assert!(["right", "wrong"].contains(&it.verdict.as_str()), "no verdict: {it:#?}");
        (right + u32::from(it.verdict == "right"), all + 1)
    })
}

/// Whether a rule of the default set found it. What is odd about a file is no rule's.
fn is_default(id: &str) -> bool {
    rules::find(id).and_then(|rule: &Rule| rule.lint).is_some_and(|lint| lint.default)
}

fn is_updated() -> bool {
    std::env::var_os("FORMWORK_UPDATE").is_some()
}

#[test]
fn findings_in_real_manifests_are_known_and_right() {
    let Some(corpus) = corpus() else { return };
    let findings = found(&corpus);
    assert!(findings.len() > 1000, "only {} findings: was the corpus read?", findings.len());
    let (counts, mut sample) = (counted(&findings), drawn(&findings));
    let recorded: Vec<Sampled> = std::fs::read_to_string(SAMPLE)
        .map(|text| serde_json::from_str(&text).unwrap())
        .unwrap_or_default();
    let known: BTreeMap<_, _> = recorded.iter().map(|it| (it.key(), it)).collect();
    for it in &mut sample {
        if let Some(known) = known.get(&it.key()) {
            it.verdict.clone_from(&known.verdict);
            it.reason.clone_from(&known.reason);
        }
    }
    if is_updated() {
        std::fs::write(COUNTS, &counts).unwrap();
        std::fs::write(SAMPLE, serde_json::to_string_pretty(&sample).unwrap() + "\n").unwrap();
    }
    let expected = std::fs::read_to_string(COUNTS).unwrap_or_default();
    assert_eq!(counts, expected, "the counts changed: FORMWORK_UPDATE=1 writes them anew");
    let unjudged: Vec<_> = sample.iter().filter(|it| it.reason.is_empty()).collect();
    assert!(unjudged.is_empty(), "no verdict in {SAMPLE}: {unjudged:#?}");
    assert_eq!(sample.len(), SAMPLED);
    let (default, opt_in): (Vec<_>, Vec<_>) = sample.iter().partition(|it| is_default(&it.rule));
    for (which, sample, least) in
        [("default", default, PRECISION), ("opt-in", opt_in, PRECISION_OPT_IN)]
    {
        let (right, all) = judged(sample.into_iter());
        println!("{right} of {all} sampled findings of {which} rules are right");
        assert!(f64::from(right) >= least * f64::from(all), "{which}: {right} of {all} are right");
    }
}

/// What AWS's own canary of 2018 gets wrong, as far as its templates show it.
#[test]
fn the_canary_sample_gets_the_findings_its_faults_deserve() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("ecs-canary-blue-green-deployment");
    let findings = found(&folder);
    let of = |rule: &str, file: &str| {
        findings.iter().filter(|it| it.rule == rule && it.file.ends_with(file)).count()
    };
    assert_eq!(of("FW5006", "stepfunction.yaml"), 7, "tasks without `Catch` and `Retry`");
    assert_eq!(of("FW2220", "stepfunction.yaml"), 2, "`dynamodb:*` and `route53:*` on `*`");
    assert_eq!(of("FW2220", "dynamo.yaml"), 1, "`dynamodb:*` on `*`");
    assert_eq!(of("FW7004", "stepfunction.yaml"), 2, "python3.6");
    assert_eq!(of("FW7004", "dynamo.yaml"), 1, "python3.6");
    assert_eq!(of("FW2018", "dynamo.yaml"), 1, "`CanaryTable`");
    assert!(of("FW2010", "") > 0, "no alarm is used");
    assert_eq!(of("FW0201", "blueService.yaml"), 2, "images without a tag");
    assert_eq!(of("FW0201", "greenService.yaml"), 2, "images without a tag");
    let errors = findings.iter().filter(|it| {
        rules::find(&it.rule)
            .and_then(|it| it.lint)
            .is_some_and(|it| it.severity == Severity::Error)
    });
    assert!(errors.count() >= 4, "it has errors");
}
