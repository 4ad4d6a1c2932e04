//! A service whose failures reach nobody.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW2010`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2010",
    name: "no-alarm",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A manifest has a service, a load balancer or an auto scaling group, and no alarm.",
    why: "design for failure begins with being told: users find out first where nothing watches",
    bad: "Service:\n  Type: AWS::ECS::Service",
    good: "Service:\n  Type: AWS::ECS::Service\nServiceCpu:\n  Type: AWS::CloudWatch::Alarm",
    fix: "Add an alarm on errors or on saturation beside what it watches. Alarms that another stack holds are not seen.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// What somebody should watch.
const WATCHED: &[&str] =
    &["ecs/service", "elbv2/load-balancer", "autoscaling/group", "stepfunctions/state-machine"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let has_alarm = |it: &str| {
        it.starts_with("cloudwatch/") && it.contains("alarm")
            || matches!(it, "AWS::CloudWatch::CompositeAlarm" | "aws_cloudwatch_composite_alarm")
    };
    if manifest.resources.iter().any(|it| has_alarm(it.kind_name())) {
        return;
    }
    let mut watched = manifest.resources.iter().filter(|it| WATCHED.contains(&it.kind_name()));
    if let Some(first) = watched.next() {
        findings.missing(
            first,
            "alarm",
            format!("no alarm watches `{}`, and none is declared here", first.address),
            "add an alarm on its errors or its saturation",
        );
    }
}
