//! An agent whose end is the end of its task.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, TASKS, agents, container_term, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW2301`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2301",
    name: "essential-agent",
    severity: Severity::Info,
    factor: Factor::Disposability,
    what: "A container that only collects metrics or traces is essential, or does not say that it is not.",
    why: "ECS stops the whole task when an essential container ends: a fault of the agent takes the service down",
    bad: r"Name: otel
Image: public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0
Essential: true",
    good: r"Name: otel
Image: public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0
Essential: false",
    fix: "Set `Essential` to false, with a restart policy; leave it true only where the service must not run unobserved.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        for agent in agents(manifest, &task) {
            let essential = agent.get("essential").map_or(Some(true), Node::bool);
            if essential == Some(true) {
                findings.missing_in(
                    agent.resource,
                    agent.node,
                    "essential",
                    format!("the task ends with its agent `{}`", agent.name()),
                    format!("set {} to false", container_term(manifest, "essential")),
                );
            }
        }
    }
}
