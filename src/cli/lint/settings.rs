//! What a run does: the command line, and what `formwork.toml` says where it says nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag;
use crate::exchange::finding::Severity;
use crate::lint::Options;
use crate::lint::baseline::{Place, Recorded, folder_of};
use crate::lint::config::{self, Malformed};
use crate::lint::globs::Globs;
use crate::lint::judge::Unknowns;
use crate::lint::select::{self, Selection};
use crate::rules::Rule;

use super::super::arguments::Lint;
use super::super::failure::Failure;

/// What a run does.
pub(super) struct Settings {
    /// How it judges.
    pub(super) options: Options,
    /// What is not judged.
    pub(super) excluded: Globs,
    /// How bad findings must be to end with exit code 1.
    pub(super) fail_on: Severity,
    /// The working folder.
    pub(super) working: PathBuf,
}

impl Settings {
    pub(super) fn new(arguments: &Lint) -> Result<Self, Failure> {
        let working = std::env::current_dir()
            .map_err(|error| Failure::new("no working folder").why(error.to_string()))?;
        let file = arguments.config.clone().or_else(|| above(&working));
        let (root, lint) = match &file {
            None => (working.clone(), config::Lint::default()),
            Some(file) => (folder_of(&working, file), configuration(file)?.lint),
        };
        let named = file.as_deref().unwrap_or(Path::new(config::NAME));
        let named = named.strip_prefix(&working).unwrap_or(named).display().to_string();
        let within = |failure: Failure| failure.why(format!("`{named}` says so"));
        let globs = |patterns: &[String]| {
            let malformed =
                |why| Failure::new(format!("`{named}` has a malformed pattern")).why(why);
            Globs::new(&root, &working, patterns).map_err(malformed)
        };
        let selection = selection(arguments, &lint, &within)?;
        let mut severities = BTreeMap::new();
        for (rule, severity) in &lint.severity {
            let id = select::find(rule).map_err(|it| within(it.into()))?;
            let unknown = || select::unknown(rule, "`formwork explain` lists all rules");
            severities.insert(id.ok_or_else(|| within(unknown().into()))?, plain(*severity));
        }
        let mut per_file = Vec::new();
        for (pattern, rules) in &lint.per_file_ignores {
            let rules = select::named(rules).map_err(|it| within(it.into()))?;
            per_file.push((globs(std::slice::from_ref(pattern))?, rules));
        }
        let recorded = lint.baseline.as_ref().map(|baseline| root.join(baseline));
        let baseline = arguments.baseline.clone().or(recorded);
        // What is written anew is not read first.
        let baseline = baseline.filter(|_| arguments.write_baseline.is_none());
        let unknowns = if arguments.strict_unknown { Unknowns::Told } else { Unknowns::Silent };
        let fail_on = arguments.fail_on.map(Severity::from).or(lint.fail_on);
        Ok(Self {
            options: Options {
                selection,
                unknowns,
                severities,
                per_file,
                baseline: baseline.map(|file| read_baseline(&file, &working)).transpose()?,
                paths: arguments.paths.clone(),
            },
            excluded: globs(&lint.exclude)?,
            fail_on: fail_on.unwrap_or(Severity::Warning),
            working,
        })
    }
}

fn selection(
    arguments: &Lint,
    lint: &config::Lint,
    within: &dyn Fn(Failure) -> Failure,
) -> Result<Selection, Failure> {
    if !arguments.select.is_empty() {
        let selection = Selection::new(&arguments.select, &arguments.ignore)?;
        return judges_manifests(&selection).map(|()| selection);
    }
    // The file's own words first, so that a mistake in them is told to be in the file.
    Selection::new(&lint.select, &lint.ignore).map_err(|it| within(it.into()))?;
    let ignore: Vec<_> = lint.ignore.iter().chain(&arguments.ignore).cloned().collect();
    Ok(Selection::new(&lint.select, &ignore)?)
}

/// That not all rules that were asked for compare environments, which `lint` does not.
fn judges_manifests(selection: &Selection) -> Result<(), Failure> {
    let is_single = |rule: &&'static Rule| rule.lint.is_some_and(|lint| lint.is_single());
    match selection.rules() {
        [first, ..] if !selection.rules().iter().any(is_single) => {
            let Rule { id, name, .. } = first;
            let failure = Failure::new(format!("`{name}` ({id}) compares environments"));
            Err(failure.help("run `formwork parity`"))
        }
        _ => Ok(()),
    }
}

/// The configuration in a folder or one above it.
pub(in crate::cli) fn above(working: &Path) -> Option<PathBuf> {
    working.ancestors().map(|folder| folder.join(config::NAME)).find(|file| file.is_file())
}

pub(in crate::cli) fn configuration(file: &Path) -> Result<config::Config, Failure> {
    let config = config::parse(&text(file)?).map_err(|Malformed { line, message, help }| {
        let place = file.display().to_string();
        let place = line.map_or(place.clone(), |line| format!("{place}:{line}"));
        let failure = Failure::new(format!("{place}: {message}"));
        match help {
            Some(help) => failure.help(help),
            None => failure.help("`formwork schema formwork-toml` says what it may say"),
        }
    })?;
    Ok(config)
}

fn read_baseline(file: &Path, working: &Path) -> Result<Recorded, Failure> {
    Recorded::parse(place(file, working), text(file)?).map_err(|why| {
        Failure::new(format!("`{}` is no baseline", file.display()))
            .why(why)
            .help("write it with `--write-baseline`")
    })
}

/// Where a baseline is.
pub(super) fn place(file: &Path, working: &Path) -> Place {
    let name = file.strip_prefix(working).unwrap_or(file).display().to_string();
    Place { name, folder: folder_of(working, file), working: working.to_owned() }
}

#[expect(clippy::disallowed_methods, reason = "settings are no manifests, and small")]
pub(in crate::cli) fn text(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| {
        Failure::new(format!("cannot read `{}`", file.display())).why(error.to_string())
    })
}

pub(in crate::cli) const fn plain(severity: Severity) -> diag::Severity {
    match severity {
        Severity::Info => diag::Severity::Info,
        Severity::Warning => diag::Severity::Warning,
        Severity::Error => diag::Severity::Error,
    }
}
