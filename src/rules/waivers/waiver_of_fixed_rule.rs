//! A waiver of a rule that holds without exception.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Waiver};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW0011`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0011",
    name: "waiver-of-fixed-rule",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A waiver names a rule that cannot be waived.",
    why: "such a rule guards what cannot be deployed, or must not be described, at all",
    bad: r#"Waiver::new("FW0301", "orders", ORDERING, PERIOD)"#,
    good: r#".env(&[secret("DB_PASSWORD")])"#,
    fix: "Cure the finding.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Waiver(judge),
    lint: None,
};

/// Judges a waiver.
pub(crate) const fn judge<'a>(_: &App<'a>, waiver: &Waiver<'a>) -> Option<Finding<'a>> {
    let Some(rule) = crate::rules::waivers::waiver_of_unknown_rule::rule_of(waiver) else {
        return None;
    };
    if rule.waivable {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place("waivers", waiver.rule(), waiver.place()),
        waiver.at(),
        Message::of("waiver of ")
            .code(waiver.rule())
            .text(" (")
            .text(rule.name)
            .text("), which cannot be waived"),
        Message::of("cure the finding, and remove the waiver"),
    ))
}
