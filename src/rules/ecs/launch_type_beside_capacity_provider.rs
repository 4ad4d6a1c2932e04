//! A service that says twice where its tasks run.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, all_services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6107`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6107",
    name: "launch-type-beside-capacity-provider",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A service has both a launch type and a capacity provider strategy.",
    why: "ECS refuses the service: a strategy takes the place of the launch type",
    bad: r"LaunchType: FARGATE
CapacityProviderStrategy:
  - CapacityProvider: FARGATE_SPOT",
    good: r"CapacityProviderStrategy:
  - CapacityProvider: FARGATE_SPOT",
    fix: "Remove the launch type, or the strategy.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let strategy = service.get("capacity_provider_strategy");
        let Some(strategy) = strategy.filter(|it| !it.items().is_empty()) else { continue };
        let Some(launch) = service.get("launch_type") else { continue };
        let Some(name) = launch.text() else { continue };
        let property = |name| term(manifest, service.resource, name);
        findings
            .at(
                service.resource,
                launch,
                format!(
                    "`{}` has the launch type `{name}` beside a capacity provider strategy",
                    service.resource.address
                ),
                format!(
                    "remove {}, or {}",
                    property("launch_type"),
                    property("capacity_provider_strategy")
                ),
            )
            .related("the strategy", strategy.span);
    }
}
