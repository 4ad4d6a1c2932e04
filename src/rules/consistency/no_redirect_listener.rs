//! An HTTPS address that nobody reaches who types it without its scheme.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, balancer, is_internet_facing};
use crate::rules::{Check, Lint, Rule};

/// `FW6156`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6156",
    name: "no-redirect-listener",
    severity: Severity::Info,
    factor: Factor::PortBinding,
    what: "A balancer on the internet has an HTTPS listener and none on plain HTTP that redirects to it.",
    why: "old links and addresses typed without a scheme run into a timeout instead of the site",
    bad: "Web: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {Protocol: HTTPS, Port: 443}}",
    good: "Web: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {Protocol: HTTPS, Port: 443}}
Plain: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {Protocol: HTTP, Port: 80}}",
    fix: "Add a listener on port 80 whose default action redirects to HTTPS.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#redirect-actions",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for listener in manifest.of("elbv2/listener") {
        let port = listener.property("port").and_then(Node::integer);
        if protocol(listener.property("protocol")) != Some("HTTPS") || port != Some(443) {
            continue;
        }
        let Some(balancer) = balancer(manifest, listener) else { continue };
        let mut siblings = manifest.of("elbv2/listener").filter(|it| {
            let of = it.property("load_balancer_arn");
            // A listener whose balancer is not known may be one of this balancer.
            of.is_none_or(|it| manifest.target(it).is_none_or(|it| std::ptr::eq(it, balancer)))
        });
        let is_plain = |it: Option<&Node>| protocol(it) != Some("HTTPS");
        if is_internet_facing(balancer) == Some(true)
            && !siblings.any(|it| is_plain(it.property("protocol")))
        {
            findings.missing(
                balancer,
                "listener",
                format!("`{}` listens on HTTPS alone", balancer.address),
                "add a listener on port 80 that redirects to HTTPS",
            );
        }
    }
}

fn protocol(node: Option<&Node>) -> Option<&str> {
    node.and_then(Node::text)
}
