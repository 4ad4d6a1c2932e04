//! Environments side by side: each rule on its own case, and our own output broken in one place.
//!
//! `parity/cases/<id>_<name>/` has `bad` and `good` folders of a rule; `bad-<case>` is another one.
//! What `formwork parity` says in a bad one is in its `findings.snap`; `arguments` says how it is
//! called, if not with the folder alone. `parity/cases/inputs/` has what can be read.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files reads and writes files; a helper that cannot go on fails its test"
)]

#[path = "parity/corpus.rs"]
mod corpus;
#[path = "parity/mutations.rs"]
mod mutations;
#[path = "parity/surface.rs"]
mod surface;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use formwork::rules::{self, RULES};
use serde_json::Value;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parity/cases");

/// A finished run.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// The findings of a run with `--format json`.
    fn findings(&self) -> Vec<Value> {
        serde_json::from_str(&self.stdout).unwrap_or_else(|why| panic!("{why}: {self:#?}"))
    }

    /// The rules that found something.
    fn rules(&self) -> BTreeSet<String> {
        self.findings().iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
    }
}

/// Compares in a folder, on a day.
fn parity(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    command.current_dir(folder).args(["parity", "--today", "2026-12-15"]).args(arguments);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Compares in the folder of a case.
fn case(folder: &Path, more: &[&str]) -> Run {
    let written = fs::read_to_string(folder.join("arguments")).unwrap_or_default();
    let arguments: Vec<&str> = written.split_whitespace().chain(more.iter().copied()).collect();
    parity(folder, &arguments)
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn snapshot(folder: &Path, run: &Run) {
    let text = format!("exit {}\n{}", run.code.unwrap(), run.stdout);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("findings", text));
}

#[test]
fn every_rule_finds_its_case_and_nothing_in_the_cure() {
    let mut seen = BTreeSet::new();
    for of_rule in folders(Path::new(CASES)) {
        let Some((id, rest)) = name(&of_rule).split_once('_') else { continue };
        let rule = rules::find(id).filter(|rule| rule.name == rest);
        let rule = rule.unwrap_or_else(|| panic!("no rule is called {}", of_rule.display()));
        for folder in folders(&of_rule) {
            let found = case(&folder, &["--select", rule.id, "--format", "concise"]);
            if name(&folder).starts_with("good") {
                assert_eq!(found.stdout, "", "{}", folder.display());
                assert_eq!(found.code, Some(0), "{}: {found:#?}", folder.display());
            } else {
                assert!(found.stdout.contains(rule.id), "{}: {found:#?}", folder.display());
                snapshot(&folder, &case(&folder, &["--select", "all", "--format", "pretty"]));
                seen.insert(rule.id);
            }
        }
    }
    for rule in RULES.iter().filter(|it| it.lint.is_some_and(|lint| lint.across.is_some())) {
        assert!(seen.contains(rule.id), "{} {} has no case", rule.id, rule.name);
    }
}

/// A case's cure has no finding of another default rule either.
#[test]
fn cures_are_clean() {
    for of_rule in folders(Path::new(CASES)).iter().filter(|it| name(it).starts_with("FW")) {
        for folder in folders(of_rule).iter().filter(|it| name(it).starts_with("good")) {
            let found = case(folder, &["--format", "concise"]);
            assert_eq!(found.stdout, "", "{}", folder.display());
        }
    }
}

#[test]
fn every_form_of_input_is_read() {
    for folder in folders(&Path::new(CASES).join("inputs")) {
        snapshot(&folder, &case(&folder, &["--select", "all", "--format", "pretty"]));
    }
}
