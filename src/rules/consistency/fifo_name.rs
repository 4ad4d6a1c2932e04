//! A FIFO queue or topic whose name does not say so, or the reverse.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{Findings, Name};
use crate::rules::{Check, Lint, Rule};

/// `FW6178`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6178",
    name: "fifo-name",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A FIFO queue or topic has a name without `.fifo`, or another one has a name with it.",
    why: "the queue or topic is refused in the middle of a deployment",
    bad: "QueueName: orders
FifoQueue: true",
    good: "QueueName: orders.fifo
FifoQueue: true",
    fix: "End the name with `.fifo` if, and only if, it is FIFO.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-types.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const KINDS: [(&str, &str); 2] = [("sqs/queue", "fifo_queue"), ("sns/topic", "fifo_topic")];

const SUFFIX: &str = ".fifo";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in &manifest.resources {
        let Some((_, property)) = KINDS.iter().find(|(kind, _)| resource.is(kind)) else {
            continue;
        };
        let Some(node) = resource.property("name") else { continue };
        if matches!(node.known().data, Data::OneOf(_)) {
            continue;
        }
        let name = Name::new(manifest, node);
        if name.last().is_empty() {
            continue;
        }
        let is_fifo = resource.property(property).map_or(Some(false), Node::bool);
        let message = match (is_fifo, name.last().ends_with(SUFFIX)) {
            (Some(true), false) => {
                format!("`{}` is FIFO, and its name does not say so", name.shown())
            }
            (Some(false), true) => format!("`{}` is not FIFO, and its name says so", name.shown()),
            _ => continue,
        };
        findings.at(
            resource,
            node,
            message,
            "end the name with `.fifo` if, and only if, it is FIFO",
        );
    }
}
