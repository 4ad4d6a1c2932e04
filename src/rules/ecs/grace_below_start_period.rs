//! Tasks that are judged before they had their time.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Container, Findings, services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6121`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6121",
    name: "grace-below-start-period",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A service judges its tasks before the start period of a container is over.",
    why: "a task that takes its time to start is stopped as unhealthy, though its own health check grants it that time",
    bad: r"HealthCheckGracePeriodSeconds: 30
HealthCheck: {StartPeriod: 120}",
    good: r"HealthCheckGracePeriodSeconds: 120
HealthCheck: {StartPeriod: 120}",
    fix: "Set the grace period to the start period or longer.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const PROPERTY: &str = "health_check_grace_period_seconds";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let Some(node) = service.get(PROPERTY) else { continue };
        // No grace at all is another rule's.
        let Some(grace) = node.integer().filter(|it| *it > 0) else { continue };
        let containers = service.containers().unwrap_or_default();
        let start = |it: &Container<'_>| it.get("health_check")?.get("start_period")?.integer();
        let slow = containers
            .iter()
            .filter(|it| !it.is_expendable())
            .filter_map(|it| Some((it, start(it)?)));
        let Some((container, start)) =
            slow.max_by_key(|(_, start)| *start).filter(|it| it.1 > grace)
        else {
            continue;
        };
        let message = format!(
            "`{}` judges its tasks after {grace} seconds, but `{}` may start for {start}",
            service.resource.address,
            container.name()
        );
        let help = format!("set {} to {start} or more", term(manifest, service.resource, PROPERTY));
        let place = container.get("health_check").map_or(container.node.span, |it| it.span);
        findings.at(service.resource, node, message, help).related("the health check", place);
    }
}
