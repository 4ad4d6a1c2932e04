//! What the command writes, and how it ends.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{CASES, parity};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity-surface").join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn bad() -> PathBuf {
    Path::new(CASES).join("FW1001_key-missing-in-env/bad")
}

#[test]
fn documents_are_written() {
    let out = folder("documents");
    let (json, markdown) = (out.join("parity.json"), out.join("parity.md"));
    let run = parity(
        &bad(),
        &["--out", json.to_str().unwrap(), "--markdown", markdown.to_str().unwrap(), "-q"],
    );
    assert_eq!((run.code, &*run.stderr), (Some(1), ""));
    let document: Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    let schema = parity_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&document), "{document:#}");
    assert_eq!(
        document["subjects"][0]["environments"],
        serde_json::json!(["development", "production"])
    );
    assert_eq!(document["differences"][0]["finding"]["environments"][0], "development");
    insta::assert_snapshot!("markdown", fs::read_to_string(markdown).unwrap());
}

fn parity_schema() -> Value {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_formwork"));
    let output = command.args(["schema", "comparison"]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_format_of_findings_is_written() {
    for format in ["pretty", "concise", "json", "sarif", "github", "junit"] {
        let run = parity(&bad(), &["--format", format]);
        assert_eq!(run.code, Some(1), "{format}");
        assert!(run.stdout.contains("timeout"), "{format}: {}", run.stdout);
    }
    let sarif = parity(&bad(), &["--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif.stdout).unwrap();
    let related = &sarif["runs"][0]["results"][0]["relatedLocations"];
    assert_eq!(related.as_array().map(Vec::len), Some(1));
}

#[test]
fn mistakes_end_with_2_and_write_nothing() {
    let out = folder("mistakes").join("parity.json");
    let path = out.to_str().unwrap();
    for (arguments, told) in [
        (vec!["--env", "dev=app.json"], "one environment is nothing to compare"),
        (vec!["--env", "dev=app.json", "--env", "prod=gone.json"], "cannot look at `gone.json`"),
        (
            vec!["--env", "dev=app.json:gone.json", "--env", "prod=app.json"],
            "there is no file `gone.json`",
        ),
        (vec!["--env", "dev"], "write it as NAME=PATH"),
        (vec!["--select", "FW9999"], "FW9999"),
        (vec!["--today", "tomorrow"], "write a date"),
    ] {
        let run = super::Command::new(env!("CARGO_BIN_EXE_formwork"))
            .current_dir(bad())
            .arg("parity")
            .args(&arguments)
            .args(["--out", path])
            .output()
            .unwrap();
        let stderr = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(told), "{arguments:?}: {stderr}");
        assert!(!out.exists(), "{arguments:?}");
    }
}

#[test]
fn allowed_differences_need_who_why_and_how_long() {
    let folder = folder("allow");
    fs::copy(bad().join("app.json"), folder.join("app.json")).unwrap();
    let entry = [
        ("path", "timeout"),
        ("rule", "FW1001"),
        ("reason", "not used there"),
        ("owner", "orders"),
        ("until", "2027-01-31"),
    ];
    let write = |without: &str, with: &[(&str, &str)]| {
        let mut text = "[[parity.allow]]\n".to_owned();
        for (key, value) in entry.iter().filter(|(key, _)| *key != without).chain(with) {
            writeln!(text, "{key} = \"{value}\"").unwrap();
        }
        fs::write(folder.join("formwork.toml"), text).unwrap();
    };
    write("", &[]);
    let run = parity(&folder, &[]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert!(run.stderr.contains("1 allowed"), "{run:#?}");
    for (key, _) in entry {
        write(key, &[]);
        let run = parity(&folder, &[]);
        assert_eq!(run.code, Some(2), "without {key}: {run:#?}");
        assert!(run.stderr.contains(key), "without {key}: {run:#?}");
    }
    for (key, odd) in [("until", "soon"), ("rule", "FW9999"), ("owner", " ")] {
        write(key, &[(key, odd)]);
        assert_eq!(parity(&folder, &[]).code, Some(2), "{key} = {odd}");
    }
}

/// The day is that of `SOURCE_DATE_EPOCH`, if no other one is said.
#[test]
fn the_day_is_the_one_that_is_given() {
    let folder = Path::new(CASES).join("FW1014_allow-entry-stale/good");
    let run = |seconds: &str| {
        let mut command = super::Command::new(env!("CARGO_BIN_EXE_formwork"));
        let output = command
            .current_dir(&folder)
            .env("SOURCE_DATE_EPOCH", seconds)
            .args(["parity", "-q"])
            .output();
        output.unwrap().status.code()
    };
    assert_eq!(run("1796083200"), Some(0), "2026-12-01");
    assert_eq!(run("1830000000"), Some(1), "2027-12-28");
}

#[test]
fn findings_do_not_depend_on_the_order_of_environments() {
    let folder = Path::new(CASES).join("inputs/plans");
    let inputs = ["--env=dev=plan.dev.json", "--env=prod=plan.prod.json"];
    let forth = parity(&folder, &inputs).stdout;
    let back = parity(&folder, &[inputs[1], inputs[0]]).stdout;
    assert_eq!(forth, back);
    assert!(forth.contains("FW1003"), "{forth}");
}
