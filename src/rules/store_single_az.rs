//! A database in one zone.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Service, Store};

use super::{Check, Finding, Place, Rule};

/// `FW2002`.
pub(super) static RULE: Rule = Rule {
    id: "FW2002",
    name: "store-single-az",
    severity: Severity::Warning,
    factor: Factor::BackingServices,
    what: "A database has no replica.",
    why: "when the zone of the writer fails there is nothing to fail over to, and a new instance takes minutes",
    bad: ".replicas(0)",
    good: ".replicas(1)",
    fix: "Have one replica at least.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
    waivable: true,
    check: Check::Attachment(judge),
    lint: None,
};

/// Judges an attachment.
pub(crate) fn judge<'a>(
    _: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
) -> Option<Finding<'a>> {
    let Store::Postgres(store) = attachment.store() else { return None };
    if store.replica_count() > 0 {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(store.name(), "replicas"),
        store.at(),
        Message::of("database ").code(store.name()).text(" has no replica in another zone"),
        Message::of("write `.replicas(1)` or more"),
    ))
}
