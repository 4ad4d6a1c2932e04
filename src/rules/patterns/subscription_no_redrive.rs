//! A subscriber whose messages are dropped while it is away.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, term};
use crate::rules::{Check, Lint, Rule};

/// `FW2230`.
///
/// SNS tries queues and functions for 23 days, so only endpoints that it tries for about an hour
/// are judged.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2230",
    name: "subscription-no-redrive",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "An SNS subscription delivers to HTTP or HTTPS and has no dead-letter queue.",
    why: "SNS gives up after 50 tries in about an hour: what was published during a longer outage never arrives, and nothing says so",
    bad: r"Webhook:
  Type: AWS::SNS::Subscription
  Properties: {Protocol: https, Endpoint: https://hooks.example.com, TopicArn: !Ref Orders}",
    good: r"Webhook:
  Type: AWS::SNS::Subscription
  Properties:
    Protocol: https
    RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn}",
    fix: "Give it a redrive policy, or let it read from a queue.",
    source: "https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const PROPERTY: &str = "redrive_policy";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for subscription in manifest.of("sns/subscription") {
        let protocol = subscription.property("protocol").and_then(Node::text);
        let Some(protocol) = protocol.filter(|it| matches!(*it, "http" | "https")) else {
            continue;
        };
        if subscription.properties.lacks(PROPERTY) {
            let property = term(manifest, subscription, PROPERTY);
            findings.missing(
                subscription,
                PROPERTY,
                format!(
                    "`{}` drops what its `{protocol}` endpoint does not take within an hour",
                    subscription.address
                ),
                format!("name a dead-letter queue in {property}"),
            );
        }
    }
}
