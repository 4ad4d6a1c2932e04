//! Properties that only the provider sets.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6011`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6011",
    name: "read-only-property",
    severity: Severity::Warning,
    factor: Factor::Description,
    what: "A property is set that only the provider sets.",
    why: "what is written never takes effect, and the resource looks as if it had drifted",
    bad: r"Type: AWS::SQS::Queue
Properties:
  Arn: arn:aws:sqs:eu-west-1:111122223333:orders",
    good: r"Type: AWS::SQS::Queue
Properties:
  QueueName: orders",
    fix: "Leave it out; where its value is needed, ask the resource for it.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Warning).in_formats(SCHEMAS)),
};
