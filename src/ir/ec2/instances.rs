//! Instances, and what they are launched from. Read in manifests, not written.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/instance>.
//! - `user_data` is base64 in both dialects' launch templates; `Fn::Base64` and `base64encode` say so.

use super::super::kind::{In, Kind, block, blocks, by_att, by_ref, same, set, tags, words};

/// Every kind of this file.
pub static KINDS: &[&Kind] = &[&INSTANCE, &LAUNCH_TEMPLATE, &SECURITY_GROUP_RULE];

/// An instance.
pub static INSTANCE: Kind = Kind::new(
    "ec2/instance",
    "AWS::EC2::Instance",
    "aws_instance",
    &[
        same("ami", "ImageId", "ami").replaces(),
        same("instance_type", "InstanceType", "instance_type"),
        same("key_name", "KeyName", "key_name").replaces(),
        same("user_data", "UserData", "user_data"),
        same("user_data_base64", "", "user_data_base64"),
        same("iam_instance_profile", "IamInstanceProfile", "iam_instance_profile"),
        same("subnet_id", "SubnetId", "subnet_id").replaces(),
        same("availability_zone", "AvailabilityZone", "availability_zone").replaces(),
        set("vpc_security_group_ids", "SecurityGroupIds", "vpc_security_group_ids"),
        set("security_groups", "SecurityGroups", "security_groups").replaces(),
        same("associate_public_ip_address", "", "associate_public_ip_address"),
        same("private_ip", "PrivateIpAddress", "private_ip").replaces(),
        same("source_dest_check", "SourceDestCheck", "source_dest_check"),
        same("disable_api_termination", "DisableApiTermination", "disable_api_termination"),
        same(
            "instance_initiated_shutdown_behavior",
            "InstanceInitiatedShutdownBehavior",
            "instance_initiated_shutdown_behavior",
        ),
        same("ebs_optimized", "EbsOptimized", "ebs_optimized"),
        same("monitoring", "Monitoring", "monitoring"),
        same("tenancy", "Tenancy", "tenancy"),
        block(
            "launch_template",
            "LaunchTemplate",
            "launch_template",
            &[
                same("id", "LaunchTemplateId", "id"),
                same("name", "LaunchTemplateName", "name"),
                same("version", "Version", "version"),
            ],
        )
        .replaces(),
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
                same("instance_metadata_tags", "InstanceMetadataTags", "instance_metadata_tags"),
            ],
        ),
        tags(),
    ],
    &[
        by_ref("id", "id"),
        by_att("private_ip", "PrivateIp", "private_ip"),
        by_att("public_ip", "PublicIp", "public_ip"),
        by_att("private_dns_name", "PrivateDnsName", "private_dns"),
        by_att("public_dns_name", "PublicDnsName", "public_dns"),
        by_att("availability_zone", "AvailabilityZone", "availability_zone"),
    ],
);

