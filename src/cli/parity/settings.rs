//! What a run does: the command line, and what `formwork.toml` says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag::Span;
use crate::environments::{Allow, Report};
use crate::exchange::finding::Severity;
use crate::lint::baseline::folder_of;
use crate::lint::config::{self, AllowedDifference, Config};
use crate::lint::globs::Globs;
use crate::lint::select::{self, Selection};
use crate::rules::Rule;

use super::super::arguments::{Parity, date};
use super::super::failure::Failure;
use super::super::lint::settings::{above, configuration, plain, text};

/// What a run does.
pub(super) struct Settings {
    /// The rules that compare.
    pub(super) rules: Vec<&'static Rule>,
    /// What is allowed for a while.
    pub(super) allow: Vec<Allow>,
    /// The day.
    pub(super) today: String,
    /// The order of environments, if it is not that of their names.
    pub(super) order: Vec<String>,
    /// What environments are made of.
    pub(super) environments: BTreeMap<String, Vec<String>>,
    /// The folder that these paths are in.
    pub(super) root: PathBuf,
    /// What is not looked at.
    pub(super) excluded: Globs,
    /// How bad findings must be to end with exit code 1.
    pub(super) fail_on: Severity,
    /// How bad findings are, by id, where it is not what the rule says.
    severities: BTreeMap<&'static str, Severity>,
    /// The settings' file and its text.
    file: Option<(String, String)>,
}

impl Settings {
    pub(super) fn new(arguments: &Parity) -> Result<Self, Failure> {
        let working = std::env::current_dir()
            .map_err(|error| Failure::new("no working folder").why(error.to_string()))?;
        let file = arguments.config.clone().or_else(|| above(&working));
        let config = file.as_deref().map(configuration).transpose()?.unwrap_or_default();
        let Config { lint, parity, release: _ } = config;
        let root = file.as_ref().map_or(working.clone(), |file| folder_of(&working, file));
        let named = file.as_deref().unwrap_or(Path::new(config::NAME));
        let named = named.strip_prefix(&working).unwrap_or(named).display().to_string();
        let source = file.as_deref().map(text).transpose()?;
        let ignore: Vec<_> = lint.ignore.iter().chain(&arguments.ignore).cloned().collect();
        let selection = Selection::new(&arguments.select, &ignore)?;
        let compares = |rule: &&&'static Rule| rule.lint.is_some_and(|it| it.across.is_some());
        let rules: Vec<_> = selection.rules().iter().filter(compares).copied().collect();
        let mut severities = BTreeMap::new();
        for (rule, severity) in &lint.severity {
            if let Some(id) = select::find(rule)? {
                severities.insert(id, *severity);
            }
        }
        let within = |why: String| Failure::new(why).why(format!("`{named}` says so"));
        let entries = parity.allow.into_iter().enumerate();
        let allow = entries.map(|(at, it)| allow(it, place(&named, source.as_deref(), at)));
        let allow = allow.collect::<Result<_, _>>().map_err(within)?;
        let excluded = Globs::new(&root, &working, &lint.exclude).map_err(within)?;
        let inside = root.strip_prefix(&working).map(Path::to_owned);
        let fail_on = arguments.fail_on.map(Severity::from).or(lint.fail_on);
        Ok(Self {
            rules,
            allow,
            today: arguments.today.clone().unwrap_or_else(today),
            order: parity.order,
            environments: parity.environments,
            root: inside.unwrap_or(root),
            excluded,
            fail_on: fail_on.unwrap_or(Severity::Warning),
            severities,
            file: source.map(|source| (named, source)),
        })
    }

    /// Gives findings the severities of the settings.
    pub(super) fn regrade(&self, report: &mut Report) {
        for told in &mut report.told {
            if let Some(severity) = self.severities.get(told.diagnostic.rule) {
                told.diagnostic.severity = plain(*severity);
            }
        }
    }

    /// Adds the settings' file, in which stale entries are told.
    pub(super) fn add_file(&self, files: &mut BTreeMap<String, String>) {
        if let Some((name, source)) = &self.file {
            files.insert(name.clone(), source.clone());
        }
    }
}

/// The day of `SOURCE_DATE_EPOCH`, or today.
#[expect(clippy::disallowed_methods, reason = "whether allowed differences are over")]
fn today() -> String {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let seconds = epoch.and_then(|it| it.trim().parse::<u64>().ok());
    seconds.map_or_else(crate::run::today, |it| crate::run::date(it / 86_400))
}

/// Where an entry of `parity.allow` starts.
fn place(named: &str, source: Option<&str>, position: usize) -> Span {
    let heads = source.into_iter().flat_map(str::lines).enumerate();
    let is_head = |line: &str| {
        let plain: String = line.chars().filter(|it| !it.is_whitespace()).collect();
        plain.starts_with("[[parity.allow]]")
    };
    let line = heads.filter(|(_, line)| is_head(line)).nth(position).map_or(0, |(line, _)| line);
    let line = u32::try_from(line + 1).unwrap_or(u32::MAX);
    Span { file: named.to_owned(), line, column: 1, end: None }
}

fn allow(entry: AllowedDifference, place: Span) -> Result<Allow, String> {
    let AllowedDifference { path, rule, envs, reason, owner, until } = entry;
    for (key, value) in [("path", &path), ("reason", &reason), ("owner", &owner)] {
        if value.trim().is_empty() {
            return Err(format!("`{key}` of an allowed difference is empty"));
        }
    }
    date(&until).map_err(|why| format!("`until = \"{until}\"`: {why}"))?;
    let found = select::find(&rule).map_err(|it| it.message)?;
    let rule = found.ok_or_else(|| format!("no rule has the id or name `{rule}`"))?;
    Ok(Allow { path, rule, environments: envs, reason, owner, until, place })
}
