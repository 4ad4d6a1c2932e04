//! Application Auto Scaling: how many tasks a service may have, and when that changes.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApplicationAutoScaling.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/appautoscaling_policy>.
//! - Scheduled actions stand inside the target in CloudFormation, beside it in Terraform.
//! - Predictive scaling has no Terraform counterpart in provider 5.100.0 and is left out.

use super::kind::{In, Kind, Link, Row, Side, block, blocks, by_ref, number_text, same};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&TARGET, &POLICY];

/// What is scaled, and its limits.
///
/// What `Ref` returns in CloudFormation serves `ScalingTargetId` alone; Terraform's `id` is the
/// resource's.
pub static TARGET: Kind = Kind::new(
    "applicationautoscaling/target",
    "AWS::ApplicationAutoScaling::ScalableTarget",
    "aws_appautoscaling_target",
    &[
        same("service_namespace", "ServiceNamespace", "service_namespace").required().replaces(),
        same("resource_id", "ResourceId", "resource_id").required().replaces(),
        same("scalable_dimension", "ScalableDimension", "scalable_dimension").required().replaces(),
        same("min_capacity", "MinCapacity", "min_capacity").required(),
        same("max_capacity", "MaxCapacity", "max_capacity").required(),
        same("role_arn", "RoleARN", "role_arn"),
        block(
            "suspended_state",
            "SuspendedState",
            "suspended_state",
            &[
                same(
                    "dynamic_scaling_in_suspended",
                    "DynamicScalingInSuspended",
                    "dynamic_scaling_in_suspended",
                ),
                same(
                    "dynamic_scaling_out_suspended",
                    "DynamicScalingOutSuspended",
                    "dynamic_scaling_out_suspended",
                ),
                same(
                    "scheduled_scaling_suspended",
                    "ScheduledScalingSuspended",
                    "scheduled_scaling_suspended",
                ),
            ],
        ),
        blocks("scheduled_action", "ScheduledActions", "scheduled_action", SCHEDULED_ACTION)
            .on("scheduled_action"),
        same("tags", "", "tags"),
    ],
    &[by_ref("scaling_target_id", "")],
)
.sides(&[Side {
    suffix: "scheduled_action",
    terraform: "aws_appautoscaling_scheduled_action",
    links: &[
        Link { argument: "service_namespace", expression: "{parent}.service_namespace" },
        Link { argument: "resource_id", expression: "{parent}.resource_id" },
        Link { argument: "scalable_dimension", expression: "{parent}.scalable_dimension" },
    ],
    each: true,
}]);

const SCHEDULED_ACTION: &[Row] = &[
    same("name", "ScheduledActionName", "name").required(),
    same("schedule", "Schedule", "schedule").required(),
    same("timezone", "Timezone", "timezone"),
    same("start_time", "StartTime", "start_time"),
    same("end_time", "EndTime", "end_time"),
    block(
        "scalable_target_action",
        "ScalableTargetAction",
        "scalable_target_action",
        &[
            number_text("min_capacity", "MinCapacity", "min_capacity", In::Terraform),
            number_text("max_capacity", "MaxCapacity", "max_capacity", In::Terraform),
        ],
    )
    .required(),
];

/// A rule that moves the count.
pub static POLICY: Kind = Kind::new(
    "applicationautoscaling/policy",
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "aws_appautoscaling_policy",
    &[
        same("name", "PolicyName", "name").required().replaces(),
        same("policy_type", "PolicyType", "policy_type").required(),
        same("service_namespace", "ServiceNamespace", "service_namespace").required().replaces(),
        same("resource_id", "ResourceId", "resource_id").required().replaces(),
        same("scalable_dimension", "ScalableDimension", "scalable_dimension").required().replaces(),
        same("scaling_target_id", "ScalingTargetId", "").replaces(),
        block(
            "target_tracking_scaling_policy_configuration",
            "TargetTrackingScalingPolicyConfiguration",
            "target_tracking_scaling_policy_configuration",
            TARGET_TRACKING,
        ),
        block(
            "step_scaling_policy_configuration",
            "StepScalingPolicyConfiguration",
            "step_scaling_policy_configuration",
            STEP_SCALING,
        ),
    ],
    &[by_ref("arn", "arn")],
);

const TARGET_TRACKING: &[Row] = &[
    same("target_value", "TargetValue", "target_value").required(),
    same("scale_in_cooldown", "ScaleInCooldown", "scale_in_cooldown"),
    same("scale_out_cooldown", "ScaleOutCooldown", "scale_out_cooldown"),
    same("disable_scale_in", "DisableScaleIn", "disable_scale_in"),
    block(
        "predefined_metric_specification",
        "PredefinedMetricSpecification",
        "predefined_metric_specification",
        &[
            same("predefined_metric_type", "PredefinedMetricType", "predefined_metric_type")
                .required(),
            same("resource_label", "ResourceLabel", "resource_label"),
        ],
    ),
    block(
        "customized_metric_specification",
        "CustomizedMetricSpecification",
        "customized_metric_specification",
        &[
            same("metric_name", "MetricName", "metric_name"),
            same("namespace", "Namespace", "namespace"),
            same("statistic", "Statistic", "statistic"),
            same("unit", "Unit", "unit"),
            blocks("dimensions", "Dimensions", "dimensions", DIMENSION),
            blocks("metrics", "Metrics", "metrics", METRIC),
        ],
    ),
];

const METRIC: &[Row] = &[
    same("id", "Id", "id").required(),
    same("expression", "Expression", "expression"),
    same("label", "Label", "label"),
    same("return_data", "ReturnData", "return_data"),
    block(
        "metric_stat",
        "MetricStat",
        "metric_stat",
        &[
            same("stat", "Stat", "stat").required(),
            same("unit", "Unit", "unit"),
            block(
                "metric",
                "Metric",
                "metric",
                &[
                    same("metric_name", "MetricName", "metric_name").required(),
                    same("namespace", "Namespace", "namespace").required(),
                    blocks("dimensions", "Dimensions", "dimensions", DIMENSION),
                ],
            )
            .required(),
        ],
    ),
];

const DIMENSION: &[Row] =
    &[same("name", "Name", "name").required(), same("value", "Value", "value").required()];

const STEP_SCALING: &[Row] = &[
    same("adjustment_type", "AdjustmentType", "adjustment_type"),
    same("cooldown", "Cooldown", "cooldown"),
    same("metric_aggregation_type", "MetricAggregationType", "metric_aggregation_type"),
    same("min_adjustment_magnitude", "MinAdjustmentMagnitude", "min_adjustment_magnitude"),
    blocks(
        "step_adjustment",
        "StepAdjustments",
        "step_adjustment",
        &[
            same("scaling_adjustment", "ScalingAdjustment", "scaling_adjustment").required(),
            number_text(
                "metric_interval_lower_bound",
                "MetricIntervalLowerBound",
                "metric_interval_lower_bound",
                In::Terraform,
            ),
            number_text(
                "metric_interval_upper_bound",
                "MetricIntervalUpperBound",
                "metric_interval_upper_bound",
                In::Terraform,
            ),
        ],
    ),
];
