//! A daemon that is told what only replicas can be told.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Node};

use crate::rules::lint::{EcsService, Findings, all_services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6110`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6110",
    name: "daemon-with-replica-settings",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A service with the scheduling strategy `DAEMON` has a count, a placement strategy, a maximum other than 100 percent, a controller other than `ECS`, or runs on Fargate.",
    why: "ECS refuses the service: a daemon is one task on each instance, no more and no fewer",
    bad: r"SchedulingStrategy: DAEMON
LaunchType: FARGATE",
    good: r"SchedulingStrategy: DAEMON
LaunchType: EC2",
    fix: "Remove the setting, or make it a `REPLICA`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let strategy = service.get("scheduling_strategy");
        let Some(strategy) = strategy.filter(|it| it.text() == Some("DAEMON")) else { continue };
        for (name, wrong) in wrong(&service) {
            let Some(node) = service.get(name) else { continue };
            let property = term(manifest, service.resource, name);
            findings
                .at(
                    service.resource,
                    node,
                    format!("`{}` is a daemon, which {wrong}", service.resource.address),
                    format!("remove {property}, or make it a `REPLICA`"),
                )
                .related("the strategy", strategy.span);
        }
    }
}

/// The properties that a daemon cannot have, and why.
fn wrong(service: &EcsService<'_>) -> Vec<(&'static str, &'static str)> {
    let mut wrong = Vec::new();
    let mut add = |is_wrong: bool, name, why| {
        if is_wrong {
            wrong.push((name, why));
        }
    };
    // Terraform's provider does not send the count of a daemon.
    let counts = service.manifest.format == Format::CloudFormation;
    let number = |name| service.get(name).and_then(Node::integer);
    add(counts && number("desired_count").is_some(), "desired_count", "has no count");
    let most = number("deployment_maximum_percent");
    add(most.is_some_and(|it| it != 100), "deployment_maximum_percent", "has 100 percent at most");
    let placed = service.get("ordered_placement_strategy").is_some_and(|it| !it.items().is_empty());
    add(placed, "ordered_placement_strategy", "is placed on every instance");
    let launch = if service.get("launch_type").is_some() {
        "launch_type"
    } else {
        "capacity_provider_strategy"
    };
    add(service.is_on_fargate(), launch, "Fargate has no instances for");
    let controller = service.get("deployment_controller").and_then(|it| it.get("type"));
    let other = controller.and_then(Node::text).is_some_and(|it| it != "ECS");
    add(other, "deployment_controller", "only the controller `ECS` deploys");
    wrong
}
