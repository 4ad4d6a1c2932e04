//! A release that is rolled out in another way in some environment.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1023`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1023",
    name: "deployment-strategy-differs",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "The deployment controller, the strategy, the circuit breaker or the alarms that roll back are not the same in every environment.",
    why: "how a release is switched and rolled back is code too, and production must not be the first to run it",
    bad: r#"# Strategy in staging.json
"Strategy": "ROLLING"  # and BLUE_GREEN in prod.json"#,
    good: r#"# Strategy in every file
"Strategy": "BLUE_GREEN""#,
    fix: "Deploy everywhere as in production; bake times and steps may differ.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(
        Topic::Deployment,
        "deploy everywhere as in production; bake times and steps may differ",
    );
}
