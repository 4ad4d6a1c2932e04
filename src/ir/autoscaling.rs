//! Amazon EC2 Auto Scaling: groups of instances. Read in manifests, not written.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_AutoScaling.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/autoscaling_group>.
//! - Sizes are text in CloudFormation, numbers in Terraform.

use super::kind::{In, Kind, block, blocks, by_att, by_ref, number_text, same, set};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&GROUP, &LAUNCH_CONFIGURATION];

/// A group of instances.
pub static GROUP: Kind = Kind::new(
    "autoscaling/group",
    "AWS::AutoScaling::AutoScalingGroup",
    "aws_autoscaling_group",
    &[
        same("name", "AutoScalingGroupName", "name").replaces(),
        same("name_prefix", "", "name_prefix"),
        number_text("min_size", "MinSize", "min_size", In::CloudFormation).required(),
        number_text("max_size", "MaxSize", "max_size", In::CloudFormation).required(),
        number_text("desired_capacity", "DesiredCapacity", "desired_capacity", In::CloudFormation),
        same("default_instance_warmup", "DefaultInstanceWarmup", "default_instance_warmup"),
        number_text("default_cooldown", "Cooldown", "default_cooldown", In::CloudFormation),
        same("health_check_type", "HealthCheckType", "health_check_type"),
        same("health_check_grace_period", "HealthCheckGracePeriod", "health_check_grace_period"),
        same("launch_configuration", "LaunchConfigurationName", "launch_configuration"),
        block(
            "launch_template",
            "LaunchTemplate",
            "launch_template",
            &[
                same("id", "LaunchTemplateId", "id"),
                same("name", "LaunchTemplateName", "name"),
                same("version", "Version", "version").required(),
            ],
        ),
        block(
            "mixed_instances_policy",
            "MixedInstancesPolicy",
            "mixed_instances_policy",
            &[
                block(
                    "instances_distribution",
                    "InstancesDistribution",
                    "instances_distribution",
                    &[
                        same(
                            "on_demand_allocation_strategy",
                            "OnDemandAllocationStrategy",
                            "on_demand_allocation_strategy",
                        ),
                        same(
                            "on_demand_base_capacity",
                            "OnDemandBaseCapacity",
                            "on_demand_base_capacity",
                        ),
                        same(
                            "on_demand_percentage_above_base_capacity",
                            "OnDemandPercentageAboveBaseCapacity",
                            "on_demand_percentage_above_base_capacity",
                        ),
                        same(
                            "spot_allocation_strategy",
                            "SpotAllocationStrategy",
                            "spot_allocation_strategy",
                        ),
                        same("spot_instance_pools", "SpotInstancePools", "spot_instance_pools"),
                        same("spot_max_price", "SpotMaxPrice", "spot_max_price"),
                    ],
                ),
                block(
                    "launch_template",
                    "LaunchTemplate",
                    "launch_template",
                    &[
                        block(
                            "launch_template_specification",
                            "LaunchTemplateSpecification",
                            "launch_template_specification",
                            &[
                                same(
                                    "launch_template_id",
                                    "LaunchTemplateId",
                                    "launch_template_id",
                                ),
                                same(
                                    "launch_template_name",
                                    "LaunchTemplateName",
                                    "launch_template_name",
                                ),
                                same("version", "Version", "version").required(),
                            ],
                        )
                        .required(),
                        blocks(
                            "overrides",
                            "Overrides",
                            "override",
                            &[
                                same("instance_type", "InstanceType", "instance_type"),
                                same("weighted_capacity", "WeightedCapacity", "weighted_capacity"),
                            ],
                        ),
                    ],
                )
                .required(),
            ],
        ),
        set("subnets", "VPCZoneIdentifier", "vpc_zone_identifier"),
        set("availability_zones", "AvailabilityZones", "availability_zones"),
        set("target_group_arns", "TargetGroupARNs", "target_group_arns"),
        set("load_balancers", "LoadBalancerNames", "load_balancers"),
        blocks(
            "traffic_sources",
            "TrafficSources",
            "traffic_source",
            &[
                same("identifier", "Identifier", "identifier").required(),
                same("type", "Type", "type").required(),
            ],
        ),
        same("capacity_rebalance", "CapacityRebalance", "capacity_rebalance"),
        same("protect_from_scale_in", "NewInstancesProtectedFromScaleIn", "protect_from_scale_in"),
        same("max_instance_lifetime", "MaxInstanceLifetime", "max_instance_lifetime"),
        same("termination_policies", "TerminationPolicies", "termination_policies"),
        block(
            "instance_maintenance_policy",
            "InstanceMaintenancePolicy",
            "instance_maintenance_policy",
            &[
                same("max_healthy_percentage", "MaxHealthyPercentage", "max_healthy_percentage")
                    .required(),
                same("min_healthy_percentage", "MinHealthyPercentage", "min_healthy_percentage")
                    .required(),
            ],
        ),
        blocks(
            "lifecycle_hooks",
            "LifecycleHookSpecificationList",
            "initial_lifecycle_hook",
            &[
                same("name", "LifecycleHookName", "name").required(),
                same("lifecycle_transition", "LifecycleTransition", "lifecycle_transition")
                    .required(),
                same("default_result", "DefaultResult", "default_result"),
                same("heartbeat_timeout", "HeartbeatTimeout", "heartbeat_timeout"),
                same("notification_target_arn", "NotificationTargetARN", "notification_target_arn"),
                same("role_arn", "RoleARN", "role_arn"),
                same("notification_metadata", "NotificationMetadata", "notification_metadata"),
            ],
        ),
        blocks(
            "tags",
            "Tags",
            "tag",
            &[
                same("key", "Key", "key").required(),
                same("value", "Value", "value").required(),
                same("propagate_at_launch", "PropagateAtLaunch", "propagate_at_launch").required(),
            ],
        ),
        same("placement_group", "PlacementGroup", "placement_group"),
        set("suspended_processes", "", "suspended_processes"),
        set("enabled_metrics", "", "enabled_metrics"),
    ],
    &[by_ref("name", "name"), by_att("arn", "AutoScalingGroupARN", "arn")],
);

