//! A request that waits for a chain of services.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, call_graph};
use crate::rules::{Check, Finding, Index, Lint, Place, Rule};

/// `FW3004`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3004",
    name: "sync-chain-too-deep",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A call leads through more than three further services, one after the other.",
    why: "their failures multiply and their latencies add up, so the first is the slowest and the least available of all",
    bad: "A calls B, B calls C, C calls D, D calls E",
    good: "A calls B; C, D and E learn what they need from a queue",
    fix: "Cut the chain with a queue, or let a service keep a copy of what it asks for.",
    source: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/design-interactions-in-a-distributed-system-to-prevent-failures.html",
    waivable: true,
    check: Check::App(walk),
    lint: Some(Lint::new(Severity::Warning, find)),
};

/// The most calls one after the other.
const MOST: usize = 3;

/// Judges every chain at its start: a service that nobody calls.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    let graph = index.call_graph();
    for (start, chain) in graph.chains() {
        if chain.len() - 1 <= MOST {
            continue;
        }
        let service = index.services[start];
        let name = |position: usize| index.services[chain[position]].name();
        found.push(Finding::new(
            &RULE,
            Place::part(service.name(), "calls"),
            service.at(),
            Message::of("a request to ")
                .code(name(0))
                .text(" waits for ")
                .code(name(1))
                .text(", ")
                .code(name(2))
                .text(", ")
                .code(name(3))
                .text(" and ")
                .number(chain.len() as u64 - 4)
                .text(" more, one after the other"),
            Message::of("cut the chain with a queue, or keep a copy of what is asked for"),
        ));
    }
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let (services, graph) = call_graph(manifest);
    for (_, chain) in graph.chains() {
        if chain.len() - 1 <= MOST {
            continue;
        }
        let name = |position: usize| &services[chain[position]].resource.address;
        let message = format!(
            "a request to `{}` waits for `{}`, `{}`, `{}` and {} more, one after the other",
            name(0),
            name(1),
            name(2),
            name(3),
            chain.len() - 4
        );
        let help = "cut the chain with a queue, or keep a copy of what is asked for";
        let found = findings.missing(services[chain[0]].resource, "calls", message, help);
        for service in &chain[1..] {
            found.related("calls", services[*service].resource.head);
        }
    }
}
