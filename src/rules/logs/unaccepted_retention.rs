//! A retention that CloudWatch Logs does not take.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::Retention;

use crate::rules::lint::{Findings, TERRAFORM};
use crate::rules::{Check, Lint, Rule};

/// `FW1112`.
///
/// A description holds a [`Retention`], which cannot be made with another number.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1112",
    name: "unaccepted-retention",
    severity: Severity::Error,
    factor: Factor::Logs,
    what: "A log group keeps its events for a number of days that CloudWatch Logs does not take.",
    why: "only some numbers are accepted: the deployment fails, after what comes before it has been made",
    bad: r"RetentionInDays: 10",
    good: r"RetentionInDays: 14",
    fix: "Take one of the numbers that CloudWatch Logs lists.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("logs/log-group") {
        let Some(retention) = group.property("retention_in_days") else { continue };
        for node in retention.branches() {
            let Some(days) = node.integer() else { continue };
            // The provider's 0 is for ever.
            let is_ever = days == 0 && TERRAFORM.contains(&manifest.format);
            let next = Retention::ACCEPTED.iter().map(|it| i64::from(*it)).find(|it| *it >= days);
            if is_ever || next == Some(days) {
                continue;
            }
            let help = match next {
                Some(next) => format!("the next longer one that it takes is {next}"),
                None => {
                    "the longest that it takes is 3653; without one it keeps them for ever".into()
                }
            };
            let message = format!(
                "`{}` keeps its events for {days} days, which no log group can",
                group.address
            );
            findings.at(group, node, message, help);
        }
    }
}
