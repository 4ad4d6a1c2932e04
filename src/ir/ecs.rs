//! Amazon ECS: clusters, task definitions and services.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ECS.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/ecs_service>.
//! - Terraform takes container definitions as JSON text in the API's spelling (camelCase).
//! - CPU and memory of a task are text in both dialects, those of a container are numbers.
//! - Provider 5.100.0 knows rolling and `CODE_DEPLOY` deployments alone: the paths of strategies,
//!   lifecycle hooks and alternate target groups are those of 6.21 and later.

mod container;

pub use self::container::CONTAINER;

use super::kind::{
    Attribute, In, Kind, Link, ReturnValue, Row, Side, block, blocks, by_att, by_ref, number_text,
    pairs, same, set, tags, text_blocks, words,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&CLUSTER, &CLUSTER_CAPACITY_PROVIDERS, &TASK_DEFINITION, &SERVICE];

/// A cluster.
pub static CLUSTER: Kind = Kind::new(
    "ecs/cluster",
    "AWS::ECS::Cluster",
    "aws_ecs_cluster",
    &[
        same("name", "ClusterName", "name").required().replaces(),
        blocks("setting", "ClusterSettings", "setting", SETTING),
        block("configuration", "Configuration", "configuration", CONFIGURATION),
        block(
            "service_connect_defaults",
            "ServiceConnectDefaults",
            "service_connect_defaults",
            &[same("namespace", "Namespace", "namespace").required()],
        ),
        set("capacity_providers", "CapacityProviders", "capacity_providers")
            .on("capacity_providers"),
        blocks(
            "default_capacity_provider_strategy",
            "DefaultCapacityProviderStrategy",
            "default_capacity_provider_strategy",
            STRATEGY,
        )
        .on("capacity_providers"),
        tags(),
    ],
    &[by_ref("name", "name"), by_att("arn", "Arn", "arn")],
)
.sides(&[Side {
    suffix: "capacity_providers",
    terraform: "aws_ecs_cluster_capacity_providers",
    links: &[Link { argument: "cluster_name", expression: "{parent}.name" }],
    each: false,
}]);

const SETTING: &[Row] =
    &[same("name", "Name", "name").required(), same("value", "Value", "value").required()];

const CONFIGURATION: &[Row] = &[
    block(
        "execute_command_configuration",
        "ExecuteCommandConfiguration",
        "execute_command_configuration",
        &[
            same("kms_key_id", "KmsKeyId", "kms_key_id"),
            same("logging", "Logging", "logging"),
            block(
                "log_configuration",
                "LogConfiguration",
                "log_configuration",
                &[
                    same(
                        "cloud_watch_encryption_enabled",
                        "CloudWatchEncryptionEnabled",
                        "cloud_watch_encryption_enabled",
                    ),
                    same(
                        "cloud_watch_log_group_name",
                        "CloudWatchLogGroupName",
                        "cloud_watch_log_group_name",
                    ),
                    same("s3_bucket_name", "S3BucketName", "s3_bucket_name"),
                    same(
                        "s3_bucket_encryption_enabled",
                        "S3EncryptionEnabled",
                        "s3_bucket_encryption_enabled",
                    ),
                    same("s3_key_prefix", "S3KeyPrefix", "s3_key_prefix"),
                ],
            ),
        ],
    ),
    block(
        "managed_storage_configuration",
        "ManagedStorageConfiguration",
        "managed_storage_configuration",
        &[
            same(
                "fargate_ephemeral_storage_kms_key_id",
                "FargateEphemeralStorageKmsKeyId",
                "fargate_ephemeral_storage_kms_key_id",
            ),
            same("kms_key_id", "KmsKeyId", "kms_key_id"),
        ],
    ),
];

const STRATEGY: &[Row] = &[
    same("capacity_provider", "CapacityProvider", "capacity_provider").required(),
    same("base", "Base", "base"),
    same("weight", "Weight", "weight"),
];

