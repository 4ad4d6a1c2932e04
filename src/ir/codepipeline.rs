//! AWS CodePipeline: pipelines. Read in manifests, not written.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CodePipeline.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/codepipeline>.
//! - Artifacts are objects in CloudFormation, names in Terraform: each has its own rows.

use super::kind::{Attribute, Kind, ReturnValue, block, blocks, by_ref, same, tags};

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
            ],
        )
        .required(),
        block(
            "artifact_store",
            "ArtifactStore",
            "",
            &[same("type", "Type", "").required(), same("location", "Location", "").required()],
        ),
        blocks(
            "artifact_stores",
            "",
            "artifact_store",
            &[
                same("type", "", "type").required(),
                same("location", "", "location").required(),
                same("region", "", "region"),
            ],
        )
        .required(),
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
