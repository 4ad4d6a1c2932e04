//! A task without an essential container.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Container, Findings, TASKS, container_term, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6131`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6131",
    name: "no-essential-container",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "No container of a task is essential.",
    why: "ECS refuses the task definition: the task would never end",
    bad: r"ContainerDefinitions:
  - Name: web
    Essential: false",
    good: r"ContainerDefinitions:
  - Name: web",
    fix: "Make the container essential that does the work of the task.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        for list in slots(task) {
            let mut containers = list.iter().flatten();
            if !containers.clone().all(Container::is_expendable) {
                continue;
            }
            let node = containers.next().and_then(|it| it.get("essential"));
            let Some(node) = node else { continue };
            let message = format!("no container of `{}` is essential", task.address);
            let help = format!(
                "set {} to `true` where the work is done",
                container_term(manifest, "essential")
            );
            findings.at(task, node, message, help);
        }
    }
}
