//! Amazon EventBridge Scheduler: tasks that run at set times.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Scheduler.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/scheduler_schedule>.

use super::kind::{In, Kind, Row, block, blocks, by_att, by_ref, same, set, words};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&SCHEDULE];

/// A schedule and what it starts.
pub static SCHEDULE: Kind = Kind::new(
    "scheduler/schedule",
    "AWS::Scheduler::Schedule",
    "aws_scheduler_schedule",
    &[
        same("name", "Name", "name").replaces(),
        same("group_name", "GroupName", "group_name"),
        same("description", "Description", "description"),
        same("schedule_expression", "ScheduleExpression", "schedule_expression").required(),
        same(
            "schedule_expression_timezone",
            "ScheduleExpressionTimezone",
            "schedule_expression_timezone",
        ),
        same("start_date", "StartDate", "start_date"),
        same("end_date", "EndDate", "end_date"),
        same("state", "State", "state"),
        same("kms_key_arn", "KmsKeyArn", "kms_key_arn"),
        block(
            "flexible_time_window",
            "FlexibleTimeWindow",
            "flexible_time_window",
            &[
                same("mode", "Mode", "mode").required(),
                same(
                    "maximum_window_in_minutes",
                    "MaximumWindowInMinutes",
                    "maximum_window_in_minutes",
                ),
            ],
        )
        .required(),
        block("target", "Target", "target", TARGET).required(),
    ],
    &[by_ref("name", "name"), by_att("arn", "Arn", "arn")],
);

const TARGET: &[Row] = &[
    same("arn", "Arn", "arn").required(),
    same("role_arn", "RoleArn", "role_arn").required(),
    same("input", "Input", "input"),
    block("ecs_parameters", "EcsParameters", "ecs_parameters", ECS_PARAMETERS),
    block(
        "retry_policy",
        "RetryPolicy",
        "retry_policy",
        &[
            same(
                "maximum_event_age_in_seconds",
                "MaximumEventAgeInSeconds",
                "maximum_event_age_in_seconds",
            ),
            same("maximum_retry_attempts", "MaximumRetryAttempts", "maximum_retry_attempts"),
        ],
    ),
    block(
        "dead_letter_config",
        "DeadLetterConfig",
        "dead_letter_config",
        &[same("arn", "Arn", "arn").required()],
    ),
    block(
        "eventbridge_parameters",
        "EventBridgeParameters",
        "eventbridge_parameters",
        &[
            same("detail_type", "DetailType", "detail_type").required(),
            same("source", "Source", "source").required(),
        ],
    ),
    block(
        "kinesis_parameters",
        "KinesisParameters",
        "kinesis_parameters",
        &[same("partition_key", "PartitionKey", "partition_key").required()],
    ),
    block(
        "sqs_parameters",
        "SqsParameters",
        "sqs_parameters",
        &[same("message_group_id", "MessageGroupId", "message_group_id")],
    ),
];

const ECS_PARAMETERS: &[Row] = &[
    same("task_definition_arn", "TaskDefinitionArn", "task_definition_arn").required(),
    same("task_count", "TaskCount", "task_count"),
    same("launch_type", "LaunchType", "launch_type"),
    same("platform_version", "PlatformVersion", "platform_version"),
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
        "NetworkConfiguration.AwsvpcConfiguration",
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
    same("enable_ecs_managed_tags", "EnableECSManagedTags", "enable_ecs_managed_tags"),
    same("enable_execute_command", "EnableExecuteCommand", "enable_execute_command"),
    same("propagate_tags", "PropagateTags", "propagate_tags"),
    same("group", "Group", "group"),
    same("reference_id", "ReferenceId", "reference_id"),
    blocks(
        "placement_constraints",
        "PlacementConstraints",
        "placement_constraints",
        &[same("expression", "Expression", "expression"), same("type", "Type", "type").required()],
    ),
    blocks(
        "placement_strategy",
        "PlacementStrategy",
        "placement_strategy",
        &[same("field", "Field", "field"), same("type", "Type", "type").required()],
    ),
];
