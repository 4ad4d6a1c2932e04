//! Amazon ElastiCache: Redis and Valkey.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/elasticache_replication_group>.
//! - Two truth values are text in Terraform.
//! - Failover is on by default in CloudFormation and off in Terraform; CloudFormation applies
//!   changes at once, Terraform in the next maintenance window.

use super::kind::{
    Attribute, In, Kind, ReturnValue, blocks, by_att, by_ref, same, set, tags, words,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&REPLICATION_GROUP, &SUBNET_GROUP];

/// A primary node and its replicas.
pub static REPLICATION_GROUP: Kind = Kind::new(
    "elasticache/replication-group",
    "AWS::ElastiCache::ReplicationGroup",
    "aws_elasticache_replication_group",
    &[
        same("replication_group_id", "ReplicationGroupId", "replication_group_id")
            .required()
            .replaces(),
        same("description", "ReplicationGroupDescription", "description").required(),
        same("engine", "Engine", "engine"),
        same("engine_version", "EngineVersion", "engine_version"),
        same("node_type", "CacheNodeType", "node_type"),
        same("num_cache_clusters", "NumCacheClusters", "num_cache_clusters"),
        same("num_node_groups", "NumNodeGroups", "num_node_groups"),
        same("replicas_per_node_group", "ReplicasPerNodeGroup", "replicas_per_node_group")
            .replaces(),
        same("cluster_mode", "ClusterMode", "cluster_mode"),
        same(
            "automatic_failover_enabled",
            "AutomaticFailoverEnabled",
            "automatic_failover_enabled",
        )
        .explicit(),
        same("multi_az_enabled", "MultiAZEnabled", "multi_az_enabled"),
        words(
            "at_rest_encryption_enabled",
            "AtRestEncryptionEnabled",
            "at_rest_encryption_enabled",
            ("true", "false"),
            In::Terraform,
        )
        .replaces(),
        same(
            "transit_encryption_enabled",
            "TransitEncryptionEnabled",
            "transit_encryption_enabled",
        ),
        same("transit_encryption_mode", "TransitEncryptionMode", "transit_encryption_mode"),
        same("kms_key_id", "KmsKeyId", "kms_key_id").replaces(),
        same("auth_token", "AuthToken", "auth_token"),
        set("user_group_ids", "UserGroupIds", "user_group_ids"),
        same("subnet_group_name", "CacheSubnetGroupName", "subnet_group_name").replaces(),
        set("security_group_ids", "SecurityGroupIds", "security_group_ids"),
        same("parameter_group_name", "CacheParameterGroupName", "parameter_group_name"),
        same("port", "Port", "port").replaces(),
        same("network_type", "NetworkType", "network_type").replaces(),
        same("ip_discovery", "IpDiscovery", "ip_discovery"),
        same(
            "preferred_cache_cluster_azs",
            "PreferredCacheClusterAZs",
            "preferred_cache_cluster_azs",
        )
        .replaces(),
        same("data_tiering_enabled", "DataTieringEnabled", "data_tiering_enabled").replaces(),
        same(
            "global_replication_group_id",
            "GlobalReplicationGroupId",
            "global_replication_group_id",
        )
        .replaces(),
        same("snapshot_retention_limit", "SnapshotRetentionLimit", "snapshot_retention_limit"),
        same("snapshot_window", "SnapshotWindow", "snapshot_window"),
        same("snapshot_name", "SnapshotName", "snapshot_name").replaces(),
        set("snapshot_arns", "SnapshotArns", "snapshot_arns").replaces(),
        same("maintenance_window", "PreferredMaintenanceWindow", "maintenance_window"),
        same("notification_topic_arn", "NotificationTopicArn", "notification_topic_arn"),
        words(
            "auto_minor_version_upgrade",
            "AutoMinorVersionUpgrade",
            "auto_minor_version_upgrade",
            ("true", "false"),
            In::Terraform,
        ),
        blocks(
            "log_delivery_configuration",
            "LogDeliveryConfigurations",
            "log_delivery_configuration",
            &[
                same("log_type", "LogType", "log_type").required(),
                same("log_format", "LogFormat", "log_format").required(),
                same("destination_type", "DestinationType", "destination_type").required(),
                same(
                    "destination",
                    "DestinationDetails.CloudWatchLogsDetails.LogGroup",
                    "destination",
                )
                .required(),
            ],
        ),
        same("final_snapshot_identifier", "", "final_snapshot_identifier"),
        same("apply_immediately", "", "apply_immediately").explicit(),
        tags(),
    ],
    &[
        by_ref("id", "id"),
        by_att("endpoint", "PrimaryEndPoint.Address", "primary_endpoint_address"),
        by_att("reader_endpoint", "ReaderEndPoint.Address", "reader_endpoint_address"),
        by_att(
            "configuration_endpoint",
            "ConfigurationEndPoint.Address",
            "configuration_endpoint_address",
        ),
        by_att("port", "PrimaryEndPoint.Port", "port"),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
    ],
)
.stateful();

/// The subnets a cache may stand in.
pub static SUBNET_GROUP: Kind = Kind::new(
    "elasticache/subnet-group",
    "AWS::ElastiCache::SubnetGroup",
    "aws_elasticache_subnet_group",
    &[
        same("name", "CacheSubnetGroupName", "name").required().replaces(),
        same("description", "Description", "description").required(),
        set("subnet_ids", "SubnetIds", "subnet_ids").required(),
        tags(),
    ],
    &[by_ref("name", "name")],
);
