//! Amazon S3: buckets and their policies.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_S3.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/s3_bucket>.
//! - What CloudFormation sets on the bucket is a resource per topic in Terraform.
//! - A Terraform lifecycle rule wants a filter, be it empty: write the empty prefix for "all".
//! - Notifications name one event in CloudFormation and a set in Terraform, access control lists are
//!   spelled differently: both are left to CloudFormation.

use super::kind::{
    Attribute, In, Kind, Link, ReturnValue, Row, Side, block, blocks, by_att, by_ref, document,
    number_text, pairs, same, set, tags,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&BUCKET, &BUCKET_POLICY];

/// A bucket.
pub static BUCKET: Kind = Kind::new(
    "s3/bucket",
    "AWS::S3::Bucket",
    "aws_s3_bucket",
    &[
        same("bucket", "BucketName", "bucket").replaces(),
        same("bucket_prefix", "BucketNamePrefix", "bucket_prefix").replaces(),
        same("object_lock_enabled", "ObjectLockEnabled", "object_lock_enabled"),
        same("force_destroy", "", "force_destroy"),
        same(
            "block_public_acls",
            "PublicAccessBlockConfiguration.BlockPublicAcls",
            "block_public_acls",
        )
        .on("public_access_block"),
        same(
            "block_public_policy",
            "PublicAccessBlockConfiguration.BlockPublicPolicy",
            "block_public_policy",
        )
        .on("public_access_block"),
        same(
            "ignore_public_acls",
            "PublicAccessBlockConfiguration.IgnorePublicAcls",
            "ignore_public_acls",
        )
        .on("public_access_block"),
        same(
            "restrict_public_buckets",
            "PublicAccessBlockConfiguration.RestrictPublicBuckets",
            "restrict_public_buckets",
        )
        .on("public_access_block"),
        same(
            "rule_object_ownership",
            "OwnershipControls.Rules.0.ObjectOwnership",
            "rule.object_ownership",
        )
        .on("ownership_controls"),
        same(
            "versioning_configuration_status",
            "VersioningConfiguration.Status",
            "versioning_configuration.status",
        )
        .on("versioning"),
        blocks(
            "server_side_encryption_rule",
            "BucketEncryption.ServerSideEncryptionConfiguration",
            "rule",
            ENCRYPTION,
        )
        .on("server_side_encryption"),
        blocks("lifecycle_rule", "LifecycleConfiguration.Rules", "rule", LIFECYCLE).on("lifecycle"),
        same(
            "transition_default_minimum_object_size",
            "LifecycleConfiguration.TransitionDefaultMinimumObjectSize",
            "transition_default_minimum_object_size",
        )
        .on("lifecycle"),
        same("target_bucket", "LoggingConfiguration.DestinationBucketName", "target_bucket")
            .on("logging"),
        same("target_prefix", "LoggingConfiguration.LogFilePrefix", "target_prefix").on("logging"),
        blocks("cors_rule", "CorsConfiguration.CorsRules", "cors_rule", CORS).on("cors"),
        same(
            "index_document_suffix",
            "WebsiteConfiguration.IndexDocument",
            "index_document.suffix",
        )
        .on("website"),
        same("error_document_key", "WebsiteConfiguration.ErrorDocument", "error_document.key")
            .on("website"),
        block(
            "redirect_all_requests_to",
            "WebsiteConfiguration.RedirectAllRequestsTo",
            "redirect_all_requests_to",
            &[
                same("host_name", "HostName", "host_name").required(),
                same("protocol", "Protocol", "protocol"),
            ],
        )
        .on("website"),
        same("access_control", "AccessControl", ""),
        same(
            "eventbridge",
            "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled",
            "eventbridge",
        )
        .on("notification"),
        tags(),
    ],
    &[
        by_ref("name", "bucket"),
        by_att("arn", "Arn", "arn"),
        by_att("domain_name", "DomainName", "bucket_domain_name"),
        by_att("regional_domain_name", "RegionalDomainName", "bucket_regional_domain_name"),
        Attribute {
            name: "zone_id",
            cloudformation: ReturnValue::None,
            terraform: "hosted_zone_id",
        },
    ],
)
.stateful()
.sides(&[
    side("public_access_block", "aws_s3_bucket_public_access_block"),
    side("ownership_controls", "aws_s3_bucket_ownership_controls"),
    side("versioning", "aws_s3_bucket_versioning"),
    side("server_side_encryption", "aws_s3_bucket_server_side_encryption_configuration"),
    side("lifecycle", "aws_s3_bucket_lifecycle_configuration"),
    side("logging", "aws_s3_bucket_logging"),
    side("cors", "aws_s3_bucket_cors_configuration"),
    side("website", "aws_s3_bucket_website_configuration"),
    side("notification", "aws_s3_bucket_notification"),
]);

