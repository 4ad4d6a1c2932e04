//! A schedule expression that is refused.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::schedule::refusal;

use crate::rules::lint::{Findings, schedules};
use crate::rules::{Check, Lint, Rule};

/// `FW6174`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6174",
    name: "refused-schedule",
    severity: Severity::Error,
    factor: Factor::AdminProcesses,
    what: "A schedule expression is not one that its service reads.",
    why: "EventBridge, its Scheduler or Application Auto Scaling refuses it in the middle of a deployment; cron has six fields here, and a `?`",
    bad: "ScheduleExpression: rate(1 minutes)",
    good: "ScheduleExpression: rate(1 minute)",
    fix: "Write `rate(value unit)`, `cron(minutes hours day-of-month month day-of-week year)`, or `at(yyyy-mm-ddThh:mm:ss)` for one time.",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for schedule in schedules(manifest) {
        if let Some(refusal) = refusal(schedule.clock, schedule.text) {
            findings.at(
                schedule.resource,
                schedule.node,
                refusal.message.to_string(),
                refusal.help.to_string(),
            );
        }
    }
}
