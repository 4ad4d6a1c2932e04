//! AWS Lambda: functions and what calls them. Read in manifests, not written.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Lambda.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function>.

use super::kind::{Attribute, Kind, ReturnValue, block, blocks, by_att, by_ref, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&FUNCTION, &EVENT_SOURCE_MAPPING, &EVENT_INVOKE_CONFIG, &PERMISSION];

/// A function.
pub static FUNCTION: Kind = Kind::new(
    "lambda/function",
    "AWS::Lambda::Function",
    "aws_lambda_function",
    &[
        same("function_name", "FunctionName", "function_name").required().replaces(),
        same("description", "Description", "description"),
        same("runtime", "Runtime", "runtime"),
        same("handler", "Handler", "handler"),
        same("package_type", "PackageType", "package_type").replaces(),
        same("image_uri", "Code.ImageUri", "image_uri"),
        same("s3_bucket", "Code.S3Bucket", "s3_bucket"),
        same("s3_key", "Code.S3Key", "s3_key"),
        same("s3_object_version", "Code.S3ObjectVersion", "s3_object_version"),
        same("zip_file", "Code.ZipFile", ""),
        same("source_kms_key_arn", "Code.SourceKMSKeyArn", ""),
        same("filename", "", "filename"),
        same("source_code_hash", "", "source_code_hash"),
        same("publish", "", "publish"),
        same("architectures", "Architectures", "architectures"),
        same("role", "Role", "role").required(),
        same("timeout", "Timeout", "timeout"),
        same("memory_size", "MemorySize", "memory_size"),
        same(
            "reserved_concurrent_executions",
            "ReservedConcurrentExecutions",
            "reserved_concurrent_executions",
        ),
        same("layers", "Layers", "layers"),
        same("environment", "Environment.Variables", "environment.variables"),
        same("kms_key_arn", "KmsKeyArn", "kms_key_arn"),
        same("code_signing_config_arn", "CodeSigningConfigArn", "code_signing_config_arn"),
        block(
            "dead_letter_config",
            "DeadLetterConfig",
            "dead_letter_config",
            &[same("target_arn", "TargetArn", "target_arn").required()],
        ),
        block(
            "tracing_config",
            "TracingConfig",
            "tracing_config",
            &[same("mode", "Mode", "mode").required()],
        ),
        block(
            "ephemeral_storage",
            "EphemeralStorage",
            "ephemeral_storage",
            &[same("size", "Size", "size").required()],
        ),
        blocks(
            "file_system_configs",
            "FileSystemConfigs",
            "file_system_config",
            &[
                same("arn", "Arn", "arn").required(),
                same("local_mount_path", "LocalMountPath", "local_mount_path").required(),
            ],
        ),
        block(
            "image_config",
            "ImageConfig",
            "image_config",
            &[
                same("command", "Command", "command"),
                same("entry_point", "EntryPoint", "entry_point"),
                same("working_directory", "WorkingDirectory", "working_directory"),
            ],
        ),
        block(
            "logging_config",
            "LoggingConfig",
            "logging_config",
            &[
                same("log_format", "LogFormat", "log_format").required(),
                same("log_group", "LogGroup", "log_group"),
                same("application_log_level", "ApplicationLogLevel", "application_log_level"),
                same("system_log_level", "SystemLogLevel", "system_log_level"),
            ],
        ),
        block(
            "snap_start",
            "SnapStart",
            "snap_start",
            &[same("apply_on", "ApplyOn", "apply_on").required()],
        ),
        block(
            "vpc_config",
            "VpcConfig",
            "vpc_config",
            &[
                set("subnet_ids", "SubnetIds", "subnet_ids").required(),
                set("security_group_ids", "SecurityGroupIds", "security_group_ids").required(),
                same(
                    "ipv6_allowed_for_dual_stack",
                    "Ipv6AllowedForDualStack",
                    "ipv6_allowed_for_dual_stack",
                ),
            ],
        ),
        same("recursive_loop", "RecursiveLoop", ""),
        tags(),
    ],
    &[
        by_ref("name", "function_name"),
        by_att("arn", "Arn", "arn"),
        Attribute {
            name: "invoke_arn",
            cloudformation: ReturnValue::None,
            terraform: "invoke_arn",
        },
    ],
);

