//! Amazon Neptune: clusters. Read in manifests, not written.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Neptune.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/neptune_cluster>.

use super::kind::{Kind, by_att, by_ref, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&CLUSTER];

/// A cluster.
pub static CLUSTER: Kind = Kind::new(
    "neptune/cluster",
    "AWS::Neptune::DBCluster",
    "aws_neptune_cluster",
    &[
        same("cluster_identifier", "DBClusterIdentifier", "cluster_identifier").replaces(),
        same("engine", "", "engine"),
        same("engine_version", "EngineVersion", "engine_version"),
        same("backup_retention_period", "BackupRetentionPeriod", "backup_retention_period"),
        same("deletion_protection", "DeletionProtection", "deletion_protection"),
        same("skip_final_snapshot", "", "skip_final_snapshot"),
        same("final_snapshot_identifier", "", "final_snapshot_identifier"),
        same("storage_encrypted", "StorageEncrypted", "storage_encrypted").replaces(),
        set("availability_zones", "AvailabilityZones", "availability_zones").replaces(),
        same("db_subnet_group_name", "DBSubnetGroupName", "neptune_subnet_group_name").replaces(),
        set("vpc_security_group_ids", "VpcSecurityGroupIds", "vpc_security_group_ids"),
        same("snapshot_identifier", "SnapshotIdentifier", "snapshot_identifier").replaces(),
        tags(),
    ],
    &[
        by_ref("id", "id"),
        by_att("endpoint", "Endpoint", "endpoint"),
        by_att("reader_endpoint", "ReadEndpoint", "reader_endpoint"),
    ],
)
.stateful();
