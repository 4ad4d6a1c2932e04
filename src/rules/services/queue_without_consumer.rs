//! A queue that nobody empties.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{Attachment, Role, Service, Store};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW3011`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3011",
    name: "queue-without-consumer",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A service sends to a queue that no service receives from.",
    why: "messages pile up until they expire, and no stack owns the queue",
    bad: r#".attach(&[PLACED.sends("PLACED_QUEUE_URL")])"#,
    good: r#"WORKER.attach(&[PLACED.receives("PLACED_QUEUE_URL")])"#,
    fix: "Attach it to its receiver with `QUEUE.receives(NAME)`.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html",
    waivable: false,
    check: Check::App(walk),
    lint: None,
};

/// Judges the queues whose other end nobody holds.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for holders in index.holders.values() {
        for (service, attachment) in holders {
            if !holders.iter().any(|(_, it)| is_other_end(attachment, it)) {
                found.extend(judge(index.services[*service], attachment));
            }
        }
    }
}

/// Whether `other` is the other end of the queue of `attachment`.
pub(crate) const fn is_other_end(attachment: &Attachment<'_>, other: &Attachment<'_>) -> bool {
    matches!(other.store(), Store::Queue(_, Role::Receives)) && other.store().is(attachment.store())
}

/// Judges an attachment whose queue has no other end.
pub(crate) const fn judge<'a>(
    service: &Service<'a>,
    attachment: &Attachment<'a>,
) -> Option<Finding<'a>> {
    let Store::Queue(queue, Role::Sends) = attachment.store() else { return None };
    Some(Finding::new(
        &RULE,
        Place::of(queue.name()),
        attachment.at(),
        Message::of("service ")
            .code(service.name())
            .text(" sends to ")
            .code(queue.name())
            .text(", from which nobody receives"),
        Message::of("attach it to its receiver with `.receives(NAME)`"),
    ))
}
