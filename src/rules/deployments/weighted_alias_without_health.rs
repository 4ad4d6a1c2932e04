//! A weighted alias that does not look at its target.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW5004`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5004",
    name: "weighted-alias-without-health",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A weighted alias record does not evaluate the health of its target.",
    why: "Route 53 goes on to answer with a load balancer whose targets are all down, by its weight",
    bad: "Weight: 50
AliasTarget: {DNSName: !GetAtt Blue.DNSName, HostedZoneId: !GetAtt Blue.CanonicalHostedZoneID}",
    good: "Weight: 50
AliasTarget: {DNSName: !GetAtt Blue.DNSName, HostedZoneId: !GetAtt Blue.CanonicalHostedZoneID, EvaluateTargetHealth: true}",
    fix: "Evaluate the health of the target, or give the record a health check.",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for record in manifest.of("route53/record") {
        let Some(alias) = record.property("alias") else { continue };
        let is_weighted = record.property("weighted_routing_policy_weight").is_some();
        if !is_weighted || record.property("health_check_id").is_some() {
            continue;
        }
        let name = "evaluate_target_health";
        let message = format!("`{}` answers by its weight when its target is down", record.address);
        let help = "evaluate the health of the target";
        match alias.get(name) {
            Some(node) if node.bool() == Some(false) => {
                findings.at(record, node, message, help);
            }
            None if alias.lacks(name) => {
                findings.missing_in(record, alias, name, message, help);
            }
            _ => {}
        }
    }
}
