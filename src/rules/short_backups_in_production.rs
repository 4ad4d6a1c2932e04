//! A production database whose backups are gone within a week.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Service, Store};

use super::{Check, Finding, Place, Rule};

/// `FW2017`.
pub(super) static RULE: Rule = Rule {
    id: "FW2017",
    name: "short-backups-in-production",
    severity: Severity::Error,
    factor: Factor::BackingServices,
    what: "Backups of a database are kept for less than seven days in production.",
    why: "a fault in the data that is found after a long weekend can no longer be undone",
    bad: ".backups(same(Backups::days(3)))",
    good: ".backups(per_env! { dev: Backups::days(3), prod: Backups::days(14) })",
    fix: "Keep them for seven days at least in production.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html",
    waivable: true,
    check: Check::Holding(judge),
    lint: None,
};

/// Judges a store of a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let Store::Postgres(store) = attachment.store() else { return None };
    let Some(days) = store.backup_retention().at(e) else { return None };
    if !app.is_production(e) || days.number() >= 7 {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(store.name(), "backups"),
        store.at(),
        Message::of("database ")
            .code(store.name())
            .text(" keeps its backups for ")
            .number(days.number() as u64)
            .text(" days in ")
            .code(app.environments()[e].name()),
        Message::of("keep them for seven days at least, or waive it for a while"),
    );
    Some(finding.in_environment(e))
}
