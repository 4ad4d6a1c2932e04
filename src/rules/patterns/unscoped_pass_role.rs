//! A policy that lets somebody hand any role to a service.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, Statement, policies, spelled};
use crate::rules::{Check, Lint, Rule};

/// `FW2221`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2221",
    name: "unscoped-pass-role",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A policy allows `iam:PassRole` on every role, and no condition says to which service.",
    why: "whoever may pass any role can start a task or function with the most powerful role of the account, and so has its permissions",
    bad: r#"Effect: Allow
Action: iam:PassRole
Resource: "*""#,
    good: r"Effect: Allow
Action: iam:PassRole
Resource: !GetAtt TaskRole.Arn
Condition:
  StringEquals:
    iam:PassedToService: ecs-tasks.amazonaws.com",
    fix: "Name the roles that are passed, and the service in a condition on `iam:PassedToService`.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for policy in policies(manifest) {
        let says = policy.says;
        for statement in policy.statements().into_iter().filter(|it| is_open(manifest, *it)) {
            let passes = |it: &&Node| {
                it.text().is_some_and(|action| action.eq_ignore_ascii_case("iam:PassRole"))
            };
            if let Some(action) = statement.each("Action").into_iter().find(passes) {
                findings.at(
                    says,
                    action,
                    format!("`{}` may pass every role to every service", says.address),
                    "name the roles, and the service in a condition on `iam:PassedToService`",
                );
            }
        }
    }
}

/// Whether a statement allows on every role, whatever the service.
fn is_open(manifest: &Manifest, statement: Statement<'_>) -> bool {
    let is_every = |it: &&Node| {
        let text = spelled(manifest, it);
        text == "*" || text.starts_with("arn:") && text.ends_with(":role/*")
    };
    statement.allows()
        && !statement.is_conditional()
        && statement.each("Resource").iter().any(is_every)
}
