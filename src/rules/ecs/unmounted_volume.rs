//! Volumes that nobody mounts.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, TASKS, Volumes, entries, has_unknown, slots, volumes};
use crate::rules::{Check, Lint, Rule};

/// `FW6123`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6123",
    name: "unmounted-volume",
    severity: Severity::Warning,
    factor: Factor::Processes,
    what: "A task definition declares a volume that no container mounts.",
    why: "what should be kept in it is written into the container instead, and lost with the task",
    bad: r"Volumes:
  - Name: data
ContainerDefinitions:
  - Name: web",
    good: r"Volumes:
  - Name: data
ContainerDefinitions:
  - Name: web
    MountPoints:
      - SourceVolume: data
        ContainerPath: /data",
    fix: "Mount it, or remove it.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let Volumes { entries: volumes, .. } = volumes(task);
        let lists = slots(task);
        // A list that is not known may mount it, and so may a branch.
        let is_known = task
            .property("container_definitions")
            .is_some_and(|it| it.branches().len() == lists.len());
        let containers: Vec<_> = lists.iter().flatten().flatten().collect();
        let mounts = containers.iter().map(|it| it.get("mount_points"));
        if !is_known || mounts.clone().flatten().any(may_have_unknown) {
            continue;
        }
        let mounted: Option<Vec<_>> =
            mounts.flat_map(entries).map(|it| it.get("source_volume")?.text()).collect();
        let Some(mounted) = mounted else { continue };
        for volume in volumes {
            let Some(node) = volume.get("name") else { continue };
            let Some(name) = node.text().filter(|it| !mounted.contains(it)) else { continue };
            let message = format!("no container mounts the volume `{name}`");
            findings.at(task, node, message, "mount it in a container, or remove it");
        }
    }
}

fn may_have_unknown(list: &Node) -> bool {
    list.branches().iter().any(|it| has_unknown(it))
}
