//! An environment that many releases wait for.

use crate::diag::{Factor, Severity};

use crate::rules::{Check, Rule};

/// `FW1031`. The release ledger has the facts, and `release list --gap` judges them.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1031",
    name: "commit-gap",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "An environment is more than 10 releases behind the one before it, or what `release.max-releases` of formwork.toml says.",
    why: "the more changes arrive at once, the harder it is to tell which of them broke something",
    bad: r"# formwork release list --gap
prod: 12 releases behind staging, from 11 commits",
    good: r"# formwork release promote --from staging --to prod --out infra
prod: runs what staging runs",
    fix: "Promote releases soon, one at a time.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: None,
};
