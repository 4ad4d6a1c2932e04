//! Amazon RDS: Aurora clusters, instances and their groups.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_RDS.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/rds_cluster>.
//! - Deleting takes a final snapshot by CloudFormation's deletion policy, by arguments in Terraform.
//! - CloudFormation applies changes at once, Terraform in the next maintenance window.
//! - A cluster's instance has promotion tier 1 by default in the API, 0 in the provider; a single
//!   instance keeps backups for a day by default in the API, not at all in the provider.
//! - `AWS::RDS::DBInstance` is two types in Terraform: an instance of a cluster and one by itself. A
//!   template's instance is read as the latter unless it names a cluster.
//! - The endpoint of a single instance has the port in it in Terraform; its address has not.

use super::kind::{In, Kind, Row, block, blocks, by_att, by_ref, number_text, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[
    &CLUSTER,
    &INSTANCE,
    &CLUSTER_INSTANCE,
    &SUBNET_GROUP,
    &CLUSTER_PARAMETER_GROUP,
    &PARAMETER_GROUP,
];

/// An Aurora or Multi-AZ cluster.
pub static CLUSTER: Kind = Kind::new(
    "rds/cluster",
    "AWS::RDS::DBCluster",
    "aws_rds_cluster",
    &[
        same("cluster_identifier", "DBClusterIdentifier", "cluster_identifier").replaces(),
        same("engine", "Engine", "engine").required(),
        same("engine_version", "EngineVersion", "engine_version"),
        same("engine_mode", "EngineMode", "engine_mode").replaces(),
        same("engine_lifecycle_support", "EngineLifecycleSupport", "engine_lifecycle_support"),
        same("database_name", "DatabaseName", "database_name").replaces(),
        same("master_username", "MasterUsername", "master_username"),
        same("master_password", "MasterUserPassword", "master_password"),
        same(
            "manage_master_user_password",
            "ManageMasterUserPassword",
            "manage_master_user_password",
        ),
        same(
            "master_user_secret_kms_key_id",
            "MasterUserSecret.KmsKeyId",
            "master_user_secret_kms_key_id",
        ),
        same(
            "iam_database_authentication_enabled",
            "EnableIAMDatabaseAuthentication",
            "iam_database_authentication_enabled",
        ),
        block(
            "serverlessv2_scaling_configuration",
            "ServerlessV2ScalingConfiguration",
            "serverlessv2_scaling_configuration",
            &[
                same("min_capacity", "MinCapacity", "min_capacity").required(),
                same("max_capacity", "MaxCapacity", "max_capacity").required(),
                same(
                    "seconds_until_auto_pause",
                    "SecondsUntilAutoPause",
                    "seconds_until_auto_pause",
                ),
            ],
        ),
        block(
            "scaling_configuration",
            "ScalingConfiguration",
            "scaling_configuration",
            &[
                same("auto_pause", "AutoPause", "auto_pause"),
                same("min_capacity", "MinCapacity", "min_capacity"),
                same("max_capacity", "MaxCapacity", "max_capacity"),
                same("seconds_before_timeout", "SecondsBeforeTimeout", "seconds_before_timeout"),
                same(
                    "seconds_until_auto_pause",
                    "SecondsUntilAutoPause",
                    "seconds_until_auto_pause",
                ),
                same("timeout_action", "TimeoutAction", "timeout_action"),
            ],
        ),
        same("db_subnet_group_name", "DBSubnetGroupName", "db_subnet_group_name").replaces(),
        set("vpc_security_group_ids", "VpcSecurityGroupIds", "vpc_security_group_ids"),
        same("port", "Port", "port"),
        same("network_type", "NetworkType", "network_type"),
        set("availability_zones", "AvailabilityZones", "availability_zones").replaces(),
        same(
            "db_cluster_parameter_group_name",
            "DBClusterParameterGroupName",
            "db_cluster_parameter_group_name",
        ),
        same(
            "db_instance_parameter_group_name",
            "DBInstanceParameterGroupName",
            "db_instance_parameter_group_name",
        ),
        same("db_cluster_instance_class", "DBClusterInstanceClass", "db_cluster_instance_class"),
        same("storage_encrypted", "StorageEncrypted", "storage_encrypted").replaces(),
        same("kms_key_id", "KmsKeyId", "kms_key_id").replaces(),
        same("storage_type", "StorageType", "storage_type"),
        same("allocated_storage", "AllocatedStorage", "allocated_storage"),
        same("iops", "Iops", "iops"),
        same("backup_retention_period", "BackupRetentionPeriod", "backup_retention_period"),
        same("preferred_backup_window", "PreferredBackupWindow", "preferred_backup_window"),
        same(
            "preferred_maintenance_window",
            "PreferredMaintenanceWindow",
            "preferred_maintenance_window",
        ),
        same("copy_tags_to_snapshot", "CopyTagsToSnapshot", "copy_tags_to_snapshot"),
        same("backtrack_window", "BacktrackWindow", "backtrack_window"),
        same("delete_automated_backups", "DeleteAutomatedBackups", "delete_automated_backups"),
        same("deletion_protection", "DeletionProtection", "deletion_protection"),
        same("skip_final_snapshot", "", "skip_final_snapshot").explicit(),
        same("final_snapshot_identifier", "", "final_snapshot_identifier"),
        same("apply_immediately", "", "apply_immediately").explicit(),
        same("allow_major_version_upgrade", "", "allow_major_version_upgrade"),
        set(
            "enabled_cloudwatch_logs_exports",
            "EnableCloudwatchLogsExports",
            "enabled_cloudwatch_logs_exports",
        ),
        same("database_insights_mode", "DatabaseInsightsMode", "database_insights_mode"),
        same(
            "performance_insights_enabled",
            "PerformanceInsightsEnabled",
            "performance_insights_enabled",
        ),
        same(
            "performance_insights_kms_key_id",
            "PerformanceInsightsKmsKeyId",
            "performance_insights_kms_key_id",
        ),
        same(
            "performance_insights_retention_period",
            "PerformanceInsightsRetentionPeriod",
            "performance_insights_retention_period",
        ),
        same("monitoring_interval", "MonitoringInterval", "monitoring_interval"),
        same("monitoring_role_arn", "MonitoringRoleArn", "monitoring_role_arn"),
        same("enable_http_endpoint", "EnableHttpEndpoint", "enable_http_endpoint"),
        same(
            "enable_global_write_forwarding",
            "EnableGlobalWriteForwarding",
            "enable_global_write_forwarding",
        ),
        same(
            "enable_local_write_forwarding",
            "EnableLocalWriteForwarding",
            "enable_local_write_forwarding",
        ),
        same("global_cluster_identifier", "GlobalClusterIdentifier", "global_cluster_identifier"),
        same(
            "replication_source_identifier",
            "ReplicationSourceIdentifier",
            "replication_source_identifier",
        ),
        same("cluster_scalability_type", "ClusterScalabilityType", "cluster_scalability_type")
            .replaces(),
        same("domain", "Domain", "domain"),
        same("domain_iam_role_name", "DomainIAMRoleName", "domain_iam_role_name"),
        same("snapshot_identifier", "SnapshotIdentifier", "snapshot_identifier").replaces(),
        same("source_region", "SourceRegion", "source_region").replaces(),
        same(
            "restore_to_point_in_time_source_cluster_identifier",
            "SourceDBClusterIdentifier",
            "restore_to_point_in_time.source_cluster_identifier",
        )
        .replaces(),
        same(
            "restore_to_point_in_time_source_cluster_resource_id",
            "SourceDbClusterResourceId",
            "restore_to_point_in_time.source_cluster_resource_id",
        )
        .replaces(),
        same(
            "restore_to_point_in_time_restore_type",
            "RestoreType",
            "restore_to_point_in_time.restore_type",
        )
        .replaces(),
        same(
            "restore_to_point_in_time_restore_to_time",
            "RestoreToTime",
            "restore_to_point_in_time.restore_to_time",
        )
        .replaces(),
        same(
            "restore_to_point_in_time_use_latest_restorable_time",
            "UseLatestRestorableTime",
            "restore_to_point_in_time.use_latest_restorable_time",
        )
        .replaces(),
        tags(),
    ],
    &[
        by_ref("id", "cluster_identifier"),
        by_att("arn", "DBClusterArn", "arn"),
        by_att("endpoint", "Endpoint.Address", "endpoint"),
        by_att("reader_endpoint", "ReadEndpoint.Address", "reader_endpoint"),
        by_att("port", "Endpoint.Port", "port"),
        by_att("secret_arn", "MasterUserSecret.SecretArn", "master_user_secret[0].secret_arn"),
        by_att("resource_id", "DBClusterResourceId", "cluster_resource_id"),
    ],
)
.stateful();

/// A database instance by itself.
pub static INSTANCE: Kind = Kind::new(
    "rds/instance",
    "AWS::RDS::DBInstance",
    "aws_db_instance",
    &[
        same("identifier", "DBInstanceIdentifier", "identifier").replaces(),
        same("engine", "Engine", "engine"),
        same("engine_version", "EngineVersion", "engine_version"),
        same("engine_lifecycle_support", "EngineLifecycleSupport", "engine_lifecycle_support"),
        same("instance_class", "DBInstanceClass", "instance_class").required(),
        number_text(
            "allocated_storage",
            "AllocatedStorage",
            "allocated_storage",
            In::CloudFormation,
        ),
        same("max_allocated_storage", "MaxAllocatedStorage", "max_allocated_storage"),
        same("storage_type", "StorageType", "storage_type"),
        same("storage_encrypted", "StorageEncrypted", "storage_encrypted").replaces(),
        same("kms_key_id", "KmsKeyId", "kms_key_id").replaces(),
        same("iops", "Iops", "iops"),
        same("storage_throughput", "StorageThroughput", "storage_throughput"),
        same("dedicated_log_volume", "DedicatedLogVolume", "dedicated_log_volume"),
        same("db_name", "DBName", "db_name").replaces(),
        same("username", "MasterUsername", "username").replaces(),
        same("password", "MasterUserPassword", "password"),
        same(
            "manage_master_user_password",
            "ManageMasterUserPassword",
            "manage_master_user_password",
        ),
        same(
            "master_user_secret_kms_key_id",
            "MasterUserSecret.KmsKeyId",
            "master_user_secret_kms_key_id",
        ),
        same(
            "iam_database_authentication_enabled",
            "EnableIAMDatabaseAuthentication",
            "iam_database_authentication_enabled",
        ),
        same("db_subnet_group_name", "DBSubnetGroupName", "db_subnet_group_name").replaces(),
        set("vpc_security_group_ids", "VPCSecurityGroups", "vpc_security_group_ids"),
        number_text("port", "Port", "port", In::CloudFormation),
        same("publicly_accessible", "PubliclyAccessible", "publicly_accessible").explicit(),
        same("network_type", "NetworkType", "network_type"),
        same("multi_az", "MultiAZ", "multi_az"),
        same("availability_zone", "AvailabilityZone", "availability_zone"),
        same("parameter_group_name", "DBParameterGroupName", "parameter_group_name"),
        same("option_group_name", "OptionGroupName", "option_group_name"),
        same("license_model", "LicenseModel", "license_model"),
        same("character_set_name", "CharacterSetName", "character_set_name").replaces(),
        same("nchar_character_set_name", "NcharCharacterSetName", "nchar_character_set_name")
            .replaces(),
        same("timezone", "Timezone", "timezone").replaces(),
        same("ca_cert_identifier", "CACertificateIdentifier", "ca_cert_identifier"),
        same(
            "custom_iam_instance_profile",
            "CustomIAMInstanceProfile",
            "custom_iam_instance_profile",
        )
        .replaces(),
        same("backup_retention_period", "BackupRetentionPeriod", "backup_retention_period")
            .explicit(),
        same("backup_window", "PreferredBackupWindow", "backup_window"),
        same("backup_target", "BackupTarget", "backup_target").replaces(),
        same("maintenance_window", "PreferredMaintenanceWindow", "maintenance_window"),
        same("copy_tags_to_snapshot", "CopyTagsToSnapshot", "copy_tags_to_snapshot"),
        same("delete_automated_backups", "DeleteAutomatedBackups", "delete_automated_backups"),
        same("auto_minor_version_upgrade", "AutoMinorVersionUpgrade", "auto_minor_version_upgrade"),
        same(
            "allow_major_version_upgrade",
            "AllowMajorVersionUpgrade",
            "allow_major_version_upgrade",
        ),
        same("apply_immediately", "ApplyImmediately", "apply_immediately").explicit(),
        same("deletion_protection", "DeletionProtection", "deletion_protection"),
        same("skip_final_snapshot", "", "skip_final_snapshot").explicit(),
        same("final_snapshot_identifier", "", "final_snapshot_identifier"),
        set(
            "enabled_cloudwatch_logs_exports",
            "EnableCloudwatchLogsExports",
            "enabled_cloudwatch_logs_exports",
        ),
        same("database_insights_mode", "DatabaseInsightsMode", "database_insights_mode"),
        same(
            "performance_insights_enabled",
            "EnablePerformanceInsights",
            "performance_insights_enabled",
        ),
        same(
            "performance_insights_kms_key_id",
            "PerformanceInsightsKMSKeyId",
            "performance_insights_kms_key_id",
        ),
        same(
            "performance_insights_retention_period",
            "PerformanceInsightsRetentionPeriod",
            "performance_insights_retention_period",
        ),
        same("monitoring_interval", "MonitoringInterval", "monitoring_interval"),
        same("monitoring_role_arn", "MonitoringRoleArn", "monitoring_role_arn"),
        same("domain", "Domain", "domain"),
        same("domain_fqdn", "DomainFqdn", "domain_fqdn"),
        same("domain_ou", "DomainOu", "domain_ou"),
        same("domain_auth_secret_arn", "DomainAuthSecretArn", "domain_auth_secret_arn"),
        same("domain_dns_ips", "DomainDnsIps", "domain_dns_ips"),
        same("domain_iam_role_name", "DomainIAMRoleName", "domain_iam_role_name"),
        same("snapshot_identifier", "DBSnapshotIdentifier", "snapshot_identifier"),
        same("replicate_source_db", "SourceDBInstanceIdentifier", "replicate_source_db"),
        same("replica_mode", "ReplicaMode", "replica_mode"),
        same("db_cluster_identifier", "DBClusterIdentifier", "").replaces(),
        same("promotion_tier", "PromotionTier", ""),
        same(
            "restore_to_point_in_time_source_dbi_resource_id",
            "SourceDbiResourceId",
            "restore_to_point_in_time.source_dbi_resource_id",
        ),
        same(
            "restore_to_point_in_time_source_db_instance_automated_backups_arn",
            "SourceDBInstanceAutomatedBackupsArn",
            "restore_to_point_in_time.source_db_instance_automated_backups_arn",
        ),
        same(
            "restore_to_point_in_time_restore_time",
            "RestoreTime",
            "restore_to_point_in_time.restore_time",
        ),
        same(
            "restore_to_point_in_time_use_latest_restorable_time",
            "UseLatestRestorableTime",
            "restore_to_point_in_time.use_latest_restorable_time",
        ),
        tags(),
    ],
    &[
        by_ref("id", "identifier"),
        by_att("arn", "DBInstanceArn", "arn"),
        by_att("endpoint", "Endpoint.Address", "address"),
        by_att("port", "Endpoint.Port", "port"),
        by_att("zone_id", "Endpoint.HostedZoneId", "hosted_zone_id"),
        by_att("secret_arn", "MasterUserSecret.SecretArn", "master_user_secret[0].secret_arn"),
        by_att("resource_id", "DbiResourceId", "resource_id"),
    ],
)
.stateful();

/// An instance of a cluster.
pub static CLUSTER_INSTANCE: Kind = Kind::new(
    "rds/cluster-instance",
    "AWS::RDS::DBInstance",
    "aws_rds_cluster_instance",
    &[
        same("identifier", "DBInstanceIdentifier", "identifier").replaces(),
        same("cluster_identifier", "DBClusterIdentifier", "cluster_identifier")
            .required()
            .replaces(),
        same("engine", "Engine", "engine").required(),
        same("engine_version", "EngineVersion", "engine_version"),
        same("instance_class", "DBInstanceClass", "instance_class").required(),
        same("publicly_accessible", "PubliclyAccessible", "publicly_accessible"),
        same("availability_zone", "AvailabilityZone", "availability_zone"),
        same("promotion_tier", "PromotionTier", "promotion_tier").explicit(),
        same("db_parameter_group_name", "DBParameterGroupName", "db_parameter_group_name"),
        same("db_subnet_group_name", "DBSubnetGroupName", "db_subnet_group_name").replaces(),
        same("auto_minor_version_upgrade", "AutoMinorVersionUpgrade", "auto_minor_version_upgrade"),
        same("apply_immediately", "ApplyImmediately", "apply_immediately").explicit(),
        same("ca_cert_identifier", "CACertificateIdentifier", "ca_cert_identifier"),
        same("copy_tags_to_snapshot", "CopyTagsToSnapshot", "copy_tags_to_snapshot"),
        same(
            "custom_iam_instance_profile",
            "CustomIAMInstanceProfile",
            "custom_iam_instance_profile",
        )
        .replaces(),
        same("monitoring_interval", "MonitoringInterval", "monitoring_interval"),
        same("monitoring_role_arn", "MonitoringRoleArn", "monitoring_role_arn"),
        same(
            "performance_insights_enabled",
            "EnablePerformanceInsights",
            "performance_insights_enabled",
        ),
        same(
            "performance_insights_kms_key_id",
            "PerformanceInsightsKMSKeyId",
            "performance_insights_kms_key_id",
        ),
        same(
            "performance_insights_retention_period",
            "PerformanceInsightsRetentionPeriod",
            "performance_insights_retention_period",
        ),
        same("preferred_backup_window", "PreferredBackupWindow", "preferred_backup_window"),
        same(
            "preferred_maintenance_window",
            "PreferredMaintenanceWindow",
            "preferred_maintenance_window",
        ),
        same("force_destroy", "", "force_destroy"),
        tags(),
    ],
    &[
        by_ref("id", "identifier"),
        by_att("arn", "DBInstanceArn", "arn"),
        by_att("endpoint", "Endpoint.Address", "endpoint"),
        by_att("port", "Endpoint.Port", "port"),
        by_att("resource_id", "DbiResourceId", "dbi_resource_id"),
    ],
);

/// The subnets a database may stand in.
pub static SUBNET_GROUP: Kind = Kind::new(
    "rds/subnet-group",
    "AWS::RDS::DBSubnetGroup",
    "aws_db_subnet_group",
    &[
        same("name", "DBSubnetGroupName", "name").replaces(),
        same("description", "DBSubnetGroupDescription", "description").required(),
        set("subnet_ids", "SubnetIds", "subnet_ids").required(),
        tags(),
    ],
    &[by_ref("name", "name")],
);

/// Engine settings of a cluster.
///
/// They are a map in CloudFormation and blocks in Terraform, for which there is no codec: write
/// both `parameters` and `parameter`.
pub static CLUSTER_PARAMETER_GROUP: Kind = Kind::new(
    "rds/cluster-parameter-group",
    "AWS::RDS::DBClusterParameterGroup",
    "aws_rds_cluster_parameter_group",
    &[
        same("name", "DBClusterParameterGroupName", "name").replaces(),
        same("family", "Family", "family").required().replaces(),
        same("description", "Description", "description").required().replaces(),
        same("parameters", "Parameters", "").required(),
        blocks("parameter", "", "parameter", PARAMETER),
        tags(),
    ],
    &[by_ref("name", "name")],
);

const PARAMETER: &[Row] = &[
    same("name", "", "name").required(),
    same("value", "", "value").required(),
    same("apply_method", "", "apply_method"),
];

/// Engine settings of an instance.
///
/// They are a map in CloudFormation and blocks in Terraform, for which there is no codec: write
/// both `parameters` and `parameter`.
pub static PARAMETER_GROUP: Kind = Kind::new(
    "rds/parameter-group",
    "AWS::RDS::DBParameterGroup",
    "aws_db_parameter_group",
    &[
        same("name", "DBParameterGroupName", "name").replaces(),
        same("family", "Family", "family").required().replaces(),
        same("description", "Description", "description").required().replaces(),
        same("parameters", "Parameters", ""),
        blocks("parameter", "", "parameter", PARAMETER),
        tags(),
    ],
    &[by_ref("name", "name")],
);
