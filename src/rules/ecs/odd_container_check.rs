//! Health checks that no container can have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Container, Findings, TASKS, container_term, containers};
use crate::rules::{Check, Lint, Rule};

/// `FW6120`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6120",
    name: "odd-container-check",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "The health check of a container starts with neither `CMD` nor `CMD-SHELL`, or has times that ECS does not take.",
    why: "ECS refuses the task definition, or Docker the container",
    bad: r"HealthCheck:
  Command: [curl, -f, http://localhost/]",
    good: r"HealthCheck:
  Command: [CMD, curl, -f, http://localhost/]",
    fix: "Start the command with `CMD` for words, or with `CMD-SHELL` for a script. An interval is 5 to 300 seconds, a timeout 2 to 60, a start period at most 300; there are 1 to 10 retries.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

/// What ECS takes, in seconds and times.
const RANGES: [(&str, i64, i64); 4] =
    [("interval", 5, 300), ("timeout", 2, 60), ("retries", 1, 10), ("start_period", 0, 300)];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest).filter(|it| it.resource.is("ecs/task-definition")) {
        let checks = container.get("health_check").map(Node::branches).unwrap_or_default();
        for check in checks {
            judge_command(manifest, &container, check, findings);
            for (name, least, most) in RANGES {
                let Some(node) = check.get(name) else { continue };
                let Some(number) = node.integer().filter(|it| !(least..=most).contains(it)) else {
                    continue;
                };
                let what = name.replace('_', " ");
                let message =
                    format!("the {what} of `{}`'s health check is {number}", container.name());
                findings.at(
                    container.resource,
                    node,
                    message,
                    format!("set it to {least} to {most}"),
                );
            }
        }
    }
}

fn judge_command(
    manifest: &Manifest,
    container: &Container<'_>,
    check: &Node,
    findings: &mut Findings<'_>,
) {
    let Some(command) = check.get("command") else { return };
    let Some(first) = command.items().first().and_then(Node::text) else { return };
    if ["CMD", "CMD-SHELL", "NONE"].contains(&first) {
        return;
    }
    let word = first.split_whitespace().next().unwrap_or(first);
    let form = if command.items().len() == 1 && word != first { "CMD-SHELL" } else { "CMD" };
    let message = format!("the health check of `{}` starts with `{word}`", container.name());
    let help = format!("start {} with `{form}`", container_term(manifest, "health_check"));
    findings.at(container.resource, command, message, help);
}
