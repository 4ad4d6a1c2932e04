//! Two containers that listen on one port.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, Slots, TASKS, entries, network_mode, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6133`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6133",
    name: "shared-port",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "Two port mappings of a task take one port: of the task in `awsvpc`, of the host in other network modes.",
    why: "ECS refuses the task definition: `host port … is mapped multiple times in task`",
    bad: r"NetworkMode: awsvpc
ContainerDefinitions:
  - Name: web
    PortMappings: [{ContainerPort: 80}]
  - Name: proxy
    PortMappings: [{ContainerPort: 80}]",
    good: r"NetworkMode: awsvpc
ContainerDefinitions:
  - Name: web
    PortMappings: [{ContainerPort: 8080}]
  - Name: proxy
    PortMappings: [{ContainerPort: 80}]",
    fix: "Let each container listen on a port of its own.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let port = match network_mode(task) {
            Some("awsvpc") => "container_port",
            Some("bridge" | "host") => "host_port",
            _ => continue,
        };
        for list in slots(task) {
            let mut taken: Vec<(i64, &str, &Node)> = Vec::new();
            for (node, number, protocol) in ports(&list, port) {
                let same = taken.iter().find(|it| it.0 == number && it.1 == protocol);
                if let Some((_, _, earlier)) = same {
                    let message =
                        format!("two port mappings of `{}` take port {number}", task.address);
                    let found =
                        findings.at(task, node, message, "let each listen on a port of its own");
                    found.related("the other mapping", earlier.span);
                }
                taken.push((number, protocol, node));
            }
        }
    }
}

/// The ports of a task's containers, with their protocols. A host port of 0 is any that is free.
fn ports<'m>(list: &Slots<'m>, port: &str) -> Vec<(&'m Node, i64, &'m str)> {
    let first = list.iter().filter_map(|it| it.first());
    let mappings = first.flat_map(|it| entries(it.get("port_mappings")));
    let port = |it: &'m Node| {
        let node = it.get(port)?;
        let protocol = it.get("protocol").map_or(Some("tcp"), Node::text)?;
        Some((node, node.integer().filter(|it| *it != 0)?, protocol))
    };
    mappings.filter_map(port).collect()
}
