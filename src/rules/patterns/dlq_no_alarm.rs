//! A dead-letter queue that nobody watches.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, identity};
use crate::rules::{Check, Lint, Rule};

/// `FW2132`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2132",
    name: "dlq-no-alarm",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "No alarm of the manifest watches a dead-letter queue.",
    why: "a message in it is an order that was not handled; it is deleted after 14 days at the latest, seen or not",
    bad: r"Failed:
  Type: AWS::SQS::Queue",
    good: r"FailedAlarm:
  Type: AWS::CloudWatch::Alarm
  Properties:
    MetricName: ApproximateNumberOfMessagesVisible
    Dimensions: [{Name: QueueName, Value: !GetAtt Failed.QueueName}]",
    fix: "Add an alarm on `ApproximateNumberOfMessagesVisible` above 0.",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut told: Vec<&Resource> = Vec::new();
    for queue in manifest.of("sqs/queue") {
        let policy = queue.property("redrive_policy").map(Node::branches).unwrap_or_default();
        let targets = policy.into_iter().filter_map(|it| it.get("deadLetterTargetArn"));
        for dead in targets.filter_map(|it| manifest.target(it)).filter(|it| it.is("sqs/queue")) {
            if is_watched(manifest, dead) || told.iter().any(|it| std::ptr::eq(*it, dead)) {
                continue;
            }
            told.push(dead);
            findings
                .missing(
                    dead,
                    "alarm",
                    format!("no alarm watches the dead-letter queue `{}`", dead.address),
                    "add an alarm on `ApproximateNumberOfMessagesVisible` above 0",
                )
                .related("the queue it belongs to", queue.head);
        }
    }
}

/// Whether an alarm refers to a queue, or names it.
fn is_watched(manifest: &Manifest, queue: &Resource) -> bool {
    let name = queue.property("name").and_then(identity);
    manifest.of("cloudwatch/alarm").any(|alarm| {
        let targets = manifest.targets(&alarm.properties);
        let mut is_named = false;
        alarm.properties.walk(&mut |node| is_named |= name.is_some() && identity(node) == name);
        is_named || targets.iter().any(|it| std::ptr::eq(*it, queue))
    })
}
