//! A balancer on the internet that answers unencrypted.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, balancer, is_internet_facing};
use crate::rules::{Check, Lint, Rule};

/// `FW6155`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6155",
    name: "plain-public-listener",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "A listener of a balancer on the internet forwards what comes over plain HTTP.",
    why: "passwords, cookies and answers cross the internet readable and changeable; no header can repair the first request",
    bad: "Protocol: HTTP
DefaultActions: [{Type: forward, TargetGroupArn: !Ref Web}]",
    good: r#"Protocol: HTTP
DefaultActions:
  - Type: redirect
    RedirectConfig: {Protocol: HTTPS, Port: "443", StatusCode: HTTP_301}"#,
    fix: "Forward from an HTTPS listener, and let this one redirect to it.",
    source: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for listener in manifest.of("elbv2/listener") {
        let is_public = balancer(manifest, listener).and_then(is_internet_facing);
        let protocol = listener.property("protocol").and_then(Node::text);
        if is_public != Some(true) || protocol != Some("HTTP") {
            continue;
        }
        if let Some(action) = forward(listener) {
            findings.at(
                listener,
                action,
                format!("`{}` answers the internet over plain HTTP", listener.address),
                "redirect to an HTTPS listener here, and forward there",
            );
        }
    }
}

/// What says that a listener forwards by default.
fn forward(listener: &Resource) -> Option<&Node> {
    let actions = listener.property("default_action").map(Node::items).unwrap_or_default();
    let types = actions.iter().flat_map(Node::branches).filter_map(|action| action.get("type"));
    types.into_iter().find(|it| it.text() == Some("forward"))
}
