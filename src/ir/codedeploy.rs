//! AWS CodeDeploy: shifts of traffic between two target groups.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CodeDeploy.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/codedeploy_deployment_group>.
//! - The alarms of a group are objects in CloudFormation, names in Terraform: two rows.
//! - EC2 tag filters are left out: a group here deploys an ECS service.

use super::kind::{Kind, Row, block, blocks, by_ref, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&APPLICATION, &DEPLOYMENT_CONFIG, &DEPLOYMENT_GROUP];

/// An application.
pub static APPLICATION: Kind = Kind::new(
    "codedeploy/application",
    "AWS::CodeDeploy::Application",
    "aws_codedeploy_app",
    &[
        same("name", "ApplicationName", "name").required().replaces(),
        same("compute_platform", "ComputePlatform", "compute_platform").replaces(),
        tags(),
    ],
    &[by_ref("name", "name")],
);

/// How traffic moves.
pub static DEPLOYMENT_CONFIG: Kind = Kind::new(
    "codedeploy/deployment-config",
    "AWS::CodeDeploy::DeploymentConfig",
    "aws_codedeploy_deployment_config",
    &[
        same("deployment_config_name", "DeploymentConfigName", "deployment_config_name")
            .required()
            .replaces(),
        same("compute_platform", "ComputePlatform", "compute_platform").replaces(),
        block(
            "traffic_routing_config",
            "TrafficRoutingConfig",
            "traffic_routing_config",
            &[
                same("type", "Type", "type").required(),
                block(
                    "time_based_canary",
                    "TimeBasedCanary",
                    "time_based_canary",
                    &[
                        same("interval", "CanaryInterval", "interval").required(),
                        same("percentage", "CanaryPercentage", "percentage").required(),
                    ],
                ),
                block(
                    "time_based_linear",
                    "TimeBasedLinear",
                    "time_based_linear",
                    &[
                        same("interval", "LinearInterval", "interval").required(),
                        same("percentage", "LinearPercentage", "percentage").required(),
                    ],
                ),
            ],
        )
        .replaces(),
        block(
            "minimum_healthy_hosts",
            "MinimumHealthyHosts",
            "minimum_healthy_hosts",
            HEALTHY_HOSTS,
        )
        .replaces(),
        block(
            "zonal_config",
            "ZonalConfig",
            "zonal_config",
            &[
                same(
                    "first_zone_monitor_duration_in_seconds",
                    "FirstZoneMonitorDurationInSeconds",
                    "first_zone_monitor_duration_in_seconds",
                ),
                same(
                    "monitor_duration_in_seconds",
                    "MonitorDurationInSeconds",
                    "monitor_duration_in_seconds",
                ),
                block(
                    "minimum_healthy_hosts_per_zone",
                    "MinimumHealthyHostsPerZone",
                    "minimum_healthy_hosts_per_zone",
                    HEALTHY_HOSTS,
                ),
            ],
        )
        .replaces(),
    ],
    &[by_ref("name", "deployment_config_name")],
)
.replaced_before_destroyed();

const HEALTHY_HOSTS: &[Row] =
    &[same("type", "Type", "type").required(), same("value", "Value", "value").required()];

