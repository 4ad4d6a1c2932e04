//! A health check that asks for the front page.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, text};

use super::{Check, Finding, Place, Rule};

/// `FW2013`.
pub(super) static RULE: Rule = Rule {
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
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let Some(path) = service.health_path() else { return None };
    if !text::eq(path, "/") {
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
