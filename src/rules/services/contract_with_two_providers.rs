//! A contract that two services serve.

use crate::diag::{Factor, Message, Severity};
use crate::spec::Service;

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW3015`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3015",
    name: "contract-with-two-providers",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "Two services serve the same contract.",
    why: "a call would reach one or the other by chance",
    bad: "ORDERS.serves(&[PRICES]) and STOCK.serves(&[PRICES])",
    good: "ORDERS.serves(&[ORDER_PRICES]) and STOCK.serves(&[STOCK_PRICES])",
    fix: "Keep one provider, or make two contracts of it.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html",
    waivable: false,
    check: Check::App(walk),
    lint: None,
};

/// Judges every provider of a contract beside the first.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for (contract, providers) in &index.providers {
        let Some((first, later)) = providers.split_first() else { continue };
        for provider in later {
            found.push(judge(index.services[*first], index.services[*provider], contract));
        }
    }
}

/// Judges a provider of a contract beside an earlier one.
pub(crate) const fn judge<'a>(
    earlier: &Service<'a>,
    later: &Service<'a>,
    contract: &'a str,
) -> Finding<'a> {
    Finding::new(
        &RULE,
        Place(later.name(), "serves", contract),
        later.at(),
        Message::of("services ")
            .code(earlier.name())
            .text(" and ")
            .code(later.name())
            .text(" both serve ")
            .code(contract),
        Message::of("keep one provider, or make two contracts of it"),
    )
}
