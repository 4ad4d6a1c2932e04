//! Mounts of volumes that nobody declares.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{
    Findings, TASKS, Volumes, container_term, containers_of, entries, volumes,
};
use crate::rules::{Check, Lint, Rule};

/// `FW6122`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6122",
    name: "undeclared-volume",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A container mounts a volume that its task definition does not declare.",
    why: "ECS refuses the task definition: `Unknown volume`",
    bad: r"Volumes: []
ContainerDefinitions:
  - MountPoints:
      - SourceVolume: data",
    good: r"Volumes:
  - Name: data
ContainerDefinitions:
  - MountPoints:
      - SourceVolume: data",
    fix: "Declare the volume, or mount one that is declared.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let Volumes { names: Some(names), .. } = volumes(task) else { continue };
        for container in containers_of(task) {
            for mount in entries(container.get("mount_points")) {
                for node in mount.get("source_volume").map(Node::branches).unwrap_or_default() {
                    let Some(name) = node.text().filter(|it| !names.contains(it)) else { continue };
                    let message = format!(
                        "`{}` mounts `{name}`, which is no volume of its task",
                        container.name()
                    );
                    let help = match nearest(name, names.iter().copied()) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!(
                            "declare the volume, or remove {}",
                            container_term(manifest, "mount_points")
                        ),
                    };
                    findings.at(task, node, message, help);
                }
            }
        }
    }
}
