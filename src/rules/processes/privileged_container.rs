//! A container that may do what root on its host may.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{CONTAINERS, Findings, containers};
use crate::rules::{Check, Lint, Rule};

/// `FW0610`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0610",
    name: "privileged-container",
    severity: Severity::Warning,
    factor: Factor::Processes,
    what: "A container is privileged, or has the capability `SYS_ADMIN` or `ALL`.",
    why: "processes share nothing: such a one reaches every device, file and container of its host, so whoever takes it over has them all",
    bad: r"ContainerDefinitions:
  - Name: app
    Privileged: true",
    good: r"ContainerDefinitions:
  - Name: app
    Privileged: false",
    fix: "Remove it, and add the one capability that is needed; build images in CodeBuild.",
    source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(CONTAINERS)),
};

/// Capabilities that are as good as all.
const FULL: [&str; 3] = ["SYS_ADMIN", "CAP_SYS_ADMIN", "ALL"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest) {
        let name = container.name();
        let mut privileged = container.get("privileged").map(Node::branches).unwrap_or_default();
        privileged.retain(|it| it.bool() == Some(true));
        for node in privileged {
            let message = format!("`{name}` may do on its host what root may");
            findings.at(container.resource, node, message, "remove `privileged`");
        }
        let added = container.node.at("linux_parameters.capabilities.add");
        for node in added.map(Node::items).unwrap_or_default() {
            if let Some(text) = node.text().filter(|it| FULL.contains(it)) {
                let message = format!("`{name}` has the capability `{text}`");
                let help = "remove it, or add the one that is needed";
                findings.at(container.resource, node, message, help);
            }
        }
    }
}
