//! Containers that find each other by Docker links.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{CONTAINERS, Findings, containers};
use crate::rules::{Check, Lint, Rule};

/// `FW0403`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0403",
    name: "legacy-links",
    severity: Severity::Warning,
    factor: Factor::BackingServices,
    what: "A container names others in `links`.",
    why: "a link ties both to one host and one task, so neither can be scaled, moved or replaced alone; `awsvpc` has no links, and Docker calls them legacy",
    bad: r"ContainerDefinitions:
  - Name: web
    Links: [api]",
    good: r"ContainerDefinitions:
  - Name: web",
    fix: "Call the other by Service Connect or Cloud Map; in a Compose file, by the service's name, which needs no link.",
    source: "https://docs.docker.com/engine/network/links/",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(CONTAINERS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest) {
        let links = container.get("links").filter(|links| !links.items().is_empty());
        if links.is_some() {
            findings.at_key(
                container.resource,
                container.node,
                "links",
                format!("`{}` finds other containers by links", container.name()),
                "call them by service discovery, or by the service's name in a Compose file",
            );
        }
    }
}
