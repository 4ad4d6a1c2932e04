//! The linter: finds manifests, judges them, and says which findings count.
//!
//! 1. [`discover`] finds files; the caller opens them, and `manifest::read` makes manifests of them.
//! 2. [`judge`] runs the rules that a [`select::Selection`] has.
//! 3. Suppressions beside the manifests' text and a baseline set findings aside.
//! 4. [`fix`] mends what a rule knows how to mend.
//!
//! Nothing here prints, and nothing looks at a clock: findings are a function of files and options.

pub mod baseline;
pub mod config;
pub mod discover;
mod edit;
pub mod fix;
pub mod globs;
pub mod judge;
pub mod select;
mod suppress;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Severity, code};
use crate::exchange::Finding;
use crate::exchange::finding::Fix;
use crate::ir::lifted::Span;
use crate::manifest::read::Read;
use crate::rules::lint::{Repair, Safety};

use baseline::Recorded;
use globs::{Globs, PathKind};
use judge::Unknowns;
use select::Selection;

/// How a run judges.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which rules are run.
    pub selection: Selection,
    /// Whether values that are not known are told.
    pub unknowns: Unknowns,
    /// How bad findings are, by id, where it is not what the rule says.
    pub severities: BTreeMap<&'static str, Severity>,
    /// What is not run on some files, by id.
    pub per_file: Vec<(Globs, BTreeSet<&'static str>)>,
    /// What does not count.
    pub baseline: Option<Recorded>,
    /// The files and folders that are judged.
    pub paths: Vec<PathBuf>,
}

impl Options {
    /// Judges by these rules, and by nothing else.
    pub fn new(selection: Selection) -> Self {
        Self {
            selection,
            unknowns: Unknowns::default(),
            severities: BTreeMap::new(),
            per_file: Vec::new(),
            baseline: None,
            paths: Vec::new(),
        }
    }

    fn tells(&self, diagnostic: &Diagnostic) -> bool {
        let file = diagnostic.span.as_ref().map_or("", |span| &span.file);
        self.runs(diagnostic.rule, file)
    }

    /// Whether a rule is run on a file, or a finding of no rule is told in it.
    fn runs(&self, id: &str, file: &str) -> bool {
        let is_silent = |(globs, ids): &(Globs, BTreeSet<&str>)| {
            ids.contains(id) && globs.matches(Path::new(file), PathKind::File)
        };
        self.selection.has(id)
            && (id != code::UNKNOWN_VALUE.id || self.unknowns == Unknowns::Told)
            && !self.per_file.iter().any(is_silent)
    }
}

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What counts.
    pub verdicts: Vec<Verdict>,
    /// What was set aside.
    pub silenced: Vec<(Verdict, Silence)>,
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// A suppression beside it says why.
    Suppressed(String),
    /// The baseline has it.
    Known,
}

/// Judges what was read.
pub fn lint(read: &Read, options: &Options) -> Report {
    let mut verdicts = judge::judge(read, &options.selection, options.unknowns);
    verdicts.retain(|verdict| options.tells(&verdict.diagnostic));
    let (mut verdicts, mut silenced) = suppress::apply(read, options, verdicts);
    if let Some(baseline) = &options.baseline {
        let (open, known) = baseline.apply(options, verdicts);
        verdicts = open;
        silenced.extend(known);
    }
    verdicts.retain(|verdict| options.tells(&verdict.diagnostic));
    for verdict in &mut verdicts {
        let severity = options.severities.get(verdict.diagnostic.rule);
        verdict.diagnostic.severity = *severity.unwrap_or(&verdict.diagnostic.severity);
    }
    judge::sort(&mut verdicts);
    // A repair that no edit can make is none.
    let edits = edit::edits(read, &verdicts);
    for (verdict, _) in verdicts.iter_mut().zip(edits).filter(|(_, edit)| edit.is_none()) {
        verdict.repair = None;
    }
    Report { verdicts, silenced }
}

/// A finding in a manifest, with what suppressions, baselines and fixes need to know of it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Where the culprit stands, in bytes.
    pub span: Option<Span>,
    /// What stands there, if it is a literal.
    pub value: String,
    /// The manifest and the resource in it, by position.
    pub culprit: Option<(usize, usize)>,
    /// How to mend it.
    pub repair: Option<(Safety, Repair)>,
}

impl Verdict {
    /// The finding as reports have it.
    pub fn to_finding(&self) -> Finding {
        let fix = self.repair.as_ref().map(|(safety, _)| Fix::from(*safety));
        let fingerprint = baseline::fingerprint(self);
        Finding { fix, fingerprint, ..Finding::from(&self.diagnostic) }
    }

    /// A finding of no rule, at a place.
    fn of(diagnostic: Diagnostic, span: Option<Span>) -> Self {
        Self { diagnostic, span, value: String::new(), culprit: None, repair: None }
    }
}
