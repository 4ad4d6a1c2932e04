//! The binary from outside: exit codes, flags, and what goes to which stream.
//!
//! What commands say in detail is tested where it is made. Crates that are asked here know a fake
//! `formwork` without dependencies, so that each is built in no time.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A finished run.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

impl Run {
    /// Wants this exit code, and a text on stderr.
    #[track_caller]
    fn ends(&self, code: i32, told: &str) {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert!(self.stderr.contains(told), "no `{told}` in: {self:#?}");
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    command.current_dir(folder).env("COLUMNS", "100").env("CARGO_NET_OFFLINE", "true");
    command
}

/// Runs `formwork` with arguments separated by spaces.
fn formwork_in(folder: &Path, arguments: &str) -> Run {
    command(folder).args(arguments.split_whitespace()).output().unwrap().into()
}

fn formwork(arguments: &str) -> Run {
    formwork_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// A folder of its own, with these files.
#[expect(clippy::disallowed_methods, reason = "a test writes its own fixtures")]
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// A crate that depends on a fake `formwork`, with this `main.rs`.
fn package(name: &str, main: &str) -> PathBuf {
    let manifest = "[package]\nname = \"infra\"\nedition = \"2024\"\n\
                    [workspace]\nmembers = [\"fake\"]\n\
                    [dependencies]\nformwork = { path = \"fake\" }\n";
    let fake = "[package]\nname = \"formwork\"\nedition = \"2024\"\n";
    let files = [
        ("Cargo.toml", manifest),
        ("src/main.rs", main),
        ("fake/Cargo.toml", fake),
        ("fake/src/lib.rs", ""),
    ];
    folder(name, &files)
}

mod command_line {
    use super::*;

    fn check(name: &str, arguments: &str) {
        let run = formwork(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots/cli");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, run.stdout));
    }

    #[test]
    fn help_pages() {
        check("help", "--help");
        for name in ["check", "synth", "lint", "deploy-plan", "explain", "schema"] {
            check(&format!("help_{name}"), &format!("{name} --help"));
        }
    }

    #[test]
    fn short_help_is_the_help() {
        assert_eq!(formwork("-h").stdout, formwork("--help").stdout);
    }

    #[test]
    fn version() {
        assert_eq!(
            formwork("--version").stdout,
            concat!("formwork ", env!("CARGO_PKG_VERSION"), "\n")
        );
    }

    #[test]
    fn nothing_asked_shows_the_help_and_is_a_mistake() {
        formwork("").ends(2, "Usage: formwork");
    }

    #[test]
    fn mistyped_words_are_answered_with_the_nearest() {
        formwork("chekc").ends(2, "'check'");
        formwork("check --todya 2026-12-15").ends(2, "'--today'");
        formwork("check --format jsn").ends(2, "'json'");
        formwork("check --today 2026-02-30").ends(2, "write a date");
    }
}

mod explain {
    use super::*;

    #[test]
    fn by_id_in_any_case_and_by_name() {
        let by_id = formwork("explain fw0301");
        by_id.ends(0, "");
        assert!(by_id.stdout.starts_with("FW0301 plaintext-secret-env\n"), "{by_id:#?}");
        assert_eq!(by_id.stdout, formwork("explain plaintext-secret-env").stdout);
    }

    #[test]
    fn every_rule() {
        let run = formwork("explain --format json");
        let rules: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
        let table = formwork("explain").stdout;
        for rule in rules {
            let id = rule["id"].as_str().unwrap();
            assert!(table.contains(id), "{id} is not in the table");
            assert_eq!(formwork(&format!("explain {id}")).code, Some(0), "{id}");
        }
    }

    #[test]
    fn an_unknown_rule_is_answered_with_the_nearest() {
        let run = formwork("explain plaintext-secret");
        run.ends(2, "did you mean `plaintext-secret-env` (FW0301)?");
        assert_eq!(run.stdout, "");
    }
}

mod schema {
    use super::*;

    #[test]
    fn every_listed_schema_is_printed() {
        let table = formwork("schema").stdout;
        for line in table.lines() {
            let name = line.split_whitespace().next().unwrap();
            let schema = serde_json::from_str(&formwork(&format!("schema {name}")).stdout).unwrap();
            assert!(jsonschema::meta::is_valid(&schema), "{name}");
        }
        formwork("schema deployplan").ends(2, "did you mean `deploy-plan`?");
    }

    #[test]
    fn what_commands_print_is_valid() {
        for (name, command) in
            [("rules", "explain --format json"), ("rules", "explain FW0301 --format json")]
        {
            let schema = serde_json::from_str(&formwork(&format!("schema {name}")).stdout).unwrap();
            let document = serde_json::from_str(&formwork(command).stdout).unwrap();
            let error = jsonschema::validate(&schema, &document);
            assert!(error.is_ok(), "{command}: {error:?}");
        }
    }
}

mod streams {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let mut child = command(Path::new("."))
            .args(["explain", "--format", "json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let run = Run::from(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    }

    #[test]
    fn a_full_disk_is_a_failure() {
        let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
        let run = command(Path::new(".")).arg("explain").stdout(full).output().unwrap();
        Run::from(run).ends(2, "cannot write to stdout");
    }
}

mod crates {
    use super::*;

    #[test]
    fn outside_of_any_package() {
        let run = formwork_in(Path::new("/"), "check");
        run.ends(2, "here is no cargo package");
        run.ends(2, "--manifest-path");
    }

    #[test]
    fn a_manifest_that_is_not_there() {
        formwork("check --manifest-path nowhere/Cargo.toml")
            .ends(2, "cannot read `nowhere/Cargo.toml`");
    }

    #[test]
    fn names_that_are_not_there() {
        formwork("check --example helo").ends(2, "did you mean `hello`?");
        formwork("check --bin infra").ends(2, "has no binary `infra`");
        formwork("check --package formwrok").ends(2, "did you mean `formwork`?");
        formwork("check").ends(2, "choose one with `--example`: `canary`");
    }

    #[test]
    fn a_crate_that_does_not_depend_on_formwork() {
        let files = [
            ("Cargo.toml", "[package]\nname = \"other\"\nedition = \"2024\"\n[workspace]\n"),
            ("src/main.rs", "fn main() { panic!(\"never run\") }"),
        ];
        let run = formwork_in(&folder("other", &files), "check");
        run.ends(2, "package `other` does not depend on `formwork`");
        run.ends(2, "cargo add formwork");
    }

    #[test]
    fn a_crate_that_does_not_compile() {
        let run = formwork_in(&package("broken", "fn main() { FW0301 }"), "check");
        run.ends(2, "cannot find value `FW0301`");
        run.ends(2, "the crate does not compile");
    }

    #[test]
    fn a_program_that_prints_something_else() {
        let run = formwork_in(&package("garbage", "fn main() { println!(\"Hello!\") }"), "check");
        run.ends(2, "why: it begins with `Hello!`");
        run.ends(2, "return `formwork::main(&APP)` from `main`");
        let run = formwork_in(&package("silent", "fn main() {}"), "check");
        run.ends(2, "why: it is empty");
    }

    #[test]
    fn a_program_that_fails_has_said_why() {
        let main = "fn main() { eprintln!(\"no describe here\"); std::process::exit(3) }";
        let run = formwork_in(&package("failing", main), "check");
        run.ends(2, "no describe here");
        run.ends(2, "exit status: 3");
    }

    #[test]
    fn synth_hands_its_flags_on() {
        let main = "fn main() {
            if std::env::args().nth(1).unwrap() == \"--version\" { return }
            println!(\"{}\", std::env::args().skip(1).collect::<Vec<_>>().join(\" \"));
            std::process::exit(1)
        }";
        let given = "synth --out dir --check --target terraform --lock a.lock --locked --resolved \
                     --parameters-format cli --image web=w@sha256:0 --image api=a@sha256:0 \
                     --release 2026-12-15.1";
        let run = formwork_in(&package("synth", main), given);
        assert_eq!(run.code, Some(1), "{run:#?}");
        assert_eq!(
            run.stdout,
            "synth --check --resolved --locked --out dir --target terraform --parameters-format cli \
             --lock a.lock --release 2026-12-15.1 --image web=w@sha256:0 --image api=a@sha256:0\n"
        );
        formwork("synth --example hello --out x -- --bogus").ends(2, "--bogus");
        formwork("synth --example hello").ends(2, "--out <DIR>");
        formwork("synth --out dir --no-lock --locked").ends(2, "cannot be used with");
        formwork("synth --out dir --description x").ends(2, "cannot work from `--description`");
    }

    #[test]
    fn synth_writes_what_the_crate_itself_would() {
        let out = folder("hello", &[("keep", "")]).join("out");
        let run = formwork(&format!("synth --example hello --no-lock --out {}", out.display()));
        assert_eq!(run.code, Some(0), "{run:#?}");
        let own = Command::new(env!("CARGO"))
            .args([
                "run",
                "-q",
                "--example",
                "hello",
                "--",
                "synth",
                "--no-lock",
                "--check",
                "--out",
            ])
            .arg(&out)
            .output()
            .unwrap();
        assert_eq!((Run::from(own).code, out.join("deploy-plan.json").exists()), (Some(0), true));
    }

    #[test]
    fn arguments_for_cargo_reach_cargo() {
        let run = formwork_in(&package("flags", "fn main() {}"), "check -- --features nothing");
        run.ends(2, "nothing");
        run.ends(2, "failed (exit status: 101)");
    }
}

mod formats {
    use super::*;

    /// What `hello` says of itself, with a warning, a finding that comes up in 2027, and a field of
    /// a later minor.
    fn description() -> serde_json::Value {
        let finding = |rule: &str, severity: &str| {
            serde_json::json!({
                "rule": rule, "name": "a-name", "severity": severity, "factor": "III",
                "message": format!("message of {rule}"), "why": "a reason", "help": "a way out",
                "path": "web", "file": "src/main.rs", "related": [], "environments": [],
                "span": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}},
            })
        };
        let described = Command::new(env!("CARGO"))
            .args(["run", "-q", "--example", "hello", "--", "describe"])
            .output()
            .unwrap();
        let mut document: serde_json::Value = serde_json::from_slice(&described.stdout).unwrap();
        document["format"] = "1.700".into();
        document["added_later"] = true.into();
        document["findings"] = vec![finding("FW0301", "warning")].into();
        document["expiring"] = serde_json::json!(
            [{"until": "2026-12-31", "finding": finding("FW0014", "error")}]
        );
        document
    }

    fn described(arguments: &str) -> Run {
        let folder = folder(
            "described",
            &[("hello.json", &description().to_string()), ("src/main.rs", "let\n")],
        );
        formwork_in(&folder, &format!("{arguments} --description hello.json"))
    }

    #[test]
    fn a_newer_minor_is_read_and_judged_by_date() {
        let before = described("check --today 2026-12-31");
        assert_eq!(before.code, Some(1), "{before:#?}");
        assert!(before.stdout.ends_with("\n1 warning; `formwork explain FW0301` says more\n"));
        let after = described("check --today 2027-01-01");
        assert!(after.stdout.contains("\n1 | let\n  | ^^^ web\n"), "{after:#?}");
        assert!(after.stdout.contains("1 error, 1 warning"), "{after:#?}");
        assert!(!after.stdout.contains('\x1b'));
    }

    #[test]
    fn documents_follow_their_schemas() {
        for (schema, command) in
            [("findings", "check --format json"), ("deploy-plan", "deploy-plan --format json")]
        {
            let schema = formwork(&format!("schema {schema}")).stdout;
            let schema = serde_json::from_str(&schema).unwrap();
            let document = serde_json::from_str(&described(command).stdout).unwrap();
            let error = jsonschema::validate(&schema, &document);
            assert!(error.is_ok(), "{command}: {error:?}");
        }
    }

    #[test]
    fn a_plan_of_one_environment() {
        let run = described("deploy-plan --env prod --target terraform");
        run.ends(0, "");
        assert!(run.stdout.contains("\nprod: account 333333333333"), "{run:#?}");
        assert!(!run.stdout.contains("\nstaging: "), "{run:#?}");
        described("deploy-plan --env prdo").ends(2, "did you mean `prod`?");
    }

    #[test]
    fn no_plan_while_something_is_wrong() {
        let mut document = description();
        document["findings"][0]["severity"] = "error".into();
        document["plan"] = serde_json::Value::Null;
        let folder = folder("unplanned", &[("hello.json", &document.to_string())]);
        let run = formwork_in(&folder, "deploy-plan --description hello.json");
        run.ends(1, "error[FW0301]: message of FW0301");
        run.ends(1, "`hello` has no plan while there are errors");
        assert_eq!(run.stdout, "");
    }

    #[test]
    fn an_example_of_our_own() {
        let run = formwork("check --example shop");
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), "no findings\n"), "{run:#?}");
        assert_eq!(formwork("check --example shop --format json").stdout, "[]\n");
        let plan = formwork("deploy-plan --example shop --format json").stdout;
        assert!(plan.starts_with("{\n  \"format\": \"1.0\",\n  \"app\": \"shop\""), "{plan}");
    }

