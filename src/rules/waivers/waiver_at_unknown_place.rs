//! A waiver at a place that does not exist.

use crate::diag::{Factor, Message, Severity};

use crate::rules::check::Outcome;
use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW0016`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0016",
    name: "waiver-at-unknown-place",
    severity: Severity::Warning,
    factor: Factor::Description,
    what: "The path of a waiver starts with no service, store or app of the description.",
    why: "it silences nothing: the place was renamed, or the path is misspelled",
    bad: r#"Waiver::new("FW0802", "oders", ORDERING, PERIOD)"#,
    good: r#"Waiver::new("FW0802", "orders", ORDERING, PERIOD)"#,
    fix: "Write the path as `check` prints it, as in `orders/tasks`.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Findings(judge),
    lint: None,
};

/// Judges the waivers by where they point.
pub(in crate::rules) fn judge<'a>(
    index: &Index<'_, 'a>,
    _: &Outcome<'a>,
    found: &mut Vec<Finding<'a>>,
) {
    for waiver in index.app.waiver_list() {
        if index.has_place(waiver.place()) {
            continue;
        }
        found.push(Finding::new(
            &RULE,
            Place("waivers", waiver.rule(), waiver.place()),
            waiver.at(),
            Message::of("waiver of ")
                .code(waiver.rule())
                .text(" at ")
                .code(waiver.place())
                .text(", where there is nothing"),
            Message::of("write the path as `check` prints it, as in `orders/tasks`"),
        ));
    }
}