/// The capacity providers of a cluster that another stack or resource declares.
pub static CLUSTER_CAPACITY_PROVIDERS: Kind = Kind::new(
    "ecs/cluster-capacity-providers",
    "AWS::ECS::ClusterCapacityProviderAssociations",
    "aws_ecs_cluster_capacity_providers",
    &[
        same("cluster_name", "Cluster", "cluster_name").required().replaces(),
        set("capacity_providers", "CapacityProviders", "capacity_providers"),
        blocks(
            "default_capacity_provider_strategy",
            "DefaultCapacityProviderStrategy",
            "default_capacity_provider_strategy",
            STRATEGY,
        )
        .required(),
    ],
    &[],
);

/// A task definition; every change makes a new revision.
pub static TASK_DEFINITION: Kind = Kind::new(
    "ecs/task-definition",
    "AWS::ECS::TaskDefinition",
    "aws_ecs_task_definition",
    &[
        same("family", "Family", "family").required().replaces(),
        set("requires_compatibilities", "RequiresCompatibilities", "requires_compatibilities")
            .replaces(),
        same("network_mode", "NetworkMode", "network_mode").replaces(),
        number_text("cpu", "Cpu", "cpu", In::Both).replaces(),
        number_text("memory", "Memory", "memory", In::Both).replaces(),
        block(
            "runtime_platform",
            "RuntimePlatform",
            "runtime_platform",
            &[
                same("cpu_architecture", "CpuArchitecture", "cpu_architecture"),
                same("operating_system_family", "OperatingSystemFamily", "operating_system_family"),
            ],
        )
        .replaces(),
        block(
            "ephemeral_storage",
            "EphemeralStorage",
            "ephemeral_storage",
            &[same("size_in_gib", "SizeInGiB", "size_in_gib").required()],
        )
        .replaces(),
        same("execution_role_arn", "ExecutionRoleArn", "execution_role_arn").replaces(),
        same("task_role_arn", "TaskRoleArn", "task_role_arn").replaces(),
        same("enable_fault_injection", "EnableFaultInjection", "enable_fault_injection").replaces(),
        same("ipc_mode", "IpcMode", "ipc_mode").replaces(),
        same("pid_mode", "PidMode", "pid_mode").replaces(),
        blocks(
            "placement_constraints",
            "PlacementConstraints",
            "placement_constraints",
            PLACEMENT_CONSTRAINT,
        )
        .replaces(),
        block(
            "proxy_configuration",
            "ProxyConfiguration",
            "proxy_configuration",
            &[
                same("container_name", "ContainerName", "container_name").required(),
                pairs(
                    "properties",
                    "ProxyConfigurationProperties",
                    "properties",
                    ("Name", "Value"),
                ),
                same("type", "Type", "type"),
            ],
        )
        .replaces(),
        blocks("volume", "Volumes", "volume", VOLUME).replaces(),
        text_blocks(
            "container_definitions",
            "ContainerDefinitions",
            "container_definitions",
            CONTAINER,
        )
        .required()
        .replaces(),
        same("skip_destroy", "", "skip_destroy"),
        same("track_latest", "", "track_latest"),
        tags(),
    ],
    &[
        by_ref("arn", "arn"),
        Attribute { name: "family", cloudformation: ReturnValue::None, terraform: "family" },
        Attribute { name: "revision", cloudformation: ReturnValue::None, terraform: "revision" },
    ],
);

const PLACEMENT_CONSTRAINT: &[Row] =
    &[same("expression", "Expression", "expression"), same("type", "Type", "type").required()];

