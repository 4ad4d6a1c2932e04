//! Deployment groups that cannot deploy an ECS service.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, entries, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6114`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6114",
    name: "codedeploy-group-not-for-ecs",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A deployment group of an ECS service is not blue/green with traffic control, or does not say which listener leads to which target groups.",
    why: "CodeDeploy refuses the deployment group: it deploys ECS services in no other way",
    bad: r"ECSServices: [{ClusterName: main, ServiceName: web}]
DeploymentStyle: {DeploymentType: IN_PLACE}",
    good: r"ECSServices: [{ClusterName: main, ServiceName: web}]
DeploymentStyle: {DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL}
LoadBalancerInfo: {TargetGroupPairInfoList: […]}",
    fix: "Set `BLUE_GREEN` and `WITH_TRAFFIC_CONTROL`, and a pair of target groups with the listener of production.",
    source: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-ecs.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const PAIRS: &str = "load_balancer_info.target_group_pair_info";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("codedeploy/deployment-group") {
        if entries(group.property("ecs_service")).is_empty() {
            continue;
        }
        let style = group.property("deployment_style");
        for (name, wanted) in
            [("deployment_type", "BLUE_GREEN"), ("deployment_option", "WITH_TRAFFIC_CONTROL")]
        {
            let written = style.and_then(|it| it.get(name));
            let message = format!(
                "`{}` deploys an ECS service, but its {} is not `{wanted}`",
                group.address,
                name.replace('_', " ")
            );
            let property = term(manifest, group, "deployment_style");
            let help = format!("set it to `{wanted}` in {property}");
            match (written, style) {
                (Some(node), _) if node.text().is_some_and(|it| it != wanted) => {
                    findings.at(group, node, message, help);
                }
                (None, Some(style)) if style.lacks(name) => {
                    findings.missing_in(group, style, name, message, help);
                }
                (None, None) => {
                    findings.missing(group, name, message, help);
                }
                _ => {}
            }
        }
        let routes = group.properties.at(PAIRS);
        if routes.is_none()
            && group
                .property("load_balancer_info")
                .is_none_or(|it| it.lacks("target_group_pair_info"))
        {
            let message = format!(
                "`{}` does not say which target groups to shift traffic between",
                group.address
            );
            let help = format!(
                "add a pair of target groups to {}",
                term(manifest, group, "load_balancer_info")
            );
            findings.missing(group, "load_balancer_info", message, help);
        }
        for pair in entries(routes) {
            if pair.lacks("prod_traffic_route") {
                let message = format!(
                    "`{}` does not say which listener gets the traffic of production",
                    group.address
                );
                findings.missing_in(
                    group,
                    pair,
                    "prod_traffic_route",
                    message,
                    "name the listener beside the target groups",
                );
            }
        }
    }
}
