//! A port of the host that only one copy of a task can have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{
    Findings, TASKS, entries, is_daemon, network_mode, runs_on_fargate, tasks,
};
use crate::rules::{Check, Lint, Rule};

/// `FW0701`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0701",
    name: "static-host-port",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "A container in `bridge` mode takes a fixed port of its host.",
    why: "a second copy of the task finds the port taken, so an instance holds one copy, and a deployment needs an empty one",
    bad: r"NetworkMode: bridge
ContainerDefinitions:
  - Name: app
    PortMappings: [{ContainerPort: 8080, HostPort: 80}]",
    good: r"NetworkMode: bridge
ContainerDefinitions:
  - Name: app
    PortMappings: [{ContainerPort: 8080, HostPort: 0}]",
    fix: "Write 0, and the load balancer learns the port that Docker chose; or use `awsvpc`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        let is_bridge = network_mode(task.resource) == Some("bridge");
        if !is_bridge
            || runs_on_fargate(manifest, task.resource)
            || is_daemon(manifest, task.resource)
        {
            continue;
        }
        for container in &task.containers {
            for mapping in entries(container.get("port_mappings")) {
                let Some(node) = mapping.get("host_port") else { continue };
                let Some(port) = node.integer().filter(|it| *it > 0) else { continue };
                let message = format!("`{}` takes port {port} of its host", container.name());
                let help = "write 0, so that Docker chooses one, or use `awsvpc`";
                findings.at(task.resource, node, message, help);
            }
        }
    }
}