const VOLUME: &[Row] = &[
    same("name", "Name", "name").required(),
    same("host_path", "Host.SourcePath", "host_path"),
    same("configure_at_launch", "ConfiguredAtLaunch", "configure_at_launch"),
    block(
        "efs_volume_configuration",
        "EFSVolumeConfiguration",
        "efs_volume_configuration",
        &[
            same("file_system_id", "FilesystemId", "file_system_id").required(),
            same("root_directory", "RootDirectory", "root_directory"),
            same("transit_encryption", "TransitEncryption", "transit_encryption"),
            same("transit_encryption_port", "TransitEncryptionPort", "transit_encryption_port"),
            block(
                "authorization_config",
                "AuthorizationConfig",
                "authorization_config",
                &[
                    same("access_point_id", "AccessPointId", "access_point_id"),
                    same("iam", "IAM", "iam"),
                ],
            ),
        ],
    ),
    block(
        "s3_files_volume_configuration",
        "S3FilesVolumeConfiguration",
        "",
        &[
            same("file_system_arn", "FileSystemArn", "").required(),
            same("access_point_arn", "AccessPointArn", ""),
            same("root_directory", "RootDirectory", ""),
            same("transit_encryption_port", "TransitEncryptionPort", ""),
        ],
    ),
    block(
        "docker_volume_configuration",
        "DockerVolumeConfiguration",
        "docker_volume_configuration",
        &[
            same("autoprovision", "Autoprovision", "autoprovision"),
            same("driver", "Driver", "driver"),
            same("driver_opts", "DriverOpts", "driver_opts"),
            same("labels", "Labels", "labels"),
            same("scope", "Scope", "scope"),
        ],
    ),
    block(
        "fsx_windows_file_server_volume_configuration",
        "FSxWindowsFileServerVolumeConfiguration",
        "fsx_windows_file_server_volume_configuration",
        &[
            same("file_system_id", "FileSystemId", "file_system_id").required(),
            same("root_directory", "RootDirectory", "root_directory").required(),
            block(
                "authorization_config",
                "AuthorizationConfig",
                "authorization_config",
                &[
                    same("credentials_parameter", "CredentialsParameter", "credentials_parameter")
                        .required(),
                    same("domain", "Domain", "domain").required(),
                ],
            )
            .required(),
        ],
    ),
];

