//! Logs that are kept for ever.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Resource};

use crate::rules::lint::{Findings, Safety, term};
use crate::rules::{Check, Lint, Rule};

/// `FW1103`.
///
/// The repair is unsafe: CloudWatch Logs deletes what is older at once.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1103",
    name: "no-retention",
    severity: Severity::Warning,
    factor: Factor::Logs,
    what: "A log group says nothing about how long it keeps its events, so it keeps them for ever.",
    why: "nobody decided it, the bill grows every month, and personal data in a log outlives every promise to delete it",
    bad: r"Logs:
  Type: AWS::Logs::LogGroup",
    good: r"Logs:
  Type: AWS::Logs::LogGroup
  Properties: {RetentionInDays: 365}",
    fix: "Set the number of days that somebody will look back.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).repaired(Safety::Unsafe)),
};

const PROPERTY: &str = "retention_in_days";
/// What a repair writes, in days: a year, so that few find less than they look for.
const RETENTION: i64 = 365;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("logs/log-group") {
        if !group.properties.lacks(PROPERTY) || is_asked(group) || is_delivery(group) {
            continue;
        }
        let message = format!("`{}` keeps its events for ever", group.address);
        let help =
            format!("set {} to how long somebody looks back", term(manifest, group, PROPERTY));
        findings.missing(group, PROPERTY, message, help).set(&[PROPERTY], Data::Integer(RETENTION));
    }
}

/// Whether a parameter or variable says it, even if it says nothing by default.
fn is_asked(group: &Resource) -> bool {
    let mut fields = group.properties.fields().iter();
    fields.any(|it| it.key == PROPERTY && matches!(it.value.data, Data::Input(_)))
}

/// Whether a group only passes events on: those of the class `DELIVERY` last a day, always.
fn is_delivery(group: &Resource) -> bool {
    let class = group.property("log_group_class");
    class.is_some_and(|it| it.text() == Some("DELIVERY"))
}
