//! A state machine without an end.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::asl::{Machine, machines};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6182`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6182",
    name: "endless-machine",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "No state of a state machine ends it.",
    why: "an execution goes round until it runs into the limit of 25,000 events or a year, and fails there",
    bad: r#"{"StartAt": "poll", "States": {"poll": {"Type": "Pass", "Next": "wait"}, "wait": {"Type": "Wait", "Seconds": 60, "Next": "poll"}}}"#,
    good: r#"{"StartAt": "poll", "States": {"poll": {"Type": "Pass", "Next": "wait"}, "wait": {"Type": "Wait", "Seconds": 60, "End": true}}}"#,
    fix: r#"End with `"End": true`, or with a `Succeed` or `Fail` state."#,
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (resource, machine) in machines(manifest) {
        for (machine, _) in machine.nested() {
            let Some(states) = machine.node.get("States").filter(|_| is_endless(machine)) else {
                continue;
            };
            let first = machine.states().next().map(|state| state.name).unwrap_or_default();
            let message = "no state of the machine ends it";
            let help = "end with `\"End\": true`, or with a `Succeed` or `Fail` state";
            findings.at_key(resource, states, first, message, help);
        }
    }
}

/// Whether every state surely goes on to another one.
fn is_endless(machine: Machine<'_>) -> bool {
    let goes_on = |it: &Node| !it.branches().iter().any(|it| it.bool() == Some(true));
    let mut states = machine.states().peekable();
    states.peek().is_some()
        && states.all(|state| {
            let ends = state.node.get("End").is_some_and(|it| !goes_on(it));
            state.kind().is_some() && !state.is_end() && !ends && !state.transitions().is_empty()
        })
}
