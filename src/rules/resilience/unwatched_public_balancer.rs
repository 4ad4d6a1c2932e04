//! A public load balancer whose errors and latency nobody watches.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, has_unseen, public_http_balancers};
use crate::rules::{Check, Lint, Rule};

/// `FW2020`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2020",
    name: "unwatched-public-balancer",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A public Application Load Balancer has no alarm on its errors or its latency.",
    why: "its users see errors and slow answers first, and whoever owns the service hears of them from the users",
    bad: r"Balancer:
  Type: AWS::ElasticLoadBalancingV2::LoadBalancer",
    good: r"Errors:
  Type: AWS::CloudWatch::Alarm
  Properties:
    Namespace: AWS/ApplicationELB
    MetricName: HTTPCode_Target_5XX_Count",
    fix: "Add alarms on `HTTPCode_Target_5XX_Count`, `HTTPCode_ELB_5XX_Count` and `TargetResponseTime`.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// Metrics that say how requests end.
const METRICS: [&str; 4] = [
    "HTTPCode_ELB_5XX_Count",
    "HTTPCode_ELB_502_Count",
    "HTTPCode_Target_5XX_Count",
    "TargetResponseTime",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    // Without target groups here, what it leads to is in other stacks, and so are their alarms.
    let mut watched = has_unseen(manifest) || manifest.of("elbv2/target-group").next().is_none();
    for alarm in manifest.of("cloudwatch/alarm") {
        alarm.properties.walk(&mut |node| {
            watched |= node.text().is_some_and(|it| METRICS.contains(&it));
        });
        // A metric that is not known may be one of them.
        watched |= alarm.property("metric_name").is_some_and(|it| it.text().is_none());
    }
    for balancer in public_http_balancers(manifest).filter(|_| !watched) {
        findings.missing(
            balancer,
            "alarm",
            format!("no alarm watches the errors or the latency of `{}`", balancer.address),
            "add an alarm on `HTTPCode_Target_5XX_Count` or `TargetResponseTime`",
        );
    }
}
