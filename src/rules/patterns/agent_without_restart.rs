//! An agent that stays away once it has ended.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Container, Findings, TASKS, agents, container_term, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW2303`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2303",
    name: "agent-without-restart",
    severity: Severity::Info,
    factor: Factor::Disposability,
    what: "A container that only collects metrics or traces, and is not essential, has no restart policy.",
    why: "when it ends the task goes on without it: nobody sees the service any more until the task is replaced",
    bad: r"Name: otel
Image: public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0
Essential: false",
    good: r"Name: otel
Image: public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0
Essential: false
RestartPolicy: {Enabled: true}",
    fix: "Set `RestartPolicy`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        for agent in agents(manifest, &task).into_iter().filter(Container::is_expendable) {
            let restarts = match agent.get("restart_policy") {
                None => Some(false),
                Some(policy) => policy.get("enabled").and_then(Node::bool),
            };
            if restarts == Some(false) {
                findings.missing_in(
                    agent.resource,
                    agent.node,
                    "restart_policy",
                    format!("nothing starts the agent `{}` again", agent.name()),
                    format!("set {}", container_term(manifest, "restart_policy")),
                );
            }
        }
    }
}