const fn side(suffix: &'static str, terraform: &'static str) -> Side {
    Side {
        suffix,
        terraform,
        links: &[Link { argument: "bucket", expression: "{parent}.id" }],
        each: false,
    }
}

const ENCRYPTION: &[Row] = &[
    block(
        "apply_server_side_encryption_by_default",
        "ServerSideEncryptionByDefault",
        "apply_server_side_encryption_by_default",
        &[
            same("sse_algorithm", "SSEAlgorithm", "sse_algorithm").required(),
            same("kms_master_key_id", "KMSMasterKeyID", "kms_master_key_id"),
        ],
    ),
    same("bucket_key_enabled", "BucketKeyEnabled", "bucket_key_enabled"),
];

const LIFECYCLE: &[Row] = &[
    same("id", "Id", "id").required(),
    same("status", "Status", "status").required(),
    same("filter_prefix", "Prefix", "filter.prefix"),
    number_text(
        "filter_object_size_greater_than",
        "ObjectSizeGreaterThan",
        "filter.object_size_greater_than",
        In::CloudFormation,
    ),
    number_text(
        "filter_object_size_less_than",
        "ObjectSizeLessThan",
        "filter.object_size_less_than",
        In::CloudFormation,
    ),
    pairs("filter_and_tags", "TagFilters", "filter.and.tags", ("Key", "Value")),
    block(
        "abort_incomplete_multipart_upload",
        "AbortIncompleteMultipartUpload",
        "abort_incomplete_multipart_upload",
        &[same("days_after_initiation", "DaysAfterInitiation", "days_after_initiation").required()],
    ),
    same("expiration_days", "ExpirationInDays", "expiration.days"),
    same("expiration_date", "ExpirationDate", "expiration.date"),
    same(
        "expiration_expired_object_delete_marker",
        "ExpiredObjectDeleteMarker",
        "expiration.expired_object_delete_marker",
    ),
    block(
        "noncurrent_version_expiration",
        "NoncurrentVersionExpiration",
        "noncurrent_version_expiration",
        &[
            same("noncurrent_days", "NoncurrentDays", "noncurrent_days").required(),
            same(
                "newer_noncurrent_versions",
                "NewerNoncurrentVersions",
                "newer_noncurrent_versions",
            ),
        ],
    ),
    same("noncurrent_version_expiration_in_days", "NoncurrentVersionExpirationInDays", ""),
    blocks(
        "noncurrent_version_transition",
        "NoncurrentVersionTransitions",
        "noncurrent_version_transition",
        &[
            same("noncurrent_days", "TransitionInDays", "noncurrent_days").required(),
            same("storage_class", "StorageClass", "storage_class").required(),
            same(
                "newer_noncurrent_versions",
                "NewerNoncurrentVersions",
                "newer_noncurrent_versions",
            ),
        ],
    ),
    blocks(
        "transition",
        "Transitions",
        "transition",
        &[
            same("days", "TransitionInDays", "days"),
            same("date", "TransitionDate", "date"),
            same("storage_class", "StorageClass", "storage_class").required(),
        ],
    ),
];

const CORS: &[Row] = &[
    same("id", "Id", "id"),
    set("allowed_methods", "AllowedMethods", "allowed_methods").required(),
    set("allowed_origins", "AllowedOrigins", "allowed_origins").required(),
    set("allowed_headers", "AllowedHeaders", "allowed_headers"),
    set("expose_headers", "ExposedHeaders", "expose_headers"),
    same("max_age_seconds", "MaxAge", "max_age_seconds"),
];

/// The permissions of a bucket.
pub static BUCKET_POLICY: Kind = Kind::new(
    "s3/bucket-policy",
    "AWS::S3::BucketPolicy",
    "aws_s3_bucket_policy",
    &[
        same("bucket", "Bucket", "bucket").required().replaces(),
        document("policy", "PolicyDocument", "policy").required(),
    ],
    &[],
);
