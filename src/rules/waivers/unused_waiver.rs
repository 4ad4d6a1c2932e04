//! A waiver that covers nothing.

use crate::diag::{Factor, Message, Severity};

use crate::rules::check::Outcome;
use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW0015`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0015",
    name: "unused-waiver",
    severity: Severity::Warning,
    factor: Factor::Description,
    what: "No finding is covered by a waiver.",
    why: "what it was written for is mended or has moved; kept, it would hide the next fault at this place",
    bad: r#"Waiver::new("FW0802", "orders", ORDERING, PERIOD) for a service with two tasks"#,
    good: "no waiver",
    fix: "Remove it, or give it the path of the finding.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Findings(judge),
    lint: None,
};

/// Judges the waivers by what they cover.
pub(in crate::rules) fn judge<'a>(
    index: &Index<'_, 'a>,
    outcome: &Outcome<'a>,
    found: &mut Vec<Finding<'a>>,
) {
    let used: std::collections::BTreeSet<_> = outcome.waived.iter().map(|it| it.1).collect();
    for (position, waiver) in index.app.waiver_list().iter().enumerate() {
        let known = crate::rules::waivers::waiver_of_unknown_rule::rule_of(waiver)
            .is_some_and(|it| it.waivable);
        if used.contains(&position) || !known || !index.has_place(waiver.place()) {
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
                .text(" covers no finding"),
            Message::of("remove it, or give it the path of the finding"),
        ));
    }
}
