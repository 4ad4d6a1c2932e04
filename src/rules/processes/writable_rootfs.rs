//! A container that may write into its own image.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::lint::{Findings, Safety, TASKS, container_term, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW0604`.
///
/// The repair is unsafe: an app that writes to its own disk, as many do below `/tmp`, fails.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0604",
    name: "writable-rootfs",
    severity: Severity::Info,
    factor: Factor::Processes,
    what: "A container of a task definition has a root file system that it may write to: that is the default.",
    why: "what a process writes beside its image dies with the task, and what breaks in may stay until then",
    bad: r"ContainerDefinitions:
  - Name: app",
    good: r"ContainerDefinitions:
  - Name: app
    ReadonlyRootFilesystem: true",
    fix: "Set `ReadonlyRootFilesystem`, and mount a volume where the app needs scratch space.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).repaired(Safety::Unsafe).in_formats(TASKS)),
};

const PROPERTY: &str = "readonly_root_filesystem";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let term = container_term(manifest, PROPERTY);
    for task in tasks(manifest).iter().filter(|task| !runs_on_windows(task.resource)) {
        for container in &task.containers {
            let help = format!("set {term}, and mount scratch space");
            let message = format!("`{}` may write to its root file system", container.name());
            match container.get(PROPERTY) {
                Some(written) if written.bool() == Some(false) => {
                    let found = findings.at(task.resource, written, message, help);
                    if matches!(written.data, Data::Bool(_)) {
                        found.replace(written.span, "true");
                    }
                }
                None if container.node.lacks(PROPERTY) => {
                    findings.missing_in(task.resource, container.node, PROPERTY, message, help);
                }
                Some(_) | None => {}
            }
        }
    }
}

/// Whether a task runs on Windows, where the file system cannot be read-only.
fn runs_on_windows(task: &Resource) -> bool {
    let family = task.properties.at("runtime_platform.operating_system_family");
    family.and_then(Node::text).is_some_and(|it| it.starts_with("WINDOWS"))
}