/// What the instances of a group are made from, in the form that launch templates replaced.
pub static LAUNCH_CONFIGURATION: Kind = Kind::new(
    "autoscaling/launch-configuration",
    "AWS::AutoScaling::LaunchConfiguration",
    "aws_launch_configuration",
    &[
        same("name", "LaunchConfigurationName", "name").replaces(),
        same("name_prefix", "", "name_prefix"),
        same("image_id", "ImageId", "image_id").required().replaces(),
        same("instance_type", "InstanceType", "instance_type").required().replaces(),
        same("key_name", "KeyName", "key_name").replaces(),
        same("user_data", "UserData", "user_data").replaces(),
        same("user_data_base64", "", "user_data_base64"),
        same("iam_instance_profile", "IamInstanceProfile", "iam_instance_profile").replaces(),
        set("security_groups", "SecurityGroups", "security_groups").replaces(),
        same(
            "associate_public_ip_address",
            "AssociatePublicIpAddress",
            "associate_public_ip_address",
        )
        .replaces(),
        same("spot_price", "SpotPrice", "spot_price").replaces(),
        same("ebs_optimized", "EbsOptimized", "ebs_optimized").replaces(),
        same("enable_monitoring", "InstanceMonitoring", "enable_monitoring").replaces(),
        same("placement_tenancy", "PlacementTenancy", "placement_tenancy").replaces(),
        block(
            "metadata_options",
            "MetadataOptions",
            "metadata_options",
            &[
                same("http_endpoint", "HttpEndpoint", "http_endpoint"),
                same(
                    "http_put_response_hop_limit",
                    "HttpPutResponseHopLimit",
                    "http_put_response_hop_limit",
                ),
                same("http_tokens", "HttpTokens", "http_tokens"),
            ],
        )
        .replaces(),
    ],
    &[by_ref("name", "name")],
);
