//! An internal service that serves nothing.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Process, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW3021`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3021",
    name: "idle-internal-service",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "An internal service serves no contract.",
    why: "nobody can call it, so it runs and is paid for in vain",
    bad: r#"Service::internal("stock", BUILD, PORT)"#,
    good: r#"Service::internal("stock", BUILD, PORT).serves(&[STOCK])"#,
    fix: "Name what it serves with `.serves`, or make it a worker.",
    source: "https://12factor.net/port-binding",
    waivable: true,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !matches!(service.process(), Process::Internal) || !service.served().is_empty() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(service.name()),
        service.at(),
        Message::of("service ").code(service.name()).text(" is internal and serves no contract"),
        Message::of("add `.serves(&[API])`, or make it a worker"),
    ))
}
