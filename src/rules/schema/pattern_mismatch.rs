//! Texts that do not match their property's pattern.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6006`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6006",
    name: "pattern-mismatch",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A text does not match the pattern of its property.",
    why: "the provider refuses the resource",
    bad: r"Type: AWS::Lambda::Function
Properties:
  Role: my-role",
    good: r"Type: AWS::Lambda::Function
Properties:
  Role: !GetAtt Role.Arn",
    fix: "Write a text that matches; where the pattern is an ARN's, refer to the resource.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(SCHEMAS)),
};
