//! Amazon SNS: topics, subscriptions and permissions.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SNS.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/sns_topic_subscription>.
//! - Subscriptions may stand inside a topic in CloudFormation, beside it in both.
//! - `TopicInlinePolicy` belongs to one topic, as Terraform's does; `TopicPolicy` has a list.

use super::kind::{
    In, Kind, Link, Side, blocks, by_att, by_ref, document, number_text, same, set, tags,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&TOPIC, &SUBSCRIPTION, &TOPIC_POLICY, &TOPIC_POLICIES];

/// A topic.
pub static TOPIC: Kind = Kind::new(
    "sns/topic",
    "AWS::SNS::Topic",
    "aws_sns_topic",
    &[
        same("name", "TopicName", "name").replaces(),
        same("display_name", "DisplayName", "display_name"),
        same("fifo_topic", "FifoTopic", "fifo_topic").replaces(),
        same(
            "content_based_deduplication",
            "ContentBasedDeduplication",
            "content_based_deduplication",
        ),
        same("fifo_throughput_scope", "FifoThroughputScope", "fifo_throughput_scope"),
        same("kms_master_key_id", "KmsMasterKeyId", "kms_master_key_id"),
        number_text(
            "signature_version",
            "SignatureVersion",
            "signature_version",
            In::CloudFormation,
        ),
        same("tracing_config", "TracingConfig", "tracing_config"),
        document("archive_policy", "ArchivePolicy", "archive_policy"),
        document("data_protection_policy", "DataProtectionPolicy", ""),
        document("delivery_policy", "", "delivery_policy"),
        document("policy", "", "policy"),
        blocks(
            "subscription",
            "Subscription",
            "subscription",
            &[
                same("endpoint", "Endpoint", "endpoint").required(),
                same("protocol", "Protocol", "protocol").required(),
            ],
        )
        .on("subscription"),
        tags(),
    ],
    &[by_ref("arn", "arn"), by_att("name", "TopicName", "name")],
)
.sides(&[Side {
    suffix: "subscription",
    terraform: "aws_sns_topic_subscription",
    links: &[Link { argument: "topic_arn", expression: "{parent}.arn" }],
    each: true,
}]);

/// A subscription.
pub static SUBSCRIPTION: Kind = Kind::new(
    "sns/subscription",
    "AWS::SNS::Subscription",
    "aws_sns_topic_subscription",
    &[
        same("topic_arn", "TopicArn", "topic_arn").required().replaces(),
        same("protocol", "Protocol", "protocol").required().replaces(),
        same("endpoint", "Endpoint", "endpoint").required().replaces(),
        same("raw_message_delivery", "RawMessageDelivery", "raw_message_delivery"),
        document("filter_policy", "FilterPolicy", "filter_policy"),
        same("filter_policy_scope", "FilterPolicyScope", "filter_policy_scope"),
        document("redrive_policy", "RedrivePolicy", "redrive_policy"),
        document("delivery_policy", "DeliveryPolicy", "delivery_policy"),
        document("replay_policy", "ReplayPolicy", "replay_policy"),
        same("subscription_role_arn", "SubscriptionRoleArn", "subscription_role_arn"),
        same("region", "Region", ""),
    ],
    &[by_ref("arn", "arn")],
);

/// The permissions of one topic.
pub static TOPIC_POLICY: Kind = Kind::new(
    "sns/topic-policy",
    "AWS::SNS::TopicInlinePolicy",
    "aws_sns_topic_policy",
    &[
        same("arn", "TopicArn", "arn").required().replaces(),
        document("policy", "PolicyDocument", "policy").required(),
    ],
    &[],
);

/// The permissions of several topics; read in templates, not written.
pub static TOPIC_POLICIES: Kind = Kind::new(
    "sns/topic-policies",
    "AWS::SNS::TopicPolicy",
    "",
    &[set("topics", "Topics", "").required(), document("policy", "PolicyDocument", "").required()],
    &[],
);
