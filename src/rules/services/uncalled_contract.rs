//! A contract that is served and never called.

use crate::diag::{Factor, Message, Severity};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW3024`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3024",
    name: "uncalled-contract",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A service serves a contract that no service of the app calls.",
    why: "what nobody calls is kept, secured and paid for in vain",
    bad: "ORDERS.serves(&[PRICES])",
    good: "ORDERS.serves(&[PRICES]) and WEB.calls(&[PRICES.timeout_ms(300)])",
    fix: "Remove the contract, or call it.",
    source: "https://12factor.net/codebase",
    waivable: true,
    check: Check::App(walk),
    lint: None,
};

/// Judges every contract that nobody calls.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    let called: std::collections::BTreeSet<_> =
        index.services.iter().flat_map(|it| it.called()).map(|call| call.api().name()).collect();
    for (contract, providers) in &index.providers {
        if called.contains(contract) {
            continue;
        }
        for provider in providers {
            let service = index.services[*provider];
            found.push(Finding::new(
                &RULE,
                Place(service.name(), "serves", contract),
                service.at(),
                Message::of("nobody calls ")
                    .code(contract)
                    .text(", which ")
                    .code(service.name())
                    .text(" serves"),
                Message::of("remove it from `.serves`, or call it"),
            ));
        }
    }
}