/// What is deployed, and how.
pub static DEPLOYMENT_GROUP: Kind = Kind::new(
    "codedeploy/deployment-group",
    "AWS::CodeDeploy::DeploymentGroup",
    "aws_codedeploy_deployment_group",
    &[
        same("app_name", "ApplicationName", "app_name").required().replaces(),
        same("deployment_group_name", "DeploymentGroupName", "deployment_group_name")
            .required()
            .replaces(),
        same("service_role_arn", "ServiceRoleArn", "service_role_arn").required(),
        same("deployment_config_name", "DeploymentConfigName", "deployment_config_name"),
        block(
            "deployment_style",
            "DeploymentStyle",
            "deployment_style",
            &[
                same("deployment_option", "DeploymentOption", "deployment_option"),
                same("deployment_type", "DeploymentType", "deployment_type"),
            ],
        ),
        blocks(
            "ecs_service",
            "ECSServices",
            "ecs_service",
            &[
                same("cluster_name", "ClusterName", "cluster_name").required(),
                same("service_name", "ServiceName", "service_name").required(),
            ],
        ),
        block(
            "load_balancer_info",
            "LoadBalancerInfo",
            "load_balancer_info",
            &[
                blocks(
                    "target_group_pair_info",
                    "TargetGroupPairInfoList",
                    "target_group_pair_info",
                    &[
                        block(
                            "prod_traffic_route",
                            "ProdTrafficRoute",
                            "prod_traffic_route",
                            LISTENERS,
                        )
                        .required(),
                        block(
                            "test_traffic_route",
                            "TestTrafficRoute",
                            "test_traffic_route",
                            LISTENERS,
                        ),
                        blocks(
                            "target_group",
                            "TargetGroups",
                            "target_group",
                            &[same("name", "Name", "name").required()],
                        )
                        .required(),
                    ],
                ),
                blocks(
                    "target_group_info",
                    "TargetGroupInfoList",
                    "target_group_info",
                    &[same("name", "Name", "name")],
                ),
                blocks("elb_info", "ElbInfoList", "elb_info", &[same("name", "Name", "name")]),
            ],
        ),
        block(
            "blue_green_deployment_config",
            "BlueGreenDeploymentConfiguration",
            "blue_green_deployment_config",
            &[
                block(
                    "deployment_ready_option",
                    "DeploymentReadyOption",
                    "deployment_ready_option",
                    &[
                        same("action_on_timeout", "ActionOnTimeout", "action_on_timeout"),
                        same("wait_time_in_minutes", "WaitTimeInMinutes", "wait_time_in_minutes"),
                    ],
                ),
                block(
                    "green_fleet_provisioning_option",
                    "GreenFleetProvisioningOption",
                    "green_fleet_provisioning_option",
                    &[same("action", "Action", "action")],
                ),
                block(
                    "terminate_blue_instances_on_deployment_success",
                    "TerminateBlueInstancesOnDeploymentSuccess",
                    "terminate_blue_instances_on_deployment_success",
                    &[
                        same("action", "Action", "action"),
                        same(
                            "termination_wait_time_in_minutes",
                            "TerminationWaitTimeInMinutes",
                            "termination_wait_time_in_minutes",
                        ),
                    ],
                ),
            ],
        ),
        block(
            "auto_rollback_configuration",
            "AutoRollbackConfiguration",
            "auto_rollback_configuration",
            &[same("enabled", "Enabled", "enabled"), set("events", "Events", "events")],
        ),
        block(
            "alarm_configuration",
            "AlarmConfiguration",
            "alarm_configuration",
            &[
                same("enabled", "Enabled", "enabled"),
                same(
                    "ignore_poll_alarm_failure",
                    "IgnorePollAlarmFailure",
                    "ignore_poll_alarm_failure",
                ),
                set("alarms", "", "alarms"),
                blocks("alarm_objects", "Alarms", "", &[same("name", "Name", "")]),
            ],
        ),
        blocks(
            "trigger_configuration",
            "TriggerConfigurations",
            "trigger_configuration",
            &[
                set("trigger_events", "TriggerEvents", "trigger_events").required(),
                same("trigger_name", "TriggerName", "trigger_name").required(),
                same("trigger_target_arn", "TriggerTargetArn", "trigger_target_arn").required(),
            ],
        ),
        same(
            "outdated_instances_strategy",
            "OutdatedInstancesStrategy",
            "outdated_instances_strategy",
        ),
        same("termination_hook_enabled", "TerminationHookEnabled", "termination_hook_enabled"),
        tags(),
    ],
    &[by_ref("name", "deployment_group_name")],
);

const LISTENERS: &[Row] = &[set("listener_arns", "ListenerArns", "listener_arns").required()];
