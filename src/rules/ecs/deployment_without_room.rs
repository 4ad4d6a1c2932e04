//! Deployments that cannot begin.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{EcsService, Findings, Scaler, services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6112`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6112",
    name: "deployment-without-room",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "The percentages of a service allow a deployment neither to stop a task nor to start one.",
    why: "a rolling deployment never gets on: the old tasks must all stay, and there is no room for a new one",
    bad: r"DeploymentConfiguration:
  MinimumHealthyPercent: 100
  MaximumPercent: 100",
    good: r"DeploymentConfiguration:
  MinimumHealthyPercent: 100
  MaximumPercent: 200",
    fix: "Raise the maximum, or lower the minimum. The minimum is rounded up to whole tasks, the maximum down.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

/// What ECS takes unless told otherwise, in percent.
const LEAST: i64 = 100;
const MOST: i64 = 200;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let controller = service.get("deployment_controller").and_then(|it| it.get("type"));
        let strategy = service.get("deployment_configuration_strategy");
        let rolls = controller.is_none_or(|it| it.text() == Some("ECS"))
            && strategy.is_none_or(|it| it.text() == Some("ROLLING"));
        let percent = |name, default| service.get(name).map_or(Some(default), Node::integer);
        let (least, most) = ("deployment_minimum_healthy_percent", "deployment_maximum_percent");
        let (Some(low), Some(high)) = (percent(least, LEAST), percent(most, MOST)) else {
            continue;
        };
        let Some(node) = service.get(most).or(service.get(least)).filter(|_| rolls) else {
            continue;
        };
        let count = count(&service);
        // Without a count: whatever it is.
        let is_stuck = match count {
            Some(count) => count * high / 100 <= count && (count * low + 99) / 100 >= count,
            None => high <= 100 && low >= 100,
        };
        if !is_stuck {
            continue;
        }
        let of = count.map_or(String::new(), |it| format!(" of {it}"));
        let message = format!(
            "a deployment of `{}` must keep {low} percent{of} and may have {high}: it can neither stop a task nor start one",
            service.resource.address
        );
        let property = |name| term(manifest, service.resource, name);
        let help = format!("set {} to 200, or lower {}", property(most), property(least));
        findings.at(service.resource, node, message, help);
    }
}

/// How many tasks a service has, if nothing scales it.
fn count(service: &EcsService<'_>) -> Option<i64> {
    let count = service.get("desired_count")?.integer()?;
    (matches!(service.scaler(), Scaler::None) && count > 0).then_some(count)
}
