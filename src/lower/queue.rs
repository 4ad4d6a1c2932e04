//! Lowers [`Queue`] to an SQS queue with its dead-letter queue and an alarm on it, in the base of
//! the service that receives.
//!
//! Facts: <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html>

use crate::ir::{ImportKind, Resource, ResourceId, Value, cloudwatch, sqs};
use crate::spec::{Queue, Role, Service};

use super::builder::{Builder, allow, deny_plain_http, policy};
use super::calls;

/// How long dead letters are kept: as long as SQS keeps any message, 14 days.
const DEAD_LETTER_SECONDS: i64 = 1_209_600;

/// Adds a queue to the base of the service that receives from it.
pub(super) fn lower(base: &mut Builder<'_, '_>, service: &Service<'_>, spec: &Queue<'_>) {
    let path = format!("{}/{}", service.name(), spec.name());
    let was = |part: &str| spec.earlier().map(|old| format!("{}/{old}/{part}", service.name()));
    let dead = base.add(dead_letters(&path).origin(spec.at()).was(was("dead-letters")));
    let retention = base.knob(
        &format!("{path}/retention"),
        "Seconds that a message is kept",
        spec.message_retention(),
    );
    let redrive = Value::object([
        ("deadLetterTargetArn", dead.get("arn")),
        ("maxReceiveCount", Value::from(spec.max_receives())),
    ]);
    let main = base.add(
        queue(&format!("{path}/queue"))
            .set("message_retention_seconds", retention)
            .set("visibility_timeout_seconds", spec.visibility_timeout().0)
            .set("receive_wait_time_seconds", 20)
            .set("redrive_policy", redrive)
            .origin(spec.at())
            .was(was("queue"))
            .retain(),
    );
    encrypted_only(base, &format!("{path}/queue-policy"), main);
    encrypted_only(base, &format!("{path}/dead-letters-policy"), dead);
    let description = format!("Messages of {} could not be handled", spec.name());
    alarm(base, description, &path, dead);
    base.output(&format!("{}-url", spec.name()), ImportKind::Text, main.get("url"));
    base.output(&format!("{}-arn", spec.name()), ImportKind::Text, main.get("arn"));
}

/// The dead-letter queue at `path`, which outlives its stack.
pub(super) fn dead_letters(path: &str) -> Resource {
    queue(&format!("{path}/dead-letters"))
        .set("message_retention_seconds", DEAD_LETTER_SECONDS)
        .retain()
}

/// Lets nobody use a queue but over TLS.
pub(super) fn encrypted_only(base: &mut Builder<'_, '_>, path: &str, queue: ResourceId) {
    let deny = deny_plain_http(&["sqs:*"], vec![queue.get("arn")]);
    base.add(
        Resource::new(path, &sqs::QUEUE_POLICY)
            .set("queue_url", queue.get("url"))
            .set("policy", policy([deny])),
    );
}

fn queue(path: &str) -> Resource {
    Resource::new(path, &sqs::QUEUE)
        .set("max_message_size", 262_144)
        .set("sqs_managed_sse_enabled", true)
}

/// Tells that there is something in the dead-letter queue at `path`.
pub(super) fn alarm(base: &mut Builder<'_, '_>, description: String, path: &str, dead: ResourceId) {
    let name = base.name(&format!("{}-dead-letters", path.replace('/', "-")));
    let actions = base.alarm_actions();
    base.add(
        Resource::new(format!("{path}/dead-letters-alarm"), &cloudwatch::ALARM)
            .set("alarm_name", name)
            .set("alarm_description", description)
            .set("namespace", "AWS/SQS")
            .set("metric_name", "ApproximateNumberOfMessagesVisible")
            .set("dimensions", Value::object([("QueueName", dead.get("name"))]))
            .set("statistic", "Maximum")
            .set("period", 60)
            .set("evaluation_periods", 1)
            .set("comparison_operator", "GreaterThanThreshold")
            .set("threshold", 0)
            .set("treat_missing_data", "notBreaching")
            .set_some("alarm_actions", actions),
    );
}

/// The URL of a queue, from the base of the service that receives from it.
pub(super) fn url(builder: &mut Builder<'_, '_>, owner: &Service<'_>, spec: &Queue<'_>) -> Value {
    let base = calls::base_of(super::identity(owner));
    builder.import(&base, &format!("{}-url", spec.name()), ImportKind::Text)
}

/// What a service may do with a queue.
pub(super) fn grant(
    builder: &mut Builder<'_, '_>,
    owner: &Service<'_>,
    spec: &Queue<'_>,
    role: Role,
) -> Value {
    let base = calls::base_of(super::identity(owner));
    let arn = builder.import(&base, &format!("{}-arn", spec.name()), ImportKind::Text);
    let actions: &[&str] = match role {
        Role::Sends => &["sqs:GetQueueUrl", "sqs:SendMessage"],
        Role::Receives => &[
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
        ],
    };
    allow(actions, [arn])
}
