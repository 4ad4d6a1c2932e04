//! One task where production runs several.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW1016`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1016",
    name: "verification-below-floor",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "Production runs two tasks of a service at least, and a verification environment may run one.",
    why: "races, session affinity and the overlap of a deployment show only with two tasks, so nothing verifies them",
    bad: ".tasks(per_env! { staging: Tasks(1, 2), prod: Tasks(2, 10) })",
    good: ".tasks(per_env! { staging: Tasks(2, 2), prod: Tasks(2, 10) })",
    fix: "Run two tasks at least wherever releases are verified.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: true,
    check: Check::Environment(judge),
    lint: None,
};

/// Whether so few tasks verify nothing about so many.
pub(in crate::rules) const fn is_below(verification: u32, production: u32) -> bool {
    production >= 2 && verification < 2
}

/// Judges a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let (Some(production), true) = (app.production(), app.is_verification(e)) else { return None };
    let tasks = service.scale();
    let (Some(here), Some(there)) = (tasks.at(e), tasks.at(production)) else { return None };
    if !is_below(here.0, there.0) {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "tasks"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" has ")
            .number(here.0 as u64)
            .text(" task at least in ")
            .code(app.environments()[e].name())
            .text(", but ")
            .number(there.0 as u64)
            .text(" in ")
            .code(app.environments()[production].name()),
        Message::of("run two at least in ").code(app.environments()[e].name()).text(" too"),
    );
    Some(finding.in_environment(e))
}
