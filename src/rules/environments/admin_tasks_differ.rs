//! A scheduled task that differs between environments.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1024`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1024",
    name: "admin-tasks-differ",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "The schedule, the state or the command of a task is not the same in every environment.",
    why: "a task that runs in production only is tested there only",
    bad: r#"# CleanupState in dev.json
"CleanupState": "DISABLED"  # and ENABLED in prod.json"#,
    good: r#"# CleanupState in every file
"CleanupState": "ENABLED""#,
    fix: "Run the same tasks everywhere.",
    source: "https://12factor.net/admin-processes",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(Topic::Administration, "run the same tasks everywhere");
}
