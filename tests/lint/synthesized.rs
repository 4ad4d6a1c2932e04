//! What we write ourselves: it lints clean, and broken by hand it does not.
//!
//! `broken.json` breaks a stack of the shop for each rule that judges descriptions too: the same
//! mistake in both dialects, as edits of the parsed file.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use formwork::lint::discover::discover;
use formwork::lint::globs::Globs;
use formwork::lint::judge::{Unknowns, judge};
use formwork::lint::select::Selection;
use formwork::manifest::read::{Read, read};
use formwork::rules::{self, Check, RULES, Rule};
use serde::Deserialize;
use serde_json::Value;

use crate::rules::bare;
use crate::{lint, read_text};

/// A stack with a mistake in it.
#[derive(Deserialize)]
struct Broken {
    rule: String,
    stack: String,
    cloudformation: Vec<Edit>,
    terraform: Vec<Edit>,
}

/// A change of a document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    /// Where, as a JSON Pointer.
    at: String,
    /// What stands there afterwards.
    set: Option<Value>,
    /// Whether nothing does.
    #[serde(default)]
    remove: bool,
    /// A part of the text there, and what it becomes.
    from: Option<String>,
    to: Option<String>,
}

fn snapshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots")
}

fn broken() -> Vec<Broken> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/broken.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Everything in a folder, with the files of variables.
fn read_folder(folder: &Path) -> Read {
    let entries = discover(&[folder.to_owned()], &Globs::none()).unwrap().entries;
    read(&entries, &|path| fs::read(path), &|| ())
}

/// The default rules find nothing in a folder of output, and it is all read.
fn is_clean(folder: &Path) {
    let read = read_folder(folder);
    assert!(read.manifests.len() > 4, "{}: {}", folder.display(), read.manifests.len());
    let selection = Selection::new(&[], &[]).unwrap();
    let verdicts = judge(&read, &selection, Unknowns::Silent);
    let lines: Vec<_> = verdicts
        .iter()
        .map(|it| &it.diagnostic)
        .map(|it| format!("{} {:?} {}: {}", it.rule, it.span, it.path, it.message))
        .collect();
    assert!(lines.is_empty(), "{}:\n{}", folder.display(), lines.join("\n"));
}

#[test]
fn the_shop_and_hello_are_clean() {
    is_clean(&snapshots().join("shop"));
    is_clean(&snapshots().join("hello"));
}

#[test]
fn many_services_are_clean() {
    let program = built("many");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lint-many");
    let _ = fs::remove_dir_all(&out);
    let status = Command::new(program)
        .args(["synth", "--no-lock", "--out", out.to_str().unwrap()])
        .env("FORMWORK_MANY", "3")
        .status()
        .unwrap();
    assert!(status.success());
    is_clean(&out);
}

/// The example's program. Cargo builds examples before it runs tests, except with `--test`.
fn built(example: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let profile = tests.parent().and_then(Path::parent).unwrap();
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--example", example])
        .args((profile.ends_with("release")).then_some("--release"))
        .status()
        .unwrap();
    assert!(status.success());
    profile.join("examples").join(example)
}

#[test]
fn every_twin_has_a_broken_stack() {
    let broken = broken();
    let is_twin = |check: &Check| !matches!(check, Check::Unrepresentable);
    let judges = |rule: &&&Rule| rule.lint.is_some_and(|lint| lint.is_single());
    let twins = RULES.iter().filter(judges).filter(|rule| is_twin(&rule.check));
    let missing: Vec<_> =
        twins.filter(|rule| broken.iter().all(|it| it.rule != rule.id)).map(|it| it.id).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_broken_is_found_in_both_dialects() {
    let mut wrong = String::new();
    for case in broken() {
        let rule = rules::find(&case.rule).unwrap();
        let of = |name: &str, path: &str, edits: &[Edit]| {
            let mut document: Value = serde_json::from_str(
                &fs::read_to_string(snapshots().join("shop").join(path)).unwrap(),
            )
            .unwrap();
            let before = found(rule, name, &document);
            for edit in edits {
                apply(edit, &mut document);
            }
            (before, found(rule, name, &document))
        };
        let stack = &case.stack;
        let template = of(
            "stack.template.json",
            &format!("cloudformation/{stack}.template.json"),
            &case.cloudformation,
        );
        let module =
            of("main.tf.json", &format!("terraform/{stack}/main.tf.json"), &case.terraform);
        let none_before = template.0.is_empty() && module.0.is_empty();
        if !none_before || template.1.is_empty() || template.1 != module.1 {
            writeln!(wrong, "{}: {template:#?}\n{module:#?}", case.rule).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a rule finds in a document, without places.
fn found(rule: &'static rules::Rule, name: &str, document: &Value) -> Vec<[String; 4]> {
    let read = read_text(name, &serde_json::to_string_pretty(document).unwrap());
    assert_eq!(read.manifests.len(), 1, "{name}: {:?}", read.problems);
    let verdicts = lint(&read, &Selection::only(&[rule]));
    bare(&read, &verdicts)
}

fn apply(edit: &Edit, document: &mut Value) {
    let (parent, last) = edit.at.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("no {}", edit.at));
    match (&edit.set, &edit.from, &edit.to, parent) {
        (Some(value), .., Value::Object(parent)) => {
            parent.insert(last.to_owned(), value.clone());
        }
        (Some(value), .., Value::Array(parent)) => {
            parent[last.parse::<usize>().unwrap()] = value.clone();
        }
        (None, None, None, Value::Object(parent)) if edit.remove => {
            assert!(parent.remove(last).is_some(), "no {}", edit.at);
        }
        (None, Some(from), Some(to), parent) => {
            let text = parent.get_mut(last).unwrap();
            let before = text.as_str().unwrap().to_owned();
            assert!(before.contains(from.as_str()), "no `{from}` at {}", edit.at);
            *text = before.replacen(from.as_str(), to, 1).into();
        }
        _ => panic!("this edit at {} makes no sense", edit.at),
    }
}
