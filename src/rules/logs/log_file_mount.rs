//! Logs written to files.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::image;
use crate::rules::lint::{CONTAINERS, Container, Findings, containers, is_router, spelled};
use crate::rules::{Check, Lint, Rule};

/// `FW1104`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1104",
    name: "log-file-mount",
    severity: Severity::Warning,
    factor: Factor::Logs,
    what: "A container has a volume where it writes log files.",
    why: "an app that looks after log files itself fills a disk, needs its own rotation, and tells nothing to who reads the stream of its task",
    bad: r"MountPoints:
  - {SourceVolume: logs, ContainerPath: /var/log/app}",
    good: r"MountPoints:
  - {SourceVolume: data, ContainerPath: /var/lib/app}",
    fix: "Log to stdout, or link the file there as the nginx image does, and let the log driver carry it.",
    source: "https://12factor.net/logs",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(CONTAINERS)),
};

/// Parts of the names of images that read logs, or that call their data so.
const READERS: [&str; 16] = [
    "fluent",
    "filebeat",
    "logstash",
    "vector",
    "promtail",
    "alloy",
    "datadog",
    "splunk",
    "newrelic",
    "cloudwatch",
    "collector",
    "cadvisor",
    "kafka",
    "loki",
    "logrotate",
    "nomad",
];

/// Whether files at a path are logs: one of its folders is called so.
fn is_log(path: &str) -> bool {
    let mut folders = path.split('/').filter(|it| !it.is_empty());
    path.starts_with('/') && folders.any(|it| matches!(it, "log" | "logs"))
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest).filter(|it| !reads_logs(manifest, it)) {
        for (list, key) in [("mount_points", "container_path"), ("volumes", "target")] {
            let mounts = container.get(list).map(Node::branches).unwrap_or_default();
            for mount in mounts.into_iter().flat_map(Node::items).flat_map(Node::branches) {
                let is_read_only =
                    mount.get("read_only").is_some_and(|it| it.bool() != Some(false));
                let Some(node) = mount.get(key).filter(|_| !is_read_only) else { continue };
                let Some(path) = node.text().filter(|it| is_log(it)) else { continue };
                findings.at(
                    container.resource,
                    node,
                    format!("`{}` writes log files to a volume at `{path}`", container.name()),
                    "log to stdout and let the log driver carry it",
                );
            }
        }
    }
}

/// Whether a container is there for the logs of others, or if that is not known.
fn reads_logs(manifest: &Manifest, container: &Container<'_>) -> bool {
    let is_reader = |text: &str| READERS.iter().any(|it| text.contains(it));
    let image = container.get("image").map(|it| spelled(manifest, it)).unwrap_or_default();
    is_router(container)
        || is_reader(container.name())
        || image::product(&image).is_some_and(is_reader)
}

#[cfg(test)]
mod tests {
    use super::is_log;

    #[test]
    fn folders_of_logs() {
        for path in ["/logs", "/log", "/var/log", "/var/log/nginx", "/app/logs", "/srv/log/"] {
            assert!(is_log(path), "{path}");
        }
        for path in ["/data", "/kafka-logs", "/var/lib/logstash", "logs", "/", "/app/log4j"] {
            assert!(!is_log(path), "{path}");
        }
    }
}
