//! A running process that may do anything to every resource of a service.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, Policy, Statement, policies};
use crate::rules::{Check, Lint, Rule};

/// `FW2220`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2220",
    name: "wildcard-permission",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "The role of a task or function allows every action of a service, or reaches data on every resource.",
    why: "a service owns its data alone: a role that reaches every table, queue or record lets one compromised or mistaken process change those of all others",
    bad: r#"Effect: Allow
Action: dynamodb:*
Resource: "*""#,
    good: r"Effect: Allow
Action: [dynamodb:GetItem, dynamodb:PutItem]
Resource: !GetAtt Orders.Arn",
    fix: "Name the actions that the code calls, and the resources it calls them on.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Services whose actions reach data, traffic, secrets or other people's processes. Whoever may do
/// anything to logs, metrics or traces does little harm.
const REACHING: &[&str] = &[
    "*",
    "autoscaling",
    "cloudformation",
    "dynamodb",
    "ec2",
    "ecs",
    "elasticache",
    "elasticloadbalancing",
    "es",
    "events",
    "kinesis",
    "kms",
    "lambda",
    "rds",
    "route53",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "states",
];

/// Services that keep data: whoever may do anything to one of their resources may also delete it.
const KEEPING: &[&str] = &["dynamodb", "kms", "rds", "s3", "secretsmanager", "sns", "sqs"];

/// Actions that reach data, all of which IAM grants on single resources.
const REACHING_DATA: &[&str] = &[
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
    "kinesis:GetRecords",
    "kinesis:PutRecord",
    "kinesis:PutRecords",
    "kms:Decrypt",
    "lambda:InvokeFunction",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:PutObject",
    "secretsmanager:GetSecretValue",
    "sqs:DeleteMessage",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
];

/// Whether an action is everything that a service with something to lose can do.
fn is_everything(action: &str) -> bool {
    let service = match action {
        "*" | "*:*" => "*",
        _ => match action.split_once(':') {
            Some((service, "*")) => service,
            Some(_) | None => return false,
        },
    };
    REACHING.iter().any(|reaching| reaching.eq_ignore_ascii_case(service))
}

/// Whether an action is everything that a service which keeps data can do.
fn is_everything_kept(action: &str) -> bool {
    action.split_once(':').is_some_and(|(service, rest)| {
        rest == "*" && KEEPING.iter().any(|it| it.eq_ignore_ascii_case(service))
    })
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for policy in policies(manifest).into_iter().filter(Policy::is_of_code) {
        for statement in policy.statements() {
            if statement.allows() && !statement.is_conditional() {
                tell(&policy, statement, findings);
            }
        }
    }
}

fn tell(policy: &Policy<'_>, statement: Statement<'_>, findings: &mut Findings<'_>) {
    let help = "name the actions that are called, and the resources they are called on";
    let (says, anywhere) = (policy.says, statement.is_anywhere());
    for action in statement.each("Action") {
        let Some(text) = action.text() else { continue };
        let reaches = || REACHING_DATA.iter().any(|it| it.eq_ignore_ascii_case(text));
        let message = if anywhere && (is_everything(text) || reaches()) {
            format!("`{}` allows `{text}` on every resource", says.address)
        } else if !anywhere && is_everything_kept(text) {
            format!("`{}` allows `{text}`: also to delete what it reaches", says.address)
        } else {
            continue;
        };
        findings.at(says, action, message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_a_star_after_a_service_that_matters() {
        for action in ["*", "dynamodb:*", "Route53:*", "*:*"] {
            assert!(is_everything(action), "{action}");
        }
        for action in ["logs:*", "dynamodb:Get*", "s3:GetObject", "", "dynamodb"] {
            assert!(!is_everything(action), "{action}");
        }
    }
}
