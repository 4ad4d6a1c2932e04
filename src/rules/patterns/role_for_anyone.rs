//! A role that every AWS account may assume.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, Statement, one_or_more, trusts};
use crate::rules::{Check, Lint, Rule};

/// `FW2222`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2222",
    name: "role-for-anyone",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "The trust policy of a role allows every principal, without a condition.",
    why: "anybody with an AWS account may assume the role and do what it may do",
    bad: r#"Effect: Allow
Principal: "*"
Action: sts:AssumeRole"#,
    good: r"Effect: Allow
Principal:
  Service: ecs-tasks.amazonaws.com
Action: sts:AssumeRole",
    fix: "Name the service or the account, or add a condition such as `aws:PrincipalOrgID`.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for role in manifest.of("iam/role") {
        for statement in trusts(role) {
            let open = statement.allows() && !statement.is_conditional();
            for principal in everybody(statement).into_iter().filter(|_| open) {
                findings.at(
                    role,
                    principal,
                    format!("every AWS account may assume `{}`", role.address),
                    "name the service or account that assumes it",
                );
            }
        }
    }
}

/// Where a statement names everybody.
fn everybody(statement: Statement<'_>) -> Vec<&Node> {
    let principals = statement.each("Principal").into_iter();
    let named = principals.flat_map(|it| match it.get("AWS") {
        Some(accounts) => one_or_more(accounts),
        None => vec![it],
    });
    named.filter(|it| it.text() == Some("*")).collect()
}
