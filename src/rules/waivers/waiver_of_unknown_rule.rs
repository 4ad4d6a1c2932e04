//! A waiver of a rule that does not exist.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Waiver, text};

use crate::rules::{Check, Finding, Place, RULES, Rule};

/// `FW0010`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0010",
    name: "waiver-of-unknown-rule",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A waiver names a rule by an id that no rule has.",
    why: "it silences nothing, and the finding it was written for stands",
    bad: r#"Waiver::new("FW9999", "orders", ORDERING, PERIOD)"#,
    good: r#"Waiver::new("FW0802", "orders", ORDERING, PERIOD)"#,
    fix: "Write the id as `check` prints it, as in `FW0802`.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Waiver(judge),
    lint: None,
};

/// Judges a waiver.
pub(crate) const fn judge<'a>(_: &App<'a>, waiver: &Waiver<'a>) -> Option<Finding<'a>> {
    if rule_of(waiver).is_some() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place("waivers", waiver.rule(), waiver.place()),
        waiver.at(),
        Message::of("waiver of ").code(waiver.rule()).text(", which is no rule"),
        Message::of("write the id as `check` prints it, as in `FW0802`"),
    ))
}

/// The rule that a waiver names.
pub(in crate::rules) const fn rule_of(waiver: &Waiver<'_>) -> Option<&'static Rule> {
    let mut i = 0;
    while i < RULES.len() {
        if text::eq(RULES[i].id, waiver.rule()) {
            return Some(RULES[i]);
        }
        i += 1;
    }
    None
}
