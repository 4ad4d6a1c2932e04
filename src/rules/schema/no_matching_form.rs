//! Values that do not fit exactly one of their forms.

use crate::diag::{Factor, Severity};
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6016`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6016",
    name: "no-matching-form",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A value has several forms, and fits none of them or more than one.",
    why: "the provider refuses the resource, or cannot tell which form is meant",
    bad: r"Type: AWS::IAM::Policy
Properties:
  PolicyName: read
  PolicyDocument: {}",
    good: r"Type: AWS::IAM::Policy
Properties:
  PolicyName: read
  PolicyDocument: {}
  Roles: [!Ref Role]",
    fix: "Choose a form, and write what it needs and nothing of the others.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error)),
};
