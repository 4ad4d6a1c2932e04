//! `formwork prove` on machines that are good and on machines that have one fault each.
//!
//! `prove/cases/<name>/` holds what is proven; `arguments` says how `prove` is called, if not with
//! the folder alone; what it says is in `findings.snap`. `prove/equivalent.txt` lists mutations of
//! the good machine that change nothing.

#![expect(
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files reads files; a helper that cannot go on fails its test"
)]

#[path = "prove/mutations.rs"]
mod mutations;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/prove/cases");

/// Runs `prove` in a folder: exit code, and what it prints.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    let output = command.current_dir(folder).arg("prove").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout) + &text(output.stderr))
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn cases_are_as_recorded() {
    for folder in folders() {
        let written = fs::read_to_string(folder.join("arguments")).unwrap_or_default();
        let arguments: Vec<&str> = written.split_whitespace().collect();
        let (code, text) = run(&folder, &arguments);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            insta::assert_snapshot!("findings", format!("exit {}\n{text}", code.unwrap()));
        });
    }
}

/// AWS's own sample of a canary has faults that are known. It is no part of this repository: its
/// folder is in `FORMWORK_CORPUS`, or `../shared/corpus`; without it the test says so and passes.
#[test]
fn the_sample_of_aws_is_refused() {
    let corpus = std::env::var_os("FORMWORK_CORPUS").map(PathBuf::from);
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");
    let folder = corpus.unwrap_or_else(|| PathBuf::from(default));
    let folder = folder.join("ecs-canary-blue-green-deployment");
    if !folder.exists() {
        eprintln!("skipped: no {}: set FORMWORK_CORPUS", folder.display());
        return;
    }
    let (code, text) = run(&folder, &["--format", "json"]);
    let proofs: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut told = format!("exit {}\n", code.unwrap());
    for counterexample in proofs[0]["counterexamples"].as_array().unwrap() {
        let finding = &counterexample["finding"];
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        let line = &finding["span"]["start"]["line"];
        let _ = writeln!(told, "{}:{line}: {} {}", text("file"), text("rule"), text("message"));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("prove");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("sample_of_aws", told));
}
