//! A step of a state machine whose failure nobody handles.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::asl::{Kind, Machine, State, machines};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW5006`.
pub(in crate::rules) static RULE: Rule = Rule {
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

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (resource, machine) in machines(manifest) {
        for (machine, around) in machine.nested() {
            if around.iter().all(handles_nothing) {
                judge_states(resource, machine, findings);
            }
        }
    }
}

fn judge_states(resource: &Resource, machine: Machine<'_>, findings: &mut Findings<'_>) {
    let Some(states) = machine.node.get("States") else { return };
    for state in machine.states() {
        if state.kind() == Some(Kind::Task) && handles_nothing(&state) {
            findings.at_key(
                resource,
                states,
                state.name,
                format!("nobody handles the failure of the task state `{}`", state.name),
                "add `Retry` for what may pass, and `Catch` with a state that puts things back",
            );
        }
    }
}

fn handles_nothing(state: &State<'_>) -> bool {
    state.node.lacks("Catch") && state.node.lacks("Retry")
}
