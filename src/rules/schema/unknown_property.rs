//! Properties that the type does not have.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6001`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6001",
    name: "unknown-property",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A property that its type does not have is set.",
    why: "the provider refuses the resource, and a misspelled property does not do what it was written for",
    bad: r"Type: AWS::SQS::Queue
Properties:
  VisibilityTimeOut: 30",
    good: r"Type: AWS::SQS::Queue
Properties:
  VisibilityTimeout: 30",
    fix: "Spell it as the type's reference does, at the level where it belongs, or leave it out.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(SCHEMAS)),
};
