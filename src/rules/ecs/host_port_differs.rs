//! Host ports that cannot be.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, TASKS, containers_of, entries, network_mode};
use crate::rules::{Check, Lint, Rule};

/// `FW6143`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6143",
    name: "host-port-differs",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A port mapping of a task in `awsvpc` or `host` has another host port than container port.",
    why: "ECS refuses the task definition: in these network modes nothing translates ports, so both must be the same",
    bad: r"NetworkMode: awsvpc
ContainerDefinitions:
  - PortMappings:
      - {ContainerPort: 8080, HostPort: 80}",
    good: r"NetworkMode: awsvpc
ContainerDefinitions:
  - PortMappings:
      - {ContainerPort: 8080}",
    fix: "Leave the host port out.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let Some(mode @ ("awsvpc" | "host")) = network_mode(task) else { continue };
        for container in containers_of(task) {
            for mapping in entries(container.get("port_mappings")) {
                let number = |name| mapping.get(name).and_then(Node::integer);
                let (Some(port), Some(host)) = (number("container_port"), number("host_port"))
                else {
                    continue;
                };
                // In `awsvpc`, the console writes 0 for what is left out.
                let Some(node) = mapping.get("host_port").filter(|_| host != port && host != 0)
                else {
                    continue;
                };
                let message = format!(
                    "`{}` listens on port {port}, but its host port is {host} in `{mode}`",
                    container.name()
                );
                let found = findings.at(
                    task,
                    node,
                    message,
                    format!("leave the host port out, or set it to {port}"),
                );
                found.related(
                    "the container port",
                    mapping.get("container_port").map_or(mapping.span, |it| it.span),
                );
            }
        }
    }
}
