//! Types that the provider does not have.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6002`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6002",
    name: "unknown-resource-type",
    severity: Severity::Warning,
    factor: Factor::Description,
    what: "A resource has a type that its provider does not have.",
    why: "the stack cannot be deployed; a type that is newer than the schemas is one to allow",
    bad: "Type: AWS::SQS::Queu",
    good: "Type: AWS::SQS::Queue",
    fix: "Spell the type as the provider does. If it is newer than this formwork, allow it with that reason.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Warning).in_formats(SCHEMAS)),
};
