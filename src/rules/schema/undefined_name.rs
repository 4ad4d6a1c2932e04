//! Names in a template that stand for nothing.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Dangling, Format, Manifest, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6060`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6060",
    name: "undefined-name",
    severity: Severity::Error,
    factor: Factor::Codebase,
    what: "A template refers to a resource, parameter, condition or mapping that it does not declare.",
    why: "CloudFormation refuses the template: what is deployed is what the code base says, and it says nothing here",
    bad: r"Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Clustr
  Cluster:
    Type: AWS::ECS::Cluster",
    good: r"Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
  Cluster:
    Type: AWS::ECS::Cluster",
    fix: "Declare it, or mend the name. In a template with transforms, loops or modules nothing is told: they may declare it.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(&[Format::CloudFormation])),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    if manifest.format == Format::CloudFormation {
        tell(manifest, "template", findings);
    }
}

/// Tells of each name that stands for nothing in a resource or declaration.
pub(super) fn tell(manifest: &Manifest, unit: &str, findings: &mut Findings<'_>) {
    for dangling in &manifest.dangling {
        let covers = |it: &&Resource| it.span.covers(dangling.span);
        let is_beside = |it: &&Resource| it.span.file == dangling.span.file;
        let all = || manifest.resources.iter();
        // What a local value names stands beside the resources of its file.
        let Some(resource) = all().find(covers).or_else(|| all().find(is_beside)) else { continue };
        let Dangling { span, name, of, meant } = dangling;
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("declare the {of}, or refer to one that there is"),
        };
        findings.at_span(resource, *span, name, format!("`{name}` is no {of} in the {unit}"), help);
    }
}
