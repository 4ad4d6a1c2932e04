//! Blue/green, linear and canary deployments by ECS that cannot be made.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Format, Manifest, Node};

use crate::rules::lint::{EcsService, Findings, all_services, entries};
use crate::rules::{Check, Lint, Rule};

/// `FW6113`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6113",
    name: "traffic-shift-incomplete",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A service that ECS deploys by shifting traffic lacks the listener rule or the role for it, shifts to the target group it comes from, or shifts by a share or for a time that ECS does not take.",
    why: "ECS refuses the service, or cannot move its traffic to the new tasks",
    bad: r"DeploymentConfiguration:
  Strategy: BLUE_GREEN
LoadBalancers:
  - AdvancedConfiguration:
      AlternateTargetGroupArn: !Ref Green",
    good: r"DeploymentConfiguration:
  Strategy: BLUE_GREEN
LoadBalancers:
  - AdvancedConfiguration:
      AlternateTargetGroupArn: !Ref Green
      ProductionListenerRule: !Ref Rule
      RoleArn: !GetAtt Role.Arn",
    fix: "Name the production rule, another target group and a role that ECS may change them with. A canary takes 0.1 to 100 percent, a step 3 to 100, a bake time 0 to 1440 minutes.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(&[Format::CloudFormation])),
};

/// What ECS takes: percent and minutes.
const RANGES: [(&str, f64, f64, &str); 5] = [
    ("deployment_configuration_canary_configuration.canary_percent", 0.1, 100.0, PERCENT),
    ("deployment_configuration_linear_configuration.step_percent", 3.0, 100.0, PERCENT),
    ("deployment_configuration_bake_time_in_minutes", 0.0, 1440.0, MINUTES),
    (
        "deployment_configuration_canary_configuration.canary_bake_time_in_minutes",
        0.0,
        1440.0,
        MINUTES,
    ),
    (
        "deployment_configuration_linear_configuration.step_bake_time_in_minutes",
        0.0,
        1440.0,
        MINUTES,
    ),
];

const PERCENT: &str = "percent of its traffic at a time";
const MINUTES: &str = "minutes before it goes on";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let strategy = service.get("deployment_configuration_strategy").and_then(Node::text);
        if !strategy.is_some_and(|it| ["BLUE_GREEN", "LINEAR", "CANARY"].contains(&it)) {
            continue;
        }
        for entry in entries(service.get("load_balancer")) {
            if let Some(advanced) = entry.get("advanced_configuration") {
                judge_entry(&service, entry, advanced, findings);
            }
        }
        for (path, least, most, unit) in RANGES {
            let Some(node) = service.resource.properties.at(path) else { continue };
            let Some(number) = number(node).filter(|it| !(least..=most).contains(it)) else {
                continue;
            };
            let verb = if unit == PERCENT { "shifts" } else { "waits" };
            let message = format!("`{}` {verb} {number} {unit}", service.resource.address);
            findings.at(service.resource, node, message, format!("set it to {least} to {most}"));
        }
    }
}

fn judge_entry(
    service: &EcsService<'_>,
    entry: &Node,
    advanced: &Node,
    findings: &mut Findings<'_>,
) {
    for (name, key, what) in [
        ("production_listener_rule", "ProductionListenerRule", "the rule whose traffic is shifted"),
        ("role_arn", "RoleArn", "the role that ECS shifts traffic with"),
    ] {
        if advanced.lacks(name) {
            let message = format!("`{}` does not name {what}", service.resource.address);
            let help = format!("add `{key}` to `AdvancedConfiguration`");
            findings.missing_in(service.resource, advanced, name, message, help);
        }
    }
    let target = |node: Option<&Node>| node.and_then(|it| service.manifest.target(it));
    let alternate = advanced.get("alternate_target_group_arn");
    let (from, to) = (target(entry.get("target_group_arn")), target(alternate));
    if let (Some(from), Some(to), Some(node)) = (from, to, alternate)
        && std::ptr::eq(from, to)
    {
        let message = format!("traffic is shifted from `{}` to itself", to.address);
        findings.at(service.resource, node, message, "name another target group for the new tasks");
    }
}

fn number(node: &Node) -> Option<f64> {
    match &node.known().data {
        Data::Decimal(number) => Some(*number),
        Data::Text(text) => text.trim().parse().ok(),
        _ => node.integer().and_then(|it| i32::try_from(it).ok()).map(f64::from),
    }
}
