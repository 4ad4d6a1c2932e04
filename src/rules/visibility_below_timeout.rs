//! A queue that hands a message out again while it is being worked on.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Role, Service, Store};

use super::{Check, Finding, Place, Rule};

/// `FW2009`.
pub(super) static RULE: Rule = Rule {
    id: "FW2009",
    name: "visibility-below-timeout",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "Messages of a queue become visible again before its receiver's stop timeout is over.",
    why: "a task that finishes its work while it stops does what another one does too",
    bad: r#"Queue::new("placed").visibility(Seconds(30)) // received by a worker with .stop_timeout(Seconds(60))"#,
    good: r#"Queue::new("placed").visibility(Seconds(180))"#,
    fix: "Hide messages for several times as long as the work takes, and for longer than the stop timeout.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
    waivable: true,
    check: Check::Attachment(judge),
    lint: None,
};

/// Whether a message may be handed out again before its receiver is gone, in seconds.
pub(super) const fn is_handed_out_again(visibility: u32, stop: u32) -> bool {
    visibility < stop
}

/// Judges an attachment.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    attachment: &Attachment<'a>,
) -> Option<Finding<'a>> {
    let Store::Queue(store, Role::Receives) = attachment.store() else { return None };
    let (visibility, stop) = (store.visibility_timeout().0, service.stop_wait().0);
    if !is_handed_out_again(visibility, stop) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(store.name(), "visibility"),
        store.at(),
        Message::of("queue ")
            .code(store.name())
            .text(" hides messages for ")
            .number(visibility as u64)
            .text(" seconds, but ")
            .code(service.name())
            .text(" may work on for ")
            .number(stop as u64)
            .text(" while it stops"),
        Message::of("write `.visibility(Seconds(").number(stop as u64 * 3).text("))` or more"),
    ))
}
