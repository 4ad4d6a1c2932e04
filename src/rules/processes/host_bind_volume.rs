//! A container that writes to the disk of its host.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{CONTAINERS, Findings, Task, tasks};
use crate::rules::name::names_production;
use crate::rules::{Check, Lint, Rule};

/// `FW0602`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0602",
    name: "host-bind-volume",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A volume of a task definition, or of a Compose file that is named for production, is a folder of the host that is named for no cache, and a container may write to it.",
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
    lint: Some(Lint::new(Severity::Error, judge).in_formats(CONTAINERS)),
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

/// Whether what an app keeps in a folder is missed when it is lost.
fn may_hold(path: &str) -> bool {
    !is_of_the_host(path) && !is_of_a_cache(path)
}

/// Whether a path says that what is in it can be made again: `/opt/cache/models`.
fn is_of_a_cache(path: &str) -> bool {
    let mut words = path.split(|it: char| !it.is_ascii_alphanumeric());
    words.any(|word| ["cache", "caches"].iter().any(|it| word.eq_ignore_ascii_case(it)))
}

/// Whether a path is one of a file, by its ending: `./nginx.conf`.
fn is_a_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.trim_start_matches('.').contains('.'))
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    // Where a developer mounts the sources, nothing is kept.
    if names_production(&manifest.frame.name) {
        manifest.of("compose-service").for_each(|it| composed(it, findings));
    }
    for task in tasks(manifest) {
        let volumes = task.resource.property("volume").map(Node::items).unwrap_or_default();
        for volume in volumes {
            let path = volume.get("host_path").map(Node::branches).unwrap_or_default();
            let of_app = |it: &&&Node| it.text().is_some_and(|it| !it.is_empty() && may_hold(it));
            let Some(path) = path.iter().find(of_app) else { continue };
            if is_written(&task, volume.get("name").and_then(Node::text)) {
                tell(task.resource, path, findings);
            }
        }
    }
}

fn composed(service: &Resource, findings: &mut Findings<'_>) {
    let volumes = service.property("volumes").map(Node::items).unwrap_or_default();
    for volume in volumes.iter().filter(|it| may_write(it)) {
        let is_bind = volume.get("type").and_then(Node::text) == Some("bind");
        let Some(source) = volume.get("source").filter(|_| is_bind) else { continue };
        if source.text().is_some_and(|it| may_hold(it) && !is_a_file(it)) {
            tell(service, source, findings);
        }
    }
}

fn tell(resource: &Resource, path: &Node, findings: &mut Findings<'_>) {
    findings.at(
        resource,
        path,
        format!("`{}` keeps state in a folder of its host", resource.address),
        "keep it in S3, a database or EFS, or mount it read-only",
    );
}

/// Whether a container mounts a volume so that it may write.
fn is_written(task: &Task<'_>, name: Option<&str>) -> bool {
    let mounts = task.containers.iter().filter_map(|it| it.get("mount_points"));
    mounts.flat_map(Node::branches).flat_map(Node::items).any(|mount| {
        let source = mount.get("source_volume").and_then(Node::text);
        name.is_some() && source == name && may_write(mount)
    })
}

/// Whether a mount is surely not read-only.
fn may_write(mount: &Node) -> bool {
    mount.get("read_only").is_none_or(|it| it.bool() == Some(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files() {
        for path in ["./nginx.conf", "/etc/app/app.yaml", "../a/b.json"] {
            assert!(is_a_file(path), "{path}");
        }
        for path in ["./data", "/srv/uploads", ".", "..", "./.cache", "~/data"] {
            assert!(!is_a_file(path), "{path}");
        }
    }

    #[test]
    fn caches() {
        for path in ["/opt/cache/models", "/srv/.cache", "/data/build-cache"] {
            assert!(is_of_a_cache(path), "{path}");
        }
        for path in ["/srv/uploads", "/srv/cached", "/data"] {
            assert!(!is_of_a_cache(path), "{path}");
        }
    }

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
