//! A schedule for a day that does not come.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::schedule::never_fires;

use crate::rules::lint::{Findings, schedules};
use crate::rules::{Check, Lint, Rule};

/// `FW6175`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6175",
    name: "schedule-never-fires",
    severity: Severity::Warning,
    factor: Factor::AdminProcesses,
    what: "A cron expression names days that none of its months has.",
    why: "the schedule is made, and nothing ever runs: no error, no log",
    bad: "ScheduleExpression: cron(0 0 30 2 ? *)",
    good: "ScheduleExpression: cron(0 0 L 2 ? *)",
    fix: "Write `L` for the last day of a month.",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for schedule in schedules(manifest) {
        if never_fires(schedule.text) {
            findings.at(
                schedule.resource,
                schedule.node,
                format!("`{}` never fires: there is no such day", schedule.text),
                "write `L` for the last day of a month",
            );
        }
    }
}
