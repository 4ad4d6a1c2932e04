//! Logs that are gone before somebody looks.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest};
use crate::spec::{App, Service};

use crate::rules::lint::{Findings, is_for_trial, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW1108`.
pub(in crate::rules) static RULE: Rule = Rule {
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
    lint: Some(Lint::new(Severity::Info, find)),
};

/// Whether logs are gone before somebody comes back from a long weekend.
pub(in crate::rules) const fn is_short(days: u32) -> bool {
    days < 7
}

/// Judges a service in an environment.
pub(crate) fn judge<'a>(app: &App<'a>, service: &Service<'a>, e: usize) -> Option<Finding<'a>> {
    let days = service.log_settings().retention().at(e)?.number();
    if !app.is_production(e) || !is_short(u32::from(days)) {
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

/// Judges what is written down; a manifest does not say whether it is for production.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("logs/log-group").filter(|it| !is_for_trial(manifest, it)) {
        let Some(node) = group.property("retention_in_days") else { continue };
        let days = match node.data {
            Data::Integer(_) | Data::Text(_) => node.integer(),
            _ => None,
        };
        // Terraform's 0 is for ever.
        let days = days.and_then(|it| u32::try_from(it).ok()).filter(|days| *days > 0);
        if let Some(days) = days.filter(|days| is_short(*days)) {
            let property = term(manifest, group, "retention_in_days");
            findings.at(
                group,
                node,
                format!("`{}` keeps its logs for {days} {}", group.address, days_word(days)),
                format!("set {property} to 7 or more where somebody depends on it"),
            );
        }
    }
}

const fn days_word(days: u32) -> &'static str {
    if days == 1 { "day" } else { "days" }
}
