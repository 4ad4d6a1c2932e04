//! A scheduled task that may fail to start unseen.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW1206`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1206",
    name: "scheduled-task-no-dlq",
    severity: Severity::Info,
    factor: Factor::AdminProcesses,
    what: "An EventBridge rule or schedule starts an ECS task and has no dead-letter queue.",
    why: "when the task cannot be started, the event is dropped after its retries: the nightly job did not run, and nothing says so",
    bad: r"Targets:
  - Arn: !GetAtt Cluster.Arn
    EcsParameters: {TaskDefinitionArn: !Ref Report}",
    good: r"Targets:
  - Arn: !GetAtt Cluster.Arn
    EcsParameters: {TaskDefinitionArn: !Ref Report}
    DeadLetterConfig: {Arn: !GetAtt Failed.Arn}",
    fix: "Give the target a dead-letter queue, and an alarm on its length.",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

const PROPERTY: &str = "dead_letter_config";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in &manifest.resources {
        for target in targets(resource) {
            if target.get("ecs_parameters").is_some() && target.lacks(PROPERTY) {
                findings.missing(
                    resource,
                    PROPERTY,
                    format!("`{}` starts a task and has no dead-letter queue", resource.address),
                    "give the target a dead-letter queue, and an alarm on its length",
                );
            }
        }
    }
}

/// What a rule or schedule starts.
fn targets(resource: &Resource) -> Vec<&Node> {
    match resource.kind_name() {
        "events/rule" => {
            let list = resource.property("targets").map(Node::branches).unwrap_or_default();
            list.into_iter().flat_map(Node::items).flat_map(Node::branches).collect()
        }
        "events/target" => vec![&resource.properties],
        "scheduler/schedule" => resource.property("target").map(Node::branches).unwrap_or_default(),
        _ => Vec::new(),
    }
}
