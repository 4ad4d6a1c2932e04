//! An app that runs nowhere.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4001`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4001",
    name: "no-environment",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "An app has no environments.",
    why: "there is nothing to synthesize",
    bad: r#"App::new("shop", &[], REPOSITORY)"#,
    good: r#"App::new("shop", ENVIRONMENTS, REPOSITORY)"#,
    fix: "Declare them with `environments!` and give the app `ENVIRONMENTS`.",
    source: "https://12factor.net/codebase",
    waivable: false,
    check: Check::Whole(judge),
    lint: None,
};

/// Judges an app.
pub(crate) const fn judge<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    if !app.environments().is_empty() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(app.name(), "environments"),
        app.at(),
        Message::of("app ").code(app.name()).text(" has no environments"),
        Message::of("declare them with `environments!` and pass `ENVIRONMENTS`"),
    ))
}
