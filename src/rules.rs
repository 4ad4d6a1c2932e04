//! The rules: one file each, with its id, its explanation, its predicate and where it looks.
//!
//! A rule judges the same plain values wherever they come from. The compiler runs it while a
//! description is evaluated ([`constant`]), `check` runs it at run time ([`check`]), and the linter
//! will run its predicate on manifests. The walks are separate because constant evaluation has
//! loops and a fixed buffer, and run time has maps and no limit; a test feeds both the same
//! descriptions and wants equal findings.
//!
//! # Adding a rule
//! Write `rules/<name>.rs` with a `pub static RULE` and a `pub(crate) const fn judge`; add it to
//! [`RULES`] in the order of ids and, if it is an error, to the walk in `rules/constant.rs`; add
//! `tests/compile_fail/<id>_<name>.rs` if the compiler can see it.
//! Name it for the pattern found: it should read well after "allow".

pub(crate) mod check;
pub(crate) mod constant;
mod finding;
mod impls;

mod no_health_check;
mod plaintext_secret_env;

pub use check::Index;
pub use finding::{Finding, Place};

use crate::diag::{Factor, Severity};
use crate::spec::{App, Service, Variable};

/// A rule: what it finds, why that is bad, and what to do instead.
#[derive(Debug)]
pub struct Rule {
    /// Its id, as in `FW0301`. Never reused.
    pub id: &'static str,
    /// Its name, as in `plaintext-secret-env`.
    pub name: &'static str,
    /// How bad a finding is. Only errors fail compilation.
    pub severity: Severity,
    /// What it protects.
    pub factor: Factor,
    /// What it finds, in one sentence.
    pub what: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// A description that has it, as Rust.
    pub bad: &'static str,
    /// The same description, cured.
    pub good: &'static str,
    /// How to cure it.
    pub fix: &'static str,
    /// Where the facts are from.
    pub source: &'static str,
    /// Whether a [`Waiver`](crate::spec::Waiver) may set it aside.
    pub waivable: bool,
    /// Where it looks.
    pub check: Check,
}

/// Where a rule looks, at run time.
#[derive(Clone, Copy)]
pub enum Check {
    /// At each service.
    Service(for<'a> fn(&App<'a>, &Service<'a>) -> Option<Finding<'a>>),
    /// At each service in each environment, by index.
    Environment(for<'a> fn(&App<'a>, &Service<'a>, usize) -> Option<Finding<'a>>),
    /// At each environment variable of each service.
    Variable(for<'a> fn(&App<'a>, &Service<'a>, &Variable<'a>) -> Option<Finding<'a>>),
    /// At the app as a whole, with an index of it.
    App(for<'i, 'a> fn(&Index<'i, 'a>, &mut Vec<Finding<'a>>)),
    /// At the findings of the other rules: waivers.
    Findings(for<'i, 'a> fn(&Index<'i, 'a>, &check::Outcome<'a>, &mut Vec<Finding<'a>>)),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Service(_) => "service",
            Self::Environment(_) => "environment",
            Self::Variable(_) => "variable",
            Self::App(_) => "app",
            Self::Findings(_) => "findings",
        })
    }
}

/// Every rule, by id.
pub static RULES: &[&Rule] = &[&plaintext_secret_env::RULE, &no_health_check::RULE];

/// The rule with this id or name.
pub fn find(id_or_name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.id.eq_ignore_ascii_case(id_or_name) || rule.name == id_or_name)
        .copied()
}
