//! Amazon OpenSearch Service: domains. Read in manifests, not written.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_OpenSearchService.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/opensearch_domain>.

use super::kind::{Kind, block, by_att, by_ref, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&DOMAIN];

/// A domain.
pub static DOMAIN: Kind = Kind::new(
    "opensearch/domain",
    "AWS::OpenSearchService::Domain",
    "aws_opensearch_domain",
    &[
        same("domain_name", "DomainName", "domain_name").required().replaces(),
        same("engine_version", "EngineVersion", "engine_version"),
        block(
            "cluster_config",
            "ClusterConfig",
            "cluster_config",
            &[
                same("instance_type", "InstanceType", "instance_type"),
                same("instance_count", "InstanceCount", "instance_count"),
                same("zone_awareness_enabled", "ZoneAwarenessEnabled", "zone_awareness_enabled"),
                block(
                    "zone_awareness_config",
                    "ZoneAwarenessConfig",
                    "zone_awareness_config",
                    &[same(
                        "availability_zone_count",
                        "AvailabilityZoneCount",
                        "availability_zone_count",
                    )],
                ),
            ],
        ),
        block(
            "encrypt_at_rest",
            "EncryptionAtRestOptions",
            "encrypt_at_rest",
            &[
                same("enabled", "Enabled", "enabled").required(),
                same("kms_key_id", "KmsKeyId", "kms_key_id"),
            ],
        ),
        block(
            "vpc_options",
            "VPCOptions",
            "vpc_options",
            &[
                set("subnet_ids", "SubnetIds", "subnet_ids"),
                set("security_group_ids", "SecurityGroupIds", "security_group_ids"),
            ],
        ),
        tags(),
    ],
    &[
        by_ref("name", "domain_name"),
        by_att("arn", "Arn", "arn"),
        by_att("endpoint", "DomainEndpoint", "endpoint"),
    ],
)
.stateful();
