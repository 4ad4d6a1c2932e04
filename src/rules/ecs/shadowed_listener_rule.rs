//! Rules that are never reached.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, RuleTest, may_exclude, rule_tests, same_listener};
use crate::rules::{Check, Lint, Rule};

/// `FW6116`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6116",
    name: "shadowed-listener-rule",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "A rule of a listener matches only what an earlier one matches too.",
    why: "rules are asked by priority and the first that matches decides: this one never does, and its service gets no requests",
    bad: r"First: {Priority: 10, Conditions: [{Field: path-pattern, Values: [/*]}]}
Second: {Priority: 20, Conditions: [{Field: path-pattern, Values: [/api/*]}]}",
    good: r"First: {Priority: 30, Conditions: [{Field: path-pattern, Values: [/*]}]}
Second: {Priority: 20, Conditions: [{Field: path-pattern, Values: [/api/*]}]}",
    fix: "Give the more special rule the smaller priority.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let known = |rule| Some((rule, rule_priority(rule)?, rule_tests(rule)?));
    let rules: Vec<_> = manifest.of("elbv2/listener-rule").filter_map(known).collect();
    for (rule, priority, tests) in &rules {
        let takes_all = |it: &&(&Resource, i64, Vec<RuleTest<'_>>)| {
            it.1 < *priority
                && same_listener(manifest, it.0, rule)
                && !may_exclude(it.0, rule)
                && it.2.iter().all(|test| tests.iter().any(|narrow| test.covers(narrow)))
        };
        let Some((earlier, before, _)) = rules.iter().find(takes_all) else { continue };
        let Some(node) = rule.property("priority") else { continue };
        let message = format!(
            "`{}` never matches: `{}` has priority {before} and matches all of it",
            rule.address, earlier.address
        );
        let help = format!("give it a priority below {before}, or narrow the other rule");
        findings.at(rule, node, message, help).related("the earlier rule", earlier.head);
    }
}

fn rule_priority(rule: &Resource) -> Option<i64> {
    rule.property("priority").and_then(Node::integer)
}
