//! A deployment that never gives up.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Field, Manifest, Node, Span};

use crate::rules::lint::{Findings, Rollout, Safety, rollout, services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW2003`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2003",
    name: "no-circuit-breaker",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A service that ECS deploys task by task has no deployment circuit breaker, or it is switched off.",
    why: "a release whose tasks do not start is tried again for hours: the deployment hangs, and nobody is told",
    bad: r"DeploymentConfiguration: {MaximumPercent: 200}",
    good: r"DeploymentConfiguration:
  MaximumPercent: 200
  DeploymentCircuitBreaker: {Enable: true, Rollback: true}",
    fix: "Enable the circuit breaker with rollback.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).repaired(Safety::Safe)),
};

const PROPERTY: &str = "deployment_circuit_breaker";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let resource = service.resource;
        if rollout(resource) != Some(Rollout::Rolling) {
            continue;
        }
        let property = term(manifest, resource, PROPERTY);
        let help = format!("enable {property} with rollback");
        let Some(breaker) = service.get(PROPERTY) else {
            if resource.properties.lacks(PROPERTY) {
                let message =
                    format!("`{}` goes on with a release that does not start", resource.address);
                findings.missing(resource, PROPERTY, message, help).set(&[PROPERTY], enabled());
            }
            continue;
        };
        for branch in breaker.branches() {
            let branch = branch.items().first().unwrap_or(branch);
            let Some(enable) = branch.get("enable") else { continue };
            // A parameter is for each environment to set.
            let is_written = matches!(enable.data, Data::Bool(_) | Data::Text(_));
            if is_written && enable.bool() == Some(false) {
                let message = format!("`{}` has its circuit breaker off", resource.address);
                findings
                    .at(resource, enable, message, &help)
                    .set(&[PROPERTY, "enable"], Data::Bool(true));
            }
        }
    }
}

/// What a repair writes.
fn enabled() -> Data {
    let on = |key: &'static str| Field {
        key: key.into(),
        key_span: Span::default(),
        value: Node::new(Span::default(), Data::Bool(true)),
    };
    Data::Object(vec![on("enable"), on("rollback")])
}
