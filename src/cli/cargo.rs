//! The user's crate: which one it is, and how it is run.
//!
//! Everything cargo can tell is asked before anything runs, so that a mistake is named in our words
//! and no program that knows nothing of us is started. What cargo itself says (compile errors with
//! our findings in them) goes straight to the user's stderr.

use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};

use serde::Deserialize;

use crate::diag::nearest;

use super::arguments::Source;
use super::failure::{Failure, list};
use super::terminal::{self, variable};

/// How a description gets here without a crate.
const ELSEWHERE: &str = "choose it with `--manifest-path infra/Cargo.toml`, or read a description \
                         from a file with `--description FILE`";

/// A program of the user that knows `formwork::main`.
#[derive(Debug)]
pub(crate) struct Program {
    /// The folder that `rustc` names source files from.
    pub(crate) root: PathBuf,
    /// Where cargo builds it.
    pub(crate) target: PathBuf,
    /// What choosing it takes, as arguments of `cargo run`.
    choice: Vec<OsString>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    default_run: Option<String>,
    dependencies: Vec<Dependency>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

impl Program {
    /// The program the user means.
    pub(crate) fn find(source: &Source) -> Result<Self, Failure> {
        let manifest = located(source.manifest_path.as_deref())?;
        let metadata = metadata(&manifest)?;
        let package = package(&metadata.packages, &manifest, source)?;
        depends_on_formwork(package)?;
        let mut choice: Vec<OsString> = Vec::new();
        if let Some(path) = &source.manifest_path {
            choice.extend(["--manifest-path".into(), path.into()]);
        }
        // In the root of a workspace cargo would look through all packages.
        if source.package.is_some() || !package.is_of(&manifest) {
            choice.extend(["--package".into(), package.name.as_str().into()]);
        }
        if let Some((flag, name)) = target(package, source)? {
            choice.extend([flag.into(), name.into()]);
        }
        Ok(Self { root: metadata.workspace_root, target: metadata.target_directory, choice })
    }

    /// Runs it with its stdout caught.
    pub(crate) fn output(&self, cargo: &[OsString], own: &[OsString]) -> Result<Output, Failure> {
        self.announce(cargo, own);
        let mut command = self.command(cargo, own);
        let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
        output.map_err(|error| no_cargo(&error))
    }

    /// Runs it with its stdout going to ours.
    pub(crate) fn status(
        &self,
        cargo: &[OsString],
        own: &[OsString],
    ) -> Result<ExitStatus, Failure> {
        self.announce(cargo, own);
        self.command(cargo, own).status().map_err(|error| no_cargo(&error))
    }

    /// Whether cargo can start it.
    pub(crate) fn starts(&self, cargo: &[OsString]) -> Result<bool, Failure> {
        let mut command = self.command(cargo, &["--version".into()]);
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        Ok(status.map_err(|error| no_cargo(&error))?.success())
    }

    /// Tells somebody at a terminal what takes time: cargo is asked to be quiet.
    fn announce(&self, cargo: &[OsString], own: &[OsString]) {
        if std::io::stderr().is_terminal() {
            terminal::talk(&format!("running `{}`\n", self.shown(cargo, own)));
        }
    }

    /// The command that runs it, for people.
    pub(crate) fn shown(&self, cargo: &[OsString], own: &[OsString]) -> String {
        let command = self.command(cargo, own);
        let words = command.get_args().map(|it| it.to_string_lossy().into_owned());
        format!("cargo {}", words.collect::<Vec<_>>().join(" "))
    }

    fn command(&self, cargo: &[OsString], own: &[OsString]) -> Command {
        let mut command = cargo_command();
        command.args(["run", "-q"]).args(&self.choice).args(cargo).arg("--").args(own);
        command
    }
}

/// The cargo that runs us (`cargo formwork`, a build script), or the one in `PATH`.
fn cargo_command() -> Command {
    Command::new(variable("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn no_cargo(error: &std::io::Error) -> Failure {
    Failure::new("cannot run `cargo`")
        .why(error.to_string())
        .help("install Rust from https://rustup.rs, or read a description from a file with `--description FILE`")
}

/// Asks cargo; what it says instead of an answer is its last line.
fn ask(arguments: &[&OsStr]) -> Result<Result<Vec<u8>, String>, Failure> {
    let output = cargo_command().args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|error| no_cargo(&error))?;
    Ok(if output.status.success() {
        Ok(output.stdout)
    } else {
        let text = String::from_utf8_lossy(&output.stderr);
        Err(text.trim().trim_start_matches("error: ").to_owned())
    })
}

/// The Cargo.toml that was named, or the one around the working folder.
fn located(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        return named.canonicalize().map_err(|error| {
            Failure::new(format!("cannot read `{}`", named.display()))
                .why(error.to_string())
                .help("`--manifest-path` takes the path of a Cargo.toml")
        });
    }
    let answer = ask(&["locate-project", "--message-format", "plain"].map(OsStr::new))?;
    let found = answer.map_err(|why| {
        Failure::new("here is no cargo package").why(why).help(format!(
            "run `formwork` in the folder of the crate that holds the description, or {ELSEWHERE}"
        ))
    })?;
    let path = PathBuf::from(String::from_utf8_lossy(&found).trim_end());
    Ok(path.canonicalize().unwrap_or(path))
}

fn metadata(manifest: &Path) -> Result<Metadata, Failure> {
    let mut arguments = ["metadata", "--no-deps", "--format-version", "1", "--manifest-path"]
        .map(OsStr::new)
        .to_vec();
    arguments.push(manifest.as_os_str());
    let unreadable =
        |why| Failure::new(format!("cannot read the package of `{}`", manifest.display())).why(why);
    let answer = ask(&arguments)?.map_err(unreadable)?;
    serde_json::from_slice(&answer).map_err(|error| unreadable(error.to_string()))
}

/// The package that was named, the one of the manifest, or the only one that depends on us.
fn package<'m>(
    packages: &'m [Package],
    manifest: &Path,
    source: &Source,
) -> Result<&'m Package, Failure> {
    let names = || packages.iter().map(|it| it.name.as_str());
    if let Some(wanted) = &source.package {
        return packages.iter().find(|it| it.name == *wanted).ok_or_else(|| {
            let failure = Failure::new(format!("the workspace has no package `{wanted}`"));
            suggest(failure, wanted, "package", names())
        });
    }
    if let Some(package) = packages.iter().find(|it| it.is_of(manifest)) {
        return Ok(package);
    }
    let dependent: Vec<_> = packages.iter().filter(|it| it.is_dependent()).collect();
    match dependent.as_slice() {
        [only] => Ok(only),
        [] => Err(Failure::new("no package of this workspace depends on `formwork`")
            .why(format!("its packages are {}", list(names())))
            .help(format!(
                "run `cargo add formwork` in the crate that holds the description, or {ELSEWHERE}"
            ))),
        several => Err(Failure::new("several packages of this workspace depend on `formwork`")
            .help(format!(
                "choose one with `--package`: {}",
                list(several.iter().map(|it| it.name.as_str()))
            ))),
    }
}

