//! Real configuration keyed by environment: what is found in it is known, and right.
//!
//! The files are not part of this repository. Their folder is `FORMWORK_CORPUS`, or
//! `../shared/corpus`; without it the tests say so and pass. Checked in are counts, and a sample of
//! findings that a person looked at. `FORMWORK_UPDATE=1` counts and draws anew; a new finding of the
//! sample has no verdict until somebody gives it one, and the test fails until then.

#![expect(clippy::print_stdout, reason = "it says why it is skipped")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Run, parity};

const COUNTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parity/corpus/counts.txt");
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parity/corpus/sample.json");
const FOLDER: &str = "modernisation-platform-environments";
/// Findings in the sample.
const SAMPLED: usize = 30;
/// The share of them that must be right.
const PRECISION: f64 = 0.95;

/// A finding of the sample.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Sampled {
    rule: String,
    file: String,
    line: u64,
    message: String,
    /// `right` or `wrong`; empty until somebody has looked.
    verdict: String,
    /// Why, in one line.
    reason: String,
}

impl Sampled {
    fn of(finding: &Value) -> Self {
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        Self {
            rule: text("rule"),
            file: text("file"),
            line: finding["span"]["start"]["line"].as_u64().unwrap(),
            message: text("message"),
            verdict: String::new(),
            reason: String::new(),
        }
    }

    fn key(&self) -> String {
        format!("{} {}:{} {}", self.rule, self.file, self.line, self.message)
    }

    /// Its place in the draw: findings are shuffled by a hash, which is the same everywhere.
    fn lot(&self) -> String {
        let digest = Sha256::digest(format!("formwork parity 2026 {}", self.key()));
        digest.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    }
}

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("FORMWORK_CORPUS").map(PathBuf::from);
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");
    let folder = folder.unwrap_or_else(|| default.into()).join(FOLDER);
    if !folder.is_dir() {
        println!("skipped: no {}: set FORMWORK_CORPUS", folder.display());
        return None;
    }
    Some(folder)
}

fn files(corpus: &Path) -> Vec<String> {
    let all = walkdir::WalkDir::new(corpus).sort_by_file_name().into_iter().map(Result::unwrap);
    let named = all.filter(|it| it.file_name() == "application_variables.json");
    let relative = |it: walkdir::DirEntry| {
        it.path().strip_prefix(corpus).unwrap().to_str().unwrap().to_owned()
    };
    named.map(relative).collect()
}

/// What every rule finds, and the document of the run.
fn run(corpus: &Path, files: &[String]) -> (Run, Value) {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity-corpus.json");
    let mut arguments: Vec<&str> = files.iter().map(String::as_str).collect();
    arguments.extend(["--select", "all", "--format", "json", "-q"]);
    arguments.extend(["--out", out.to_str().unwrap()]);
    let run = parity(corpus, &arguments);
    (run, serde_json::from_slice(&fs::read(out).unwrap()).unwrap())
}

fn counted(files: usize, findings: &[Value], document: &Value) -> String {
    let subjects = document["subjects"].as_array().unwrap();
    let sum = |key: &str| subjects.iter().map(|it| it[key].as_u64().unwrap()).sum::<u64>();
    let mut text = format!(
        "files {files}\nfiles with two environments or more {}\nkeys {}\nvalues {}\n",
        subjects.len(),
        sum("keys"),
        sum("values")
    );
    let mut rules: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for it in findings {
        let file = it["file"].as_str().unwrap();
        let application = file.rsplit('/').nth(1).unwrap();
        let of_rule = rules.entry(it["rule"].as_str().unwrap()).or_default();
        *of_rule.entry(application).or_default() += 1;
    }
    for (rule, applications) in rules {
        let sum: usize = applications.values().sum();
        writeln!(text, "{rule} {sum} in {} files", applications.len()).unwrap();
        for (application, count) in applications {
            writeln!(text, "  {application} {count}").unwrap();
        }
    }
    text
}

#[test]
fn counts_in_real_configuration_are_known() {
    let Some(corpus) = corpus() else { return };
    let files = files(&corpus);
    let (run, document) = run(&corpus, &files);
    let counts = counted(files.len(), &run.findings(), &document);
    if std::env::var_os("FORMWORK_UPDATE").is_some() {
        fs::write(COUNTS, &counts).unwrap();
    }
    assert_eq!(counts, fs::read_to_string(COUNTS).unwrap_or_default());
}

#[test]
fn sampled_findings_are_right() {
    let Some(corpus) = corpus() else { return };
    let (run, _) = run(&corpus, &files(&corpus));
    let all = run.findings();
    let mut drawn: Vec<_> =
        all.iter().filter(|it| it["severity"] != "info").map(Sampled::of).collect();
    drawn.sort_by_key(Sampled::lot);
    drawn.truncate(SAMPLED);
    drawn.sort_by_key(Sampled::key);
    let known: Vec<Sampled> =
        fs::read(SAMPLE).map(|bytes| serde_json::from_slice(&bytes).unwrap()).unwrap_or_default();
    for it in &mut drawn {
        if let Some(judged) = known.iter().find(|known| known.key() == it.key()) {
            (it.verdict, it.reason) = (judged.verdict.clone(), judged.reason.clone());
        }
    }
    if std::env::var_os("FORMWORK_UPDATE").is_some() {
        fs::write(SAMPLE, serde_json::to_string_pretty(&drawn).unwrap() + "\n").unwrap();
    }
    let keys = |it: &[Sampled]| it.iter().map(Sampled::key).collect::<Vec<_>>();
    assert_eq!(keys(&drawn), keys(&known), "draw anew with FORMWORK_UPDATE=1");
    for it in &drawn {
        assert!(["right", "wrong"].contains(&&*it.verdict), "no verdict: {}", it.key());
        assert!(!it.reason.is_empty(), "no reason: {}", it.key());
    }
    let right = drawn.iter().filter(|it| it.verdict == "right").count();
    #[expect(clippy::cast_precision_loss, reason = "there are 30")]
    let share = right as f64 / drawn.len() as f64;
    assert!(share >= PRECISION, "{right} of {} are right", drawn.len());
}
