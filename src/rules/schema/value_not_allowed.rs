//! Values that the property does not allow.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6005`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6005",
    name: "value-not-allowed",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A value is none of those that its property allows.",
    why: "the provider refuses the resource",
    bad: r"Type: AWS::ECS::Service
Properties:
  LaunchType: FARGAT",
    good: r"Type: AWS::ECS::Service
Properties:
  LaunchType: FARGATE",
    fix: "Write one of the values that are allowed.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(SCHEMAS)),
};
