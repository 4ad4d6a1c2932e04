//! A transition to a state that the machine does not have.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::asl::{Machine, machines};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6180`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6180",
    name: "unknown-state",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "A state machine starts with, or goes on to, a state that it does not have.",
    why: "Step Functions refuses the definition when the machine is made or changed, and a change that came along is rolled back",
    bad: r#"{"StartAt": "shift", "States": {"shift": {"Type": "Pass", "Next": "wiat"}, "wait": {"Type": "Succeed"}}}"#,
    good: r#"{"StartAt": "shift", "States": {"shift": {"Type": "Pass", "Next": "wait"}, "wait": {"Type": "Succeed"}}}"#,
    fix: "Name a state of the same machine; one inside a `Map` or `Parallel` state cannot name one outside.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html",
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
    if machine.states().next().is_none() {
        return;
    }
    if machine.node.lacks("StartAt") {
        let message = "the machine does not say which state it starts with";
        findings.at(resource, machine.node, message, "add `StartAt`");
    }
    let followers = machine.states().flat_map(|state| state.transitions());
    let named = machine.start().into_iter().chain(followers.map(|it| it.target));
    for target in named.flat_map(Node::branches) {
        let Some(name) = target.text() else { continue };
        // Step Functions puts its substitutions in later.
        if name.contains("${") || machine.state(name).is_some() {
            continue;
        }
        let meant = nearest(name, machine.states().map(|state| state.name));
        let help = meant.map_or_else(
            || "name a state of this machine".to_owned(),
            |meant| format!("write `{meant}`"),
        );
        findings.at(resource, target, format!("the machine has no state `{name}`"), help);
    }
}
