//! A value that an attribute of a load balancer does not take.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, set_attributes, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6160`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6160",
    name: "refused-balancer-attribute",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "An attribute of a load balancer, target group or listener has a value that Elastic Load Balancing refuses.",
    why: "the value is text to CloudFormation, so nothing checks it before the deployment fails",
    bad: "LoadBalancerAttributes: [{Key: idle_timeout.timeout_seconds, Value: '5000'}]",
    good: "LoadBalancerAttributes: [{Key: idle_timeout.timeout_seconds, Value: '4000'}]",
    fix: "Write a value of the documented range.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in &manifest.resources {
        for (attribute, row, value) in set_attributes(resource) {
            for value in value.branches().into_iter().filter(|it| attribute.refuses(it)) {
                let written = Node::literal_text(value).unwrap_or_default();
                let property = term(manifest, resource, row.name);
                findings.at(
                    resource,
                    value,
                    format!("`{written}` is refused for `{}`", attribute.key),
                    format!("set {property} to {}", attribute.takes()),
                );
            }
        }
    }
}
