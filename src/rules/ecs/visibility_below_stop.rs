//! Messages that are handed out again while a task stops.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Access, Findings, containers_of, term, users};
use crate::rules::{Check, Lint, Rule};

/// `FW6145`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6145",
    name: "visibility-below-stop",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "Messages of a queue become visible again while a task that received them may still be stopping.",
    why: "what one task finishes before it stops, another one does too",
    bad: r"VisibilityTimeout: 30
StopTimeout: 120",
    good: r"VisibilityTimeout: 360
StopTimeout: 120",
    fix: "Hide messages for several times as long as the work takes, and for longer than the stop timeout.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// What SQS hides a message for unless told otherwise, in seconds.
const DEFAULT: i64 = 30;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let name = "visibility_timeout_seconds";
    for user in users(manifest, Access::Receives) {
        let (queue, task) = (user.queue, user.user);
        let written = queue.property(name);
        let Some(hidden) = written.map_or(Some(DEFAULT), Node::integer) else { continue };
        let timeouts = containers_of(task)
            .into_iter()
            .filter(|it| !it.is_expendable())
            .filter_map(|it| it.get("stop_timeout"));
        let slow = timeouts.filter_map(|it| Some((it, it.integer()?))).max_by_key(|it| it.1);
        let Some((timeout, stop)) = slow.filter(|it| it.1 > hidden) else { continue };
        let message = format!(
            "`{}` hides messages for {hidden} seconds, but `{}` may work on for {stop} while it stops",
            queue.address, task.address
        );
        let help = format!("set {} to {} or more", term(manifest, queue, name), stop * 3);
        let found = match written {
            Some(node) => findings.at(queue, node, message, help),
            None => findings.missing(queue, name, message, help),
        };
        found.related("the stop timeout", timeout.span);
    }
}
