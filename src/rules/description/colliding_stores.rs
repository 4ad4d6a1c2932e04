//! Two stores whose names are the same, or the same but for case and hyphens.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{Attachment, Service};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW4012`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4012",
    name: "colliding-stores",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "Two different stores have names that differ in nothing but case and punctuation.",
    why: "both would have the same logical ID and address",
    bad: r#"const A: Queue = Queue::new("orders-placed"); const B: Queue = Queue::new("ordersplaced");"#,
    good: r#"const A: Queue = Queue::new("orders-placed"); const B: Queue = Queue::new("orders-shipped");"#,
    fix: "Rename one, and keep its identity with `was(NAME)` if it is deployed.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
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
    if earlier.store().hash() != later.store().hash() || earlier.store().is(later.store()) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(later.store().name()),
        later.store().at(),
        Message::of("stores ")
            .code(earlier.store().name())
            .text(" of ")
            .code(first.name())
            .text(" and ")
            .code(later.store().name())
            .text(" of ")
            .code(second.name())
            .text(" cannot be told apart"),
        Message::of("rename one; `.was(\"")
            .text(later.store().name())
            .text("\")` keeps the identity of what is deployed"),
    ))
}
