//! A branch of a state machine that may wait for ever.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::asl::{Kind, State, machines};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, spelled};
use crate::rules::{Check, Lint, Rule};

/// `FW2101`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2101",
    name: "branch-without-timeout",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A task in a branch of `Parallel` or `Map` waits for a job or a callback, without a timeout.",
    why: "such a task may last a year: if the job or its answer gets lost, all the other branches wait for it and the execution never ends",
    bad: r#""pay": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true}"#,
    good: r#""pay": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true,
  "TimeoutSeconds": 900}"#,
    fix: "Set `TimeoutSeconds` or `HeartbeatSeconds` of the task, or `TimeoutSeconds` of the state machine.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// What ends a task that gets no answer.
const LIMITS: [&str; 4] =
    ["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"];
/// What a task calls that Step Functions then waits for.
const WAITING: [&str; 3] = [".waitForTaskToken", ".sync", ".sync:2"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (resource, machine) in machines(manifest) {
        if is_limited(machine.node) {
            continue;
        }
        for (branch, around) in machine.nested() {
            if around.is_empty() || around.iter().any(|it| is_limited(it.node)) {
                continue;
            }
            let Some(states) = branch.node.get("States") else { continue };
            for state in branch.states().filter(|it| waits(manifest, it)) {
                findings.at_key(
                    resource,
                    states,
                    state.name,
                    format!("the task state `{}` may wait for ever in its branch", state.name),
                    "set `TimeoutSeconds` or `HeartbeatSeconds`",
                );
            }
        }
    }
}

fn is_limited(node: &Node) -> bool {
    LIMITS.iter().any(|name| !node.lacks(name))
}

/// Whether a state waits for a job or a callback that nothing limits.
fn waits(manifest: &Manifest, state: &State<'_>) -> bool {
    let resource = state.node.get("Resource").map(|it| spelled(manifest, it)).unwrap_or_default();
    let waits = WAITING.iter().any(|it| resource.ends_with(it)) || resource.contains(":activity:");
    state.kind() == Some(Kind::Task) && waits && !is_limited(state.node)
}