/// A service.
///
/// Defaults that diverge: without a count CloudFormation starts one task and Terraform none;
/// CloudFormation waits until the service is stable and Terraform does not; rebalancing is on in
/// the API's default and off in the provider's.
pub static SERVICE: Kind = Kind::new(
    "ecs/service",
    "AWS::ECS::Service",
    "aws_ecs_service",
    &[
        same("name", "ServiceName", "name").required().replaces(),
        same("cluster", "Cluster", "cluster").replaces(),
        same("task_definition", "TaskDefinition", "task_definition"),
        same("desired_count", "DesiredCount", "desired_count").explicit(),
        same("launch_type", "LaunchType", "launch_type"),
        blocks(
            "capacity_provider_strategy",
            "CapacityProviderStrategy",
            "capacity_provider_strategy",
            STRATEGY,
        ),
        same("platform_version", "PlatformVersion", "platform_version"),
        same("scheduling_strategy", "SchedulingStrategy", "scheduling_strategy").replaces(),
        same(
            "availability_zone_rebalancing",
            "AvailabilityZoneRebalancing",
            "availability_zone_rebalancing",
        )
        .explicit(),
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
        blocks("load_balancer", "LoadBalancers", "load_balancer", LOAD_BALANCER),
        same(
            "health_check_grace_period_seconds",
            "HealthCheckGracePeriodSeconds",
            "health_check_grace_period_seconds",
        ),
        block(
            "deployment_controller",
            "DeploymentController",
            "deployment_controller",
            &[same("type", "Type", "type")],
        ),
        same(
            "deployment_minimum_healthy_percent",
            "DeploymentConfiguration.MinimumHealthyPercent",
            "deployment_minimum_healthy_percent",
        ),
        same(
            "deployment_maximum_percent",
            "DeploymentConfiguration.MaximumPercent",
            "deployment_maximum_percent",
        ),
        block(
            "deployment_circuit_breaker",
            "DeploymentConfiguration.DeploymentCircuitBreaker",
            "deployment_circuit_breaker",
            &[
                same("enable", "Enable", "enable").required(),
                same("rollback", "Rollback", "rollback").required(),
            ],
        ),
        block(
            "alarms",
            "DeploymentConfiguration.Alarms",
            "alarms",
            &[
                set("alarm_names", "AlarmNames", "alarm_names").required(),
                same("enable", "Enable", "enable").required(),
                same("rollback", "Rollback", "rollback").required(),
            ],
        ),
        same(
            "deployment_configuration_strategy",
            "DeploymentConfiguration.Strategy",
            "deployment_configuration.strategy",
        ),
        same(
            "deployment_configuration_bake_time_in_minutes",
            "DeploymentConfiguration.BakeTimeInMinutes",
            "deployment_configuration.bake_time_in_minutes",
        ),
        block(
            "deployment_configuration_canary_configuration",
            "DeploymentConfiguration.CanaryConfiguration",
            "deployment_configuration.canary_configuration",
            &[
                same("canary_percent", "CanaryPercent", "canary_percent"),
                same(
                    "canary_bake_time_in_minutes",
                    "CanaryBakeTimeInMinutes",
                    "canary_bake_time_in_minutes",
                ),
            ],
        ),
        block(
            "deployment_configuration_linear_configuration",
            "DeploymentConfiguration.LinearConfiguration",
            "deployment_configuration.linear_configuration",
            &[
                same("step_percent", "StepPercent", "step_percent"),
                same(
                    "step_bake_time_in_minutes",
                    "StepBakeTimeInMinutes",
                    "step_bake_time_in_minutes",
                ),
            ],
        ),
        blocks(
            "deployment_configuration_lifecycle_hooks",
            "DeploymentConfiguration.LifecycleHooks",
            "deployment_configuration.lifecycle_hook",
            &[
                same("hook_target_arn", "HookTargetArn", "hook_target_arn").required(),
                same("role_arn", "RoleArn", "role_arn").required(),
                set("lifecycle_stages", "LifecycleStages", "lifecycle_stages").required(),
                same("hook_details", "HookDetails", "hook_details"),
            ],
        ),
        block(
            "service_connect_configuration",
            "ServiceConnectConfiguration",
            "service_connect_configuration",
            SERVICE_CONNECT,
        ),
        blocks(
            "service_registries",
            "ServiceRegistries",
            "service_registries",
            &[
                same("registry_arn", "RegistryArn", "registry_arn").required(),
                same("container_name", "ContainerName", "container_name"),
                same("container_port", "ContainerPort", "container_port"),
                same("port", "Port", "port"),
            ],
        ),
        blocks(
            "volume_configuration",
            "VolumeConfigurations",
            "volume_configuration",
            VOLUME_CONFIGURATION,
        ),
        blocks(
            "vpc_lattice_configurations",
            "VpcLatticeConfigurations",
            "vpc_lattice_configurations",
            &[
                same("port_name", "PortName", "port_name").required(),
                same("role_arn", "RoleArn", "role_arn").required(),
                same("target_group_arn", "TargetGroupArn", "target_group_arn").required(),
            ],
        ),
        blocks(
            "placement_constraints",
            "PlacementConstraints",
            "placement_constraints",
            PLACEMENT_CONSTRAINT,
        ),
        blocks(
            "ordered_placement_strategy",
            "PlacementStrategies",
            "ordered_placement_strategy",
            &[same("field", "Field", "field"), same("type", "Type", "type").required()],
        ),
        same("enable_execute_command", "EnableExecuteCommand", "enable_execute_command"),
        same("enable_ecs_managed_tags", "EnableECSManagedTags", "enable_ecs_managed_tags"),
        same("propagate_tags", "PropagateTags", "propagate_tags"),
        same("iam_role", "Role", "iam_role").replaces(),
        same(
            "force_new_deployment",
            "ForceNewDeployment.EnableForceNewDeployment",
            "force_new_deployment",
        ),
        same(
            "force_new_deployment_force_new_deployment_nonce",
            "ForceNewDeployment.ForceNewDeploymentNonce",
            "",
        ),
        same("triggers", "", "triggers"),
        same("wait_for_steady_state", "", "wait_for_steady_state").explicit(),
        same("force_delete", "", "force_delete"),
        tags(),
    ],
    &[by_ref("arn", "id"), by_att("name", "Name", "name")],
);

