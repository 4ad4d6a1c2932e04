//! A waiver for an environment that the app has not.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Waiver, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW0013`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0013",
    name: "waiver-in-unknown-environment",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A waiver names an environment that the app has not.",
    why: "it silences nothing there",
    bad: r#"Waiver::new("FW0802", "orders", ORDERING, PERIOD).in_environments(&["production"])"#,
    good: r#"Waiver::new("FW0802", "orders", ORDERING, PERIOD).in_environments(&["prod"])"#,
    fix: "Write the name as in `environments!`.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Waiver(judge),
    lint: None,
};

/// Judges a waiver.
pub(crate) const fn judge<'a>(app: &App<'a>, waiver: &Waiver<'a>) -> Option<Finding<'a>> {
    let (names, all) = (waiver.environments(), app.environments());
    let mut i = 0;
    while i < names.len() {
        let mut e = 0;
        while e < all.len() && !text::eq(all[e].name(), names[i]) {
            e += 1;
        }
        if e == all.len() {
            break;
        }
        i += 1;
    }
    if i == names.len() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place("waivers", waiver.rule(), waiver.place()),
        waiver.at(),
        Message::of("waiver of ")
            .code(waiver.rule())
            .text(" in ")
            .code(names[i])
            .text(", which is no environment"),
        Message::of("write the name as in `environments!`"),
    ))
}
