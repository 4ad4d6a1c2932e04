//! A waiver that does not say why.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Waiver};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW0012`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0012",
    name: "waiver-without-reason",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A waiver has no reason.",
    why: "nobody can tell later whether it still holds",
    bad: r#"Waiver::new("FW0802", "orders", ORDERING, PERIOD)"#,
    good: r#"Waiver::new("FW0802", "orders", ORDERING, PERIOD).because("the consumer is not idempotent yet, OPS-123")"#,
    fix: "Say why with `.because(REASON)`, and where the work is tracked.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Waiver(judge),
    lint: None,
};

/// Judges a waiver.
pub(crate) const fn judge<'a>(_: &App<'a>, waiver: &Waiver<'a>) -> Option<Finding<'a>> {
    if !waiver.reason().is_empty() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place("waivers", waiver.rule(), waiver.place()),
        waiver.at(),
        Message::of("waiver of ")
            .code(waiver.rule())
            .text(" at ")
            .code(waiver.place())
            .text(" has no reason"),
        Message::of("say why with `.because(REASON)`"),
    ))
}
