//! `formwork diff`: pairs of folders in `tests/diff/`, and what is said of them.

#![cfg(feature = "cli")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs the program and reads its files; a helper that cannot go on fails its test"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn formwork(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("NO_COLOR", "1");
    command.args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().unwrap();
    format!("{}{}exit {code}\n", text(&output.stdout), text(&output.stderr))
}

/// Each case is a folder with `before` and `after`; `arguments` holds more of them, if it is there.
#[test]
fn every_pair_is_told_in_every_format() {
    let cases = walkdir::WalkDir::new("tests/diff").min_depth(1).max_depth(1).sort_by_file_name();
    let mut seen = 0;
    for case in cases.into_iter().map(Result::unwrap).filter(|it| it.file_type().is_dir()) {
        let folder = case.path();
        let side = |name: &str| {
            let named = walkdir::WalkDir::new(folder).max_depth(1).sort_by_file_name();
            let mut paths = named.into_iter().map(|it| it.unwrap().into_path());
            paths.find(|it| it.file_stem().is_some_and(|it| it == name)).unwrap()
        };
        let (before, after) = (side("before"), side("after"));
        let more = std::fs::read_to_string(folder.join("arguments")).unwrap_or_default();
        let mut recorded = String::new();
        for format in ["text", "markdown", "json"] {
            let mut arguments = vec!["diff", before.to_str().unwrap(), after.to_str().unwrap()];
            arguments.extend(more.split_whitespace());
            arguments.extend(["--format", format]);
            let _ = writeln!(recorded, "-- {format}\n{}", said(&formwork(&arguments)));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder.canonicalize().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("said", recorded));
        seen += 1;
    }
    assert!(seen >= 5, "{seen} cases");
}

#[test]
fn nothing_changes_between_an_output_and_itself() {
    for example in ["hello", "shop"] {
        let folder = format!("snapshots/{example}");
        let output = formwork(&["diff", &folder, &folder, "--exit-code"]);
        assert_eq!(said(&output), "no changes\nexit 0\n");
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let shop = "snapshots/shop";
    let check = |arguments: &[&str], expected: &str| {
        let output = formwork(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.contains(expected), "{arguments:?}: {text}");
        assert!(output.stdout.is_empty());
    };
    check(&["diff", shop, "nowhere"], "cannot read `nowhere`");
    check(&["diff", shop, "docs"], "nothing in `docs` can be compared");
    check(&["diff", shop], "required");
    let module = "snapshots/hello/terraform/web";
    check(&["diff", "tests/diff/state/before.json", module], "is a plan or state");
    check(&["diff", shop, shop, "--acknowledge", "Db"], "nothing about `Db` is refused");
    check(&["diff", "--rev", "..HEAD"], "A..B");
    check(&["diff", "--rev", "no-such-commit..HEAD", "--example", "hello"], "no-such-commit");
}

/// Properties that the providers' schemas call create-only, each changed in a template of its own.
#[test]
fn create_only_properties_replace() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff-create-only");
    let _ = std::fs::remove_dir_all(&folder);
    let resource = |kind: &str, path: &str, value: &str| {
        let mut node = serde_json::json!(value);
        for step in path.split('/').rev() {
            node = if step == "*" {
                serde_json::json!([node])
            } else {
                serde_json::json!({ step: node })
            };
        }
        serde_json::json!({"Resources": {"It": {"Type": kind, "Properties": node}}}).to_string()
    };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for kind in formwork::schema::cloudformation::types().iter().step_by(12) {
        let Some(schema) = formwork::schema::cloudformation::find(kind) else { continue };
        let paths = schema.paths(formwork::schema::cloudformation::Flag::CreateOnly);
        let Some(path) = paths.first() else { continue };
        let write = |name: &str, value: &str| -> PathBuf {
            let path_of = folder.join(format!("{seen}/{name}.json"));
            std::fs::create_dir_all(path_of.parent().unwrap()).unwrap();
            std::fs::write(&path_of, resource(kind, path, value)).unwrap();
            path_of
        };
        let (before, after) = (write("before", "a"), write("after", "b"));
        let output = formwork(&["diff", before.to_str().unwrap(), after.to_str().unwrap()]);
        let text = said(&output);
        if !text.contains("-/+ It") || !text.contains("# replaces it") {
            wrong.push(format!("{kind} {path}: {text}"));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen >= 30, "{seen} properties");
}
