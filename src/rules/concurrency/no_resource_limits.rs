//! A container that may take all the memory there is.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TASKS, container_term, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW0803`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0803",
    name: "no-resource-limits",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "Neither a task definition nor its container says how much memory it may take.",
    why: "ECS refuses to register it: without a number it cannot tell how many tasks an instance holds",
    bad: r"ContainerDefinitions:
  - Name: app
    Image: app:1.0.0",
    good: r"ContainerDefinitions:
  - Name: app
    Image: app:1.0.0
    Memory: 512",
    fix: "Set the memory of the task, or the limit or reservation of every container.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        if !task.resource.properties.lacks("memory") {
            continue;
        }
        for container in &task.containers {
            let lacks = |name| container.node.lacks(name);
            if lacks("memory") && lacks("memory_reservation") {
                let term = container_term(manifest, "memory");
                findings.missing_in(
                    container.resource,
                    container.node,
                    "memory",
                    format!("neither `{}` nor its task has a limit of memory", container.name()),
                    format!("set {term} of the container, or of the task for all of them"),
                );
            }
        }
    }
}