/// What instances are launched from.
pub static LAUNCH_TEMPLATE: Kind = Kind::new(
    "ec2/launch-template",
    "AWS::EC2::LaunchTemplate",
    "aws_launch_template",
    &[
        same("name", "LaunchTemplateName", "name").replaces(),
        same("name_prefix", "", "name_prefix"),
        same("description", "VersionDescription", "description"),
        same("image_id", "LaunchTemplateData.ImageId", "image_id"),
        same("instance_type", "LaunchTemplateData.InstanceType", "instance_type"),
        same("key_name", "LaunchTemplateData.KeyName", "key_name"),
        same("user_data", "LaunchTemplateData.UserData", "user_data"),
        set(
            "vpc_security_group_ids",
            "LaunchTemplateData.SecurityGroupIds",
            "vpc_security_group_ids",
        ),
        set("security_group_names", "LaunchTemplateData.SecurityGroups", "security_group_names"),
        words(
            "ebs_optimized",
            "LaunchTemplateData.EbsOptimized",
            "ebs_optimized",
            ("true", "false"),
            In::Terraform,
        ),
        same("disable_api_stop", "LaunchTemplateData.DisableApiStop", "disable_api_stop"),
        same(
            "disable_api_termination",
            "LaunchTemplateData.DisableApiTermination",
            "disable_api_termination",
        ),
        same(
            "instance_initiated_shutdown_behavior",
            "LaunchTemplateData.InstanceInitiatedShutdownBehavior",
            "instance_initiated_shutdown_behavior",
        ),
        block(
            "iam_instance_profile",
            "LaunchTemplateData.IamInstanceProfile",
            "iam_instance_profile",
            &[same("arn", "Arn", "arn"), same("name", "Name", "name")],
        ),
        block(
            "instance_market_options",
            "LaunchTemplateData.InstanceMarketOptions",
            "instance_market_options",
            &[
                same("market_type", "MarketType", "market_type"),
                block(
                    "spot_options",
                    "SpotOptions",
                    "spot_options",
                    &[
                        same(
                            "instance_interruption_behavior",
                            "InstanceInterruptionBehavior",
                            "instance_interruption_behavior",
                        ),
                        same("max_price", "MaxPrice", "max_price"),
                        same("spot_instance_type", "SpotInstanceType", "spot_instance_type"),
                    ],
                ),
            ],
        ),
        block(
            "metadata_options",
            "LaunchTemplateData.MetadataOptions",
            "metadata_options",
            &[
                same("http_endpoint", "HttpEndpoint", "http_endpoint"),
                same(
                    "http_put_response_hop_limit",
                    "HttpPutResponseHopLimit",
                    "http_put_response_hop_limit",
                ),
                same("http_tokens", "HttpTokens", "http_tokens"),
                same("instance_metadata_tags", "InstanceMetadataTags", "instance_metadata_tags"),
            ],
        ),
        block(
            "monitoring",
            "LaunchTemplateData.Monitoring",
            "monitoring",
            &[same("enabled", "Enabled", "enabled")],
        ),
        blocks(
            "network_interfaces",
            "LaunchTemplateData.NetworkInterfaces",
            "network_interfaces",
            &[
                set("security_groups", "Groups", "security_groups"),
                same("subnet_id", "SubnetId", "subnet_id"),
                words(
                    "delete_on_termination",
                    "DeleteOnTermination",
                    "delete_on_termination",
                    ("true", "false"),
                    In::Terraform,
                ),
            ],
        ),
        blocks(
            "block_device_mappings",
            "LaunchTemplateData.BlockDeviceMappings",
            "block_device_mappings",
            &[
                same("device_name", "DeviceName", "device_name"),
                block(
                    "ebs",
                    "Ebs",
                    "ebs",
                    &[
                        words(
                            "encrypted",
                            "Encrypted",
                            "encrypted",
                            ("true", "false"),
                            In::Terraform,
                        ),
                        same("kms_key_id", "KmsKeyId", "kms_key_id"),
                        same("snapshot_id", "SnapshotId", "snapshot_id"),
                        same("volume_size", "VolumeSize", "volume_size"),
                        same("volume_type", "VolumeType", "volume_type"),
                        words(
                            "delete_on_termination",
                            "DeleteOnTermination",
                            "delete_on_termination",
                            ("true", "false"),
                            In::Terraform,
                        ),
                    ],
                ),
            ],
        ),
        blocks(
            "tag_specifications",
            "LaunchTemplateData.TagSpecifications",
            "tag_specifications",
            &[same("resource_type", "ResourceType", "resource_type"), tags()],
        ),
        same("tags", "", "tags"),
        same("update_default_version", "", "update_default_version"),
    ],
    &[
        by_ref("id", "id"),
        by_att("latest_version", "LatestVersionNumber", "latest_version"),
        by_att("default_version", "DefaultVersionNumber", "default_version"),
    ],
);

/// A rule of a security group, in the form of Terraform that separate resources replaced.
pub static SECURITY_GROUP_RULE: Kind = Kind::new(
    "ec2/security-group-rule",
    "",
    "aws_security_group_rule",
    &[
        same("security_group_id", "", "security_group_id").required(),
        same("type", "", "type").required(),
        same("protocol", "", "protocol").required(),
        same("from_port", "", "from_port").required(),
        same("to_port", "", "to_port").required(),
        same("cidr_blocks", "", "cidr_blocks"),
        same("ipv6_cidr_blocks", "", "ipv6_cidr_blocks"),
        same("prefix_list_ids", "", "prefix_list_ids"),
        same("source_security_group_id", "", "source_security_group_id"),
        same("self", "", "self"),
        same("description", "", "description"),
    ],
    &[],
);
