//! An attribute that only load balancers of another type have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, balancer_type, set_attributes, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6159`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6159",
    name: "attribute-of-other-balancer",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "A load balancer, target group or listener sets an attribute that only those of another type have.",
    why: "CloudFormation's deployment fails on it, and Terraform's provider leaves it out without a word",
    bad: "Type: network
LoadBalancerAttributes: [{Key: routing.http2.enabled, Value: 'true'}]",
    good: "Type: network",
    fix: "Remove the attribute, or use a load balancer of the type that has it.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in &manifest.resources {
        let Some(is) = balancer_type(manifest, resource) else { continue };
        for (attribute, row, value) in set_attributes(resource) {
            let is_foreign = !attribute.types.contains(&is);
            if is_foreign && value.branches().iter().all(|it| says_something(it)) {
                findings.at_key(
                    resource,
                    &resource.properties,
                    row.name,
                    format!("{} has no `{}`", is.described(), attribute.key),
                    format!("remove {}", term(manifest, resource, row.name)),
                );
            }
        }
    }
}

/// Whether a value is known and switches something on.
fn says_something(value: &Node) -> bool {
    value.literal_text().is_some() && value.bool() != Some(false)
}
