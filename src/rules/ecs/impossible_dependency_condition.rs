//! Containers that wait for what cannot happen.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Container, Findings, TASKS, container_term, dependencies, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6129`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6129",
    name: "impossible-dependency-condition",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A container waits until another is healthy that has no health check, or until one ends that is essential.",
    why: "the task never starts, or ECS refuses its definition: nothing says that the container is healthy, and with an essential container the whole task ends",
    bad: r"- Name: web
  DependsOn:
    - {ContainerName: proxy, Condition: HEALTHY}
- Name: proxy",
    good: r"- Name: web
  DependsOn:
    - {ContainerName: proxy, Condition: START}
- Name: proxy",
    fix: "Give the other container a health check, or set `Essential: false`, or wait for `START`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        for list in slots(task) {
            let containers: Vec<_> = list.into_iter().flatten().collect();
            for container in &containers {
                for dependency in dependencies(container) {
                    let Some((node, condition)) = dependency.condition else { continue };
                    let mut on = containers.iter().filter(|it| it.name() == dependency.on);
                    let Some((other, why)) =
                        on.find_map(|it| Some((it, impossible(it, condition)?)))
                    else {
                        continue;
                    };
                    let message = format!(
                        "`{}` waits until `{}` {}, but that {why}",
                        container.name(),
                        other.name(),
                        if condition == "HEALTHY" { "is healthy" } else { "ends" }
                    );
                    let help = match condition {
                        "HEALTHY" => format!(
                            "give it a {}, or wait for `START`",
                            container_term(manifest, "health_check")
                        ),
                        _ => format!(
                            "set its {} to `false`, or wait for `START`",
                            container_term(manifest, "essential")
                        ),
                    };
                    findings.at(task, node, message, help);
                }
            }
        }
    }
}

/// Why a container never meets a condition.
fn impossible(container: &Container<'_>, condition: &str) -> Option<&'static str> {
    let essential = container.get("essential");
    match condition {
        "HEALTHY" if container.get("health_check").is_none() => Some("has no health check"),
        "SUCCESS" | "COMPLETE" if essential.is_none_or(|it| it.bool() == Some(true)) => {
            Some("is essential")
        }
        _ => None,
    }
}
