//! A queue that two services send to.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{Attachment, Role, Service, Store};

use crate::rules::lint::{Access, Findings, users};
use crate::rules::{Check, Finding, Index, Lint, Place, Rule};

/// `FW3010`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3010",
    name: "shared-queue-producers",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "Two services send to the same queue.",
    why: "the form of a message then has two owners, and a flood from one delays the other",
    bad: r#"MAIL.sends("QUEUE_URL") in two services"#,
    good: r#"MAIL.sends("QUEUE_URL") in one service"#,
    fix: "Give each sender a queue of its own.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-best-practices.html",
    waivable: true,
    check: Check::App(walk),
    lint: Some(Lint::new(Severity::Info, find)),
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
fn judge<'a>(
    first: &Service<'a>,
    earlier: &Attachment<'a>,
    second: &Service<'a>,
    later: &Attachment<'a>,
) -> Option<Finding<'a>> {
    let both = matches!(
        (earlier.store(), later.store()),
        (Store::Queue(_, Role::Sends), Store::Queue(_, Role::Sends))
    );
    if !both || !earlier.store().is(later.store()) || first.name() == second.name() {
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
            .text(" both send to ")
            .code(later.store().name()),
        Message::of("give each sender a queue of its own"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let users = users(manifest, Access::Sends);
    for (position, later) in users.iter().enumerate() {
        let first = users[..position].iter().find(|it| std::ptr::eq(it.queue, later.queue));
        let Some(first) = first else { continue };
        let (one, two) = (&first.user.address, &later.user.address);
        let message = format!("`{one}` and `{two}` both send to `{}`", later.queue.address);
        findings
            .at(later.says, later.node, message, "give each sender a queue of its own")
            .related("the first", first.node.span)
            .related("the queue", later.queue.head);
    }
}
