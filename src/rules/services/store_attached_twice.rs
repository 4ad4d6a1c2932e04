//! A store that a service attaches twice in the same role.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{Attachment, Service, Store, text};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW3013`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3013",
    name: "store-attached-twice",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A service attaches the same database, or the same end of a queue, twice.",
    why: "one locator per store is enough; two grants and two network paths of the same name collide",
    bad: r#".attach(&[DB.as_env("DATABASE_URL"), DB.as_env("PG_URL")])"#,
    good: r#".attach(&[DB.as_env("DATABASE_URL")])"#,
    fix: "Remove one.",
    source: "https://12factor.net/backing-services",
    waivable: false,
    check: Check::App(walk),
    lint: None,
};

/// Judges every attached store beside the earlier ones.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
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
    let same_role = match (earlier.store(), later.store()) {
        (Store::Queue(_, a), Store::Queue(_, b)) => *a as u8 == *b as u8,
        (Store::Postgres(_) | Store::Queue(..) | Store::Table(_), _) => true,
    };
    if !same_role || !earlier.store().is(later.store()) || !text::eq(first.name(), second.name()) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(second.name(), "env", later.variable()),
        later.at(),
        Message::of("service ")
            .code(second.name())
            .text(" attaches ")
            .code(later.store().name())
            .text(" twice"),
        Message::of("remove ").code(later.variable()).text(" or ").code(earlier.variable()),
    ))
}
