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

use crate::diag::Diagnostic;
use crate::ir::lifted::Span;
use crate::rules::lint::{Repair, Safety};

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
    /// A finding of no rule, at a place.
    fn of(diagnostic: Diagnostic, span: Option<Span>) -> Self {
        Self { diagnostic, span, value: String::new(), culprit: None, repair: None }
    }
}
