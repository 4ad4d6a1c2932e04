//! A step of a state machine whose failure nobody handles.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use super::lint::Findings;
use super::{Check, Lint, Rule};

/// `FW5006`.
pub(super) static RULE: Rule = Rule {
    id: "FW5006",
    name: "uncaught-task-state",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A task state of a state machine has neither `Catch` nor `Retry`.",
    why: "the first throttled call or lost worker ends the execution where it stands: a release stays half shifted, an order half booked",
    bad: r#""shift": {"Type": "Task", "Resource": "${Shift.Arn}", "Next": "wait"}"#,
    good: r#""shift": {"Type": "Task", "Resource": "${Shift.Arn}", "Next": "wait",
  "Retry": [{"ErrorEquals": ["States.ALL"]}]}"#,
    fix: "Retry what may pass, and catch the rest with a state that puts things back.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// State machines inside state machines are followed this far.
const DEPTH: usize = 16;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for machine in manifest.of("stepfunctions/state-machine") {
        let definitions = ["definition", "definition_object"];
        for definition in definitions.into_iter().filter_map(|name| machine.property(name)) {
            judge_states(machine, definition, DEPTH, findings);
        }
    }
}

/// Judges the states of a machine, and those of its branches, if nothing around them catches.
fn judge_states(machine: &Resource, node: &Node, depth: usize, findings: &mut Findings<'_>) {
    let Some(states) = node.get("States").filter(|_| depth > 0) else { return };
    for field in states.fields() {
        let state = &field.value;
        if !(state.lacks("Catch") && state.lacks("Retry")) {
            continue;
        }
        match state.get("Type").and_then(Node::text) {
            Some("Task") => {
                findings.at_key(
                    machine,
                    states,
                    &field.key,
                    format!("nobody handles the failure of the task state `{}`", field.key),
                    "add `Retry` for what may pass, and `Catch` with a state that puts things back",
                );
            }
            Some("Parallel") => {
                let branches = state.get("Branches").map(Node::items).unwrap_or_default();
                for branch in branches {
                    judge_states(machine, branch, depth - 1, findings);
                }
            }
            Some("Map") => {
                let body = state.get("ItemProcessor").or_else(|| state.get("Iterator"));
                if let Some(body) = body {
                    judge_states(machine, body, depth - 1, findings);
                }
            }
            _ => {}
        }
    }
}
