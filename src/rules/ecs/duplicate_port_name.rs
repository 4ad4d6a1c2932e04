//! Two ports of one name.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, TASKS, entries, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6135`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6135",
    name: "duplicate-port-name",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "Two port mappings of a task have one name.",
    why: "ECS refuses the task definition: Service Connect and VPC Lattice find a port by its name",
    bad: r"PortMappings:
  - {ContainerPort: 80, Name: http}
  - {ContainerPort: 81, Name: http}",
    good: r"PortMappings:
  - {ContainerPort: 80, Name: http}
  - {ContainerPort: 81, Name: admin}",
    fix: "Give each a name of its own.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        for list in slots(task) {
            let mut seen: Vec<(&str, &Node)> = Vec::new();
            let first = list.iter().filter_map(|it| it.first());
            for node in first
                .flat_map(|it| entries(it.get("port_mappings")))
                .filter_map(|it| it.get("name"))
            {
                let Some(name) = node.text() else { continue };
                if let Some((_, earlier)) = seen.iter().find(|(it, _)| *it == name) {
                    let message = format!("two ports of `{}` are called `{name}`", task.address);
                    let found = findings.at(task, node, message, "give each a name of its own");
                    found.related("the other port", earlier.span);
                }
                seen.push((name, node));
            }
        }
    }
}