    fn refused(name: &str, text: &str, told: &str) {
        let folder = folder("formats", &[(name, text)]);
        for command in ["check", "deploy-plan"] {
            let run = formwork_in(&folder, &format!("{command} --description {name}"));
            run.ends(2, told);
            assert_eq!(run.stdout, "");
        }
    }

    #[test]
    fn another_major_is_refused_before_anything_else() {
        let newer = r#"{"format": "2.0", "formwork": "7.1.0", "findings": "of another kind"}"#;
        refused("newer.json", newer, "help: run `cargo install formwork --version 7.1.0`");
        let older = r#"{"format": "0.9", "formwork": "0.0.7"}"#;
        refused(
            "older.json",
            older,
            concat!("`cargo add formwork@", env!("CARGO_PKG_VERSION"), "`"),
        );
    }

    #[test]
    fn another_major_of_a_crate_is_refused() {
        let main = r##"fn main() { println!("{}", r#"{"format": "2.0", "formwork": "7.1.0"}"#) }"##;
        let run = formwork_in(&package("newer", main), "check");
        run.ends(2, "`cargo install formwork --version 7.1.0`");
    }

    #[test]
    fn what_is_no_description_is_refused() {
        refused("empty.json", "", "it is empty");
        refused("text.json", "hello", "it begins with `hello`");
        refused("object.json", "{}", "missing field `format`");
        refused("missing.json", r#"{"format": "1.0", "formwork": "0.1.0"}"#, "missing field");
    }

    #[test]
    fn a_file_that_is_not_there() {
        formwork("check --description nowhere.json").ends(2, "cannot read `nowhere.json`");
    }
}
