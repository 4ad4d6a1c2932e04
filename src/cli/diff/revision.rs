//! What the user's crate writes at two commits or releases: each is checked out below the folder of git,
//! and synthesizes itself there.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::super::arguments::{Diff, Source};
use super::super::cargo::Program;
use super::super::description::failed;
use super::super::failure::Failure;
use super::super::release::find::is_made;
use crate::exchange::ledger::Entry;

/// What is synthesized.
pub(super) struct Point {
    name: String,
    /// The commit; `None` for the working folder.
    commit: Option<String>,
    /// The release whose images are given.
    images: Option<Entry>,
}

/// What the working folder is called.
const HERE: &str = "the working folder";

impl Point {
    /// A commit.
    pub(super) fn commit(name: &str) -> Self {
        Self { name: name.to_owned(), commit: Some(name.to_owned()), images: None }
    }

    /// The working folder.
    pub(super) fn working() -> Self {
        Self { name: HERE.to_owned(), commit: None, images: None }
    }

    /// A release, from its commit.
    pub(super) fn release(entry: Entry) -> Self {
        let commit = Some(entry.commit.clone());
        Self { name: entry.release.clone(), commit, images: Some(entry) }
    }

    /// What the working folder makes of the same images.
    pub(super) fn in_working_folder(&self) -> Self {
        Self { name: HERE.to_owned(), commit: None, images: self.images.clone() }
    }

    /// Gives `synth` the release.
    fn arguments(&self) -> Vec<OsString> {
        let Some(Entry { release, images, .. }) = &self.images else { return Vec::new() };
        let images = images.iter().map(|(name, image)| format!("--image={name}={image}").into());
        let release = format!("--release={release}").into();
        images.chain([release]).collect()
    }
}

/// The outputs of two points; their folders go away with it.
pub(super) struct Outputs {
    scratch: PathBuf,
    names: (String, String),
    folders: (PathBuf, PathBuf),
}

/// Synthesizes two commits, or one and the working folder.
pub(super) fn outputs(
    arguments: &Diff,
    source: &Source,
    [before, after]: &[Point; 2],
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
    let outputs = Outputs {
        folders: (scratch.join("before"), scratch.join("after")),
        names: (before.name.clone(), after.name.clone()),
        scratch,
    };
    // A folder of its own: to cargo a checkout is the crate itself, and the older files of the working
    // folder would pass for built.
    let target = Program::find(source)?.target.join("formwork-diff");
    let (top, manifest) = (&*top, &*manifest);
    let run = Run { arguments, source, top, manifest, target: &target, outputs: &outputs };
    run.point(before, &outputs.folders.0)?;
    run.point(after, &outputs.folders.1)?;
    Ok(outputs)
}

impl Outputs {
    /// The output of the first point.
    pub(super) fn before(&self) -> &Path {
        &self.folders.0
    }

    /// The output of the second one.
    pub(super) fn after(&self) -> &Path {
        &self.folders.1
    }

    /// The points, as they were named.
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
    /// Where commits are built; dependencies that they share are built once.
    target: &'r Path,
    outputs: &'r Outputs,
}

impl Run<'_> {
    /// Synthesizes a point. A release is what was recorded, or it is refused.
    fn point(&self, point: &Point, out: &Path) -> Result<(), Failure> {
        let Some(commit) = &point.commit else {
            return self.synthesize(self.manifest, out, (&[], point));
        };
        let manifest = self.checked_out(commit, out)?;
        let target = [OsString::from("--target-dir"), self.target.into()];
        self.synthesize(&manifest, out, (&target, point))?;
        point.images.as_ref().map_or(Ok(()), |entry| is_made(out, entry))
    }

    /// Checks a commit out; the manifest of the crate there.
    fn checked_out(&self, commit: &str, out: &Path) -> Result<PathBuf, Failure> {
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
        Ok(checkout.join(below))
    }

    /// Lets the crate of a manifest write its output; its lock is a copy that nobody keeps.
    fn synthesize(
        &self,
        manifest: &Path,
        out: &Path,
        (target, point): (&[OsString], &Point),
    ) -> Result<(), Failure> {
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
        cargo.extend_from_slice(target);
        let mut own: Vec<OsString> =
            vec!["synth".into(), "--out".into(), out.into(), "--lock".into(), lock.into()];
        own.extend(point.arguments());
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
