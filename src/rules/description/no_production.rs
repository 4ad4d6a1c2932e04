//! An app without production.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4003`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4003",
    name: "no-production",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "No environment has the purpose `Production`.",
    why: "the rules about production and its floors have nothing to hold on to",
    bad: "environments! { main: Environment::new(A, R, Purpose::Development) }",
    good: "environments! { main: Environment::new(A, R, Purpose::Production) }",
    fix: "Give the environment that users are in the purpose `Production`.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: true,
    check: Check::Whole(judge),
    lint: None,
};

/// Judges an app.
pub(crate) fn judge<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    if app.environments().is_empty() || app.production().is_some() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(app.name(), "environments"),
        app.at(),
        Message::of("app ").code(app.name()).text(" has no environment for production"),
        Message::of("give the one that users are in `Purpose::Production`"),
    ))
}
