//! Amazon DynamoDB: tables.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_DynamoDB.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/dynamodb_table>.
//! - Keys are a list in CloudFormation, arguments in Terraform, and so are the units of a table with
//!   provisioned throughput: each has its own rows.
//! - Terraform requires a name, CloudFormation makes one.

use super::kind::{Kind, block, blocks, by_att, by_ref, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&TABLE];

/// A table.
pub static TABLE: Kind = Kind::new(
    "dynamodb/table",
    "AWS::DynamoDB::Table",
    "aws_dynamodb_table",
    &[
        same("name", "TableName", "name").required().replaces(),
        same("billing_mode", "BillingMode", "billing_mode"),
        same("table_class", "TableClass", "table_class"),
        same(
            "deletion_protection_enabled",
            "DeletionProtectionEnabled",
            "deletion_protection_enabled",
        ),
        block(
            "point_in_time_recovery",
            "PointInTimeRecoverySpecification",
            "point_in_time_recovery",
            &[
                same("enabled", "PointInTimeRecoveryEnabled", "enabled").required(),
                same("recovery_period_in_days", "RecoveryPeriodInDays", "recovery_period_in_days"),
            ],
        ),
        blocks(
            "key_schema",
            "KeySchema",
            "",
            &[
                same("attribute_name", "AttributeName", "").required(),
                same("key_type", "KeyType", "").required(),
            ],
        )
        .required(),
        same("hash_key", "", "hash_key").replaces(),
        same("range_key", "", "range_key").replaces(),
        blocks(
            "attributes",
            "AttributeDefinitions",
            "attribute",
            &[
                same("name", "AttributeName", "name").required(),
                same("type", "AttributeType", "type").required(),
            ],
        ),
        blocks(
            "global_secondary_indexes",
            "GlobalSecondaryIndexes",
            "global_secondary_index",
            &[
                same("name", "IndexName", "name").required(),
                same("projection_type", "Projection.ProjectionType", "projection_type").required(),
                set("non_key_attributes", "Projection.NonKeyAttributes", "non_key_attributes"),
                blocks(
                    "key_schema",
                    "KeySchema",
                    "",
                    &[
                        same("attribute_name", "AttributeName", "").required(),
                        same("key_type", "KeyType", "").required(),
                    ],
                )
                .required(),
                same("hash_key", "", "hash_key").required(),
                same("range_key", "", "range_key"),
            ],
        ),
        block(
            "provisioned_throughput",
            "ProvisionedThroughput",
            "",
            &[
                same("read_capacity_units", "ReadCapacityUnits", "").required(),
                same("write_capacity_units", "WriteCapacityUnits", "").required(),
            ],
        ),
        same("read_capacity", "", "read_capacity"),
        same("write_capacity", "", "write_capacity"),
        block(
            "on_demand_throughput",
            "OnDemandThroughput",
            "on_demand_throughput",
            &[
                same("max_read_request_units", "MaxReadRequestUnits", "max_read_request_units"),
                same("max_write_request_units", "MaxWriteRequestUnits", "max_write_request_units"),
            ],
        ),
        block(
            "server_side_encryption",
            "SSESpecification",
            "server_side_encryption",
            &[
                same("enabled", "SSEEnabled", "enabled").required(),
                same("kms_key_arn", "KMSMasterKeyId", "kms_key_arn"),
            ],
        ),
        block(
            "stream_specification",
            "StreamSpecification",
            "",
            &[same("stream_view_type", "StreamViewType", "").required()],
        ),
        same("stream_enabled", "", "stream_enabled"),
        same("stream_view_type", "", "stream_view_type"),
        block(
            "ttl",
            "TimeToLiveSpecification",
            "ttl",
            &[
                same("attribute_name", "AttributeName", "attribute_name"),
                same("enabled", "Enabled", "enabled").required(),
            ],
        ),
        blocks(
            "replicas",
            "",
            "replica",
            &[
                same("region_name", "", "region_name").required(),
                same("point_in_time_recovery", "", "point_in_time_recovery"),
            ],
        ),
        tags(),
    ],
    &[
        by_ref("name", "name"),
        by_att("arn", "Arn", "arn"),
        by_att("stream_arn", "StreamArn", "stream_arn"),
    ],
)
.stateful();
