//! A service whose tasks may all be taken away at once.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};
use crate::spec::Process;

use crate::rules::lint::{Findings, is_for_trial, services};
use crate::rules::{Check, Lint, Rule};

/// `FW0908`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0908",
    name: "spot-without-drain",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A service that answers requests runs on `FARGATE_SPOT` alone.",
    why: "AWS takes Spot capacity back with two minutes of notice, and when there is none no task starts: then nobody answers",
    bad: r"CapacityProviderStrategy:
  - {CapacityProvider: FARGATE_SPOT, Weight: 1}",
    good: r"CapacityProviderStrategy:
  - {CapacityProvider: FARGATE, Base: 1, Weight: 1}
  - {CapacityProvider: FARGATE_SPOT, Weight: 1}",
    fix: "Give `FARGATE` a base of 1 at least.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Judges what answers requests: the messages of a worker wait.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let answers = matches!(service.process(), Some(Process::Web | Process::Internal));
        let Some(node) = service.get("capacity_provider_strategy") else { continue };
        let shares = node.items();
        let is_spot =
            |it: &Node| it.get("capacity_provider").and_then(Node::text) == Some("FARGATE_SPOT");
        let is_alone = !shares.is_empty() && shares.iter().all(is_spot);
        if answers && is_alone && !is_for_trial(manifest, service.resource) {
            let message = format!("`{}` runs on `FARGATE_SPOT` alone", service.resource.address);
            let help = "give `FARGATE` a base of 1 at least";
            findings.at(service.resource, node, message, help);
        }
    }
}
