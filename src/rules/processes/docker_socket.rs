//! A container that may command its host.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{CONTAINERS, Findings};
use crate::rules::{Check, Lint, Rule};

/// `FW0603`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0603",
    name: "docker-socket",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A volume is the socket of Docker or containerd.",
    why: "processes share nothing: whoever reaches the socket is root on the host, and starts containers that no task definition knows of",
    bad: r"Volumes:
  - Name: docker
    Host: {SourcePath: /var/run/docker.sock}",
    good: r"Volumes:
  - Name: scratch",
    fix: "Remove the mount: start tasks with the ECS API, build images in CodeBuild, collect metrics with Container Insights.",
    source: "https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(CONTAINERS)),
};

/// Whether a path of the host is such a socket.
fn is_socket(path: &str) -> bool {
    ["docker.sock", "containerd.sock"].iter().any(|name| {
        path.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    })
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let volumes = task.property("volume").map(Node::items).unwrap_or_default();
        for path in volumes.iter().filter_map(|volume| volume.get("host_path")) {
            tell(task, path, findings);
        }
    }
    for service in manifest.of("compose-service") {
        let volumes = service.property("volumes").map(Node::items).unwrap_or_default();
        for volume in volumes {
            match volume.get("source") {
                Some(source) => tell(service, source, findings),
                None => tell(service, volume, findings),
            }
        }
    }
}

fn tell(resource: &Resource, path: &Node, findings: &mut Findings<'_>) {
    for branch in path.branches() {
        // Compose writes source and target as one text.
        let source = branch.text().and_then(|text| text.split(':').next());
        if let Some(source) = source.filter(|source| is_socket(source)) {
            findings.at(
                resource,
                branch,
                format!("`{}` mounts `{source}`", resource.address),
                "remove the mount: it is root on the host",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets() {
        for path in ["/var/run/docker.sock", "/run/containerd/containerd.sock", "docker.sock"] {
            assert!(is_socket(path), "{path}");
        }
        for path in ["/var/run/docker.sock.d", "/srv/my-docker.sock", "/var/run", ""] {
            assert!(!is_socket(path), "{path}");
        }
    }
}
