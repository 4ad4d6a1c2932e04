//! Amazon SQS: queues and their permissions.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SQS.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/sqs_queue>.
//! - The redrive policies are structures in CloudFormation, JSON text in Terraform; their keys are
//!   the API's (`deadLetterTargetArn`) in both.
//! - The largest message is 1 MiB by default in the API and 256 KiB in the provider.
//! - `QueueInlinePolicy` belongs to one queue, as Terraform's does; `QueuePolicy` has a list.

use super::kind::{Kind, by_att, by_ref, document, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&QUEUE, &QUEUE_POLICY, &QUEUE_POLICIES];

/// A queue.
pub static QUEUE: Kind = Kind::new(
    "sqs/queue",
    "AWS::SQS::Queue",
    "aws_sqs_queue",
    &[
        same("name", "QueueName", "name").replaces(),
        same("fifo_queue", "FifoQueue", "fifo_queue").replaces(),
        same(
            "content_based_deduplication",
            "ContentBasedDeduplication",
            "content_based_deduplication",
        ),
        same("deduplication_scope", "DeduplicationScope", "deduplication_scope"),
        same("fifo_throughput_limit", "FifoThroughputLimit", "fifo_throughput_limit"),
        same("visibility_timeout_seconds", "VisibilityTimeout", "visibility_timeout_seconds"),
        same("message_retention_seconds", "MessageRetentionPeriod", "message_retention_seconds"),
        same(
            "receive_wait_time_seconds",
            "ReceiveMessageWaitTimeSeconds",
            "receive_wait_time_seconds",
        ),
        same("delay_seconds", "DelaySeconds", "delay_seconds"),
        same("max_message_size", "MaximumMessageSize", "max_message_size").explicit(),
        same("sqs_managed_sse_enabled", "SqsManagedSseEnabled", "sqs_managed_sse_enabled"),
        same("kms_master_key_id", "KmsMasterKeyId", "kms_master_key_id"),
        same(
            "kms_data_key_reuse_period_seconds",
            "KmsDataKeyReusePeriodSeconds",
            "kms_data_key_reuse_period_seconds",
        ),
        document("redrive_policy", "RedrivePolicy", "redrive_policy"),
        document("redrive_allow_policy", "RedriveAllowPolicy", "redrive_allow_policy"),
        document("policy", "", "policy"),
        tags(),
    ],
    &[by_ref("url", "url"), by_att("arn", "Arn", "arn"), by_att("name", "QueueName", "name")],
)
.stateful();

/// The permissions of one queue.
pub static QUEUE_POLICY: Kind = Kind::new(
    "sqs/queue-policy",
    "AWS::SQS::QueueInlinePolicy",
    "aws_sqs_queue_policy",
    &[
        same("queue_url", "Queue", "queue_url").required().replaces(),
        document("policy", "PolicyDocument", "policy").required(),
    ],
    &[],
);

/// The permissions of several queues; read in templates, not written.
pub static QUEUE_POLICIES: Kind = Kind::new(
    "sqs/queue-policies",
    "AWS::SQS::QueuePolicy",
    "",
    &[set("queues", "Queues", "").required(), document("policy", "PolicyDocument", "").required()],
    &[],
);
