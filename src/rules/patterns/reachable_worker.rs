//! A worker or an internal service that answers to a host.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Process, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW2133`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2133",
    name: "reachable-worker",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A service that is not a web service has a public host or paths.",
    why: "a process meant for the inside would be open to everyone, or its host would lead nowhere",
    bad: r#"Service::worker("mailer", BUILD).public(Host(same("mail.shop.example")))"#,
    good: r#"Service::worker("mailer", BUILD)"#,
    fix: "Remove the host, or make it a `Service::web`.",
    source: "https://12factor.net/port-binding",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let (host, paths) = (service.host(), service.path_patterns());
    if matches!(service.process(), Process::Web) || host.is_none() && paths.is_empty() {
        return None;
    }
    let kind = match service.process() {
        Process::Worker => " is a worker, but has a host",
        Process::Internal | Process::Web => " is internal, but has a host",
    };
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "host"),
        service.at(),
        Message::of("service ").code(service.name()).text(kind),
        Message::of("remove `.public` and `.paths`, or make it a `Service::web`"),
    ))
}
