//! A distribution that still speaks TLS 1.0 or 1.1.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{Findings, Safety};
use crate::rules::{Check, Lint, Rule};

/// `FW6157`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6157",
    name: "weak-cloudfront-protocol",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "A CloudFront distribution accepts protocols older than TLS 1.2 from viewers.",
    why: "SSL 3, TLS 1.0 and TLS 1.1 are deprecated (RFC 8996), and their ciphers can be broken",
    bad: "MinimumProtocolVersion: TLSv1",
    good: "MinimumProtocolVersion: TLSv1.2_2021",
    fix: "Ask for `TLSv1.2_2021` or newer.",
    source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).repaired(Safety::Unsafe)),
};

const WEAK: [&str; 4] = ["SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016"];
const STRONG: &str = "TLSv1.2_2021";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for distribution in manifest.of("cloudfront/distribution") {
        let certificate = distribution.property("viewer_certificate");
        // CloudFront's own certificate speaks TLS 1.0 whatever is asked for.
        let own = certificate.and_then(|it| it.get("cloudfront_default_certificate"));
        if own.is_some_and(|it| it.bool() != Some(false)) {
            continue;
        }
        let version = certificate.and_then(|it| it.get("minimum_protocol_version"));
        for version in version.map(Node::branches).unwrap_or_default() {
            let Some(name) = version.text().filter(|it| WEAK.contains(it)) else { continue };
            findings
                .at(
                    distribution,
                    version,
                    format!("`{}` accepts protocols from `{name}` on", distribution.address),
                    format!("write `{STRONG}`"),
                )
                .set(
                    &["viewer_certificate", "minimum_protocol_version"],
                    Data::Text(STRONG.into()),
                );
        }
    }
}
