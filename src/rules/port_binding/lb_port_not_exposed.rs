//! A load balancer that sends to a port which nothing maps.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, all_containers, all_services, entries, mapped_ports};
use crate::rules::{Check, Lint, Rule};

/// `FW0702`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0702",
    name: "lb-port-not-exposed",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A service registers a port of a container that the container does not map.",
    why: "ECS refuses the service: the container does not expose that port",
    bad: r"LoadBalancers: [{ContainerName: app, ContainerPort: 80}]
PortMappings: [{ContainerPort: 8080}]",
    good: r"LoadBalancers: [{ContainerName: app, ContainerPort: 8080}]
PortMappings: [{ContainerPort: 8080}]",
    fix: "Register the port that the container maps.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let Some(task) = service.task() else { continue };
        let Some(containers) = all_containers(task) else { continue };
        for entry in entries(service.get("load_balancer")) {
            let Some(name) = entry.get("container_name").and_then(Node::text) else { continue };
            let named = |name: &str| {
                let mut all = containers.iter();
                all.find(|it| it.get("name").and_then(Node::text) == Some(name))
            };
            let Some(container) = named(name) else { continue };
            let Some(node) = entry.get("container_port") else { continue };
            let Some((port, ports)) = node.integer().zip(mapped_ports(container)) else { continue };
            if ports.contains(&port) {
                continue;
            }
            let help = match &*ports {
                [] => format!("map port {port} in the container"),
                [only] => format!("register port {only}, or map port {port}"),
                [first, ..] => format!("register a port that it maps, as {first}"),
            };
            let message = format!("`{name}` does not map port {port}, which is registered for it");
            let found = findings.at(service.resource, node, message, help);
            found.related("the task definition", task.head);
        }
    }
}
