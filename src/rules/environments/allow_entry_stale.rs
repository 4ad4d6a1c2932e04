//! An allowed difference that is no longer there, or whose time is over.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences};
use crate::rules::{Check, Lint, Rule};

/// `FW1014`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1014",
    name: "allow-entry-stale",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "An entry of `parity.allow` ended before today, or allows a difference that is no longer there.",
    why: "a permission that is not needed hides the next mistake",
    bad: r#"# formwork.toml, on 2026-12-15
[[parity.allow]]
until = "2026-03-01""#,
    good: r#"# formwork.toml
[[parity.allow]]
until = "2027-03-01""#,
    fix: "Delete it, or agree with its owner on another date.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

/// The entries are judged when all differences are known; no single comparison says anything.
const fn judge(_: &Comparison<'_>, _: &mut Differences<'_, '_>) {}
