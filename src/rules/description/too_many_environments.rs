//! More environments than formwork takes.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4007`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4007",
    name: "too-many-environments",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "An app has more than eight environments.",
    why: "a value is kept for eight environments at most, and those beyond would silently have none",
    bad: "nine environments",
    good: "eight environments",
    fix: "Make an app of its own of those that differ in purpose, or describe tenants as data.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Whole(judge),
    lint: None,
};

/// Judges an app.
pub(crate) const fn judge<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    let count = app.environments().len();
    if count <= crate::spec::MAX_ENVIRONMENTS {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(app.name(), "environments"),
        app.at(),
        Message::of("app ")
            .code(app.name())
            .text(" has ")
            .number(count as u64)
            .text(" environments, and formwork takes 8"),
        Message::of("make a second app of some of them"),
    ))
}
