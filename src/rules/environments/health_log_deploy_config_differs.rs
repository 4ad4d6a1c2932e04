//! Health checks, logs and timeouts that differ between environments.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1009`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1009",
    name: "health-log-deploy-config-differs",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "A health check, a log driver or a timeout is not the same in every environment.",
    why: "a release is then judged, stopped and logged in production as it never was before",
    bad: r#"# HealthPath in dev.json
"HealthPath": "/"  # and /health in prod.json"#,
    good: r#"# HealthPath in every file
"HealthPath": "/health""#,
    fix: "Write it once, where all environments share it.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(Topic::Operation, "write it once, where all environments share it");
}
