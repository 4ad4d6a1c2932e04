//! Amazon Redshift: clusters. Read in manifests, not written.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Redshift.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/redshift_cluster>.

use super::kind::{Kind, by_att, by_ref, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&CLUSTER];

/// A cluster.
pub static CLUSTER: Kind = Kind::new(
    "redshift/cluster",
    "AWS::Redshift::Cluster",
    "aws_redshift_cluster",
    &[
        same("cluster_identifier", "ClusterIdentifier", "cluster_identifier").required().replaces(),
        same("cluster_type", "ClusterType", "cluster_type").required(),
        same("database_name", "DBName", "database_name").required().replaces(),
        same("node_type", "NodeType", "node_type").required(),
        same("number_of_nodes", "NumberOfNodes", "number_of_nodes"),
        same("master_username", "MasterUsername", "master_username").required().replaces(),
        same("master_password", "MasterUserPassword", "master_password"),
        same("manage_master_password", "ManageMasterPassword", "manage_master_password"),
        same("cluster_version", "ClusterVersion", "cluster_version"),
        same(
            "automated_snapshot_retention_period",
            "AutomatedSnapshotRetentionPeriod",
            "automated_snapshot_retention_period",
        ),
        same("multi_az", "MultiAZ", "multi_az"),
        same("skip_final_snapshot", "", "skip_final_snapshot"),
        same("final_snapshot_identifier", "", "final_snapshot_identifier"),
        same("encrypted", "Encrypted", "encrypted"),
        same("cluster_subnet_group_name", "ClusterSubnetGroupName", "cluster_subnet_group_name")
            .replaces(),
        set("vpc_security_group_ids", "VpcSecurityGroupIds", "vpc_security_group_ids"),
        same("publicly_accessible", "PubliclyAccessible", "publicly_accessible"),
        tags(),
    ],
    &[by_ref("id", "id"), by_att("endpoint", "Endpoint.Address", "dns_name")],
)
.stateful();
