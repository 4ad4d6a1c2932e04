//! A queue that hands a message out again while it is being worked on.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest, Node};
use crate::spec::{App, Attachment, Role, Service, Store};

use crate::rules::lint::{Findings, Safety, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW2009`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2009",
    name: "visibility-below-timeout",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "Messages of a queue become visible again before its receiver must be done: before a task's stop timeout or a function's timeout is over.",
    why: "a task that finishes its work while it stops does what another one does too",
    bad: r#"Queue::new("placed").visibility(Seconds(30)) // received by a worker with .stop_timeout(Seconds(60))"#,
    good: r#"Queue::new("placed").visibility(Seconds(180))"#,
    fix: "Hide messages for several times as long as the work takes, and for longer than the stop timeout.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
    waivable: true,
    check: Check::Attachment(judge),
    lint: Some(Lint::new(Severity::Error, find).repaired(Safety::Unsafe)),
};

/// Whether a message may be handed out again before its receiver is gone, in seconds.
pub(in crate::rules) const fn is_handed_out_again(visibility: u32, stop: u32) -> bool {
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

/// What SQS hides a message for and how long Lambda runs a function unless told otherwise, in seconds.
const DEFAULT_VISIBILITY: u32 = 30;
const DEFAULT_TIMEOUT: u32 = 3;

/// Judges queues that functions receive from: Lambda refuses such a mapping.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for mapping in manifest.of("lambda/event-source-mapping") {
        let target = |name| mapping.property(name).and_then(|it| manifest.target(it));
        let (Some(queue), Some(function)) = (target("event_source_arn"), target("function_name"))
        else {
            continue;
        };
        if !queue.is("sqs/queue") || !function.is("lambda/function") {
            continue;
        }
        let name = "visibility_timeout_seconds";
        let hidden = queue.property(name);
        let seconds = |node: Option<&Node>, default| {
            node.map_or(Some(default), |it| it.integer().and_then(|it| u32::try_from(it).ok()))
        };
        let (Some(visibility), Some(timeout)) = (
            seconds(hidden, DEFAULT_VISIBILITY),
            seconds(function.property("timeout"), DEFAULT_TIMEOUT),
        ) else {
            continue;
        };
        if !is_handed_out_again(visibility, timeout) {
            continue;
        }
        let message = format!(
            "`{}` hides messages for {visibility} seconds, but `{}` may work on one for {timeout}",
            queue.address, function.address
        );
        let wanted = i64::from(timeout) * 6;
        let help = format!("set {} to {wanted}, six times as long", term(manifest, queue, name));
        let found = match hidden {
            Some(node) => findings.at(queue, node, message, help),
            None => findings.missing(queue, name, message, help),
        };
        let timeout = function.property("timeout").map_or(function.head, |it| it.span);
        found.related("how long the function may take", timeout);
        found.set(&["visibility_timeout_seconds"], Data::Integer(wanted.min(43_200)));
    }
}
