//! Weights that are no percentages.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, actions, routers};
use crate::rules::{Check, Lint, Rule};

/// `FW5001`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5001",
    name: "weights-not-hundred",
    severity: Severity::Info,
    factor: Factor::BuildReleaseRun,
    what: "The weights of two target groups do not sum to 100, or those of all are 0.",
    why: "weights are relative: whoever reads 10 and 80 as percentages misjudges a release, and with all at 0 every request is answered with 503",
    bad: "TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 90}, {TargetGroupArn: !Ref Green, Weight: 20}]",
    good: "TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 90}, {TargetGroupArn: !Ref Green, Weight: 10}]",
    fix: "Write percentages.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#forward-actions",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for router in routers(manifest) {
        for action in actions(router) {
            let Some(list) = action.at("forward.target_group") else { continue };
            let weights = list.items().iter().map(|it| it.get("weight").and_then(Node::integer));
            let Some(weights) = weights.collect::<Option<Vec<_>>>() else { continue };
            let sum = weights.iter().sum::<i64>();
            if weights.len() >= 2 && sum != 100 {
                let message = format!("the weights sum to {sum}");
                findings.at(router, list, message, "write percentages: they sum to 100");
            }
        }
    }
}
