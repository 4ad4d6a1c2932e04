//! Numbers out of their property's range.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6008`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6008",
    name: "number-out-of-range",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A number is smaller or larger than its property allows.",
    why: "the provider refuses the resource",
    bad: r"Type: AWS::SQS::Queue
Properties:
  DelaySeconds: 3600",
    good: r"Type: AWS::SQS::Queue
Properties:
  DelaySeconds: 900",
    fix: "Choose a number in the range; mind the unit.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(SCHEMAS)),
};
