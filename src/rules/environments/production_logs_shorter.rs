//! Logs that are kept longer elsewhere than in production.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW1018`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1018",
    name: "production-logs-shorter",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "An environment keeps the logs of a service longer than production does.",
    why: "it is in production that faults are looked for weeks later",
    bad: "per_env! { dev: Retention::days(90), prod: Retention::days(30) }",
    good: "per_env! { dev: Retention::days(30), prod: Retention::days(90) }",
    fix: "Keep those of production the longest.",
    source: "https://12factor.net/logs",
    waivable: true,
    check: Check::Environment(judge),
    lint: None,
};

/// Judges a service in an environment.
pub(crate) fn judge<'a>(app: &App<'a>, service: &Service<'a>, e: usize) -> Option<Finding<'a>> {
    let production = app.production().filter(|it| *it != e && !app.is_production(e))?;
    let retention = service.log_settings().retention();
    let (here, there) = (retention.at(e)?, retention.at(production)?);
    if here <= there {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "logs"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" keeps its logs for ")
            .number(u64::from(here.number()))
            .text(" days in ")
            .code(app.environments()[e].name())
            .text(", but for ")
            .number(u64::from(there.number()))
            .text(" in ")
            .code(app.environments()[production].name()),
        Message::of("keep those of production the longest"),
    );
    Some(finding.in_environment(e))
}
