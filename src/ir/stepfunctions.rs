//! AWS Step Functions: state machines.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_StepFunctions.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/sfn_state_machine>.

use super::kind::{Kind, by_att, by_ref, document, document_text, same, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&STATE_MACHINE];

/// A state machine. CloudFormation also takes the definition as text; the structure is written, since
/// text could not hold a list that is only known at deployment.
pub static STATE_MACHINE: Kind = Kind::new(
    "stepfunctions/state-machine",
    "AWS::StepFunctions::StateMachine",
    "aws_sfn_state_machine",
    &[
        same("name", "StateMachineName", "name").replaces(),
        same("role_arn", "RoleArn", "role_arn").required(),
        same("type", "StateMachineType", "type").replaces(),
        document("definition", "Definition", "definition").required(),
        document_text("definition_string", "DefinitionString", ""),
        tags(),
    ],
    &[by_ref("arn", "arn"), by_att("name", "Name", "name")],
);
