//! A property that differs between environments, and is none of those that may.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1025`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1025",
    name: "undeclared-difference",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "A property differs between environments that is neither a size, nor a place, nor a name: a port, a protocol, an architecture, a switch.",
    why: "every difference that nobody declared is a path that was not tested before production",
    bad: r#"# ContainerPort in dev.json
"ContainerPort": "8080"  # and 80 in prod.json"#,
    good: r#"# ContainerPort in every file
"ContainerPort": "8080""#,
    fix: "Write it once, or add an entry to `parity.allow` that says why it differs.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(Topic::Other, "write it once, or allow the difference with a reason");
}