const LOAD_BALANCER: &[Row] = &[
    same("target_group_arn", "TargetGroupArn", "target_group_arn"),
    same("container_name", "ContainerName", "container_name").required(),
    same("container_port", "ContainerPort", "container_port").required(),
    same("elb_name", "LoadBalancerName", "elb_name"),
    block(
        "advanced_configuration",
        "AdvancedConfiguration",
        "advanced_configuration",
        &[
            same(
                "alternate_target_group_arn",
                "AlternateTargetGroupArn",
                "alternate_target_group_arn",
            )
            .required(),
            same("production_listener_rule", "ProductionListenerRule", "production_listener_rule"),
            same("test_listener_rule", "TestListenerRule", "test_listener_rule"),
            same("role_arn", "RoleArn", "role_arn"),
        ],
    ),
];

const SERVICE_CONNECT: &[Row] = &[
    same("enabled", "Enabled", "enabled").required(),
    same("namespace", "Namespace", "namespace"),
    blocks(
        "service",
        "Services",
        "service",
        &[
            same("port_name", "PortName", "port_name").required(),
            same("discovery_name", "DiscoveryName", "discovery_name"),
            same("ingress_port_override", "IngressPortOverride", "ingress_port_override"),
            blocks(
                "client_alias",
                "ClientAliases",
                "client_alias",
                &[
                    same("port", "Port", "port").required(),
                    same("dns_name", "DnsName", "dns_name"),
                    block(
                        "test_traffic_rules_header",
                        "TestTrafficRules.Header",
                        "",
                        &[
                            same("name", "Name", "").required(),
                            same("value_exact", "Value.Exact", ""),
                        ],
                    ),
                ],
            ),
            block(
                "timeout",
                "Timeout",
                "timeout",
                &[
                    same("idle_timeout_seconds", "IdleTimeoutSeconds", "idle_timeout_seconds"),
                    same(
                        "per_request_timeout_seconds",
                        "PerRequestTimeoutSeconds",
                        "per_request_timeout_seconds",
                    ),
                ],
            ),
            block(
                "tls",
                "Tls",
                "tls",
                &[
                    block(
                        "issuer_cert_authority",
                        "IssuerCertificateAuthority",
                        "issuer_cert_authority",
                        &[same(
                            "aws_pca_authority_arn",
                            "AwsPcaAuthorityArn",
                            "aws_pca_authority_arn",
                        )
                        .required()],
                    )
                    .required(),
                    same("kms_key", "KmsKey", "kms_key"),
                    same("role_arn", "RoleArn", "role_arn"),
                ],
            ),
        ],
    ),
    block(
        "log_configuration",
        "LogConfiguration",
        "log_configuration",
        &[
            same("log_driver", "LogDriver", "log_driver").required(),
            same("options", "Options", "options"),
            blocks(
                "secret_option",
                "SecretOptions",
                "secret_option",
                &[
                    same("name", "Name", "name").required(),
                    same("value_from", "ValueFrom", "value_from").required(),
                ],
            ),
        ],
    ),
    block(
        "access_log_configuration",
        "AccessLogConfiguration",
        "",
        &[
            same("format", "Format", "").required(),
            same("include_query_parameters", "IncludeQueryParameters", ""),
        ],
    ),
];

const VOLUME_CONFIGURATION: &[Row] = &[
    same("name", "Name", "name").required(),
    block(
        "managed_ebs_volume",
        "ManagedEBSVolume",
        "managed_ebs_volume",
        &[
            same("role_arn", "RoleArn", "role_arn").required(),
            same("size_in_gb", "SizeInGiB", "size_in_gb"),
            same("volume_type", "VolumeType", "volume_type"),
            same("encrypted", "Encrypted", "encrypted"),
            same("kms_key_id", "KmsKeyId", "kms_key_id"),
            same("file_system_type", "FilesystemType", "file_system_type"),
            same("iops", "Iops", "iops"),
            same("throughput", "Throughput", "throughput"),
            same("snapshot_id", "SnapshotId", "snapshot_id"),
            same(
                "volume_initialization_rate",
                "VolumeInitializationRate",
                "volume_initialization_rate",
            ),
            blocks(
                "tag_specifications",
                "TagSpecifications",
                "tag_specifications",
                &[
                    same("resource_type", "ResourceType", "resource_type").required(),
                    same("propagate_tags", "PropagateTags", "propagate_tags"),
                    tags(),
                ],
            ),
        ],
    )
    .required(),
];
