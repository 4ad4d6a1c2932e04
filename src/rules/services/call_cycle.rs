//! Services that call each other in a circle.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, call_graph};
use crate::rules::{Check, Finding, Index, Lint, Place, Rule};

/// `FW3009`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3009",
    name: "call-cycle",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "Calls lead from a service over others back to it.",
    why: "neither can start, be tested or be released without the other, and under load each waits for the other",
    bad: "ORDERS calls BILLING_API, and BILLING calls ORDERS_API",
    good: "ORDERS calls BILLING_API, and BILLING sends to a queue that ORDERS receives from",
    fix: "Turn one of the calls into a message.",
    source: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/design-interactions-in-a-distributed-system-to-prevent-failures.html",
    waivable: true,
    check: Check::App(walk),
    lint: Some(Lint::new(Severity::Warning, find)),
};

/// Judges every call that closes a circle.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for step in index.call_graph().closing {
        let (caller, callee) = (index.services[step.caller], index.services[step.callee]);
        let contract = step.call.api().name();
        found.push(Finding::new(
            &RULE,
            Place(caller.name(), "calls", contract),
            step.call.at(),
            Message::of("the call of ")
                .code(contract)
                .text(" leads from ")
                .code(caller.name())
                .text(" back to ")
                .code(callee.name()),
            Message::of("turn one of the calls in the circle into a message"),
        ));
    }
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let (services, graph) = call_graph(manifest);
    for step in graph.closing {
        let (caller, callee) = (services[step.caller].resource, services[step.callee].resource);
        let message = format!(
            "`{}` leads from `{}` back to `{}`",
            step.call.name, caller.address, callee.address
        );
        findings
            .at(
                step.call.resource,
                step.call.value,
                message,
                "turn one of the calls in the circle into a message",
            )
            .related("the one that it leads back to", callee.head);
    }
}
