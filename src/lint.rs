//! The linter: finds manifests, judges them, and says which findings count.
//!
//! 1. [`discover`] finds files; the caller opens them, and `manifest::read` makes manifests of them.
//! 2. [`judge`] runs the rules that a [`select::Selection`] has.
//! 3. Suppressions beside the manifests' text and a baseline set findings aside.
//! 4. [`fix`] mends what a rule knows how to mend.
//!
//! Nothing here prints, and nothing looks at a clock: findings are a function of files and options.

pub mod discover;
pub mod globs;
pub mod judge;
pub mod select;
mod suppress;

use crate::diag::Diagnostic;
use crate::exchange::Finding;
use crate::exchange::finding::Fix;
use crate::ir::lifted::Span;
use crate::manifest::read::Read;
use crate::rules::lint::{Repair, Safety};

use judge::Unknowns;
use select::Selection;

/// How a run judges.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which rules are run.
    pub selection: Selection,
    /// Whether values that are not known are told.
    pub unknowns: Unknowns,
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
    let Options { selection, unknowns } = options;
    let verdicts = judge::judge(read, selection, *unknowns);
    let (mut verdicts, silenced) = suppress::apply(read, selection, *unknowns, verdicts);
    judge::sort(&mut verdicts);
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
        let fix = self.repair.as_ref().map(|(safety, _)| match safety {
            Safety::Safe => Fix::Safe,
            Safety::Unsafe => Fix::Unsafe,
        });
        Finding { fix, ..Finding::from(&self.diagnostic) }
    }

    /// A finding of no rule, at a place.
    fn of(diagnostic: Diagnostic, span: Option<Span>) -> Self {
        Self { diagnostic, span, value: String::new(), culprit: None, repair: None }
    }
}
