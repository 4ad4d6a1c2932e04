//! State machines as they are played: each case a folder, what is said of it recorded beside it.
//!
//! `rehearse/cases/<name>/` is played as it stands; `arguments` says how it is asked for, if not
//! without any. `report.snap` has what `formwork rehearse` prints and how it ends.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files reads and writes files; a helper that cannot go on fails its test"
)]

#[path = "rehearse/faults.rs"]
mod faults;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rehearse/cases");

/// A finished run.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Plays what stands in a case's folder.
fn rehearse(case: &str, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    command.current_dir(CASES).args(["rehearse", case]).args(arguments);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn cases_are_told_as_recorded() {
    let cases = fs::read_dir(CASES).unwrap().map(|it| it.unwrap().path());
    let mut cases: Vec<_> = cases.filter(|it| it.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= 8, "{cases:?}");
    for case in cases {
        let name = case.file_name().unwrap().to_str().unwrap();
        let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_default();
        let arguments: Vec<&str> = arguments.lines().collect();
        let run = rehearse(name, &arguments);
        let code = run.code.map_or("none".to_owned(), |it| it.to_string());
        let report = format!("exit: {code}\n\n{}\n{}", run.stdout, run.stderr);
        insta::with_settings!({ snapshot_path => &case, prepend_module_to_snapshot => false,
            omit_expression => true }, { insta::assert_snapshot!("report", report) });
    }
}

#[test]
fn a_report_fits_a_terminal() {
    let run = rehearse("canary", &[]);
    for line in run.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn the_document_fits_its_schema_and_says_what_the_report_says() {
    let run = rehearse("canary", &["--format", "json"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_formwork")).args(["schema", "rehearsals"]).output();
    let schema: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&document));
    let machine = &document["machines"][0];
    assert_eq!((&machine["name"], &machine["watchdog"]), (&"shift".into(), &"settle".into()));
    let scenarios = machine["scenarios"].as_array().unwrap();
    let of = |name: &str| scenarios.iter().find(|it| it["name"] == name).unwrap();
    let weights = |blue: u64, green: u64| serde_json::json!({"orders-rule": {"orders-blue": blue, "orders-green": green}});
    let healthy = of("healthy");
    assert_eq!((&healthy["ending"], &healthy["status"]), (&"promoted".into(), &"SUCCEEDED".into()));
    assert_eq!(
        (&healthy["weights_before"], &healthy["weights"]),
        (&weights(100, 0), &weights(0, 100))
    );
    let item = &healthy["items"]["deployments"][0];
    assert_eq!((&item["Live"]["S"], item.get("Lease")), (&"green".into(), None));
    assert_eq!(of("next-release")["weights"], weights(100, 0));
    let abort = of("abort-at-Bake 50");
    assert_eq!((&abort["status"], &abort["watchdog"]), (&"ABORTED".into(), &"SUCCEEDED".into()));
    assert_eq!((&abort["ending"], &abort["weights"]), (&"rolled back".into(), &weights(100, 0)));
    assert_eq!(of("lease-held")["weights"], weights(90, 10));
}

#[test]
fn pictures_have_the_same_bytes_each_time() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rehearse");
    fs::create_dir_all(&folder).unwrap();
    let scenarios = ["--scenario", "alarm-during-bake-2", "--scenario", "abort-at-Bake 50"];
    let draw = |file: &str| {
        let file = folder.join(file);
        let arguments = [&["--svg", file.to_str().unwrap()][..], &scenarios].concat();
        assert_eq!(rehearse("canary", &arguments).code, Some(0));
        fs::read_to_string(file).unwrap()
    };
    let picture = draw("one.svg");
    assert_eq!(picture, draw("two.svg"));
    insta::assert_snapshot!("picture", picture);
}

/// The picture in the documentation is the canary that we write; `FORMWORK_UPDATE=1` draws it anew.
#[test]
fn the_picture_in_the_documentation_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let drawn = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rehearsal.svg");
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    command.current_dir(root.join("tests/canary"));
    command.args(["rehearse", "machine.asl.json", "watchdog.asl.json", "--svg"]).arg(&drawn);
    for scenario in ["healthy", "alarm-during-bake-2", "abort-at-Bake50"] {
        command.args(["--scenario", scenario]);
    }
    assert_eq!(command.output().unwrap().status.code(), Some(0));
    let (drawn, kept) = (fs::read(drawn).unwrap(), root.join("docs/images/rehearsal.svg"));
    if std::env::var_os("FORMWORK_UPDATE").is_some() {
        fs::create_dir_all(kept.parent().unwrap()).unwrap();
        fs::write(&kept, &drawn).unwrap();
    }
    assert!(fs::read(kept).unwrap() == drawn, "draw it anew with `FORMWORK_UPDATE=1`");
}

/// What our own canaries are for: every scenario ends as it should.
#[test]
fn our_canaries_end_as_they_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/canary");
    for [machine, watchdog] in
        [["machine.asl.json", "watchdog.asl.json"], ["dns.asl.json", "dns-watchdog.asl.json"]]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
        let output = command.current_dir(&folder).args(["rehearse", machine, watchdog]).output();
        let output = output.unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{text}");
        assert!(text.contains("scenarios, all end as they should"), "{text}");
    }
}

#[test]
fn what_cannot_be_asked_for_is_refused() {
    let check = |case: &str, arguments: &[&str], expected: &str| {
        let run = rehearse(case, arguments);
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{}", run.stderr);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    };
    check("nowhere", &[], "cannot look at `nowhere`");
    check("canary", &["--scenario", "healty"], "did you mean `healthy`?");
    check("canary", &["--input", "canary"], "`canary` is no input");
    check("canary", &["--svg", "canary"], "canary");
    check("one_record", &["--input", "no_machine/Dockerfile"], "is no input");
}

#[test]
fn scenarios_are_listed_and_picked() {
    let names = rehearse("canary", &["--list"]).stdout;
    assert!(names.lines().any(|it| it == "watchdog-fails-once-at-Free the lease"), "{names}");
    let one = rehearse("canary", &["--scenario", "lease-held", "--format", "json"]).stdout;
    let one: Value = serde_json::from_str(&one).unwrap();
    assert_eq!(one["machines"][0]["scenarios"].as_array().map(Vec::len), Some(1));
}
