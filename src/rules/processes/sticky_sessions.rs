//! A balancer that sends each user to the task that knows them.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Format, Manifest, Resource};

use crate::rules::lint::{Findings, Safety, term};
use crate::rules::{Check, Lint, Rule};

/// `FW0601`.
///
/// The repair is unsafe: users of an app that keeps sessions in its processes lose them.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0601",
    name: "sticky-sessions",
    severity: Severity::Warning,
    factor: Factor::Processes,
    what: "A target group keeps each client on the target that served it first.",
    why: "local state dies with the task: sessions that live in one break with every deploy and scale-in, and load stays where it was",
    bad: r"Type: AWS::ElasticLoadBalancingV2::TargetGroup
Properties:
  TargetGroupAttributes:
    - {Key: stickiness.enabled, Value: true}",
    good: r"Type: AWS::ElasticLoadBalancingV2::TargetGroup
Properties:
  TargetGroupAttributes:
    - {Key: stickiness.enabled, Value: false}",
    fix: "Keep sessions in a store that all tasks share, and turn stickiness off.",
    source: "https://12factor.net/processes",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).repaired(Safety::Unsafe)),
};

const PROPERTY: &str = "stickiness_enabled";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("elbv2/target-group") {
        let term = term(manifest, group, PROPERTY);
        let help = format!("keep sessions in a store that all tasks share, and turn {term} off");
        let message = format!("`{}` keeps clients on one target", group.address);
        let found = match group.property(PROPERTY) {
            Some(written) => {
                let is_on = written.branches().into_iter().find(|it| it.bool() == Some(true));
                let Some(node) = is_on else { continue };
                findings.at(group, node, message, help)
            }
            None if is_on_by_default(manifest.format, group) => {
                findings.at_key(group, &group.properties, "stickiness_type", message, help)
            }
            None => continue,
        };
        found.set(&[PROPERTY], Data::Bool(false));
    }
}

/// Whether the block of Terraform is there, in which `enabled` is true by default.
fn is_on_by_default(format: Format, group: &Resource) -> bool {
    let is_terraform = match format {
        Format::Terraform | Format::Plan => true,
        Format::CloudFormation | Format::TaskDefinition | Format::Compose | Format::Dockerfile => {
            false
        }
    };
    is_terraform && group.properties.lacks(PROPERTY) && group.property("stickiness_type").is_some()
}
