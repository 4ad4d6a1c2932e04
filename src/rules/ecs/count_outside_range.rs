//! Counts that autoscaling does not leave.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, Scaler, services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6139`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6139",
    name: "count-outside-range",
    severity: Severity::Warning,
    factor: Factor::Concurrency,
    what: "The count of a service lies outside the range of its autoscaling.",
    why: "every deployment sets the count, and autoscaling moves it back: tasks are stopped or started for nothing",
    bad: r"DesiredCount: 1
MinCapacity: 2
MaxCapacity: 4",
    good: r"DesiredCount: 2
MinCapacity: 2
MaxCapacity: 4",
    fix: "Start with a count within the range. A count of 0 is left out: it stops a service.",
    source: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let Scaler::Target(target) = service.scaler() else { continue };
        let number = |name| target.property(name).and_then(Node::integer);
        let (Some(least), Some(most)) = (number("min_capacity"), number("max_capacity")) else {
            continue;
        };
        let Some(node) = service.get("desired_count") else { continue };
        let Some(count) = node.integer().filter(|it| *it != 0 && least <= most) else { continue };
        if (least..=most).contains(&count) {
            continue;
        }
        let property = term(manifest, service.resource, "desired_count");
        let message = format!(
            "`{}` starts with {count} tasks, but scales between {least} and {most}",
            service.resource.address
        );
        let help = format!("set {property} to {}", count.clamp(least, most));
        findings.at(service.resource, node, message, help).related("the range", target.head);
    }
}
