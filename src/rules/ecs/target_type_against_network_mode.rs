//! Targets that are registered by what the network mode does not give them.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, all_services, network_mode, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6102`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6102",
    name: "target-type-against-network-mode",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A service's target group takes instances while its tasks have addresses of their own, or addresses while they share those of their instance.",
    why: "ECS refuses the service: a task in `awsvpc` is registered by `ip`, one in `bridge` or `host` by `instance`",
    bad: r"TargetType: instance",
    good: r"TargetType: ip",
    fix: "Set the target type that goes with the network mode. It is `instance` unless it is set.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut told: Vec<&Resource> = Vec::new();
    for service in all_services(manifest) {
        let Some(mode) = mode(&service) else { continue };
        for (_, group) in service.target_groups() {
            let written = group.property("target_type");
            let Some(target_type) = written.map_or(Some("instance"), Node::text) else { continue };
            let wanted = if mode == "awsvpc" { "ip" } else { "instance" };
            let is_wrong = ["ip", "instance"].contains(&target_type) && target_type != wanted;
            if !is_wrong || told.iter().any(|it| std::ptr::eq(*it, group)) {
                continue;
            }
            told.push(group);
            let by_default = if written.is_some() { "" } else { " by default" };
            let message = format!(
                "`{}` takes targets by `{target_type}`{by_default}, but tasks in `{mode}` are registered by `{wanted}`",
                group.address
            );
            let help = format!("set {} to `{wanted}`", term(manifest, group, "target_type"));
            let found = match written {
                Some(node) => findings.at(group, node, message, help),
                None => findings.missing(group, "target_type", message, help),
            };
            found.related("the service", service.resource.head);
        }
    }
}

/// The network mode of a service's tasks: on Fargate it can only be `awsvpc`.
fn mode<'m>(service: &EcsService<'m>) -> Option<&'m str> {
    if service.is_on_fargate() {
        return Some("awsvpc");
    }
    let mode = network_mode(service.task()?)?;
    ["awsvpc", "bridge", "host"].contains(&mode).then_some(mode)
}
