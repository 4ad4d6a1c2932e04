//! Several ways from the internet into one app.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, public_apis, public_balancers};
use crate::rules::{Check, Lint, Rule};

/// `FW2112`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2112",
    name: "several-public-entries",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A manifest has more than one public load balancer or API.",
    why: "certificates, limits, logs and the firewall have to be kept equal at each of them, and the weakest decides",
    bad: r"Edge: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
Api: {Type: AWS::ApiGatewayV2::Api}",
    good: "Edge: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}",
    fix: "Let requests in at one place, and make the others internal.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/running-containerized-microservices/welcome.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut entries = public_balancers(manifest).chain(public_apis(manifest));
    let Some(first) = entries.next() else { return };
    for entry in entries {
        let message = format!("`{}` is public beside `{}`", entry.address, first.address);
        let help = "let requests in at one place, and make the others internal";
        findings.missing(entry, "public", message, help).related("the other entry", first.head);
    }
}
