//! A deployment that is over before its alarms can ring.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, services};
use crate::rules::{Check, Lint, Rule};

/// `FW5005`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5005",
    name: "bake-shorter-than-alarm",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A service is given less time to bake than one of its rollback alarms takes to see a fault.",
    why: "the deployment is declared good and the old tasks are stopped before the alarm has the points that it counts",
    bad: "DeploymentConfiguration: {Strategy: BLUE_GREEN, BakeTimeInMinutes: 2, Alarms: {AlarmNames: [!Ref Errors], Enable: true, Rollback: true}}",
    good: "DeploymentConfiguration: {Strategy: BLUE_GREEN, BakeTimeInMinutes: 5, Alarms: {AlarmNames: [!Ref Errors], Enable: true, Rollback: true}}",
    fix: "Bake for the period of the alarm times its evaluation periods, or longer.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(&[Format::CloudFormation])),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let Some(bake) = service.get("deployment_configuration_bake_time_in_minutes") else {
            continue;
        };
        let Some(minutes) = bake.integer() else { continue };
        let needed = alarms(&service).filter_map(|alarm| Some((alarm, seconds_of(alarm)?)));
        let slowest = needed.max_by_key(|(_, seconds)| *seconds);
        let Some((alarm, seconds)) = slowest.filter(|(_, it)| *it > minutes * 60) else { continue };
        let least = (seconds + 59) / 60;
        findings
            .at(
                service.resource,
                bake,
                format!("`{}` takes {seconds} seconds to ring", alarm.address),
                format!("bake for {least} minutes or more"),
            )
            .related("the alarm", alarm.head);
    }
}

/// The alarms of the manifest that roll a service back.
fn alarms<'m>(service: &EcsService<'m>) -> impl Iterator<Item = &'m Resource> {
    let names = service.get("alarms").and_then(|it| it.get("alarm_names"));
    let targets = names.map(|it| service.manifest.targets(it)).unwrap_or_default();
    targets.into_iter().filter(|it| it.is("cloudwatch/alarm"))
}

/// How long an alarm takes to see a fault.
fn seconds_of(alarm: &Resource) -> Option<i64> {
    let number = |name: &str| alarm.property(name).map(Node::integer);
    let points = match number("datapoints_to_alarm") {
        Some(points) => points?,
        None => number("evaluation_periods")??,
    };
    number("period")??.checked_mul(points)
}
