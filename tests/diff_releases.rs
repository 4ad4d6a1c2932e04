//! `formwork diff` between commits and releases: what git and cargo are asked, and that a release is
//! what was recorded. The crate is a small one that writes what lies beside it, so that cargo builds
//! it at once.

#![cfg(feature = "cli")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files writes files; a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};

/// `synth` of a crate whose output is kept in it. Whoever asks for a release names its image.
const MAIN: &str = r#"
use std::{env, fs, path::Path};
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &to) } else { fs::copy(entry.path(), to).map(drop).unwrap() }
    }
}
fn main() {
    let given: Vec<String> = env::args().skip(1).collect();
    let out = given.iter().position(|it| it == "--out").unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("output"), Path::new(&given[out + 1]));
    let is_given = |option: &str| given.iter().any(|it| it.starts_with(option));
    assert_eq!(is_given("--release=r"), is_given("--image=web=333333333333.dkr.ecr."), "{given:?}");
}
"#;

const REPOSITORY: &str = "333333333333.dkr.ecr.eu-west-1.amazonaws.com/hello/web";

/// A repository with that crate, and a ledger beside it.
struct Repository(PathBuf);

impl Repository {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff-releases");
        let _ = fs::remove_dir_all(&folder);
        let it = Self(folder);
        it.write("formwork/Cargo.toml", "[package]\nname = \"formwork\"\nedition = \"2024\"\n");
        it.write("formwork/src/lib.rs", "");
        let manifest = "[package]\nname = \"infra\"\nedition = \"2024\"\n\n\
                        [dependencies]\nformwork = { path = \"formwork\" }\n\n[workspace]\n";
        it.write("Cargo.toml", manifest);
        it.write("src/main.rs", MAIN);
        it.write(".gitignore", "target\nout\nreleases.jsonl\n");
        copy(Path::new("snapshots/hello"), &it.0.join("output"));
        copy(Path::new("snapshots/hello"), &it.0.join("out"));
        it.git(&["init", "--quiet"]);
        it
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes what the crate writes, with the hashes that tell of it.
    fn keep_logs_longer(&self) {
        let output = self.0.join("output");
        let template = output.join("cloudformation/web-base.template.json");
        let old = fs::read_to_string(&template).unwrap();
        let new = old.replace("\"RetentionInDays\": 30", "\"RetentionInDays\": 60");
        assert_ne!(old, new);
        fs::write(&template, &new).unwrap();
        for file in ["release.json", "parity.json"] {
            let text = fs::read_to_string(output.join(file)).unwrap();
            let text = text.replace(&sha256(&old), &sha256(&new));
            fs::write(output.join(file), text).unwrap();
        }
    }

    fn git(&self, arguments: &[&str]) -> String {
        let own =
            ["-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").args(own).args(arguments).current_dir(&self.0).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self) -> String {
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message", "change"]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Records a release of what `out` holds.
    fn record(&self, commit: &str, (at, digest): (&str, &str)) {
        let image = format!("web={REPOSITORY}@sha256:{}", digest.repeat(64));
        let (code, said) = self.formwork(&[
            "release",
            "record",
            "--out",
            "out",
            "--ledger",
            "releases.jsonl",
            "--image",
            &image,
            "--commit",
            commit,
            "--at",
            at,
        ]);
        assert_eq!(code, 0, "{said}");
    }

    /// The exit code, and what is said on both streams.
    fn formwork(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_formwork"))
            .args(arguments)
            .current_dir(&self.0)
            .env("CARGO", env!("CARGO"))
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
        (output.status.code().unwrap(), said.concat())
    }

    /// Compares releases of the ledger.
    fn releases(&self, which: &str) -> (i32, String) {
        self.formwork(&["diff", "--release", which, "--ledger", "releases.jsonl"])
    }
}

fn sha256(text: &str) -> String {
    let hash = Sha256::digest(text);
    hash.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let to = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).map(drop).unwrap();
        }
    }
}

#[test]
fn commits_and_releases_are_compared_as_they_were_made() {
    let it = Repository::new();
    let first = it.commit();
    it.record(&first, ("2026-12-01T09:00:00Z", "1"));

    it.keep_logs_longer();
    let second = it.commit();
    it.record(&second, ("2026-12-02T09:00:00Z", "2"));

    let (code, said) = it.formwork(&["diff", "--rev", "HEAD~1..HEAD"]);
    assert!(code == 0 && said.contains("RetentionInDays: 30 -> 60"), "{said}");
    let (code, said) = it.formwork(&["diff", "--rev", &second]);
    assert!(code == 0 && said.contains("no changes"), "{said}");

    assert_eq!(it.releases("r1..r1"), (0, "no changes\n".to_owned()));
    let (code, said) = it.releases("r1");
    assert!(code == 0 && said.contains("RetentionInDays: 30 -> 60"), "{said}");
    // What the second commit makes is not what was recorded as its release.
    let (code, said) = it.releases("r1..r2");
    assert!(code == 2 && said.contains("does not make `r2` any more"), "{said}");
    assert!(said.contains("`web-base`") && said.contains("entry 2"), "{said}");

    let (code, said) = it.releases("r1..r9");
    assert!(code == 2 && said.contains("has no release `r9`"), "{said}");
    let (code, said) =
        it.formwork(&["diff", "--release", "r1", "--ledger", "releases.jsonl", "--service", "api"]);
    assert!(code == 2 && said.contains("no release `r1` of `api`"), "{said}");
    // Nothing of the checkouts stays.
    assert!(it.git(&["worktree", "list"]).lines().count() == 1);
}
