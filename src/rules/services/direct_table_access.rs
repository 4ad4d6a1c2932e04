//! A service that writes into a store of another stack.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, Policy, policies};
use crate::rules::{Check, Lint, Rule};

/// `FW3006`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3006",
    name: "direct-table-access",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "The role of a task or function may write into a table or bucket that another stack exports.",
    why: "a service owns its data alone: the owner cannot change how it keeps them while another writes them, nor say what a write means",
    bad: r"Action: dynamodb:PutItem
Resource: !ImportValue orders-table-arn",
    good: r"Action: execute-api:Invoke
Resource: !ImportValue orders-api-arn",
    fix: "Call the service that owns the store, or send it an event; if both stacks are one service, leave it.",
    source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/modernization-data-persistence/database-per-service.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// Actions that write.
const WRITING: &[&str] = &[
    "dynamodb:*",
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "s3:*",
    "s3:DeleteObject",
    "s3:PutObject",
    "s3:PutObject*",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for policy in policies(manifest).into_iter().filter(Policy::is_of_code) {
        for statement in policy.statements().into_iter().filter(|it| it.allows()) {
            let writes = statement.each("Action").into_iter().find_map(|action| {
                let text = action.text()?;
                WRITING.iter().any(|it| it.eq_ignore_ascii_case(text)).then_some(text)
            });
            let store = statement.each("Resource").into_iter().find(|it| it.is_exported());
            if let Some((action, store)) = writes.zip(store) {
                let says = policy.says;
                findings.at(
                    says,
                    store,
                    format!("`{}` allows `{action}` on a store of another stack", says.address),
                    "call the service that owns the store, or send it an event",
                );
            }
        }
    }
}
