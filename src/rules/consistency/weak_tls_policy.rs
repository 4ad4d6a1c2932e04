//! A listener that still speaks TLS 1.0 or 1.1.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{Findings, Oldest, RECOMMENDED_POLICY, Safety, oldest_protocol};
use crate::rules::{Check, Lint, Rule};

/// `FW6151`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6151",
    name: "weak-tls-policy",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "A listener names a security policy that speaks TLS 1.0 or 1.1.",
    why: "both protocols are deprecated (RFC 8996): whoever stands between a client and the balancer may talk them down to ciphers that can be broken",
    bad: "SslPolicy: ELBSecurityPolicy-2016-08",
    good: "SslPolicy: ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    fix: "Name a policy whose oldest protocol is TLS 1.2.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).repaired(Safety::Unsafe)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for listener in manifest.of("elbv2/listener") {
        let branches = listener.property("ssl_policy").map(Node::branches).unwrap_or_default();
        for policy in &branches {
            let Some(name) = policy.text() else { continue };
            let Some(oldest) = oldest_protocol(name).filter(|it| *it < Oldest::Tls12) else {
                continue;
            };
            let found = findings.at(
                listener,
                policy,
                format!("`{name}` still speaks {}", oldest.name()),
                format!("write `{RECOMMENDED_POLICY}`"),
            );
            if branches.len() == 1 {
                found.set(&["ssl_policy"], Data::Text(RECOMMENDED_POLICY.into()));
            }
        }
    }
}
