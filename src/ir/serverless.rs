//! AWS Serverless Application Model: functions. Read in templates, not written.
//!
//! Facts: <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html>.
//! - Where a property says what one of `lambda/function` says, it has the name that it has there.
//! - `Events` is an object by names of the user's choice; what is in it keeps its own spelling.

use super::kind::{Kind, block, blocks, by_att, by_ref, same, set};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&FUNCTION];

/// A function, with its role and what calls it.
pub static FUNCTION: Kind = Kind::new(
    "serverless/function",
    "AWS::Serverless::Function",
    "",
    &[
        same("function_name", "FunctionName", ""),
        same("description", "Description", ""),
        same("runtime", "Runtime", ""),
        same("handler", "Handler", ""),
        same("package_type", "PackageType", ""),
        same("code_uri", "CodeUri", ""),
        same("zip_file", "InlineCode", ""),
        same("image_uri", "ImageUri", ""),
        same("architectures", "Architectures", ""),
        same("role", "Role", ""),
        same("policies", "Policies", ""),
        same("permissions_boundary", "PermissionsBoundary", ""),
        same("timeout", "Timeout", ""),
        same("memory_size", "MemorySize", ""),
        same("reserved_concurrent_executions", "ReservedConcurrentExecutions", ""),
        same("layers", "Layers", ""),
        same("environment", "Environment.Variables", ""),
        same("kms_key_arn", "KmsKeyArn", ""),
        block(
            "dead_letter_config",
            "DeadLetterQueue",
            "",
            &[same("type", "Type", ""), same("target_arn", "TargetArn", "")],
        ),
        same("tracing", "Tracing", ""),
        block("ephemeral_storage", "EphemeralStorage", "", &[same("size", "Size", "")]),
        blocks(
            "file_system_configs",
            "FileSystemConfigs",
            "",
            &[same("arn", "Arn", ""), same("local_mount_path", "LocalMountPath", "")],
        ),
        block(
            "image_config",
            "ImageConfig",
            "",
            &[
                same("command", "Command", ""),
                same("entry_point", "EntryPoint", ""),
                same("working_directory", "WorkingDirectory", ""),
            ],
        ),
        block(
            "vpc_config",
            "VpcConfig",
            "",
            &[
                set("subnet_ids", "SubnetIds", ""),
                set("security_group_ids", "SecurityGroupIds", ""),
            ],
        ),
        block(
            "event_invoke_config",
            "EventInvokeConfig",
            "",
            &[
                same("maximum_event_age_in_seconds", "MaximumEventAgeInSeconds", ""),
                same("maximum_retry_attempts", "MaximumRetryAttempts", ""),
                block(
                    "on_failure",
                    "DestinationConfig.OnFailure",
                    "",
                    &[same("type", "Type", ""), same("destination", "Destination", "")],
                ),
                block(
                    "on_success",
                    "DestinationConfig.OnSuccess",
                    "",
                    &[same("type", "Type", ""), same("destination", "Destination", "")],
                ),
            ],
        ),
        same("events", "Events", ""),
        same("function_url_config", "FunctionUrlConfig", ""),
        same("auto_publish_alias", "AutoPublishAlias", ""),
        block(
            "deployment_preference",
            "DeploymentPreference",
            "",
            &[
                same("enabled", "Enabled", ""),
                same("type", "Type", ""),
                same("alarms", "Alarms", ""),
                same("hooks", "Hooks", ""),
                same("role", "Role", ""),
            ],
        ),
        same("tags", "Tags", ""),
    ],
    &[by_ref("name", ""), by_att("arn", "Arn", "")],
);
