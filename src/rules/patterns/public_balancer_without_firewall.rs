//! A public load balancer that no web application firewall guards.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, has_unseen, public_http_balancers};
use crate::rules::{Check, Lint, Rule};

/// `FW2240`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2240",
    name: "public-balancer-without-firewall",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A public Application Load Balancer has no web ACL of AWS WAF.",
    why: "every request from the internet reaches the service: known attacks, and floods that a rate rule would stop",
    bad: r"Balancer:
  Type: AWS::ElasticLoadBalancingV2::LoadBalancer",
    good: r"Guard:
  Type: AWS::WAFv2::WebACLAssociation
  Properties: {ResourceArn: !Ref Balancer, WebACLArn: !GetAtt Acl.Arn}",
    fix: "Associate a web ACL with it.",
    source: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    if has_unseen(manifest) {
        return;
    }
    let guarded: Vec<_> =
        manifest.of("wafv2/web-acl-association").map(|it| it.property("resource_arn")).collect();
    for balancer in public_http_balancers(manifest) {
        // An association whose resource is not known may be this one's.
        let is_guarded = guarded.iter().any(|arn| {
            arn.and_then(|it| manifest.target(it)).is_none_or(|it| std::ptr::eq(it, balancer))
        });
        if !is_guarded {
            findings.missing(
                balancer,
                "web_acl",
                format!("no web ACL guards `{}`", balancer.address),
                "associate a web ACL with it",
            );
        }
    }
}
