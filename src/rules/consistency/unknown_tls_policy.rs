//! A security policy that Elastic Load Balancing does not have.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, RECOMMENDED_POLICY, is_no_policy, tls_policies};
use crate::rules::{Check, Lint, Rule};

/// `FW6150`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6150",
    name: "unknown-tls-policy",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A listener names a security policy that Elastic Load Balancing does not have.",
    why: "the listener is refused when it is created, in the middle of a deployment",
    bad: "SslPolicy: ELBSecurityPolicy-TLS-1-2-2017",
    good: "SslPolicy: ELBSecurityPolicy-TLS-1-2-2017-01",
    fix: "Name one of the documented policies, with its month.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for listener in manifest.of("elbv2/listener") {
        let branches = listener.property("ssl_policy").map(Node::branches).unwrap_or_default();
        for policy in branches {
            let Some(name) = policy.text().filter(|it| !it.is_empty() && is_no_policy(it)) else {
                continue;
            };
            let meant = nearest(name, tls_policies()).unwrap_or(RECOMMENDED_POLICY);
            findings.at(
                listener,
                policy,
                format!("there is no security policy `{name}`"),
                format!("write `{meant}`"),
            );
        }
    }
}
