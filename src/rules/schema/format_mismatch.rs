//! Texts that do not have their property's format.

use crate::diag::{Factor, Severity};
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6007`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6007",
    name: "format-mismatch",
    severity: Severity::Warning,
    factor: Factor::Description,
    what: "A text is not the network, time, name or ARN that its property takes.",
    why: "the provider refuses the resource, or takes something else than was meant",
    bad: r"Type: AWS::EC2::Subnet
Properties:
  CidrBlock: 10.0.0.1/16",
    good: r"Type: AWS::EC2::Subnet
Properties:
  CidrBlock: 10.0.0.0/16",
    fix: "Write it in its format; for what another resource is called, refer to that resource.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Warning)),
};
