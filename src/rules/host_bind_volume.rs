//! A container that writes to the disk of its host.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use super::lint::{Findings, TASKS, Task, tasks};
use super::{Check, Lint, Rule};

/// `FW0602`.
pub(super) static RULE: Rule = Rule {
    id: "FW0602",
    name: "host-bind-volume",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A volume of a task definition is a folder of the host, and a container may write to it.",
    why: "state on one host blocks scale-in and is lost when the instance goes, and a task that starts on another host does not find it",
    bad: r"Volumes:
  - Name: uploads
    Host: {SourcePath: /srv/uploads}",
    good: r"Volumes:
  - Name: uploads
    EFSVolumeConfiguration: {FilesystemId: !Ref Uploads}",
    fix: "Keep it in S3, a database or EFS; mount what is only read as `ReadOnly`.",
    source: "https://12factor.net/processes",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

/// Folders in which a host keeps nothing of an app, but what agents look at.
const OF_THE_HOST: [&str; 11] = [
    "/proc",
    "/sys",
    "/cgroup",
    "/dev",
    "/etc",
    "/run",
    "/var/run",
    "/var/log",
    "/var/lib/docker",
    "/var/lib/ecs",
    "/lib/modules",
];

/// Whether a path of the host is one that agents look at: its own folders, and the whole disk.
fn is_of_the_host(path: &str) -> bool {
    path == "/"
        || OF_THE_HOST.iter().any(|folder| {
            path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        let volumes = task.resource.property("volume").map(Node::items).unwrap_or_default();
        for volume in volumes {
            let path = volume.get("host_path").map(Node::branches).unwrap_or_default();
            let of_app =
                |it: &&&Node| it.text().is_some_and(|it| !it.is_empty() && !is_of_the_host(it));
            let Some(path) = path.iter().find(of_app) else { continue };
            if is_written(&task, volume.get("name").and_then(Node::text)) {
                findings.at(
                    task.resource,
                    path,
                    format!("`{}` keeps state in a folder of its host", task.resource.address),
                    "keep it in S3, a database or EFS, or mount it read-only",
                );
            }
        }
    }
}

/// Whether a container mounts a volume so that it may write.
fn is_written(task: &Task<'_>, name: Option<&str>) -> bool {
    let mounts = task.containers.iter().filter_map(|it| it.get("mount_points"));
    mounts.flat_map(Node::branches).flat_map(Node::items).any(|mount| {
        let source = mount.get("source_volume").and_then(Node::text);
        let may_be_read_only = mount.get("read_only").is_some_and(|it| it.bool() != Some(false));
        name.is_some() && source == name && !may_be_read_only
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_the_host() {
        for path in ["/", "/proc", "/sys/fs/cgroup", "/var/run/docker.sock", "/var/lib/docker/x"] {
            assert!(is_of_the_host(path), "{path}");
        }
        for path in ["/srv/uploads", "/data", "/process", "/var/lib/app", "data"] {
            assert!(!is_of_the_host(path), "{path}");
        }
    }
}
