//! AWS Systems Manager: parameters, by which values cross stacks.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SSM.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/ssm_parameter>.
//! - CloudFormation cannot create a `SecureString`; Terraform's `value` marks it as sensitive, so the
//!   value of a plain parameter is `insecure_value`. `value` is here to be read.
//! - Tags are a map in both dialects.

use super::kind::{Attribute, Kind, ReturnValue, by_att, by_ref, same};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&PARAMETER];

/// A parameter.
pub static PARAMETER: Kind = Kind::new(
    "ssm/parameter",
    "AWS::SSM::Parameter",
    "aws_ssm_parameter",
    &[
        same("name", "Name", "name").required().replaces(),
        same("type", "Type", "type").required(),
        same("insecure_value", "Value", "insecure_value").required(),
        same("value", "", "value"),
        same("description", "Description", "description"),
        same("tier", "Tier", "tier"),
        same("data_type", "DataType", "data_type"),
        same("allowed_pattern", "AllowedPattern", "allowed_pattern"),
        same("policies", "Policies", ""),
        same("key_id", "", "key_id"),
        same("overwrite", "", "overwrite"),
        same("tags", "Tags", "tags"),
    ],
    &[
        by_ref("name", "name"),
        by_att("value", "Value", "insecure_value"),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
    ],
);
