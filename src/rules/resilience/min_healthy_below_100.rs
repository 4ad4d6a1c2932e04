//! A deployment that stops what serves before the new is there.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};
use crate::spec::Process;

use crate::rules::lint::{EcsService, Findings, Rollout, Scaler, rollout, services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW2004`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2004",
    name: "min-healthy-below-100",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A service of one or two tasks, which others call, may have fewer of them while it is deployed.",
    why: "half of two tasks or none of one is what answers during every release",
    bad: r"DesiredCount: 2
DeploymentConfiguration: {MinimumHealthyPercent: 50, MaximumPercent: 100}",
    good: r"DesiredCount: 2
DeploymentConfiguration: {MinimumHealthyPercent: 100, MaximumPercent: 200}",
    fix: "Set the minimum to 100 and the maximum to 200.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const PROPERTY: &str = "deployment_minimum_healthy_percent";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let resource = service.resource;
        let is_called = matches!(service.process(), Some(Process::Web | Process::Internal));
        if !is_called || rollout(resource) != Some(Rollout::Rolling) || has_fixed_port(&service) {
            continue;
        }
        let Some(node) = service.get(PROPERTY) else { continue };
        let Some(percent) = node.integer().filter(|it| *it < 100) else { continue };
        let Some(count) = count(&service).filter(|it| (1..=2).contains(it)) else { continue };
        let left = left(count, percent);
        if left >= count {
            continue;
        }
        let property = term(manifest, resource, PROPERTY);
        findings.at(
            resource,
            node,
            format!("`{}` has {left} of {count} tasks while it is deployed", resource.address),
            format!("set {property} to 100, and the maximum to 200"),
        );
    }
}

/// How many of some tasks ECS keeps: it rounds up.
const fn left(count: i64, percent: i64) -> i64 {
    (count * percent + 99) / 100
}

/// How many tasks a service has at least, if that is known.
fn count(service: &EcsService<'_>) -> Option<i64> {
    let number = |node: &Node| node.integer();
    match service.scaler() {
        Scaler::None => service.get("desired_count").and_then(number),
        Scaler::Target(target) => target.property("min_capacity").and_then(number),
        Scaler::Unknown => None,
    }
}

/// Whether its tasks hold a port of their instance, which the next one needs: then there is no room
/// for both. Also if that is not known.
fn has_fixed_port(service: &EcsService<'_>) -> bool {
    let Some(task) = service.task() else { return true };
    match task.property("network_mode").map(Node::text) {
        Some(Some("awsvpc")) => return false,
        Some(Some("bridge" | "none")) | None => {}
        Some(_) => return true,
    }
    let Some(containers) = service.containers() else { return true };
    containers.iter().filter_map(|it| it.get("port_mappings")).any(|list| {
        list.branches().iter().any(|it| {
            it.items().iter().any(|port| {
                let port = port.get("host_port").map(Node::integer);
                port.is_some_and(|it| it != Some(0))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::left;

    #[test]
    fn what_is_left_is_rounded_up() {
        assert_eq!(left(2, 50), 1);
        assert_eq!(left(1, 50), 1);
        assert_eq!(left(1, 0), 0);
        assert_eq!(left(2, 75), 2);
    }
}
