//! Amazon ECR: image repositories.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ECR.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/ecr_repository>.
//! - The lifecycle policy is text in both dialects, the permissions are a structure in
//!   CloudFormation.

use super::kind::{
    Kind, Link, Side, block, blocks, by_att, by_ref, document, document_text, same, tags,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&REPOSITORY];

/// A repository.
pub static REPOSITORY: Kind = Kind::new(
    "ecr/repository",
    "AWS::ECR::Repository",
    "aws_ecr_repository",
    &[
        same("name", "RepositoryName", "name").required().replaces(),
        same("image_tag_mutability", "ImageTagMutability", "image_tag_mutability"),
        blocks(
            "image_tag_mutability_exclusion_filters",
            "ImageTagMutabilityExclusionFilters",
            "",
            &[
                same(
                    "image_tag_mutability_exclusion_filter_type",
                    "ImageTagMutabilityExclusionFilterType",
                    "",
                )
                .required(),
                same(
                    "image_tag_mutability_exclusion_filter_value",
                    "ImageTagMutabilityExclusionFilterValue",
                    "",
                )
                .required(),
            ],
        ),
        block(
            "image_scanning_configuration",
            "ImageScanningConfiguration",
            "image_scanning_configuration",
            &[same("scan_on_push", "ScanOnPush", "scan_on_push").required()],
        ),
        block(
            "encryption_configuration",
            "EncryptionConfiguration",
            "encryption_configuration",
            &[
                same("encryption_type", "EncryptionType", "encryption_type").required().replaces(),
                same("kms_key", "KmsKey", "kms_key").replaces(),
            ],
        )
        .replaces(),
        document_text("lifecycle_policy", "LifecyclePolicy.LifecyclePolicyText", "policy")
            .on("lifecycle_policy"),
        document("policy", "RepositoryPolicyText", "policy").on("policy"),
        same("force_delete", "EmptyOnDelete", "force_delete"),
        tags(),
    ],
    &[
        by_ref("name", "name"),
        by_att("arn", "Arn", "arn"),
        by_att("repository_url", "RepositoryUri", "repository_url"),
    ],
)
.stateful()
.sides(&[
    Side {
        suffix: "lifecycle_policy",
        terraform: "aws_ecr_lifecycle_policy",
        links: &[Link { argument: "repository", expression: "{parent}.name" }],
        each: false,
    },
    Side {
        suffix: "policy",
        terraform: "aws_ecr_repository_policy",
        links: &[Link { argument: "repository", expression: "{parent}.name" }],
        each: false,
    },
]);
