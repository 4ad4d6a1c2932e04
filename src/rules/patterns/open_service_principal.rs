//! A policy that lets a service in on behalf of anybody.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, one_or_more};
use crate::rules::{Check, Lint, Rule};

/// `FW2231`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2231",
    name: "open-service-principal",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A policy of a queue or topic lets an AWS service in, and does not say for whom.",
    why: "the service acts for every account: somebody else's topic, bucket or rule may send to this queue by its name alone",
    bad: r"Effect: Allow
Principal: {Service: sns.amazonaws.com}
Action: sqs:SendMessage
Resource: !GetAtt Orders.Arn",
    good: r"Effect: Allow
Principal: {Service: sns.amazonaws.com}
Action: sqs:SendMessage
Resource: !GetAtt Orders.Arn
Condition: {ArnEquals: {aws:SourceArn: !Ref Placed}}",
    fix: "Add a condition on `aws:SourceArn`, or on `aws:SourceAccount`.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// What has a policy that lets others in.
const KINDS: [&str; 6] = [
    "sqs/queue",
    "sqs/queue-policy",
    "sqs/queue-policies",
    "sns/topic",
    "sns/topic-policy",
    "sns/topic-policies",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in manifest.resources.iter().filter(|it| KINDS.contains(&it.kind_name())) {
        let policies = resource.property("policy").map(Node::branches).unwrap_or_default();
        for statement in policies.into_iter().filter_map(|it| it.get("Statement")) {
            for statement in one_or_more(statement) {
                judge_statement(resource, statement, findings);
            }
        }
    }
}

fn judge_statement(resource: &Resource, statement: &Node, findings: &mut Findings<'_>) {
    let allows = statement.get("Effect").and_then(Node::text) == Some("Allow");
    // Whatever a condition asks for may be enough.
    if !allows || !statement.lacks("Condition") {
        return;
    }
    let Some(services) = statement.at("Principal.Service") else { return };
    for node in one_or_more(services) {
        let Some(service) = node.text() else { continue };
        findings.at(
            resource,
            node,
            format!("`{}` lets `{service}` in for every account", resource.address),
            "add a condition on `aws:SourceArn` or `aws:SourceAccount`",
        );
    }
}
