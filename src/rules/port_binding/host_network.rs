//! A task in the network of its host.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TASKS, is_agent, is_daemon, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW0703`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0703",
    name: "host-network",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "A task definition is in the network mode `host`.",
    why: "its ports are those of the instance, so two copies cannot share one; and it reaches every port of the host and the credentials of its role",
    bad: "NetworkMode: host",
    good: "NetworkMode: awsvpc",
    fix: "Use `awsvpc`, which gives each task an address and a security group of its own.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TASKS)),
};

/// Judges what is no daemon and no agent: those look at their host.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        let watches = is_daemon(manifest, task.resource)
            || task.containers.iter().all(|it| is_agent(manifest, it));
        let modes = task.resource.property("network_mode").map(|it| it.branches());
        for node in modes.unwrap_or_default() {
            if node.text() == Some("host") && !watches {
                let message = format!("`{}` is in the network of its host", task.resource.address);
                findings.at(task.resource, node, message, "use `awsvpc`");
            }
        }
    }
}
