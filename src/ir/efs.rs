//! Amazon EFS: file systems that tasks may mount.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EFS.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/efs_access_point>.
//! - User and group IDs are text in CloudFormation, numbers in Terraform.
//! - Backups are on by default in neither dialect.

use super::kind::{
    Attribute, In, Kind, Link, ReturnValue, Side, block, blocks, by_att, by_ref, document,
    number_text, pairs, same, set,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&FILE_SYSTEM, &MOUNT_TARGET, &ACCESS_POINT];

/// A file system.
pub static FILE_SYSTEM: Kind = Kind::new(
    "efs/file-system",
    "AWS::EFS::FileSystem",
    "aws_efs_file_system",
    &[
        same("availability_zone_name", "AvailabilityZoneName", "availability_zone_name").replaces(),
        same("encrypted", "Encrypted", "encrypted").replaces(),
        same("kms_key_id", "KmsKeyId", "kms_key_id").replaces(),
        same("performance_mode", "PerformanceMode", "performance_mode").replaces(),
        same("throughput_mode", "ThroughputMode", "throughput_mode"),
        same(
            "provisioned_throughput_in_mibps",
            "ProvisionedThroughputInMibps",
            "provisioned_throughput_in_mibps",
        ),
        blocks(
            "lifecycle_policy",
            "LifecyclePolicies",
            "lifecycle_policy",
            &[
                same("transition_to_ia", "TransitionToIA", "transition_to_ia"),
                same("transition_to_archive", "TransitionToArchive", "transition_to_archive"),
                same(
                    "transition_to_primary_storage_class",
                    "TransitionToPrimaryStorageClass",
                    "transition_to_primary_storage_class",
                ),
            ],
        ),
        same(
            "protection_replication_overwrite",
            "FileSystemProtection.ReplicationOverwriteProtection",
            "protection.replication_overwrite",
        ),
        same("backup_policy_status", "BackupPolicy.Status", "backup_policy.status")
            .on("backup_policy"),
        document("policy", "FileSystemPolicy", "policy").on("policy"),
        pairs("tags", "FileSystemTags", "tags", ("Key", "Value")),
    ],
    &[
        by_ref("id", "id"),
        by_att("arn", "Arn", "arn"),
        Attribute { name: "dns_name", cloudformation: ReturnValue::None, terraform: "dns_name" },
    ],
)
.stateful()
.sides(&[
    Side {
        suffix: "backup_policy",
        terraform: "aws_efs_backup_policy",
        links: &[Link { argument: "file_system_id", expression: "{parent}.id" }],
        each: false,
    },
    Side {
        suffix: "policy",
        terraform: "aws_efs_file_system_policy",
        links: &[Link { argument: "file_system_id", expression: "{parent}.id" }],
        each: false,
    },
]);

/// A file system's address in one subnet.
pub static MOUNT_TARGET: Kind = Kind::new(
    "efs/mount-target",
    "AWS::EFS::MountTarget",
    "aws_efs_mount_target",
    &[
        same("file_system_id", "FileSystemId", "file_system_id").required().replaces(),
        same("subnet_id", "SubnetId", "subnet_id").required().replaces(),
        set("security_groups", "SecurityGroups", "security_groups").required(),
        same("ip_address", "IpAddress", "ip_address").replaces(),
    ],
    &[by_ref("id", "id"), by_att("ip_address", "IpAddress", "ip_address")],
);

/// A folder of a file system, entered as one user.
pub static ACCESS_POINT: Kind = Kind::new(
    "efs/access-point",
    "AWS::EFS::AccessPoint",
    "aws_efs_access_point",
    &[
        same("file_system_id", "FileSystemId", "file_system_id").required().replaces(),
        block(
            "posix_user",
            "PosixUser",
            "posix_user",
            &[
                number_text("uid", "Uid", "uid", In::CloudFormation).required().replaces(),
                number_text("gid", "Gid", "gid", In::CloudFormation).required().replaces(),
            ],
        )
        .replaces(),
        block(
            "root_directory",
            "RootDirectory",
            "root_directory",
            &[
                same("path", "Path", "path").replaces(),
                block(
                    "creation_info",
                    "CreationInfo",
                    "creation_info",
                    &[
                        number_text("owner_uid", "OwnerUid", "owner_uid", In::CloudFormation)
                            .required()
                            .replaces(),
                        number_text("owner_gid", "OwnerGid", "owner_gid", In::CloudFormation)
                            .required()
                            .replaces(),
                        same("permissions", "Permissions", "permissions").required().replaces(),
                    ],
                )
                .replaces(),
            ],
        )
        .replaces(),
        pairs("tags", "AccessPointTags", "tags", ("Key", "Value")),
    ],
    &[by_ref("id", "id"), by_att("arn", "Arn", "arn")],
);
