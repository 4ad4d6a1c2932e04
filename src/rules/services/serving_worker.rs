//! A worker that serves a contract.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Process, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW3019`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3019",
    name: "serving-worker",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A worker serves a contract, and has no port that it could answer on.",
    why: "its callers would call nobody",
    bad: r#"Service::worker("mailer", BUILD).serves(&[MAIL])"#,
    good: r#"Service::internal("mailer", BUILD, Port::http(8080)).serves(&[MAIL])"#,
    fix: "Make it a `Service::internal`, or let its callers send to a queue.",
    source: "https://12factor.net/port-binding",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let served = service.served();
    if !matches!(service.process(), Process::Worker) || served.is_empty() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(service.name(), "serves", served[0].name()),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" is a worker, but serves ")
            .code(served[0].name()),
        Message::of(
            "make it a `Service::internal` with a port, or let its callers send to a queue",
        ),
    ))
}
