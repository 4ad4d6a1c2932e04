//! A shift of traffic without a second place to shift to, or without a way back.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::lint::{
    EcsService, Findings, Rollout, deployment_groups, lacks_alternate, rollout, services, strategy,
};
use crate::rules::{Check, Lint, Rule};

/// `FW2006`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2006",
    name: "bluegreen-incomplete",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "A service is deployed beside its old release, and there are no two target groups, or no automatic rollback.",
    why: "traffic can be shifted between two target groups only, and a shift that nothing takes back is a rolling deployment with more parts",
    bad: r"Green:
  Type: AWS::CodeDeploy::DeploymentGroup
  Properties: {AutoRollbackConfiguration: {Enabled: false}}",
    good: r"Green:
  Type: AWS::CodeDeploy::DeploymentGroup
  Properties:
    AutoRollbackConfiguration: {Enabled: true, Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]}",
    fix: "Declare both target groups, and enable rollback on failure and on alarm.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const ROLLBACK: &str = "auto_rollback_configuration";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        match rollout(service.resource) {
            Some(Rollout::Shift) => shifted_by_ecs(&service, findings),
            Some(Rollout::CodeDeploy) => {
                for group in deployment_groups(&service) {
                    shifted_by_codedeploy(group, findings);
                }
            }
            Some(Rollout::Rolling | Rollout::External) | None => {}
        }
    }
}

fn shifted_by_ecs(service: &EcsService<'_>, findings: &mut Findings<'_>) {
    let resource = service.resource;
    if lacks_alternate(resource) {
        let message = format!("`{}` has one target group to shift traffic from", resource.address);
        let help = "name the other one in the advanced configuration of its load balancer";
        let found = findings.missing(resource, "load_balancer", message, help);
        if let Some(strategy) = strategy(resource) {
            found.related("the strategy", strategy.span);
        }
    }
    let Some(alarms) = service.get("alarms") else { return };
    let rollback = alarms.items().first().unwrap_or(alarms).get("rollback");
    if let Some(node) = rollback.filter(|it| is_off(it)) {
        let message = format!("`{}` has alarms that do not take a release back", resource.address);
        findings.at(resource, node, message, "set it to `true`");
    }
}

fn shifted_by_codedeploy(group: &Resource, findings: &mut Findings<'_>) {
    let pairs = group.properties.at("load_balancer_info.target_group_pair_info");
    for pair in pairs.map(Node::items).unwrap_or_default() {
        let Some(groups) = pair.get("target_group") else { continue };
        if let [only] = groups.items() {
            let message = format!("`{}` has one target group to shift traffic from", group.address);
            findings.at(group, only, message, "name both target groups, the old and the new one");
        }
    }
    let help = "enable rollback on `DEPLOYMENT_FAILURE` and `DEPLOYMENT_STOP_ON_ALARM`";
    let Some(rollback) = group.property(ROLLBACK) else {
        if group.properties.lacks(ROLLBACK) {
            let message = format!("`{}` does not take a failed release back", group.address);
            findings.missing(group, ROLLBACK, message, help);
        }
        return;
    };
    let block = rollback.items().first().unwrap_or(rollback);
    if let Some(node) = block.get("enabled").filter(|it| is_off(it)) {
        let message = format!("`{}` does not take a failed release back", group.address);
        findings.at(group, node, message, help);
    }
}

/// Whether a switch is written as off; a parameter is for each environment to set.
fn is_off(node: &Node) -> bool {
    matches!(node.data, Data::Bool(_) | Data::Text(_)) && node.bool() == Some(false)
}
