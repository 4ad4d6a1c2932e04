//! Amazon CloudWatch Logs: log groups and what is derived from them.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Logs.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudwatch_log_group>.

use super::kind::{
    Attribute, In, Kind, ReturnValue, blocks, by_att, by_ref, document, document_text, number_text,
    pairs, same, tags,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&LOG_GROUP, &METRIC_FILTER, &SUBSCRIPTION_FILTER, &RESOURCE_POLICY];

/// A log group.
///
/// Its ARN ends in `:*` in CloudFormation and not in Terraform, so the two are not one attribute:
/// build it from the name.
pub static LOG_GROUP: Kind = Kind::new(
    "logs/log-group",
    "AWS::Logs::LogGroup",
    "aws_cloudwatch_log_group",
    &[
        same("name", "LogGroupName", "name").replaces(),
        same("retention_in_days", "RetentionInDays", "retention_in_days"),
        same("kms_key_id", "KmsKeyId", "kms_key_id"),
        same("log_group_class", "LogGroupClass", "log_group_class"),
        document("data_protection_policy", "DataProtectionPolicy", ""),
        same("deletion_protection_enabled", "DeletionProtectionEnabled", ""),
        same("skip_destroy", "", "skip_destroy"),
        tags(),
    ],
    &[
        by_ref("name", "name"),
        by_att("arn_wildcard", "Arn", ""),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
    ],
)
.stateful();

/// A metric counted from log lines.
pub static METRIC_FILTER: Kind = Kind::new(
    "logs/metric-filter",
    "AWS::Logs::MetricFilter",
    "aws_cloudwatch_log_metric_filter",
    &[
        same("name", "FilterName", "name").required().replaces(),
        same("log_group_name", "LogGroupName", "log_group_name").required().replaces(),
        same("pattern", "FilterPattern", "pattern").required(),
        blocks(
            "metric_transformation",
            "MetricTransformations",
            "metric_transformation",
            &[
                same("name", "MetricName", "name").required(),
                same("namespace", "MetricNamespace", "namespace").required(),
                same("value", "MetricValue", "value").required(),
                number_text("default_value", "DefaultValue", "default_value", In::Terraform),
                pairs("dimensions", "Dimensions", "dimensions", ("Key", "Value")),
                same("unit", "Unit", "unit"),
            ],
        )
        .required(),
    ],
    &[by_ref("name", "name")],
);

/// A stream of log lines to somewhere else.
pub static SUBSCRIPTION_FILTER: Kind = Kind::new(
    "logs/subscription-filter",
    "AWS::Logs::SubscriptionFilter",
    "aws_cloudwatch_log_subscription_filter",
    &[
        same("name", "FilterName", "name").required().replaces(),
        same("log_group_name", "LogGroupName", "log_group_name").required().replaces(),
        same("filter_pattern", "FilterPattern", "filter_pattern").required(),
        same("destination_arn", "DestinationArn", "destination_arn").required(),
        same("role_arn", "RoleArn", "role_arn"),
        same("distribution", "Distribution", "distribution"),
    ],
    &[by_ref("name", "name")],
);

/// What services may write to the account's log groups.
pub static RESOURCE_POLICY: Kind = Kind::new(
    "logs/resource-policy",
    "AWS::Logs::ResourcePolicy",
    "aws_cloudwatch_log_resource_policy",
    &[
        same("policy_name", "PolicyName", "policy_name").required().replaces(),
        document_text("policy_document", "PolicyDocument", "policy_document").required(),
    ],
    &[by_ref("name", "policy_name")],
);
