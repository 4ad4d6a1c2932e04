//! Properties that are required and not set.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6003`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6003",
    name: "missing-property",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A property that its type requires is not set.",
    why: "the provider refuses the resource, often after others have been changed",
    bad: r"Type: AWS::SNS::Subscription
Properties:
  TopicArn: !Ref Topic",
    good: r"Type: AWS::SNS::Subscription
Properties:
  TopicArn: !Ref Topic
  Protocol: sqs",
    fix: "Set it, in every branch of a condition.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(SCHEMAS)),
};
