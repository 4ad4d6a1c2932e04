//! Types that need one of several properties and have none.

use crate::diag::{Factor, Severity};
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6013`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6013",
    name: "none-of-alternatives",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "None of several properties is set, and the type needs one.",
    why: "the provider refuses the resource",
    bad: r"Type: AWS::EC2::Subnet
Properties:
  VpcId: !Ref Vpc",
    good: r"Type: AWS::EC2::Subnet
Properties:
  VpcId: !Ref Vpc
  CidrBlock: 10.0.0.0/24",
    fix: "Set one of them, in every branch of a condition.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error)),
};
