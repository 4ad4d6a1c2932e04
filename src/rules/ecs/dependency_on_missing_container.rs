//! Containers that wait for one that is not there.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TASKS, dependencies, names, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6127`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6127",
    name: "dependency-on-missing-container",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A container depends on one that its task definition does not have, or on itself.",
    why: "ECS refuses the task definition",
    bad: r"- Name: web
  DependsOn:
    - {ContainerName: proxi, Condition: START}
- Name: proxy",
    good: r"- Name: web
  DependsOn:
    - {ContainerName: proxy, Condition: START}
- Name: proxy",
    fix: "Name another container of the task definition.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        for list in slots(task) {
            let Some(names) = names(&list) else { continue };
            for container in list.iter().flatten() {
                for dependency in dependencies(container) {
                    let on = dependency.on;
                    let own = container.name();
                    if on != own && names.contains(&on) {
                        continue;
                    }
                    let message = if on == own {
                        format!("`{own}` depends on itself")
                    } else {
                        format!("`{own}` depends on `{on}`, which is no container of its task")
                    };
                    let others = names.iter().copied().filter(|it| *it != own);
                    let help = match nearest(on, others) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "name another container of the task, or remove it".to_owned(),
                    };
                    findings.at(task, dependency.node, message, help);
                }
            }
        }
    }
}
