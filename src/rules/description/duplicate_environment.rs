//! Two environments of one name.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4002`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4002",
    name: "duplicate-environment",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "Two environments have the same name.",
    why: "their parameter files and resources would overwrite each other",
    bad: r#"&[Environment::new(A, R, P).named("prod"), Environment::new(B, R, P).named("prod")]"#,
    good: "environments! { staging: Environment::new(A, R, P), prod: Environment::new(B, R, P) }",
    fix: "Name each differently.",
    source: "https://12factor.net/codebase",
    waivable: false,
    check: Check::Deployment(judge),
    lint: None,
};

/// Judges an environment of an app.
pub(crate) const fn judge<'a>(app: &App<'a>, e: usize) -> Option<Finding<'a>> {
    let all = app.environments();
    let name = all[e].name();
    let mut i = 0;
    while i < e && !text::eq(all[i].name(), name) {
        i += 1;
    }
    if i == e {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(app.name(), "environments", name),
        app.at(),
        Message::of("two environments are called ").code(name),
        Message::of("name each differently"),
    ))
}
