//! A web service that answers to no host.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Process, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4025`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4025",
    name: "unreachable-web-service",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A web service has no public host.",
    why: "the load balancer has no rule that would lead to it",
    bad: r#"Service::web("orders", BUILD, PORT)"#,
    good: r#"Service::web("orders", BUILD, PORT).public(Host(same("shop.example")))"#,
    fix: "Add `.public(Host(…))`, or make it a `Service::internal`.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-update-rules.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !matches!(service.process(), Process::Web) || service.host().is_some() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "host"),
        service.at(),
        Message::of("service ").code(service.name()).text(" is a web service without a host"),
        Message::of("add `.public(Host(…))`, or make it a `Service::internal`"),
    ))
}
