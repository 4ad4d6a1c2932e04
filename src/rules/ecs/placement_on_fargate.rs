//! Placement rules for tasks that are placed by nobody.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, all_services, is_for_fargate, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6109`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6109",
    name: "placement-on-fargate",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A service or task definition on Fargate has a placement strategy or placement constraints.",
    why: "ECS refuses it: Fargate has no instances to choose from, and spreads tasks over zones by itself",
    bad: r"LaunchType: FARGATE
PlacementStrategies:
  - Type: spread",
    good: r"LaunchType: FARGATE",
    fix: "Remove it.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let names = ["ordered_placement_strategy", "placement_constraints"];
    for service in all_services(manifest).filter(EcsService::is_on_fargate) {
        for name in names {
            tell(manifest, service.resource, name, findings);
        }
    }
    for task in manifest.of("ecs/task-definition").filter(|it| is_for_fargate(it)) {
        let needs = task.property("requires_compatibilities").map_or(0, |it| it.items().len());
        if needs == 1 {
            tell(manifest, task, "placement_constraints", findings);
        }
    }
}

fn tell(manifest: &Manifest, resource: &Resource, name: &str, findings: &mut Findings<'_>) {
    let is_filled = |it: &Node| it.branches().iter().any(|it| !it.items().is_empty());
    if !resource.property(name).is_some_and(is_filled) {
        return;
    }
    let property = term(manifest, resource, name);
    findings.at_key(
        resource,
        &resource.properties,
        name,
        format!("`{}` runs on Fargate, which places tasks by itself", resource.address),
        format!("remove {property}"),
    );
}
