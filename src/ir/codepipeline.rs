//! AWS CodePipeline: pipelines.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CodePipeline.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/codepipeline>.
//! - Artifacts are objects in CloudFormation, names in Terraform: each has its own rows.

use super::kind::{Attribute, Kind, ReturnValue, Row, block, blocks, by_ref, same, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&PIPELINE];

/// A pipeline.
pub static PIPELINE: Kind = Kind::new(
    "codepipeline/pipeline",
    "AWS::CodePipeline::Pipeline",
    "aws_codepipeline",
    &[
        same("name", "Name", "name").required().replaces(),
        same("role_arn", "RoleArn", "role_arn").required(),
        same("pipeline_type", "PipelineType", "pipeline_type"),
        same("execution_mode", "ExecutionMode", "execution_mode"),
        blocks(
            "stages",
            "Stages",
            "stage",
            &[
                same("name", "Name", "name").required(),
                blocks(
                    "actions",
                    "Actions",
                    "action",
                    &[
                        same("name", "Name", "name").required(),
                        same("category", "ActionTypeId.Category", "category").required(),
                        same("owner", "ActionTypeId.Owner", "owner").required(),
                        same("provider", "ActionTypeId.Provider", "provider").required(),
                        same("version", "ActionTypeId.Version", "version").required(),
                        same("configuration", "Configuration", "configuration"),
                        same("run_order", "RunOrder", "run_order"),
                        same("region", "Region", "region"),
                        same("role_arn", "RoleArn", "role_arn"),
                        same("namespace", "Namespace", "namespace"),
                        same("timeout_in_minutes", "TimeoutInMinutes", "timeout_in_minutes"),
                        same("commands", "Commands", ""),
                        blocks(
                            "input_artifacts",
                            "InputArtifacts",
                            "",
                            &[same("name", "Name", "").required()],
                        ),
                        blocks(
                            "output_artifacts",
                            "OutputArtifacts",
                            "",
                            &[same("name", "Name", "").required()],
                        ),
                        same("input_artifact_names", "", "input_artifacts"),
                        same("output_artifact_names", "", "output_artifacts"),
                    ],
                )
                .required(),
                block("before_entry", "BeforeEntry", "before_entry", CONDITIONS),
                block(
                    "on_failure",
                    "OnFailure",
                    "on_failure",
                    &[
                        same("result", "Result", "result"),
                        block(
                            "retry_configuration",
                            "RetryConfiguration",
                            "retry_configuration",
                            &[same("retry_mode", "RetryMode", "retry_mode")],
                        ),
                        blocks("condition", "Conditions", "condition", CONDITION),
                    ],
                ),
                block("on_success", "OnSuccess", "on_success", CONDITIONS),
            ],
        )
        .required(),
        block(
            "artifact_store",
            "ArtifactStore",
            "",
            &[
                same("type", "Type", "").required(),
                same("location", "Location", "").required(),
                block(
                    "encryption_key",
                    "EncryptionKey",
                    "",
                    &[same("id", "Id", "").required(), same("type", "Type", "").required()],
                ),
            ],
        ),
        blocks(
            "artifact_stores",
            "",
            "artifact_store",
            &[
                same("type", "", "type").required(),
                same("location", "", "location").required(),
                same("region", "", "region"),
                block(
                    "encryption_key",
                    "",
                    "encryption_key",
                    &[same("id", "", "id").required(), same("type", "", "type").required()],
                ),
            ],
        )
        .required(),
        blocks(
            "triggers",
            "Triggers",
            "trigger",
            &[
                same("provider_type", "ProviderType", "provider_type").required(),
                block(
                    "git_configuration",
                    "GitConfiguration",
                    "git_configuration",
                    GIT_CONFIGURATION,
                )
                .required(),
            ],
        ),
        blocks(
            "variables",
            "Variables",
            "variable",
            &[
                same("name", "Name", "name").required(),
                same("default_value", "DefaultValue", "default_value"),
                same("description", "Description", "description"),
            ],
        ),
        tags(),
    ],
    &[
        by_ref("name", "name"),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
    ],
);

/// When a stage is entered, or has succeeded.
const CONDITIONS: &[Row] = &[blocks("condition", "Conditions", "condition", CONDITION).required()];

const CONDITION: &[Row] = &[
    same("result", "Result", "result"),
    blocks(
        "rule",
        "Rules",
        "rule",
        &[
            same("name", "Name", "name").required(),
            block(
                "rule_type_id",
                "RuleTypeId",
                "rule_type_id",
                &[
                    same("category", "Category", "category").required(),
                    same("owner", "Owner", "owner"),
                    same("provider", "Provider", "provider").required(),
                    same("version", "Version", "version"),
                ],
            )
            .required(),
            same("configuration", "Configuration", "configuration"),
            same("commands", "Commands", "commands"),
            same("region", "Region", "region"),
            same("role_arn", "RoleArn", "role_arn"),
        ],
    )
    .required(),
];

const GIT_CONFIGURATION: &[Row] = &[
    same("source_action_name", "SourceActionName", "source_action_name").required(),
    blocks(
        "push",
        "Push",
        "push",
        &[
            block("branches", "Branches", "branches", FILTER),
            block("file_paths", "FilePaths", "file_paths", FILTER),
            block("tags", "Tags", "tags", FILTER),
        ],
    ),
    blocks(
        "pull_request",
        "PullRequest",
        "pull_request",
        &[
            same("events", "Events", "events"),
            block("branches", "Branches", "branches", FILTER),
            block("file_paths", "FilePaths", "file_paths", FILTER),
        ],
    ),
];

const FILTER: &[Row] =
    &[same("includes", "Includes", "includes"), same("excludes", "Excludes", "excludes")];
