//! A group behind a load balancer that has one instance for ever.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{Findings, balanced_by, is_for_trial};
use crate::rules::{Check, Lint, Rule};

/// `FW0807`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0807",
    name: "asg-fixed-one",
    severity: Severity::Warning,
    factor: Factor::Concurrency,
    what: "An Auto Scaling group behind a load balancer has one instance at least and one at most.",
    why: "there is nobody to balance between: while the instance is replaced, nobody answers, and no load adds a second one",
    bad: r#"MinSize: "1"
MaxSize: "1"
TargetGroupARNs: [!Ref Targets]"#,
    good: r#"MinSize: "2"
MaxSize: "4"
TargetGroupARNs: [!Ref Targets]"#,
    fix: "Run two at least, in two zones.",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Judges sizes that are written down; a parameter is for each environment to set. One instance that
/// nothing balances may be one on purpose, which the group starts again.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("autoscaling/group") {
        let written = |name| {
            let node = group.property(name)?;
            matches!(node.data, Data::Integer(_) | Data::Text(_)).then_some(node)
        };
        let is_one = |name| written(name).and_then(Node::integer) == Some(1);
        let Some(node) = written("max_size").filter(|_| is_one("max_size")) else { continue };
        if is_one("min_size") && balanced_by(manifest, group) && !is_for_trial(manifest, group) {
            let message = format!("`{}` has one instance at least and at most", group.address);
            let help = "run two at least, in two zones, and let it grow";
            findings.at(group, node, message, help);
        }
    }
}
