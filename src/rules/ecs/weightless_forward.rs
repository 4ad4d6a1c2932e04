//! Requests that are forwarded to nobody.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, actions, entries, routers};
use crate::rules::{Check, Lint, Rule};

/// `FW6117`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6117",
    name: "weightless-forward",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A listener or rule forwards to target groups that all have the weight 0.",
    why: "a target group of weight 0 gets no requests: nobody answers",
    bad: r"ForwardConfig:
  TargetGroups:
    - {TargetGroupArn: !Ref Blue, Weight: 0}
    - {TargetGroupArn: !Ref Green, Weight: 0}",
    good: r"ForwardConfig:
  TargetGroups:
    - {TargetGroupArn: !Ref Blue, Weight: 100}
    - {TargetGroupArn: !Ref Green, Weight: 0}",
    fix: "Give the one that serves now a weight.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for router in routers(manifest) {
        for action in actions(router) {
            let list = action.at("forward.target_group");
            let groups = entries(list);
            let is_one_list = list.is_some_and(|it| it.items().len() == groups.len());
            let weight = |it: &&Node| it.get("weight").and_then(Node::integer);
            if !is_one_list || groups.is_empty() || !groups.iter().all(|it| weight(it) == Some(0)) {
                continue;
            }
            let Some(node) = groups[0].get("weight") else { continue };
            let message = format!("every target group of `{}` has the weight 0", router.address);
            findings.at(router, node, message, "give the one that serves now a weight above 0");
        }
    }
}
