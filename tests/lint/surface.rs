//! `formwork lint` from outside: exit codes, flags, files it reads and writes.

mod baseline;
mod config;
mod discovery;
mod fixes;
mod formats;
mod suppressions;

use std::path::{Path, PathBuf};
use std::process::Command;

/// One warning (FW7004), at 6:16.
const FUNCTION: &str = "\
Resources:
  Mail:
    Type: AWS::Lambda::Function
    Properties:
      Handler: mail.main
      Runtime: python3.6
      Code: {ZipFile: pass}
      Role: !ImportValue mail-role
";

/// A finished run.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// Wants this exit code, and a text on stderr.
    #[track_caller]
    fn ends(&self, code: i32, told: &str) {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert!(self.stderr.contains(told), "no `{told}` in: {self:#?}");
    }

    /// Wants these findings, as `file:line:column: id`.
    #[track_caller]
    fn finds(&self, expected: &[&str]) {
        let found: Vec<_> =
            self.stdout.lines().filter_map(|line| Some(line.split_once(" [")?.0)).collect();
        assert_eq!(found, expected, "{self:#?}");
    }
}

/// An empty folder of its own, with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lint").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// Runs `formwork lint` in a folder, with arguments separated by spaces.
fn run(folder: &Path, arguments: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    command.current_dir(folder).env("COLUMNS", "100").arg("lint");
    let output = command.args(arguments.split_whitespace()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn read(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap()
}

#[test]
fn exit_codes() {
    let bad = folder("exit_codes", &[("a.yaml", FUNCTION)]);
    run(&bad, "").ends(1, "1 manifest judged: 1 warning; `formwork explain FW7004` says more\n");
    run(&bad, "--fail-on error").ends(0, "1 warning");
    run(&bad, "--ignore FW7004").ends(0, "1 manifest judged: no findings\n");
    run(&bad, "nowhere.yaml").ends(2, "cannot look at `nowhere.yaml`");
    run(&bad, "--select FW7oo4").ends(2, "did you mean `FW7004`?");
    run(&bad, "--format jsn").ends(2, "did you mean `json`?");
    run(&bad, "--format json --format sarif").ends(2, "two formats cannot both go to stdout");
    run(&bad, "--unsafe-fixes").ends(2, "--fix");
    let empty = folder("exit_codes_empty", &[]);
    run(&empty, "").ends(0, "0 manifests judged: no findings\n");
}

#[test]
fn quiet_is_silent_on_stderr() {
    let bad = folder("quiet", &[("a.yaml", FUNCTION), ("note.txt", "hello")]);
    let quiet = run(&bad, "-q --format concise . note.txt");
    assert_eq!((quiet.code, &*quiet.stderr), (Some(1), ""));
    quiet.finds(&["a.yaml:6:16: FW7004"]);
    run(&bad, "note.txt").ends(0, "`note.txt` is not judged: it is none of the formats that are\n");
}

#[test]
fn selectors() {
    let bad = folder("selectors", &[("a.yaml", FUNCTION)]);
    let check = |arguments: &str, is_found| {
        let run = run(&bad, &format!("--format concise {arguments}"));
        let found = ["a.yaml:6:16: FW7004"];
        run.finds(if is_found { &found } else { &[] });
    };
    check("--select FW7004", true);
    check("--select fw70", true);
    check("--select ended-lambda-runtime", true);
    check("--select FW02", false);
    check("--select default --ignore FW70", false);
    check("--select FW7004 --ignore FW70,all", true);
    check("--select FW70 --ignore ended-lambda-runtime", false);
    check("--ignore all", false);
    check("--select default", true);
    run(&bad, "--select FW9").ends(2, "no rule for manifests has the id or name `FW9`");
    run(&bad, "--select no-production").ends(2, "judges descriptions, not manifests");
    run(&bad, "--select FW1003").ends(2, "run `formwork parity`");
    run(&bad, "--ignore FW0001").ends(2, "`broken-file` (FW0001) is always told");
}

#[test]
fn a_broken_file_stops_nothing() {
    let files = [("a.yaml", "AWSTemplateFormatVersion: [\n"), ("b.yaml", FUNCTION)];
    let bad = folder("broken", &files);
    let run = run(&bad, "--format concise --ignore all");
    run.ends(1, "1 error");
    assert!(run.stdout.starts_with("a.yaml:"), "{run:#?}");
    assert!(run.stdout.contains(": FW0001 [error] "), "{run:#?}");
    let run = self::run(&bad, "--format concise --select FW7004");
    assert!(run.stdout.contains("b.yaml:6:16: FW7004"), "{run:#?}");
}

#[test]
fn unknown_values_are_told_on_request() {
    let text = "\
Parameters:
  Runtime:
    Type: String
Resources:
  Mail:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: !Ref Runtime
";
    let unknown = folder("unknown", &[("a.yaml", text)]);
    run(&unknown, "--format concise --select FW7004").finds(&[]);
    let told = run(&unknown, "--format concise --select FW7004 --strict-unknown --fail-on info");
    told.finds(&["a.yaml:8:16: FW0008"]);
    told.ends(1, "1 info");
}
