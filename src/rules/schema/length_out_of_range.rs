//! Texts of a length that the property does not allow.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6009`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6009",
    name: "length-out-of-range",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A text is shorter or longer than its property allows.",
    why: "the provider refuses the resource",
    bad: r"Type: AWS::EC2::SecurityGroup
Properties:
  GroupDescription: (more than 255 characters)",
    good: r"Type: AWS::EC2::SecurityGroup
Properties:
  GroupDescription: what may call the API",
    fix: "Shorten it, or say more.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(SCHEMAS)),
};
