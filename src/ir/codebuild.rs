//! AWS CodeBuild: projects.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CodeBuild.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/codebuild_project>.

use super::kind::{Kind, block, blocks, by_att, by_ref, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&PROJECT];

/// A project.
pub static PROJECT: Kind = Kind::new(
    "codebuild/project",
    "AWS::CodeBuild::Project",
    "aws_codebuild_project",
    &[
        same("name", "Name", "name").required().replaces(),
        same("description", "Description", "description"),
        same("service_role", "ServiceRole", "service_role").required(),
        same("build_timeout", "TimeoutInMinutes", "build_timeout"),
        same("queued_timeout", "QueuedTimeoutInMinutes", "queued_timeout"),
        same("concurrent_build_limit", "ConcurrentBuildLimit", "concurrent_build_limit"),
        same("encryption_key", "EncryptionKey", "encryption_key"),
        same("source_version", "SourceVersion", "source_version"),
        same("badge_enabled", "BadgeEnabled", "badge_enabled"),
        same("project_visibility", "Visibility", "project_visibility"),
        block(
            "artifacts",
            "Artifacts",
            "artifacts",
            &[
                same("type", "Type", "type").required(),
                same("name", "Name", "name"),
                same("location", "Location", "location"),
                same("path", "Path", "path"),
                same("packaging", "Packaging", "packaging"),
                same("namespace_type", "NamespaceType", "namespace_type"),
                same("encryption_disabled", "EncryptionDisabled", "encryption_disabled"),
                same("override_artifact_name", "OverrideArtifactName", "override_artifact_name"),
                same("artifact_identifier", "ArtifactIdentifier", "artifact_identifier"),
            ],
        )
        .required(),
        block(
            "environment",
            "Environment",
            "environment",
            &[
                same("type", "Type", "type").required(),
                same("compute_type", "ComputeType", "compute_type").required(),
                same("image", "Image", "image").required(),
                same(
                    "image_pull_credentials_type",
                    "ImagePullCredentialsType",
                    "image_pull_credentials_type",
                ),
                same("privileged_mode", "PrivilegedMode", "privileged_mode"),
                same("certificate", "Certificate", "certificate"),
                blocks(
                    "environment_variables",
                    "EnvironmentVariables",
                    "environment_variable",
                    &[
                        same("name", "Name", "name").required(),
                        same("value", "Value", "value").required(),
                        same("type", "Type", "type"),
                    ],
                ),
            ],
        )
        .required(),
        block(
            "source",
            "Source",
            "source",
            &[
                same("type", "Type", "type").required(),
                same("location", "Location", "location"),
                same("buildspec", "BuildSpec", "buildspec"),
                same("git_clone_depth", "GitCloneDepth", "git_clone_depth"),
                same("insecure_ssl", "InsecureSsl", "insecure_ssl"),
                same("report_build_status", "ReportBuildStatus", "report_build_status"),
            ],
        )
        .required(),
        block(
            "cache",
            "Cache",
            "cache",
            &[
                same("type", "Type", "type").required(),
                same("location", "Location", "location"),
                same("modes", "Modes", "modes"),
            ],
        ),
        block(
            "logs_config",
            "LogsConfig",
            "logs_config",
            &[
                block(
                    "cloudwatch_logs",
                    "CloudWatchLogs",
                    "cloudwatch_logs",
                    &[
                        same("status", "Status", "status").required(),
                        same("group_name", "GroupName", "group_name"),
                        same("stream_name", "StreamName", "stream_name"),
                    ],
                ),
                block(
                    "s3_logs",
                    "S3Logs",
                    "s3_logs",
                    &[
                        same("status", "Status", "status").required(),
                        same("location", "Location", "location"),
                        same("encryption_disabled", "EncryptionDisabled", "encryption_disabled"),
                    ],
                ),
            ],
        ),
        block(
            "vpc_config",
            "VpcConfig",
            "vpc_config",
            &[
                same("vpc_id", "VpcId", "vpc_id").required(),
                set("subnets", "Subnets", "subnets").required(),
                set("security_group_ids", "SecurityGroupIds", "security_group_ids").required(),
            ],
        ),
        tags(),
    ],
    &[by_ref("name", "name"), by_att("arn", "Arn", "arn")],
);
