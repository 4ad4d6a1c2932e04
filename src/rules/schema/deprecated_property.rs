//! What the provider gives up.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6017`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6017",
    name: "deprecated-property",
    severity: Severity::Info,
    factor: Factor::Description,
    what: "A property or type is used that its provider gives up.",
    why: "it goes away with a later version, and what replaces it is where the provider fixes faults",
    bad: r"Type: AWS::SSM::Association
Properties:
  InstanceId: i-0123456789abcdef0",
    good: r"Type: AWS::SSM::Association
Properties:
  Targets: [{Key: InstanceIds, Values: [i-0123456789abcdef0]}]",
    fix: "Use what the provider names instead.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Info).in_formats(SCHEMAS)),
};