impl Package {
    /// Whether this is its Cargo.toml, a path without links.
    fn is_of(&self, manifest: &Path) -> bool {
        let own = self.manifest_path.canonicalize();
        own.as_deref().unwrap_or(&self.manifest_path) == manifest
    }

    /// Whether it depends on us itself, or is us: our own examples are programs too.
    fn is_dependent(&self) -> bool {
        self.is_formwork() || self.dependencies.iter().any(|it| it.name == env!("CARGO_PKG_NAME"))
    }

    fn is_formwork(&self) -> bool {
        self.name == env!("CARGO_PKG_NAME")
    }

    fn targets(&self, kind: &str) -> Vec<&str> {
        let of_kind = self.targets.iter().filter(|it| it.kind.iter().any(|it| it == kind));
        of_kind
            .map(|it| it.name.as_str())
            .filter(|_| kind != "bin" || !self.is_formwork())
            .collect()
    }
}

/// A crate may also reach us through another one, which only the resolved dependencies show.
fn depends_on_formwork(package: &Package) -> Result<(), Failure> {
    if package.is_dependent() {
        return Ok(());
    }
    let manifest = package.manifest_path.as_os_str();
    let mut arguments = ["tree", "--quiet", "--invert", env!("CARGO_PKG_NAME"), "--depth", "0"]
        .map(OsStr::new)
        .to_vec();
    arguments.extend([OsStr::new("--manifest-path"), manifest]);
    match ask(&arguments)? {
        Ok(tree) if !tree.is_empty() => Ok(()),
        _ => Err(Failure::new(format!("package `{}` does not depend on `formwork`", package.name))
            .why("its program would not understand `describe`, so it is not run")
            .help("run `cargo add formwork` and return `formwork::main(&APP)` from its `main`")
            .help(ELSEWHERE)),
    }
}

/// The flag and name of the binary or example to run; nothing if cargo chooses itself.
fn target<'p>(
    package: &'p Package,
    source: &'p Source,
) -> Result<Option<(&'static str, &'p str)>, Failure> {
    let bins = package.targets("bin");
    match (&source.bin, &source.example, bins.as_slice()) {
        (Some(bin), ..) => named(package, "bin", "binary", bin).map(|it| Some(("--bin", it))),
        (None, Some(example), _) => {
            named(package, "example", "example", example).map(|it| Some(("--example", it)))
        }
        (None, None, [_]) => Ok(None),
        (None, None, []) => Err(choose(package, "has no binary that could describe an app")),
        (None, None, _) if package.default_run.is_some() => Ok(None),
        (None, None, _) => Err(choose(package, "has several binaries")),
    }
}

fn named<'p>(
    package: &Package,
    kind: &str,
    noun: &str,
    wanted: &'p str,
) -> Result<&'p str, Failure> {
    let known = package.targets(kind);
    if known.contains(&wanted) {
        return Ok(wanted);
    }
    let failure = Failure::new(format!("package `{}` has no {noun} `{wanted}`", package.name));
    Err(suggest(failure, wanted, noun, known.into_iter()))
}

/// Asks the user to choose among what there is.
fn choose(package: &Package, what: &str) -> Failure {
    let failure = Failure::new(format!("package `{}` {what}", package.name));
    let (bins, examples) = (package.targets("bin"), package.targets("example"));
    if bins.is_empty() && examples.is_empty() {
        return failure.help("give it a `src/main.rs` whose `main` returns `formwork::main(&APP)`");
    }
    let choices = [("--bin", bins), ("--example", examples)];
    choices.into_iter().filter(|(_, names)| !names.is_empty()).fold(failure, |it, (flag, names)| {
        it.help(format!("choose one with `{flag}`: {}", list(names)))
    })
}

/// Says which names there are, and which one may have been meant.
fn suggest<'n>(
    failure: Failure,
    wanted: &str,
    noun: &str,
    known: impl Iterator<Item = &'n str> + Clone,
) -> Failure {
    let failure = failure.why(format!("known {noun} names: {}", list(known.clone())));
    match nearest(wanted, known) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure,
    }
}
