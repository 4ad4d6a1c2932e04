//! A state that no transition leads to.

use std::collections::BTreeSet;

use crate::diag::{Factor, Severity};
use crate::ir::lifted::asl::{Machine, machines};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6181`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6181",
    name: "unreachable-state",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "No transition of a state machine leads to one of its states.",
    why: "Step Functions refuses the definition (`MISSING_TRANSITION_TARGET`): mostly a catcher or a choice lost its way, and the state that puts things back would never run",
    bad: r#"{"StartAt": "shift", "States": {"shift": {"Type": "Pass", "End": true}, "undo": {"Type": "Succeed"}}}"#,
    good: r#"{"StartAt": "shift", "States": {"shift": {"Type": "Pass", "Next": "undo"}, "undo": {"Type": "Succeed"}}}"#,
    fix: "Lead a transition to it, or remove it.",
    source: "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (resource, machine) in machines(manifest) {
        for (machine, _) in machine.nested() {
            tell(resource, machine, findings);
        }
    }
}

fn tell(resource: &Resource, machine: Machine<'_>, findings: &mut Findings<'_>) {
    let (Some(reached), Some(states)) = (reached(machine), machine.node.get("States")) else {
        return;
    };
    for state in machine.states().filter(|state| !reached.contains(state.name)) {
        findings.at_key(
            resource,
            states,
            state.name,
            format!("no transition leads to the state `{}`", state.name),
            "lead one to it, or remove it",
        );
    }
}

/// The states that an execution may come to; `None` if a transition is not known, or its state is
/// not there.
fn reached(machine: Machine<'_>) -> Option<BTreeSet<&str>> {
    let mut open = vec![machine.start()?.text()?];
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        let state = machine.state(name)?;
        if !reached.insert(name) {
            continue;
        }
        // What is no list may be any transitions.
        for list in ["Choices", "Catch"] {
            let is_open = |it: &Node| it.items().is_empty();
            if state.node.get(list).is_some_and(is_open) {
                return None;
            }
        }
        for transition in state.transitions() {
            for target in transition.target.branches() {
                open.push(target.text()?);
            }
        }
    }
    Some(reached)
}
