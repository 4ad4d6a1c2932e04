//! A queue that nobody fills.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{Attachment, Role, Service, Store};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW3012`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3012",
    name: "queue-without-producer",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A service receives from a queue that no service sends to.",
    why: "the receiver runs and waits in vain, unless something outside the app sends",
    bad: r#".attach(&[PLACED.receives("PLACED_QUEUE_URL")])"#,
    good: r#"WEB.attach(&[PLACED.sends("PLACED_QUEUE_URL")])"#,
    fix: "Attach it to its sender with `QUEUE.sends(NAME)`.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html",
    waivable: true,
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
pub(crate) fn is_other_end(attachment: &Attachment<'_>, other: &Attachment<'_>) -> bool {
    matches!(other.store(), Store::Queue(_, Role::Sends)) && other.store().is(attachment.store())
}

/// Judges an attachment whose queue has no other end.
pub(crate) fn judge<'a>(service: &Service<'a>, attachment: &Attachment<'a>) -> Option<Finding<'a>> {
    let Store::Queue(queue, Role::Receives) = attachment.store() else { return None };
    Some(Finding::new(
        &RULE,
        Place::of(queue.name()),
        attachment.at(),
        Message::of("service ")
            .code(service.name())
            .text(" receives from ")
            .code(queue.name())
            .text(", to which nobody sends"),
        Message::of("attach it to its sender with `.sends(NAME)`"),
    ))
}
