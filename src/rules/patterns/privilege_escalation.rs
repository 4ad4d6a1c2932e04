//! A policy with which its holder can give itself every permission.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, policies};
use crate::rules::{Check, Lint, Rule};

/// `FW2225`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2225",
    name: "privilege-escalation",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A policy allows on every resource to change permissions, or to assume roles.",
    why: "whoever may write policies or assume any role has the permissions of the whole account, whatever else the policy says",
    bad: r#"Effect: Allow
Action: iam:PutRolePolicy
Resource: "*""#,
    good: r"Effect: Allow
Action: iam:PutRolePolicy
Resource: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/shop-*",
    fix: "Name the roles and policies that may be changed or assumed, and set a permissions boundary on what is created.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Actions that give permissions to whoever may call them on everything.
const ESCALATING: &[&str] = &[
    "iam:*",
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreatePolicyVersion",
    "iam:PutGroupPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
    "sts:*",
    "sts:AssumeRole",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for policy in policies(manifest) {
        let says = policy.says;
        for statement in policy.statements() {
            if !statement.allows() || !statement.is_anywhere() || statement.is_conditional() {
                continue;
            }
            // One finding for a statement: the first such action is enough to have all others.
            let escalating = statement.each("Action").into_iter().find_map(|action| {
                let text = action.text()?;
                let is_it = ESCALATING.iter().any(|it| it.eq_ignore_ascii_case(text));
                is_it.then_some((action, text))
            });
            if let Some((action, text)) = escalating {
                findings.at(
                    says,
                    action,
                    format!("`{}` allows `{text}` on everything", says.address),
                    "name the roles and policies it is about",
                );
            }
        }
    }
}
