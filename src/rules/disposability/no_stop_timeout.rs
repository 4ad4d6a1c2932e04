//! A container that leaves it to ECS how long its end may take.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TASKS, container_term, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW0902`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0902",
    name: "no-stop-timeout",
    severity: Severity::Info,
    factor: Factor::Disposability,
    what: "An essential container has no stop timeout, so it is killed 30 seconds after SIGTERM.",
    why: "whoever reads it cannot tell whether its requests and messages end within that time, and every deployment stops every task",
    bad: r"ContainerDefinitions:
  - Name: app
    Image: app:1.0.0",
    good: r"ContainerDefinitions:
  - Name: app
    Image: app:1.0.0
    StopTimeout: 60",
    fix: "Set it to what its longest request or message takes; Fargate takes 120 seconds at most.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        for container in task.containers.iter().filter(|it| !it.is_expendable()) {
            if container.node.lacks("stop_timeout") {
                let term = container_term(manifest, "stop_timeout");
                findings.missing_in(
                    container.resource,
                    container.node,
                    "stop_timeout",
                    format!(
                        "`{}` has no stop timeout: 30 seconds after SIGTERM it is killed",
                        container.name()
                    ),
                    format!("set {term} to what its longest request or message takes"),
                );
            }
        }
    }
}
