//! Dimensions that a resource does not have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::image::HOLE;
use crate::rules::lint::{Findings, spelled, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6140`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6140",
    name: "scaling-dimension-mismatch",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A scalable target or scaling policy names a dimension or resource of another AWS service than its namespace.",
    why: "Application Auto Scaling refuses it",
    bad: r"ServiceNamespace: ecs
ScalableDimension: ec2:spot-fleet-request:TargetCapacity",
    good: r"ServiceNamespace: ecs
ScalableDimension: ecs:service:DesiredCount",
    fix: "Let them belong together: an ECS service is `ecs`, `service/cluster/name` and `ecs:service:DesiredCount`.",
    source: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let kinds = ["applicationautoscaling/target", "applicationautoscaling/policy"];
    for resource in kinds.into_iter().flat_map(|it| manifest.of(it)) {
        let Some(namespace) = resource.property("service_namespace").and_then(Node::text) else {
            continue;
        };
        let mut tell = |name: &str, node: &Node, wanted: &str| {
            let value = spelled(manifest, node).replace(HOLE, "…");
            let message = format!("`{value}` does not belong to the namespace `{namespace}`");
            let help = format!("set {} to `{wanted}`", term(manifest, resource, name));
            findings.at(resource, node, message, help);
        };
        if let Some(node) = resource.property("scalable_dimension")
            && let Some(dimension) = node.text()
            && dimension.split(':').next() != Some(namespace)
        {
            let wanted = if namespace == "ecs" {
                "ecs:service:DesiredCount".to_owned()
            } else {
                format!("{namespace}:…")
            };
            tell("scalable_dimension", node, &wanted);
        }
        if let Some(node) = resource.property("resource_id").filter(|_| namespace == "ecs") {
            let id = spelled(manifest, node);
            let known = id.split(HOLE).next().unwrap_or_default();
            let is_whole = known.len() == id.len();
            let fits = "service/".starts_with(known) || known.starts_with("service/");
            if !fits || is_whole && id.split('/').count() != 3 {
                tell("resource_id", node, "service/cluster/name");
            }
        }
    }
}
