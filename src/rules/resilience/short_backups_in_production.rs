//! A production database whose backups are gone within a week.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest};
use crate::spec::{App, Attachment, Service, Store};

use crate::rules::lint::{Findings, is_for_trial, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW2017`.
pub(in crate::rules) static RULE: Rule = Rule {
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
    lint: Some(Lint::new(Severity::Warning, find)),
};

/// Whether backups are gone before somebody comes back from a long weekend.
pub(in crate::rules) const fn is_short(days: u32) -> bool {
    days < 7
}

/// Judges a store of a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let Store::Postgres(store) = attachment.store() else { return None };
    let Some(days) = store.backup_retention().at(e) else { return None };
    if !app.is_production(e) || !is_short(days.number() as u32) {
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

/// Judges what is written down; a manifest does not say whether it is for production.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    const KINDS: [&str; 4] = ["rds/instance", "rds/cluster", "docdb/cluster", "neptune/cluster"];
    for kind in KINDS {
        for store in manifest.of(kind).filter(|it| !is_for_trial(manifest, it)) {
            let is_part = ["replicate_source_db", "db_cluster_identifier"];
            let Some(node) = store.property("backup_retention_period") else { continue };
            let days = match node.data {
                Data::Integer(_) | Data::Text(_) => node.integer(),
                _ => None,
            };
            let days = days.and_then(|it| u32::try_from(it).ok()).filter(|days| is_short(*days));
            let Some(days) = days.filter(|_| is_part.iter().all(|it| store.property(it).is_none()))
            else {
                continue;
            };
            let property = term(manifest, store, "backup_retention_period");
            let message = match days {
                0 => format!("`{}` keeps no backups", store.address),
                1 => format!("`{}` keeps its backups for 1 day", store.address),
                _ => format!("`{}` keeps its backups for {days} days", store.address),
            };
            findings.at(store, node, message, format!("set {property} to 7 or more"));
        }
    }
}
