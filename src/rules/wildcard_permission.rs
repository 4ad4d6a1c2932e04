//! A running process that may do anything to every resource of a service.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use super::lint::Findings;
use super::{Check, Lint, Rule};

/// `FW2220`.
pub(super) static RULE: Rule = Rule {
    id: "FW2220",
    name: "wildcard-permission",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "The role of a task or function allows every action of a service on every resource.",
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
    "iam",
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
    "sts",
];

/// Principals that run code for their owner.
const COMPUTE: &[&str] = &["ecs-tasks.", "lambda.", "ec2."];

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

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for role in manifest.of("iam/role").filter(|role| runs_code(role)) {
        let policies = role.property("inline_policy").map(Node::items).unwrap_or_default();
        policies.iter().filter_map(|it| it.get("policy")).for_each(|it| tell(role, it, findings));
    }
    for kind in ["iam/policy", "iam/managed-policy"] {
        for resource in manifest.of(kind).filter(|it| is_of_code(manifest, it)) {
            resource.property("policy").into_iter().for_each(|it| tell(resource, it, findings));
        }
    }
}

/// Whether a policy belongs to a role that runs code.
fn is_of_code(manifest: &Manifest, policy: &Resource) -> bool {
    let roles = ["role", "roles"].into_iter().filter_map(|name| policy.property(name));
    roles.flat_map(|it| manifest.targets(it)).any(|role| role.is("iam/role") && runs_code(role))
}

/// Whether tasks, functions or instances assume a role.
fn runs_code(role: &Resource) -> bool {
    let mut found = false;
    if let Some(trust) = role.property("assume_role_policy") {
        trust.walk(&mut |node| {
            let text = node.text().unwrap_or_default();
            found |= COMPUTE.iter().any(|it| text.starts_with(it));
        });
    }
    found
}

fn tell(resource: &Resource, policy: &Node, findings: &mut Findings<'_>) {
    let Some(statements) = policy.get("Statement") else { return };
    for statement in one_or_more(statements) {
        let allows = statement.get("Effect").and_then(Node::text) == Some("Allow");
        let anywhere = statement
            .get("Resource")
            .is_some_and(|it| one_or_more(it).iter().any(|it| it.text() == Some("*")));
        if !allows || !anywhere || statement.get("Condition").is_some() {
            continue;
        }
        let actions = statement.get("Action").map(one_or_more).unwrap_or_default();
        for action in actions {
            if let Some(text) = action.text().filter(|text| is_everything(text)) {
                findings.at(
                    resource,
                    action,
                    format!("`{}` allows `{text}` on every resource", resource.address),
                    "name the actions that are called, and the resources they are called on",
                );
            }
        }
    }
}

/// The elements of a list; IAM takes a single one without its list.
fn one_or_more(node: &Node) -> Vec<&Node> {
    match node.items() {
        [] => node.branches(),
        items => items.iter().collect(),
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
