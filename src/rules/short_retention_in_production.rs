//! Logs that are gone before somebody looks.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use super::{Check, Finding, Place, Rule};

/// `FW1108`.
pub(super) static RULE: Rule = Rule {
    id: "FW1108",
    name: "short-retention-in-production",
    severity: Severity::Warning,
    factor: Factor::Logs,
    what: "Logs of a service are kept for less than seven days in production.",
    why: "a fault that is found after a long weekend has no traces left",
    bad: ".logs(Logs::new(LogMode::NonBlocking, same(Retention::days(3))))",
    good: ".logs(Logs::new(LogMode::NonBlocking, same(Retention::days(30))))",
    fix: "Keep them for seven days at least.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    waivable: true,
    check: Check::Environment(judge),
    lint: None,
};

/// Judges a service in an environment.
pub(crate) fn judge<'a>(app: &App<'a>, service: &Service<'a>, e: usize) -> Option<Finding<'a>> {
    let days = service.log_settings().retention().at(e)?.number();
    if !app.is_production(e) || days >= 7 {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "logs"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" keeps its logs for ")
            .number(u64::from(days))
            .text(" days in ")
            .code(app.environments()[e].name()),
        Message::of("keep them for seven days at least"),
    );
    Some(finding.in_environment(e))
}
