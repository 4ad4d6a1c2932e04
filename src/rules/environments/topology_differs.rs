//! A load balancer, queue, cache, distribution or firewall that some environment has not got.

use crate::diag::{Factor, Severity};

use crate::rules::environments::env_conditional_resource;
use crate::rules::environments::resource_set_differs::{missing, tell_missing};
use crate::rules::parity::{Comparison, Differences, Matched};
use crate::rules::{Check, Lint, Rule};

/// `FW1011`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1011",
    name: "topology-differs",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "Some environments have a load balancer, a queue, a topic, a cache, a distribution or a firewall, and others have none of that kind.",
    why: "a path through the system that exists in production only is tried there first",
    bad: r"# in prod.yaml, and no cache in staging.yaml
Cache: {Type: AWS::ElastiCache::ReplicationGroup}",
    good: r"# in every template
Cache: {Type: AWS::ElastiCache::ReplicationGroup}",
    fix: "Add a small one.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

/// Kinds that traffic and messages go through.
const TOPOLOGY: [&str; 12] = [
    "cloudfront/distribution",
    "elasticache/replication-group",
    "elb/load-balancer",
    "elbv2/load-balancer",
    "sns/topic",
    "sqs/queue",
    "wafv2/web-acl-association",
    "AWS::WAFv2::WebACL",
    "aws_wafv2_web_acl",
    "AWS::ApiGateway::RestApi",
    "aws_api_gateway_rest_api",
    "kinesis/stream",
];

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for matched in missing(comparison) {
        if is_topology(comparison, matched)
            && env_conditional_resource::names_environment(comparison, matched).is_none()
        {
            tell_missing(comparison, found, matched, "add a small one, or allow the difference");
        }
    }
}

/// Whether it is such a resource, and an environment that lacks it has none of its kind.
pub(in crate::rules) fn is_topology(comparison: &Comparison<'_>, matched: &Matched<'_>) -> bool {
    let Some(instance) = matched.each.iter().flatten().next() else { return false };
    let kind = instance.resource.kind_name();
    let has_another = |at: usize| {
        let of = |it: &Matched<'_>| it.each[at].is_some_and(|it| it.resource.kind_name() == kind);
        comparison.resources.iter().any(of)
    };
    TOPOLOGY.contains(&kind)
        && comparison.present().any(|at| matched.each[at].is_none() && !has_another(at))
}
