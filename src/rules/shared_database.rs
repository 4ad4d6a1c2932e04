//! A database that two services use.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{Attachment, Service, Store, text};

use super::{Check, Finding, Index, Place, Rule};

/// `FW3001`.
pub(super) static RULE: Rule = Rule {
    id: "FW3001",
    name: "shared-database",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "Two services attach the same database.",
    why: "neither can change its tables without the other, so they can only be released together",
    bad: r#"const ORDERS: Service = ORDERS_SERVICE.attach(&[DB.as_env("DATABASE_URL")]); const BILLING: Service = BILLING_SERVICE.attach(&[DB.as_env("DATABASE_URL")]);"#,
    good: r#"const ORDERS: Service = ORDERS_SERVICE.attach(&[DB.as_env("DATABASE_URL")]); const BILLING: Service = BILLING_SERVICE.calls(&[ORDERS_API.timeout_ms(500)]);"#,
    fix: "Let one own it, and the others call a contract of the owner or listen to its events.",
    source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/modernization-data-persistence/database-per-service.html",
    waivable: true,
    check: Check::App(walk),
    lint: None,
};

/// Judges every attached store beside the earlier ones.
pub(super) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for holders in index.holders.values() {
        for (position, later) in holders.iter().enumerate() {
            let mut earlier = holders[..position].iter();
            found.extend(earlier.find_map(|it| {
                judge(index.services[it.0], it.1, index.services[later.0], later.1)
            }));
        }
    }
}

/// Judges an attachment beside an earlier one.
pub(crate) const fn judge<'a>(
    first: &Service<'a>,
    earlier: &Attachment<'a>,
    second: &Service<'a>,
    later: &Attachment<'a>,
) -> Option<Finding<'a>> {
    if !matches!(later.store(), Store::Postgres(_))
        || !earlier.store().is(later.store())
        || text::eq(first.name(), second.name())
    {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(later.store().name()),
        later.at(),
        Message::of("services ")
            .code(first.name())
            .text(" and ")
            .code(second.name())
            .text(" share the database ")
            .code(later.store().name()),
        Message::of("let one own it, and the other call a contract of the owner"),
    ))
}
