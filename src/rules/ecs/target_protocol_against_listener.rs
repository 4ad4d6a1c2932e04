//! Listeners and target groups that do not fit.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, actions, forwards, listener_of, routers};
use crate::rules::{Check, Lint, Rule};

/// `FW6142`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6142",
    name: "target-protocol-against-listener",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A listener forwards to a target group of a protocol that it cannot forward.",
    why: "Elastic Load Balancing refuses the listener or rule: HTTP and HTTPS are of Application Load Balancers, the others of Network Load Balancers",
    bad: r"Listener: {Protocol: HTTP}
Targets: {Protocol: TCP}",
    good: r"Listener: {Protocol: HTTP}
Targets: {Protocol: HTTP}",
    fix: "Set the protocol of the target group to one that goes with the listener.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for router in routers(manifest) {
        let listener =
            if router.is("elbv2/listener") { Some(router) } else { listener_of(manifest, router) };
        let Some(listener) = listener else { continue };
        let spoken = listener.property("protocol").and_then(Node::text);
        let Some((spoken, fitting)) = spoken.and_then(|it| Some((it, fitting(it)?))) else {
            continue;
        };
        for action in actions(router) {
            for (group, node) in forwards(manifest, action) {
                let Some(protocol) = group.property("protocol") else { continue };
                let Some(name) = protocol.text().filter(|it| !fitting.contains(it)) else {
                    continue;
                };
                let message = format!(
                    "a listener of {spoken} cannot forward to `{}`, which is of {name}",
                    group.address
                );
                let help =
                    format!("set the protocol of the target group to {}", fitting.join(" or "));
                let found = findings.at(router, node, message, help);
                found.related("the protocol of the target group", protocol.span);
            }
        }
    }
}

/// The protocols of target groups that a listener of a protocol forwards to.
fn fitting(listener: &str) -> Option<&'static [&'static str]> {
    Some(match listener {
        "HTTP" | "HTTPS" => &["HTTP", "HTTPS"],
        "TCP" => &["TCP", "TCP_UDP"],
        "TLS" => &["TLS", "TCP"],
        "UDP" => &["UDP", "TCP_UDP"],
        "TCP_UDP" => &["TCP_UDP"],
        _ => return None,
    })
}
