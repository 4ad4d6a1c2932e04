//! Backups that are kept longer elsewhere than in production.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Service, Store};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW1019`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1019",
    name: "production-backups-shorter",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "An environment keeps the backups of a database longer than production does.",
    why: "it is the data of production that has to come back",
    bad: ".backups(per_env! { staging: Backups::days(30), prod: Backups::days(7) })",
    good: ".backups(per_env! { staging: Backups::days(7), prod: Backups::days(30) })",
    fix: "Keep those of production the longest.",
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
    let Some(production) = app.production() else { return None };
    let backups = store.backup_retention();
    let (Some(here), Some(there)) = (backups.at(e), backups.at(production)) else { return None };
    if app.is_production(e) || here.number() <= there.number() {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(store.name(), "backups"),
        store.at(),
        Message::of("database ")
            .code(store.name())
            .text(" keeps its backups for ")
            .number(here.number() as u64)
            .text(" days in ")
            .code(app.environments()[e].name())
            .text(", but for ")
            .number(there.number() as u64)
            .text(" in ")
            .code(app.environments()[production].name()),
        Message::of("keep those of production the longest"),
    );
    Some(finding.in_environment(e))
}
