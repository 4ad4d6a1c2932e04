//! Containers that stop too slowly for Fargate.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TASKS, container_term, containers, is_for_fargate};
use crate::rules::{Check, Lint, Rule};

/// `FW6138`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6138",
    name: "long-stop-on-fargate",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "A container of a task on Fargate may take more than 120 seconds to stop.",
    why: "ECS refuses the task definition: Fargate waits for 120 seconds at most",
    bad: r"RequiresCompatibilities: [FARGATE]
ContainerDefinitions:
  - StopTimeout: 300",
    good: r"RequiresCompatibilities: [FARGATE]
ContainerDefinitions:
  - StopTimeout: 120",
    fix: "Set it to 120 or less, and let work that takes longer be taken up again by another task.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

/// How long Fargate waits at most, in seconds.
const LONGEST: i64 = 120;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest).filter(|it| is_for_fargate(it.resource)) {
        let Some(node) = container.get("stop_timeout") else { continue };
        let Some(seconds) = node.integer().filter(|it| *it > LONGEST) else { continue };
        let message = format!(
            "`{}` may take {seconds} seconds to stop, but Fargate waits for {LONGEST}",
            container.name()
        );
        let help = format!("set {} to {LONGEST} or less", container_term(manifest, "stop_timeout"));
        findings.at(container.resource, node, message, help);
    }
}
