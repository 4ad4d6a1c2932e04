//! A health check path that is no path.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Manifest, Node};
use crate::spec::{App, Service, text};

use crate::rules::lint::{Findings, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW4020`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4020",
    name: "relative-health-path",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "The health check path of a service does not start with `/`, or has a space in it.",
    why: "the load balancer refuses it",
    bad: r#".health_check("healthz")"#,
    good: r#".health_check("/healthz")"#,
    fix: "Start it with `/`.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    waivable: false,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Error, find)),
};

/// Whether a load balancer takes it as a path.
pub(in crate::rules) const fn is_path(path: &str) -> bool {
    text::starts_with(path, "/") && path.len() <= 1024 && !text::contains(path, " ")
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let Some(path) = service.health_path() else { return None };
    if is_path(path) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "health_check"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(": ")
            .code(path)
            .text(" is no path for a health check"),
        Message::of("start it with `/`, as in `/healthz`"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("elbv2/target-group") {
        let branches = group.property("health_check_path").map(Node::branches).unwrap_or_default();
        for node in branches {
            let Some(path) = node.text().filter(|path| !is_path(path)) else { continue };
            findings.at(
                group,
                node,
                format!("`{}`: `{path}` is no path for a health check", group.address),
                format!(
                    "start {} with `/`, as in `/healthz`",
                    term(manifest, group, "health_check_path")
                ),
            );
        }
    }
}
