//! Two volumes on one path.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{CONTAINERS, Container, Findings, containers};
use crate::rules::{Check, Lint, Rule};

/// `FW6125`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6125",
    name: "doubly-mounted-path",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A container mounts two volumes on one path.",
    why: "Docker refuses to start the container (`Duplicate mount point`), or mounts one of them alone",
    bad: r"MountPoints:
  - {SourceVolume: data, ContainerPath: /data}
  - {SourceVolume: cache, ContainerPath: /data}",
    good: r"MountPoints:
  - {SourceVolume: data, ContainerPath: /data}
  - {SourceVolume: cache, ContainerPath: /cache}",
    fix: "Mount each on a path of its own.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(CONTAINERS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest) {
        judge_list(&container, ("mount_points", "container_path"), findings);
        if container.resource.is("compose-service") {
            judge_list(&container, ("volumes", "target"), findings);
        }
    }
}

fn judge_list(container: &Container<'_>, (list, path): (&str, &str), findings: &mut Findings<'_>) {
    for list in container.get(list).map(Node::branches).unwrap_or_default() {
        let mut mounted: Vec<(&str, &Node)> = Vec::new();
        // What is mounted in one branch of a choice alone is left out.
        let mounts = list.items().iter().filter(|it| matches!(it.data, Data::Object(_)));
        for node in mounts.filter_map(|it| it.get(path)) {
            let Some(path) = node.text().map(|it| it.trim_end_matches('/')) else { continue };
            let earlier = mounted.iter().find(|(it, _)| *it == path);
            if let Some((_, earlier)) = earlier {
                let message = format!("`{}` mounts two volumes on `{path}`", container.name());
                findings
                    .at(container.resource, node, message, "mount each on a path of its own")
                    .related("the other volume", earlier.span);
            }
            mounted.push((path, node));
        }
    }
}
