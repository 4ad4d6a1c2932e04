//! Deployment settings that nobody follows.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, all_services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6111`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6111",
    name: "deployment-controller-against-settings",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A service that CodeDeploy or something else deploys has a circuit breaker, deployment alarms or a strategy.",
    why: "ECS refuses the service: these are of the controller `ECS` alone",
    bad: r"DeploymentController: {Type: CODE_DEPLOY}
DeploymentConfiguration:
  DeploymentCircuitBreaker: {Enable: true, Rollback: true}",
    good: r"DeploymentController: {Type: CODE_DEPLOY}",
    fix: "Remove the setting and let CodeDeploy roll back, or use the controller `ECS`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let controller = service.get("deployment_controller").and_then(|it| it.get("type"));
        let other = controller.and_then(Node::text).filter(|it| *it != "ECS");
        let Some((controller, other)) = controller.zip(other) else { continue };
        for (name, what) in [
            ("deployment_circuit_breaker", "a circuit breaker"),
            ("alarms", "deployment alarms"),
            ("deployment_configuration_strategy", "a deployment strategy"),
        ] {
            let Some(node) = service.get(name) else { continue };
            let is_off = node.get("enable").and_then(Node::bool) == Some(false);
            let is_known = name == "deployment_configuration_strategy"
                && node.text().is_some_and(|it| it != "ROLLING")
                || node.get("enable").and_then(Node::bool) == Some(true);
            if is_off || !is_known {
                continue;
            }
            let property = term(manifest, service.resource, name);
            let message = format!(
                "`{}` is deployed by `{other}`, which has no {}",
                service.resource.address,
                what.trim_start_matches("a ")
            );
            let help = format!("remove {property}, or use the controller `ECS`");
            findings
                .at_key(service.resource, &service.resource.properties, name, message, help)
                .related("the controller", controller.span);
        }
    }
}
