//! A production database that can be deleted by mistake.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Service, Store};

use super::{Check, Finding, Place, Rule};

/// `FW2014`.
pub(super) static RULE: Rule = Rule {
    id: "FW2014",
    name: "stateful-store-deletable",
    severity: Severity::Error,
    factor: Factor::BackingServices,
    what: "A database has no deletion protection in production.",
    why: "one wrong command, or one renamed resource, then deletes what users entrusted",
    bad: ".deletion_protection(same(Protection::Off))",
    good: ".deletion_protection(per_env! { dev: Protection::Off, prod: Protection::On })",
    fix: "Leave the protection on in production.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
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
    let Some(protection) = store.protection().at(e) else { return None };
    if !app.is_production(e) || matches!(protection, crate::spec::Protection::On) {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(store.name(), "protection"),
        store.at(),
        Message::of("database ")
            .code(store.name())
            .text(" can be deleted in ")
            .code(app.environments()[e].name()),
        Message::of("leave the protection on in production"),
    );
    Some(finding.in_environment(e))
}
