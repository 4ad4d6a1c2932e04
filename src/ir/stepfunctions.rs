//! AWS Step Functions: state machines.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_StepFunctions.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/sfn_state_machine>.
//! - CloudFormation takes a definition as a structure or as text; we write the structure. Terraform
//!   takes text.
//! - Terraform generates a name, CloudFormation too: machines that name each other are given one.

use super::kind::{Kind, block, by_att, by_ref, document, document_text, same, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&STATE_MACHINE];

/// A state machine.
pub static STATE_MACHINE: Kind = Kind::new(
    "stepfunctions/state-machine",
    "AWS::StepFunctions::StateMachine",
    "aws_sfn_state_machine",
    &[
        same("name", "StateMachineName", "name").replaces(),
        same("role_arn", "RoleArn", "role_arn").required(),
        same("type", "StateMachineType", "type").replaces(),
        document("definition", "Definition", "definition"),
        document_text("definition_string", "DefinitionString", ""),
        same("definition_substitutions", "DefinitionSubstitutions", ""),
        block(
            "logging_configuration",
            "LoggingConfiguration",
            "logging_configuration",
            &[
                same("level", "Level", "level"),
                same("include_execution_data", "IncludeExecutionData", "include_execution_data"),
                same(
                    "log_destination",
                    "Destinations.0.CloudWatchLogsLogGroup.LogGroupArn",
                    "log_destination",
                ),
            ],
        ),
        same("tracing_enabled", "TracingConfiguration.Enabled", "tracing_configuration.enabled"),
        block(
            "encryption_configuration",
            "EncryptionConfiguration",
            "encryption_configuration",
            &[
                same("type", "Type", "type"),
                same("kms_key_id", "KmsKeyId", "kms_key_id"),
                same(
                    "kms_data_key_reuse_period_seconds",
                    "KmsDataKeyReusePeriodSeconds",
                    "kms_data_key_reuse_period_seconds",
                ),
            ],
        ),
        same("publish", "", "publish"),
        tags(),
    ],
    &[by_ref("arn", "arn"), by_att("name", "Name", "name")],
);
