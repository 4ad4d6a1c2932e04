//! A certificate or a security policy where nothing is encrypted.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6154`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6154",
    name: "tls-setting-on-plain-listener",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A listener that does not encrypt has a certificate or a security policy.",
    why: "Elastic Load Balancing refuses it: `An SSL policy cannot be specified for HTTP listeners`",
    bad: "Protocol: HTTP
SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06",
    good: "Protocol: HTTP",
    fix: "Remove them, or speak HTTPS (TLS on a network load balancer).",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for listener in manifest.of("elbv2/listener") {
        let protocol = listener.property("protocol").and_then(Node::text);
        let Some(protocol @ ("HTTP" | "TCP" | "UDP" | "TCP_UDP")) = protocol else { continue };
        for (name, thing) in
            [("certificate_arn", "a certificate"), ("ssl_policy", "a security policy")]
        {
            let Some(node) = listener.property(name) else { continue };
            if node.branches().iter().all(|it| {
                it.text().is_some_and(|it| !it.is_empty()) || manifest.target(it).is_some()
            }) {
                let over = if protocol == "HTTP" { "HTTPS" } else { "TLS" };
                findings.at_key(
                    listener,
                    &listener.properties,
                    name,
                    format!("`{}` speaks {protocol} and has {thing}", listener.address),
                    format!("speak {over}, or remove it"),
                );
            }
        }
    }
}
