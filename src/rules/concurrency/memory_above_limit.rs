//! A container that asks for more memory than it may have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Container, Findings, TASKS, mebibytes, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW0809`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0809",
    name: "memory-above-limit",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A container reserves more memory than its limit, or its limit is above the memory of the task.",
    why: "ECS refuses to register the task definition, so the deployment stops there",
    bad: r"ContainerDefinitions:
  - Name: app
    Memory: 256
    MemoryReservation: 512",
    good: r"ContainerDefinitions:
  - Name: app
    Memory: 512
    MemoryReservation: 256",
    fix: "Reserve what the container always needs, limit it to what it may need at most, and give the task the sum.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        let whole = task.resource.property("memory").and_then(mebibytes);
        for container in &task.containers {
            let number = |name| container.get(name).and_then(Node::integer);
            let (reserved, limit) = (number("memory_reservation"), number("memory"));
            let asks = [
                ("memory_reservation", reserved, limit, "its limit is"),
                ("memory", limit, whole, "its task has"),
                // Of a container that has a limit, the limit is told.
                ("memory_reservation", reserved.filter(|_| limit.is_none()), whole, "its task has"),
            ];
            for (name, asked, most, of) in asks {
                if let Some((asked, most)) = asked.zip(most).filter(|(asked, most)| asked > most) {
                    tell(findings, task.resource, container, (name, asked), (of, most));
                }
            }
        }
    }
}

fn tell(
    findings: &mut Findings<'_>,
    task: &Resource,
    container: &Container<'_>,
    (name, asked): (&str, i64),
    (of, most): (&str, i64),
) {
    let Some(node) = container.get(name) else { return };
    let verb = if name == "memory" { "is limited to" } else { "reserves" };
    let message = format!("`{}` {verb} {asked} MiB, and {of} {most} MiB", container.name());
    findings.at(task, node, message, format!("write {most} at most, or raise the other"));
}
