//! `release rollback`: the templates of a release again, byte by byte.
//!
//! The crate's `synth` writes to a folder beside the output first. Only when the templates there are
//! those recorded is the output itself written anew.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::Outcome;
use crate::cli::arguments::Source;
use crate::cli::cargo::Program;
use crate::cli::description::failed;
use crate::cli::failure::{Failure, list};
use crate::exchange::ledger::{Action, Entry};
use crate::release::history::{self, History, differing_parameters};

use super::add::{Draft, add, differing, is_of};
use super::arguments::Rollback;
use super::file::{Ledger, Missing, entries};
use super::folder::Folder;
use super::settings;

/// Takes an environment back to a release.
pub(super) fn run(arguments: &Rollback, source: &Source) -> Result<Outcome, Failure> {
    let Rollback { to, env, adding, common, .. } = arguments;
    let file = settings::ledger(common)?;
    // A release that never ran there is told before anything is built.
    let before = entries(&file)?;
    let service = adding.service.as_deref();
    let order = before.last().map_or(&[][..], |it| &it.environments);
    let history = History::new(&before, service);
    let (target, _) = history::rollback(history, order, (to, env))?;
    if !arguments.no_synth {
        synthesize(arguments, source, target, &file)?;
    }
    let folder = Folder::open(&adding.out, service)?;
    let mut ledger = Ledger::open(&file, Missing::Refuse)?;
    is_of(&folder, &ledger)?;
    let history = ledger.history(service);
    let (target, current) = history::rollback(history, folder.environments(), (to, env))?;
    is_made(&folder, target, arguments, &file)?;
    let draft = Draft::of(target, Action::Rollback, env);
    let (entry, completed) = draft.entry(to, &folder, history)?;
    if !arguments.current_parameters
        && let Some(stack) = differing_parameters(target, &entry)
    {
        return Err(other_parameters(stack, target, arguments, &file));
    }
    let known = (target.sequence == current.sequence).then(|| current.clone());
    add(&mut ledger, (adding, common), entry, &completed, known)
}

/// Writes the output anew if its templates become those of the release.
fn synthesize(
    arguments: &Rollback,
    source: &Source,
    target: &Entry,
    ledger: &Path,
) -> Result<(), Failure> {
    if source.description.is_some() {
        return Err(Failure::new("`release rollback` cannot work from `--description`")
            .why("the crate itself writes its templates")
            .help("run it in the folder of the crate, or with `--no-synth` on a folder it wrote"));
    }
    let program = Program::find(source)?;
    let trial = Trial::beside(&arguments.adding.out)?;
    synth(&program, arguments, &trial.0)?;
    let made = Folder::open(&trial.0, arguments.adding.service.as_deref())?;
    is_made(&made, target, arguments, ledger)?;
    synth(&program, arguments, &arguments.adding.out)
}

/// Runs the crate's `synth`. A rollback records no identities.
fn synth(program: &Program, arguments: &Rollback, out: &Path) -> Result<(), Failure> {
    let mut own: Vec<OsString> = ["synth".into(), "--out".into(), out.into()].into();
    match &arguments.lock {
        _ if arguments.no_lock => own.push("--no-lock".into()),
        Some(lock) => own.extend(["--locked".into(), "--lock".into(), lock.into()]),
        None => own.push("--locked".into()),
    }
    let cargo = &arguments.cargo.arguments;
    let status = program.status(cargo, &own)?;
    if status.success() {
        return Ok(());
    }
    Err(failed(&program.shown(cargo, &own), status)
        .help("nothing was rolled back; `--no-synth` takes the folder as it is"))
}

/// A folder beside the output, which is gone afterwards.
struct Trial(PathBuf);

impl Trial {
    fn beside(out: &Path) -> Result<Self, Failure> {
        let Some(name) = out.file_name() else {
            let failure = Failure::new(format!("`--out {}` names no folder", out.display()));
            return Err(failure.help("name it as `synth --out` did"));
        };
        let name = format!(".{}.formwork-rollback-{}", name.to_string_lossy(), std::process::id());
        Ok(Self(out.with_file_name(name)))
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether a folder has the templates of a release.
fn is_made(
    folder: &Folder,
    target: &Entry,
    arguments: &Rollback,
    ledger: &Path,
) -> Result<(), Failure> {
    let stacks = differing(folder, target);
    if stacks.is_empty() {
        return Ok(());
    }
    let Entry { release, sequence, commit, formwork, .. } = target;
    let message = format!(
        "this is not what made `{release}`: the templates of {} differ from entry {sequence}",
        list(stacks)
    );
    let why = format!("they were made from commit {commit}, by formwork {formwork}");
    Err(Failure::new(message).why(why).help(from_commit(target, arguments, ledger)))
}

fn other_parameters(stack: &str, target: &Entry, arguments: &Rollback, ledger: &Path) -> Failure {
    let Entry { release, sequence, environment, .. } = target;
    let message =
        format!("the parameters of `{stack}` in `{environment}` are not those of `{release}`");
    Failure::new(message)
        .why(format!(
            "a release is a build with its configuration, and entry {sequence} has another"
        ))
        .help("keep the configuration of now: `--current-parameters`")
        .help(from_commit(target, arguments, ledger))
}

/// How to roll back from the commit of a release, with the ledger of now.
fn from_commit(target: &Entry, arguments: &Rollback, ledger: &Path) -> String {
    let Entry { app, release, environment, commit, service, .. } = target;
    let service = service.as_ref().map_or(String::new(), |it| format!(" --service {it}"));
    let ledger = fs::canonicalize(ledger).unwrap_or_else(|_| ledger.to_owned());
    let (out, ledger) = (arguments.adding.out.display(), ledger.display());
    format!(
        "check out its commit beside this one, and roll back from the same folder there:\n\
         git worktree add ../{app}-{release} {commit}\n\
         cd ../{app}-{release}\n\
         formwork release rollback --to {release} --env {environment}{service} --out {out} --ledger {ledger}"
    )
}
