//! Rollback alarms that look at one of the two target groups.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, Rollout, deployment_groups, rollout, services};
use crate::rules::{Check, Lint, Rule};

/// `FW5013`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5013",
    name: "alarms-on-one-side",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "The alarms that roll a deployment back look at one of the two target groups that traffic moves between.",
    why: "the target groups swap with every release: every other one is watched where nothing happens, and its errors roll nothing back",
    bad: r"Service:
  Properties:
    LoadBalancers: [{TargetGroupArn: !Ref Blue, AdvancedConfiguration: {AlternateTargetGroupArn: !Ref Green}}]
    DeploymentConfiguration: {Strategy: CANARY, Alarms: {AlarmNames: [!Ref BlueErrors], Enable: true, Rollback: true}}",
    good: r"Service:
  Properties:
    LoadBalancers: [{TargetGroupArn: !Ref Blue, AdvancedConfiguration: {AlternateTargetGroupArn: !Ref Green}}]
    DeploymentConfiguration: {Strategy: CANARY, Alarms: {AlarmNames: [!Ref BlueErrors, !Ref GreenErrors], Enable: true, Rollback: true}}",
    fix: "Add the same alarm over the other target group.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        match rollout(service.resource) {
            Some(Rollout::Shift) => by_ecs(&service, findings),
            Some(Rollout::CodeDeploy) => {
                for group in deployment_groups(&service) {
                    by_codedeploy(manifest, group, findings);
                }
            }
            Some(Rollout::Rolling | Rollout::External) | None => {}
        }
    }
}

fn by_ecs(service: &EcsService<'_>, findings: &mut Findings<'_>) {
    let names = service
        .get("alarms")
        .and_then(|alarms| alarms.items().first().unwrap_or(alarms).get("alarm_names"));
    let balancers = service.get("load_balancer").map(Node::items).unwrap_or_default();
    for entry in balancers {
        let advanced = entry.get("advanced_configuration");
        let advanced = advanced.map(|it| it.items().first().unwrap_or(it));
        let nodes = [
            entry.get("target_group_arn"),
            advanced.and_then(|it| it.get("alternate_target_group_arn")),
        ];
        if let (Some(names), [Some(first), Some(other)]) = (names, nodes) {
            let sides = [service.manifest.target(first), service.manifest.target(other)];
            judge_sides(service.manifest, (service.resource, names), sides, findings);
        }
    }
}

fn by_codedeploy(manifest: &Manifest, group: &Resource, findings: &mut Findings<'_>) {
    let configuration = group.properties.at("alarm_configuration");
    let names = configuration.and_then(|it| {
        let it = it.items().first().unwrap_or(it);
        it.get("alarms").or_else(|| it.get("alarm_objects"))
    });
    let info = group.properties.at("load_balancer_info.target_group_pair_info");
    for pair in info.map(Node::items).unwrap_or_default() {
        let groups = pair.get("target_group").map(Node::items).unwrap_or_default();
        if let (Some(names), [first, other]) = (names, groups) {
            let side = |node: &Node| manifest.target(node.get("name")?);
            judge_sides(manifest, (group, names), [side(first), side(other)], findings);
        }
    }
}

/// Silent if an alarm is not of the manifest: it may look at anything.
fn judge_sides(
    manifest: &Manifest,
    (resource, names): (&Resource, &Node),
    sides: [Option<&Resource>; 2],
    findings: &mut Findings<'_>,
) {
    let [Some(first), Some(other)] = sides else { return };
    let alarms = manifest.targets(names);
    if alarms.len() < names.items().len() {
        return;
    }
    let watches = |side: &Resource| {
        alarms.iter().any(|alarm| {
            manifest.targets(&alarm.properties).iter().any(|it| std::ptr::eq(*it, side))
        })
    };
    let (watched, blind) = match (watches(first), watches(other)) {
        (true, false) => (first, other),
        (false, true) => (other, first),
        (true, true) | (false, false) => return,
    };
    let message = format!(
        "the alarms of `{}` look at `{}` and not at `{}`",
        resource.address, watched.address, blind.address
    );
    findings
        .at(resource, names, message, format!("add an alarm over `{}`", blind.address))
        .related("traffic moves here too", blind.head);
}
