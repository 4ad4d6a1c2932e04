//! A template that the AWS Copilot CLI deploys.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW7002`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7002",
    name: "copilot-template",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "A template has the metadata of the AWS Copilot CLI: Copilot makes it, or deploys it as an addon.",
    why: "Copilot's support ended on 2026-06-12: what it makes follows no change of AWS any more, and nobody mends its faults",
    bad: r"Table:
  Metadata:
    'aws:copilot:description': 'An Amazon DynamoDB table for orders'
  Type: AWS::DynamoDB::Table",
    good: r"Table:
  Type: AWS::DynamoDB::Table",
    fix: "Take the resources over into a template or description of your own, and deploy that.",
    source: "https://github.com/aws/copilot-cli",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(&[Format::CloudFormation])),
};

/// What Copilot writes beside the resources that it describes to its user.
const METADATA: &str = "aws:copilot:description";

/// Tells of the first resource only: the template is what was made.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let described = manifest.resources.iter().find_map(|resource| {
        let metadata = resource.meta.get("Metadata")?;
        metadata.field(METADATA).map(|_| (resource, metadata))
    });
    if let Some((resource, metadata)) = described {
        findings.at_key(
            resource,
            metadata,
            METADATA,
            "the template is one of the Copilot CLI, whose support ended on 2026-06-12",
            "take its resources over into a template of your own",
        );
    }
}
