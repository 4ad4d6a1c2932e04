//! What the user's crate writes at two commits: each is checked out below the folder of git, and
//! synthesizes itself there.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::super::arguments::{Diff, Source};
use super::super::cargo::Program;
use super::super::description::failed;
use super::super::failure::Failure;

/// The outputs of two commits; their folders go away with it.
pub(super) struct Outputs {
    scratch: PathBuf,
    names: (String, String),
    folders: (PathBuf, PathBuf),
}

/// Synthesizes two commits, or one and the working folder.
pub(super) fn outputs(
    arguments: &Diff,
    source: &Source,
    (before, after): (&str, Option<&str>),
) -> Result<Outputs, Failure> {
    let here = source.manifest_path.clone().unwrap_or_else(|| PathBuf::from("Cargo.toml"));
    let manifest = fs::canonicalize(&here).map_err(|error| {
        Failure::new(format!("cannot find `{}`", here.display()))
            .why(error.to_string())
            .help("run it in the folder of the crate, or say `--manifest-path infra/Cargo.toml`")
    })?;
    let folder = manifest.parent().unwrap_or(Path::new(".")).to_owned();
    let top = PathBuf::from(git(&folder, &["rev-parse".as_ref(), "--show-toplevel".as_ref()])?);
    let scratch = git(&folder, &["rev-parse".as_ref(), "--absolute-git-dir".as_ref()])?;
    let scratch = Path::new(&scratch).join(format!("formwork-diff-{}", std::process::id()));
    let after_name = after.unwrap_or("the working folder").to_owned();
    let outputs = Outputs {
        folders: (scratch.join("before"), scratch.join("after")),
        names: (before.to_owned(), after_name),
        scratch,
    };
    let run = Run { arguments, source, top: &top, manifest: &manifest, outputs: &outputs };
    run.commit(before, &outputs.folders.0)?;
    match after {
        Some(after) => run.commit(after, &outputs.folders.1)?,
        None => run.synthesize(&manifest, &outputs.folders.1)?,
    }
    Ok(outputs)
}

impl Outputs {
    /// The output of the first commit.
    pub(super) fn before(&self) -> &Path {
        &self.folders.0
    }

    /// The output of the second one.
    pub(super) fn after(&self) -> &Path {
        &self.folders.1
    }

    /// The commits, as they were named.
    pub(super) fn names(&self) -> (String, String) {
        self.names.clone()
    }
}

/// Git forgets checkouts that are gone; that something stays is no reason to fail.
impl Drop for Outputs {
    fn drop(&mut self) {
        let parent = self.scratch.parent().map(Path::to_owned);
        let _ = fs::remove_dir_all(&self.scratch);
        if let Some(parent) = parent {
            let _ = git(&parent, &["worktree".as_ref(), "prune".as_ref()]);
        }
    }
}

struct Run<'r> {
    arguments: &'r Diff,
    source: &'r Source,
    /// The repository.
    top: &'r Path,
    /// The manifest of the crate in the working folder.
    manifest: &'r Path,
    outputs: &'r Outputs,
}

impl Run<'_> {
    /// Checks a commit out and synthesizes it.
    fn commit(&self, commit: &str, out: &Path) -> Result<(), Failure> {
        let name = out.file_name().unwrap_or_default();
        let checkout = self.outputs.scratch.join("checkout").join(name);
        let add: [&OsStr; 6] = [
            "worktree".as_ref(),
            "add".as_ref(),
            "--quiet".as_ref(),
            "--detach".as_ref(),
            checkout.as_ref(),
            commit.as_ref(),
        ];
        git(self.top, &add)?;
        let below = self.manifest.strip_prefix(self.top).unwrap_or(self.manifest);
        self.synthesize(&checkout.join(below), out)
    }

    /// Lets the crate of a manifest write its output; its lock is a copy that nobody keeps.
    fn synthesize(&self, manifest: &Path, out: &Path) -> Result<(), Failure> {
        let lock = out.with_extension("lock");
        let own = manifest.with_file_name("formwork.lock");
        fs::create_dir_all(&self.outputs.scratch)
            .and_then(|()| if own.is_file() { fs::copy(&own, &lock).map(drop) } else { Ok(()) })
            .map_err(|error| {
                Failure::new(format!("cannot write to `{}`", self.outputs.scratch.display()))
                    .why(error.to_string())
            })?;
        let source = Source {
            manifest_path: Some(manifest.to_owned()),
            package: self.source.package.clone(),
            example: self.source.example.clone(),
            bin: self.source.bin.clone(),
            description: None,
        };
        let program = Program::find(&source)?;
        let mut cargo = self.arguments.cargo.arguments.clone();
        // Dependencies that both commits share are built once.
        cargo.extend(["--target-dir".into(), self.top.join("target").into()]);
        let own: [OsString; 5] =
            ["synth".into(), "--out".into(), out.into(), "--lock".into(), lock.into()];
        let output = program.output(&cargo, &own)?;
        if output.status.success() {
            return Ok(());
        }
        Err(failed(&program.shown(&cargo, &own), output.status))
    }
}

/// Asks git.
fn git(folder: &Path, arguments: &[&OsStr]) -> Result<String, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null());
    let output = command.output().map_err(|error| {
        Failure::new("cannot run `git`")
            .why(error.to_string())
            .help("install it, or compare two outputs of `synth`")
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let why = said.lines().last().unwrap_or_default().to_owned();
    let asked: Vec<_> = arguments.iter().map(|it| it.to_string_lossy()).collect();
    Err(Failure::new(format!("`git {}` failed", asked.join(" "))).why(why))
}