/// A queue, stream or topic that a function reads.
pub static EVENT_SOURCE_MAPPING: Kind = Kind::new(
    "lambda/event-source-mapping",
    "AWS::Lambda::EventSourceMapping",
    "aws_lambda_event_source_mapping",
    &[
        same("function_name", "FunctionName", "function_name").required(),
        same("event_source_arn", "EventSourceArn", "event_source_arn").replaces(),
        same("enabled", "Enabled", "enabled"),
        same("batch_size", "BatchSize", "batch_size"),
        same(
            "maximum_batching_window_in_seconds",
            "MaximumBatchingWindowInSeconds",
            "maximum_batching_window_in_seconds",
        ),
        same(
            "bisect_batch_on_function_error",
            "BisectBatchOnFunctionError",
            "bisect_batch_on_function_error",
        ),
        same("maximum_retry_attempts", "MaximumRetryAttempts", "maximum_retry_attempts"),
        same(
            "maximum_record_age_in_seconds",
            "MaximumRecordAgeInSeconds",
            "maximum_record_age_in_seconds",
        ),
        same("parallelization_factor", "ParallelizationFactor", "parallelization_factor"),
        same("tumbling_window_in_seconds", "TumblingWindowInSeconds", "tumbling_window_in_seconds"),
        same("starting_position", "StartingPosition", "starting_position").replaces(),
        set("function_response_types", "FunctionResponseTypes", "function_response_types"),
        set("topics", "Topics", "topics"),
        same("queues", "Queues", "queues"),
        same("kms_key_arn", "KmsKeyArn", "kms_key_arn"),
        block(
            "destination_config",
            "DestinationConfig",
            "destination_config",
            &[block(
                "on_failure",
                "OnFailure",
                "on_failure",
                &[same("destination", "Destination", "destination_arn").required()],
            )],
        ),
        block(
            "filter_criteria",
            "FilterCriteria",
            "filter_criteria",
            &[blocks("filters", "Filters", "filter", &[same("pattern", "Pattern", "pattern")])],
        ),
        block(
            "scaling_config",
            "ScalingConfig",
            "scaling_config",
            &[same("maximum_concurrency", "MaximumConcurrency", "maximum_concurrency")],
        ),
        tags(),
    ],
    &[by_ref("id", "uuid"), by_att("arn", "EventSourceMappingArn", "arn")],
);

/// What becomes of events that a function is given asynchronously.
pub static EVENT_INVOKE_CONFIG: Kind = Kind::new(
    "lambda/event-invoke-config",
    "AWS::Lambda::EventInvokeConfig",
    "aws_lambda_function_event_invoke_config",
    &[
        same("function_name", "FunctionName", "function_name").required().replaces(),
        same("qualifier", "Qualifier", "qualifier").required().replaces(),
        same(
            "maximum_event_age_in_seconds",
            "MaximumEventAgeInSeconds",
            "maximum_event_age_in_seconds",
        ),
        same("maximum_retry_attempts", "MaximumRetryAttempts", "maximum_retry_attempts"),
        block(
            "destination_config",
            "DestinationConfig",
            "destination_config",
            &[
                block(
                    "on_failure",
                    "OnFailure",
                    "on_failure",
                    &[same("destination", "Destination", "destination").required()],
                ),
                block(
                    "on_success",
                    "OnSuccess",
                    "on_success",
                    &[same("destination", "Destination", "destination").required()],
                ),
            ],
        ),
    ],
    &[],
);

/// Who may call a function; a service that does so calls it asynchronously or waits.
pub static PERMISSION: Kind = Kind::new(
    "lambda/permission",
    "AWS::Lambda::Permission",
    "aws_lambda_permission",
    &[
        same("function_name", "FunctionName", "function_name").required().replaces(),
        same("action", "Action", "action").required().replaces(),
        same("principal", "Principal", "principal").required().replaces(),
        same("source_arn", "SourceArn", "source_arn").replaces(),
        same("source_account", "SourceAccount", "source_account").replaces(),
        same("event_source_token", "EventSourceToken", "event_source_token").replaces(),
        same("function_url_auth_type", "FunctionUrlAuthType", "function_url_auth_type").replaces(),
        same("principal_org_id", "PrincipalOrgID", "principal_org_id").replaces(),
        same("qualifier", "", "qualifier"),
        same("statement_id", "", "statement_id"),
    ],
    &[],
);
