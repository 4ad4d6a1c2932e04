//! Zones, backups or retention that differ between environments.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Class, Comparison, Differences, Split, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1012`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1012",
    name: "resilience-only-differs",
    severity: Severity::Info,
    factor: Factor::Parity,
    what: "Zones, backups, retention or deletion protection differ between environments.",
    why: "it is allowed, but a failover or a restore that only production can do is never rehearsed",
    bad: r#"# MultiAz in staging.json
"MultiAz": "false"  # and true in prod.json"#,
    good: r#"# MultiAz in staging.json and prod.json
"MultiAz": "true""#,
    fix: "Let the environment that verifies releases be as resilient as production.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Info, judge)),
};

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for (leaf, heads) in comparison.leaves() {
        if leaf.class != Class::Ordered(Topic::Resilience) {
            continue;
        }
        if let Some(split) = Split::of(comparison, leaf, &heads) {
            let help = "rehearse failover and restore where releases are verified";
            found.tell_split(leaf, &heads, &split, help);
        }
    }
}
