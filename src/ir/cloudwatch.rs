//! Amazon CloudWatch: alarms and dashboards.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CloudWatch.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudwatch_metric_alarm>.
//! - A metric of an expression returns data by default in the API and not in the provider.
//! - CloudFormation puts the metric of a query one level deeper than Terraform.

use super::kind::{
    Kind, Row, block, blocks, by_att, by_ref, document_text, pairs, same, set, tags,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&ALARM, &COMPOSITE_ALARM, &DASHBOARD];

/// An alarm on one metric, or on an expression over several.
pub static ALARM: Kind = Kind::new(
    "cloudwatch/alarm",
    "AWS::CloudWatch::Alarm",
    "aws_cloudwatch_metric_alarm",
    &[
        same("alarm_name", "AlarmName", "alarm_name").required().replaces(),
        same("alarm_description", "AlarmDescription", "alarm_description"),
        same("namespace", "Namespace", "namespace"),
        same("metric_name", "MetricName", "metric_name"),
        pairs("dimensions", "Dimensions", "dimensions", ("Name", "Value")),
        same("statistic", "Statistic", "statistic"),
        same("extended_statistic", "ExtendedStatistic", "extended_statistic"),
        same("unit", "Unit", "unit"),
        same("period", "Period", "period"),
        blocks("metric_query", "Metrics", "metric_query", METRIC_QUERY),
        same("comparison_operator", "ComparisonOperator", "comparison_operator").required(),
        same("threshold", "Threshold", "threshold"),
        same("threshold_metric_id", "ThresholdMetricId", "threshold_metric_id"),
        same("evaluation_periods", "EvaluationPeriods", "evaluation_periods").required(),
        same("datapoints_to_alarm", "DatapointsToAlarm", "datapoints_to_alarm"),
        same("treat_missing_data", "TreatMissingData", "treat_missing_data"),
        same(
            "evaluate_low_sample_count_percentiles",
            "EvaluateLowSampleCountPercentile",
            "evaluate_low_sample_count_percentiles",
        ),
        same("actions_enabled", "ActionsEnabled", "actions_enabled"),
        set("alarm_actions", "AlarmActions", "alarm_actions"),
        set("ok_actions", "OKActions", "ok_actions"),
        set("insufficient_data_actions", "InsufficientDataActions", "insufficient_data_actions"),
        tags(),
    ],
    &[by_ref("name", "alarm_name"), by_att("arn", "Arn", "arn")],
);

const METRIC_QUERY: &[Row] = &[
    same("id", "Id", "id").required(),
    same("expression", "Expression", "expression"),
    same("label", "Label", "label"),
    same("period", "Period", "period"),
    same("return_data", "ReturnData", "return_data").explicit(),
    same("account_id", "AccountId", "account_id"),
    block(
        "metric",
        "MetricStat",
        "metric",
        &[
            same("namespace", "Metric.Namespace", "namespace"),
            same("metric_name", "Metric.MetricName", "metric_name").required(),
            pairs("dimensions", "Metric.Dimensions", "dimensions", ("Name", "Value")),
            same("period", "Period", "period").required(),
            same("stat", "Stat", "stat").required(),
            same("unit", "Unit", "unit"),
        ],
    ),
];

/// An alarm over the states of others.
pub static COMPOSITE_ALARM: Kind = Kind::new(
    "cloudwatch/composite-alarm",
    "AWS::CloudWatch::CompositeAlarm",
    "aws_cloudwatch_composite_alarm",
    &[
        same("alarm_name", "AlarmName", "alarm_name").required().replaces(),
        same("alarm_description", "AlarmDescription", "alarm_description"),
        same("alarm_rule", "AlarmRule", "alarm_rule").required(),
        same("actions_enabled", "ActionsEnabled", "actions_enabled"),
        set("alarm_actions", "AlarmActions", "alarm_actions"),
        set("ok_actions", "OKActions", "ok_actions"),
        set("insufficient_data_actions", "InsufficientDataActions", "insufficient_data_actions"),
        same("actions_suppressor_alarm", "ActionsSuppressor", "actions_suppressor.alarm"),
        same(
            "actions_suppressor_extension_period",
            "ActionsSuppressorExtensionPeriod",
            "actions_suppressor.extension_period",
        ),
        same(
            "actions_suppressor_wait_period",
            "ActionsSuppressorWaitPeriod",
            "actions_suppressor.wait_period",
        ),
        tags(),
    ],
    &[by_ref("name", "alarm_name"), by_att("arn", "Arn", "arn")],
);

/// A dashboard.
pub static DASHBOARD: Kind = Kind::new(
    "cloudwatch/dashboard",
    "AWS::CloudWatch::Dashboard",
    "aws_cloudwatch_dashboard",
    &[
        same("dashboard_name", "DashboardName", "dashboard_name").required().replaces(),
        document_text("dashboard_body", "DashboardBody", "dashboard_body").required(),
    ],
    &[by_ref("name", "dashboard_name")],
);
