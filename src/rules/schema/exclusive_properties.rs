//! Properties that exclude each other.

use crate::diag::{Factor, Severity};
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6012`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6012",
    name: "exclusive-properties",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "Properties are set together of which one excludes the other.",
    why: "the provider refuses the resource, or one of them silently wins",
    bad: r"CustomOriginConfig: {OriginProtocolPolicy: https-only}
S3OriginConfig: {}",
    good: "CustomOriginConfig: {OriginProtocolPolicy: https-only}",
    fix: "Keep the one that is meant.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error)),
};
