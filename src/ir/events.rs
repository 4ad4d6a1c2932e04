//! Amazon EventBridge: rules and what they start.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Events.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudwatch_event_target>.
//! - A target is part of its rule in CloudFormation, a resource of its own in Terraform. A rule that
//!   we write holds its targets; those of others are read as they stand.

use super::kind::{
    In, Kind, Link, Row, Side, block, blocks, by_att, by_ref, document, same, set, tags, words,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&RULE, &TARGET];

/// A rule: a schedule, or a pattern that events match.
pub static RULE: Kind = Kind::new(
    "events/rule",
    "AWS::Events::Rule",
    "aws_cloudwatch_event_rule",
    &[
        same("name", "Name", "name").replaces(),
        same("name_prefix", "", "name_prefix"),
        same("description", "Description", "description"),
        same("event_bus_name", "EventBusName", "event_bus_name"),
        document("event_pattern", "EventPattern", "event_pattern"),
        same("schedule_expression", "ScheduleExpression", "schedule_expression"),
        same("state", "State", "state"),
        same("is_enabled", "", "is_enabled"),
        same("role_arn", "RoleArn", "role_arn"),
        blocks("targets", "Targets", "target", RULE_TARGET).on("target"),
        tags(),
    ],
    &[by_ref("name", "name"), by_att("arn", "Arn", "arn")],
)
.sides(&[Side {
    suffix: "target",
    terraform: "aws_cloudwatch_event_target",
    links: &[Link { argument: "rule", expression: "{parent}.name" }],
    each: true,
}]);

const RULE_TARGET: &[Row] = &[
    same("target_id", "Id", "target_id").required(),
    same("arn", "Arn", "arn").required(),
    same("role_arn", "RoleArn", "role_arn"),
    same("input", "Input", "input"),
    same("input_path", "InputPath", "input_path"),
    block("ecs_parameters", "EcsParameters", "ecs_target", ECS_PARAMETERS),
    block("input_transformer", "InputTransformer", "input_transformer", INPUT_TRANSFORMER),
    block("dead_letter_config", "DeadLetterConfig", "dead_letter_config", DEAD_LETTER_CONFIG),
    block("retry_policy", "RetryPolicy", "retry_policy", RETRY_POLICY),
    block(
        "sqs_parameters",
        "SqsParameters",
        "sqs_target",
        &[same("message_group_id", "MessageGroupId", "message_group_id").required()],
    ),
    block(
        "kinesis_parameters",
        "KinesisParameters",
        "kinesis_target",
        &[same("partition_key_path", "PartitionKeyPath", "partition_key_path").required()],
    ),
];

/// A target of a rule.
pub static TARGET: Kind = Kind::new(
    "events/target",
    "",
    "aws_cloudwatch_event_target",
    &[
        same("rule", "", "rule").required(),
        same("target_id", "", "target_id"),
        same("arn", "", "arn").required(),
        same("role_arn", "", "role_arn"),
        same("event_bus_name", "", "event_bus_name"),
        same("input", "", "input"),
        same("input_path", "", "input_path"),
        block("ecs_parameters", "", "ecs_target", ECS_PARAMETERS),
        block("input_transformer", "", "input_transformer", INPUT_TRANSFORMER),
        block("dead_letter_config", "", "dead_letter_config", DEAD_LETTER_CONFIG),
        block("retry_policy", "", "retry_policy", RETRY_POLICY),
        block(
            "sqs_parameters",
            "",
            "sqs_target",
            &[same("message_group_id", "", "message_group_id")],
        ),
        block(
            "kinesis_parameters",
            "",
            "kinesis_target",
            &[same("partition_key_path", "", "partition_key_path")],
        ),
    ],
    &[],
);

const ECS_PARAMETERS: &[Row] = &[
    same("task_definition_arn", "TaskDefinitionArn", "task_definition_arn").required(),
    same("task_count", "TaskCount", "task_count"),
    same("launch_type", "LaunchType", "launch_type"),
    same("platform_version", "PlatformVersion", "platform_version"),
    same("group", "Group", "group"),
    same("propagate_tags", "PropagateTags", "propagate_tags"),
    same("enable_ecs_managed_tags", "EnableECSManagedTags", "enable_ecs_managed_tags"),
    same("enable_execute_command", "EnableExecuteCommand", "enable_execute_command"),
    blocks(
        "capacity_provider_strategy",
        "CapacityProviderStrategy",
        "capacity_provider_strategy",
        &[
            same("capacity_provider", "CapacityProvider", "capacity_provider").required(),
            same("base", "Base", "base"),
            same("weight", "Weight", "weight"),
        ],
    ),
    block(
        "network_configuration",
        "NetworkConfiguration.AwsVpcConfiguration",
        "network_configuration",
        &[
            set("subnets", "Subnets", "subnets").required(),
            set("security_groups", "SecurityGroups", "security_groups"),
            words(
                "assign_public_ip",
                "AssignPublicIp",
                "assign_public_ip",
                ("ENABLED", "DISABLED"),
                In::CloudFormation,
            ),
        ],
    ),
];

const INPUT_TRANSFORMER: &[Row] = &[
    same("input_paths", "InputPathsMap", "input_paths"),
    same("input_template", "InputTemplate", "input_template").required(),
];

const DEAD_LETTER_CONFIG: &[Row] = &[same("arn", "Arn", "arn")];

const RETRY_POLICY: &[Row] = &[
    same(
        "maximum_event_age_in_seconds",
        "MaximumEventAgeInSeconds",
        "maximum_event_age_in_seconds",
    ),
    same("maximum_retry_attempts", "MaximumRetryAttempts", "maximum_retry_attempts"),
];
