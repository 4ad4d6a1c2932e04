//! An environment that waits long for a release that the one before it runs.

use crate::diag::{Factor, Severity};

use crate::rules::{Check, Rule};

/// `FW1030`. The release ledger has the facts, and `release list --gap` judges them.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1030",
    name: "time-gap",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "An environment has been behind the one before it for more than 7 days, or what `release.max-days` of formwork.toml says.",
    why: "the longer a release waits, the less its authors remember of it when it reaches users",
    bad: r"# formwork release list --gap
prod: 9 days behind staging, since 2026-12-01T09:30:00Z",
    good: r"# formwork release promote --from staging --to prod --out infra
prod: runs what staging runs",
    fix: "Promote what was verified, or roll back what will not be promoted.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: None,
};
