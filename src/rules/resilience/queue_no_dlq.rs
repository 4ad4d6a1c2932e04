//! A queue that hands out what nobody can handle, again and again.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, dead_letter_queues, term};
use crate::rules::{Check, Lint, Rule};

/// `FW2007`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2007",
    name: "queue-no-dlq",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A queue has no dead-letter queue, and is none itself.",
    why: "a message that its consumer cannot handle comes back until it expires: it holds up those behind it, and then it is lost without a trace",
    bad: r"Orders:
  Type: AWS::SQS::Queue",
    good: r"Orders:
  Type: AWS::SQS::Queue
  Properties:
    RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}",
    fix: "Give it a redrive policy, and the dead-letter queue an alarm.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const PROPERTY: &str = "redrive_policy";
/// Terraform's resource that gives a queue its policy.
const BESIDE: &str = "aws_sqs_queue_redrive_policy";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let dead = dead_letter_queues(manifest);
    let beside: Vec<_> =
        manifest.of(BESIDE).flat_map(|it| manifest.targets(&it.properties)).collect();
    for queue in manifest.of("sqs/queue") {
        let is_in = |list: &[&_]| list.iter().any(|it| std::ptr::eq(*it, queue));
        if !queue.properties.lacks(PROPERTY) || is_in(&dead) || is_in(&beside) {
            continue;
        }
        let property = term(manifest, queue, PROPERTY);
        findings.missing(
            queue,
            PROPERTY,
            format!("`{}` has no dead-letter queue", queue.address),
            format!("name one in {property}, with an alarm on its length"),
        );
    }
}
