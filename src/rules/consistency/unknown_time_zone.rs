//! A schedule in a time zone that does not exist.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Node};
use crate::spec::schedule::{is_time_zone, time_zones};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6176`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6176",
    name: "unknown-time-zone",
    severity: Severity::Error,
    factor: Factor::AdminProcesses,
    what: "A schedule names a time zone that the IANA database does not have.",
    why: "the schedule is refused in the middle of a deployment",
    bad: "ScheduleExpressionTimezone: Europe/Zuerich",
    good: "ScheduleExpressionTimezone: Europe/Zurich",
    fix: "Write the name that the IANA database has.",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in &manifest.resources {
        let zones: Vec<&Node> = match resource.kind_name() {
            "scheduler/schedule" => {
                resource.property("schedule_expression_timezone").into_iter().collect()
            }
            "applicationautoscaling/target" => {
                let actions = resource.property("scheduled_action").map(Node::items);
                actions.unwrap_or_default().iter().filter_map(|it| it.get("timezone")).collect()
            }
            _ => continue,
        };
        for zone in zones.into_iter().flat_map(Node::branches) {
            let Some(name) = zone.text().filter(|it| !is_time_zone(it)) else {
                continue;
            };
            let help = nearest(name, time_zones()).map_or_else(
                || "write one of the IANA database, as in `Europe/Paris`".to_owned(),
                |meant| format!("write `{meant}`"),
            );
            findings.at(resource, zone, format!("there is no time zone `{name}`"), help);
        }
    }
}
