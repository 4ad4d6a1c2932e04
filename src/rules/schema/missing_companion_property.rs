//! Properties that need another one that is not set.

use crate::diag::{Factor, Severity};
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW6014`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6014",
    name: "missing-companion-property",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A property is set without another one that it needs.",
    why: "the provider refuses the resource, or the property does nothing",
    bad: r"Type: AWS::ApplicationAutoScaling::ScalingPolicy
Properties:
  ResourceId: service/shop/web",
    good: r"Type: AWS::ApplicationAutoScaling::ScalingPolicy
Properties:
  ResourceId: service/shop/web
  ScalableDimension: ecs:service:DesiredCount
  ServiceNamespace: ecs",
    fix: "Set the other one too, or leave both out.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error)),
};
