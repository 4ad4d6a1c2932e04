//! Two rules that are both to be asked first.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, may_exclude, same_listener};
use crate::rules::{Check, Lint, Rule};

/// `FW6115`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6115",
    name: "duplicate-rule-priority",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "Two rules of a listener have one priority.",
    why: "Elastic Load Balancing refuses the second: `PriorityInUse`",
    bad: r"First: {Priority: 10}
Second: {Priority: 10}",
    good: r"First: {Priority: 10}
Second: {Priority: 20}",
    fix: "Give each rule a priority of its own.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut seen: Vec<(&Resource, &Node, i64)> = Vec::new();
    for rule in manifest.of("elbv2/listener-rule") {
        let Some(node) = rule.property("priority") else { continue };
        let Some(priority) = node.integer() else { continue };
        let clashes = |it: &&(&Resource, &Node, i64)| {
            it.2 == priority && same_listener(manifest, it.0, rule) && !may_exclude(it.0, rule)
        };
        if let Some((other, place, _)) = seen.iter().find(clashes) {
            let message = format!(
                "`{}` has priority {priority}, as `{}` has on the same listener",
                rule.address, other.address
            );
            findings
                .at(rule, node, message, "give each rule a priority of its own")
                .related("the other rule", place.span);
        }
        seen.push((rule, node, priority));
    }
}
