//! A listener that leaves its security policy to the default, which is old.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{DEFAULT_POLICY, Findings, RECOMMENDED_POLICY, Safety, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6152`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6152",
    name: "default-tls-policy",
    severity: Severity::Info,
    factor: Factor::PortBinding,
    what: "An HTTPS or TLS listener names no security policy.",
    why: "outside the console the default is `ELBSecurityPolicy-2016-08`, which speaks TLS 1.0",
    bad: "Protocol: HTTPS",
    good: "Protocol: HTTPS
SslPolicy: ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    fix: "Name a policy whose oldest protocol is TLS 1.2.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).repaired(Safety::Unsafe)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for listener in manifest.of("elbv2/listener") {
        let protocol = listener.property("protocol").and_then(Node::text);
        if !matches!(protocol, Some("HTTPS" | "TLS")) || listener.property("ssl_policy").is_some() {
            continue;
        }
        let help =
            format!("set {} to `{RECOMMENDED_POLICY}`", term(manifest, listener, "ssl_policy"));
        findings
            .missing(
                listener,
                "ssl_policy",
                format!("`{}` gets `{DEFAULT_POLICY}`, which speaks TLS 1.0", listener.address),
                help,
            )
            .set(&["ssl_policy"], Data::Text(RECOMMENDED_POLICY.into()));
    }
}
