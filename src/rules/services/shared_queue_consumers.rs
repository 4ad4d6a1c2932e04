//! A queue that two services receive from.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{Attachment, Role, Service, Store, text};

use crate::rules::lint::{Access, Findings, users};
use crate::rules::{Check, Finding, Index, Lint, Place, Rule};

/// `FW3005`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3005",
    name: "shared-queue-consumers",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "Two services receive from the same queue.",
    why: "each message goes to one of them by chance; and a queue belongs to its receiver, so it would have two owners",
    bad: r#"MAIL.receives("QUEUE_URL") in two services"#,
    good: r#"MAIL.receives("QUEUE_URL") in one service, and a queue of its own for the other"#,
    fix: "Give each receiver a queue of its own, and send to both.",
    source: "https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html",
    waivable: false,
    check: Check::App(walk),
    lint: Some(Lint::new(Severity::Warning, find)),
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
    let both = matches!(
        (earlier.store(), later.store()),
        (Store::Queue(_, Role::Receives), Store::Queue(_, Role::Receives))
    );
    if !both || !earlier.store().is(later.store()) || text::eq(first.name(), second.name()) {
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
            .text(" both receive from ")
            .code(later.store().name()),
        Message::of("give each a queue of its own, and send to both"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let users = users(manifest, Access::Receives);
    for (position, later) in users.iter().enumerate() {
        let first = users[..position].iter().find(|it| std::ptr::eq(it.queue, later.queue));
        let Some(first) = first else { continue };
        let (one, two) = (&first.user.address, &later.user.address);
        let message = format!("`{one}` and `{two}` both receive from `{}`", later.queue.address);
        findings
            .at(later.says, later.node, message, "give each a queue of its own, and send to both")
            .related("the first", first.node.span)
            .related("the queue", later.queue.head);
    }
}
