//! Health checks that overlap.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6119`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6119",
    name: "health-timeout-over-interval",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "A target group waits for the answer of a health check as long as, or longer than, the time until the next one.",
    why: "Elastic Load Balancing refuses the target group: the interval must be greater than the timeout",
    bad: r"HealthCheckIntervalSeconds: 10
HealthCheckTimeoutSeconds: 10",
    good: r"HealthCheckIntervalSeconds: 10
HealthCheckTimeoutSeconds: 5",
    fix: "Shorten the timeout, or lengthen the interval.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

/// The interval unless it is set, in seconds.
const INTERVAL: i64 = 30;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("elbv2/target-group") {
        let written = group.property("health_check_interval");
        let is_lambda = group.property("target_type").is_some_and(|it| it.text() == Some("lambda"));
        let timeout = group.property("health_check_timeout");
        let (Some(node), Some(interval)) = (timeout, written.map_or(Some(INTERVAL), Node::integer))
        else {
            continue;
        };
        let Some(timeout) = node.integer().filter(|it| *it >= interval && !is_lambda) else {
            continue;
        };
        let by_default = if written.is_some() { "" } else { " by default" };
        let message = format!(
            "a health check is repeated after {interval} seconds{by_default}, but waits for {timeout}"
        );
        let help =
            format!("set {} below {interval}", term(manifest, group, "health_check_timeout"));
        let found = findings.at(group, node, message, help);
        if let Some(interval) = written {
            found.related("the interval", interval.span);
        }
    }
}
