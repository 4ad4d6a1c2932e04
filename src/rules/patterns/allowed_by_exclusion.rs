//! A policy that allows everything but what it names.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, policies};
use crate::rules::{Check, Lint, Rule};

/// `FW2223`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2223",
    name: "allowed-by-exclusion",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A statement allows with `NotAction` or `NotResource`.",
    why: "everything that is not named is allowed, and so is everything that AWS adds later: what the role may do grows by itself",
    bad: r#"Effect: Allow
NotAction: iam:*
Resource: "*""#,
    good: r"Effect: Allow
Action: dynamodb:GetItem
Resource: !GetAtt Orders.Arn",
    fix: "Name what is allowed; what must never be is a statement of its own with `Effect: Deny`.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for policy in policies(manifest) {
        let says = policy.says;
        for statement in policy.statements().into_iter().filter(|it| it.allows()) {
            for (element, named) in [("NotAction", "actions"), ("NotResource", "resources")] {
                if statement.node.get(element).is_some() {
                    findings.at_key(
                        says,
                        statement.node,
                        element,
                        format!("`{}` allows all {named} but those in `{element}`", says.address),
                        "name what is allowed",
                    );
                }
            }
        }
    }
}
