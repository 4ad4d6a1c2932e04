//! A waiver whose time is over.

use crate::diag::{Factor, Message, Severity};
use crate::spec::Waiver;

use crate::rules::check::Outcome;
use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW0014`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0014",
    name: "expired-waiver",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A waiver ended before today.",
    why: "what was to be mended by now is not, and nobody notices",
    bad: r#"Waiver::new("FW0802", "orders", ORDERING, PERIOD) with Period::new("2026-01-01", "2026-03-01"), on 2026-12-15"#,
    good: "a period that is not over, or no waiver",
    fix: "Mend what it covers, or agree on another period.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Findings(judge),
    lint: None,
};

/// Judges the waivers by the date, if one is given. The compiler has no clock, so this rule alone
/// of its severity is not judged while a description compiles.
pub(in crate::rules) fn judge<'a>(
    index: &Index<'_, 'a>,
    _: &Outcome<'a>,
    found: &mut Vec<Finding<'a>>,
) {
    let Some(today) = index.today else { return };
    let over = index.app.waiver_list().iter().filter(|it| it.period().is_over(today));
    found.extend(over.map(expired));
}

/// What is found when a waiver is over.
pub(in crate::rules) fn expired<'a>(waiver: &Waiver<'a>) -> Finding<'a> {
    Finding::new(
        &RULE,
        Place("waivers", waiver.rule(), waiver.place()),
        waiver.at(),
        Message::of("waiver of ")
            .code(waiver.rule())
            .text(" at ")
            .code(waiver.place())
            .text(" ended on ")
            .code(waiver.period().until()),
        Message::of("mend what it covers, or agree with ")
            .code(waiver.owner().name())
            .text(" on another period"),
    )
}
