//! A health check that asks for the front page.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Manifest, Node};
use crate::spec::{App, Service, text};

use crate::rules::lint::{Findings, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW2013`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2013",
    name: "health-path-is-root",
    severity: Severity::Info,
    factor: Factor::Disposability,
    what: "The health check path of a web service is `/`.",
    why: "the front page needs what the service depends on, so one slow dependency takes every task out",
    bad: r#".health_check("/")"#,
    good: r#".health_check("/healthz")"#,
    fix: "Answer a path of its own that only says that this task is up.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    waivable: true,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Info, find)),
};

/// Whether a path is that of the front page.
pub(in crate::rules) const fn is_front_page(path: &str) -> bool {
    text::eq(path, "/")
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let Some(path) = service.health_path() else { return None };
    if !is_front_page(path) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "health_check"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(": the health check asks for the front page"),
        Message::of("answer a path of its own, as in `/healthz`"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for group in manifest.of("elbv2/target-group") {
        let text = |name| group.property(name).and_then(Node::text);
        let protocol = text("health_check_protocol").or(text("protocol"));
        if !matches!(protocol, Some("HTTP" | "HTTPS")) || text("protocol_version") == Some("GRPC") {
            continue;
        }
        let message = format!("`{}`: the health check asks for the front page", group.address);
        let property = term(manifest, group, "health_check_path");
        let help = format!("answer a path of its own, as in `/healthz`, and name it in {property}");
        match group.property("health_check_path") {
            Some(node) if node.text().is_some_and(is_front_page) => {
                findings.at(group, node, message, help);
            }
            Some(_) => {}
            None => {
                findings.missing(group, "health_check_path", message, help);
            }
        }
    }
}
