//! Values of another type than the property's.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6004`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6004",
    name: "wrong-type",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A value is of another type than its property.",
    why: "the provider refuses the resource, or reads something else than was meant",
    bad: r"Type: AWS::SQS::Queue
Properties:
  VisibilityTimeout: half a minute",
    good: r"Type: AWS::SQS::Queue
Properties:
  VisibilityTimeout: 30",
    fix: "Write a value of that type: a list even for one element, a number without its unit.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(SCHEMAS)),
};
