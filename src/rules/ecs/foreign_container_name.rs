//! A load balancer that is told to reach a container which is not there.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, all_services, entries, names, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6101`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6101",
    name: "foreign-container-name",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A service registers a container that its task definition does not have, with a load balancer or with Cloud Map.",
    why: "ECS refuses the service: `The container … does not exist in the task definition`",
    bad: r"LoadBalancers:
  - ContainerName: wep
    ContainerPort: 80",
    good: r"LoadBalancers:
  - ContainerName: web
    ContainerPort: 80",
    fix: "Name a container of the task definition.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let Some(task) = service.task() else { continue };
        let lists = slots(task);
        let Some(names) = lists.iter().map(names).collect::<Option<Vec<_>>>() else { continue };
        let names = names.concat();
        if names.is_empty() {
            continue;
        }
        let registered = ["load_balancer", "service_registries"];
        for entry in registered.into_iter().flat_map(|it| entries(service.get(it))) {
            for node in entry.get("container_name").map(Node::branches).unwrap_or_default() {
                let Some(name) = node.text().filter(|it| !names.contains(it)) else { continue };
                let help = match nearest(name, names.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("name one of its containers, as `{}`", names[0]),
                };
                let message =
                    format!("`{}` has no container `{name}` to send requests to", task.address);
                let found = findings.at(service.resource, node, message, help);
                found.related("the task definition", task.head);
            }
        }
    }
}
