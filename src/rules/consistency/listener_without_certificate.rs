//! A listener that cannot end TLS, since it has no certificate.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6153`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6153",
    name: "listener-without-certificate",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "An HTTPS or TLS listener has no certificate.",
    why: "Elastic Load Balancing refuses it: such a listener needs exactly one default certificate; those of a list come on top",
    bad: "Protocol: HTTPS",
    good: "Protocol: HTTPS
Certificates:
  - CertificateArn: !Ref Certificate",
    fix: "Give it a certificate of ACM or IAM.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for listener in manifest.of("elbv2/listener") {
        let protocol = listener.property("protocol");
        let Some(name @ ("HTTPS" | "TLS")) = protocol.and_then(Node::text) else { continue };
        if listener.property("certificate_arn").is_none() {
            findings.missing(
                listener,
                "certificate_arn",
                format!("`{}` speaks {name} and has no certificate", listener.address),
                "give it the ARN of a certificate of ACM or IAM",
            );
        }
    }
}
