//! Lists and objects of a size that the property does not allow.

use crate::diag::{Factor, Severity};
use crate::rules::lint::SCHEMAS;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6010`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6010",
    name: "count-out-of-range",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A list or an object has fewer or more entries than its property allows.",
    why: "the provider refuses the resource",
    bad: r"Type: AWS::RDS::DBSubnetGroup
Properties:
  SubnetIds: []",
    good: r"Type: AWS::RDS::DBSubnetGroup
Properties:
  SubnetIds: [!Ref One, !Ref Two]",
    fix: "Add what is missing, or spread the entries over several resources.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(SCHEMAS)),
};
