//! A state that both ends and goes on, or does neither.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::asl::{Kind, State, machines};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6184`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6184",
    name: "conflicting-transition",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: r#"A state has both `Next` and `"End": true`, or has neither where one must be; or has either where none may be."#,
    why: "Step Functions refuses the definition when the machine is made or changed",
    bad: r#""shift": {"Type": "Pass", "Next": "wait", "End": true}"#,
    good: r#""shift": {"Type": "Pass", "Next": "wait"}"#,
    fix: "Say one of both; a choice says it in its choices, and `Succeed` and `Fail` say none.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (resource, machine) in machines(manifest) {
        for (machine, _) in machine.nested() {
            let Some(states) = machine.node.get("States") else { continue };
            for state in machine.states() {
                if let Some((message, help)) = conflict(&state) {
                    findings.at_key(resource, states, state.name, message, help);
                }
            }
        }
    }
}

/// What is wrong with how a state goes on.
fn conflict(state: &State<'_>) -> Option<(String, &'static str)> {
    let name = state.name;
    let goes_on = state.node.get("Next").is_some();
    let end = state.node.get("End").map(Node::bool);
    let is_end = match end {
        Some(end) => end?,
        None => false,
    };
    match state.kind()? {
        Kind::Choice | Kind::Succeed | Kind::Fail => {
            let what = state.node.get("Type").and_then(Node::text)?;
            let field = [("Next", goes_on), ("End", is_end)].into_iter().find(|it| it.1)?.0;
            Some((format!("`{name}` is a `{what}` state and has `{field}`"), "remove it"))
        }
        Kind::Task | Kind::Map | Kind::Parallel | Kind::Wait | Kind::Pass => {
            if goes_on && is_end {
                return Some((format!("`{name}` both goes on and ends"), "remove `Next` or `End`"));
            }
            let is_lost = state.node.lacks("Next") && !is_end;
            is_lost.then(|| {
                (format!("`{name}` neither goes on nor ends"), "add `Next`, or `\"End\": true`")
            })
        }
    }
}
