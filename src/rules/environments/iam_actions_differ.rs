//! A role that may do more, or less, in some environment.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1020`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1020",
    name: "iam-actions-differ",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "The actions that a policy allows or denies are not the same in every environment.",
    why: "a permission that is missing in production is found missing in production, and one that only a test has hides that",
    bad: r#"# in dev.yaml
Action: "sqs:*"  # and sqs:SendMessage in prod.yaml"#,
    good: r"# in every template
Action: sqs:SendMessage",
    fix: "Grant the same actions everywhere; the resources they are granted on may differ.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Error, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(Topic::Permission, "grant the same actions everywhere; resources may differ");
}
