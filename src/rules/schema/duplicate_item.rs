//! Elements that stand twice in a list.

use crate::diag::{Factor, Severity};
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6015`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6015",
    name: "duplicate-item",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A list that must not has the same element twice.",
    why: "the provider refuses the resource",
    bad: r"Type: AWS::IAM::Role
Properties:
  ManagedPolicyArns: [!Ref Read, !Ref Read]",
    good: r"Type: AWS::IAM::Role
Properties:
  ManagedPolicyArns: [!Ref Read]",
    fix: "Keep one of them.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error)),
};
