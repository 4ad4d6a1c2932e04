//! Two containers of one name.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, TASKS, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6132`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6132",
    name: "duplicate-container-name",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "Two containers of a task have one name.",
    why: "ECS refuses the task definition",
    bad: r"ContainerDefinitions:
  - Name: web
  - Name: web",
    good: r"ContainerDefinitions:
  - Name: web
  - Name: proxy",
    fix: "Give each a name of its own.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        for list in slots(task) {
            let mut seen: Vec<(&str, &Node)> = Vec::new();
            // A container that is a choice may have one name in every branch.
            for container in list.iter().filter_map(|it| it.first()) {
                let Some(node) = container.get("name") else { continue };
                let Some(name) = node.text() else { continue };
                if let Some((_, earlier)) = seen.iter().find(|(it, _)| *it == name) {
                    let message =
                        format!("two containers of `{}` are called `{name}`", task.address);
                    let found = findings.at(task, node, message, "give each a name of its own");
                    found.related("the other container", earlier.span);
                }
                seen.push((name, node));
            }
        }
    }
}
