//! A worker that receives nothing.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Process, Role, Service, Store};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW3020`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3020",
    name: "worker-without-queue",
    severity: Severity::Warning,
    factor: Factor::Processes,
    what: "A worker receives from no queue.",
    why: "nothing tells it what to do: work that comes by the clock or by polling is lost or done twice when a task is replaced",
    bad: r#"Service::worker("mailer", BUILD)"#,
    good: r#"Service::worker("mailer", BUILD).attach(&[PLACED.receives("ORDERS_PLACED_QUEUE_URL")])"#,
    fix: "Attach a queue with `QUEUE.receives(NAME)`.",
    source: "https://12factor.net/concurrency",
    waivable: true,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let receives = service
        .attachments()
        .iter()
        .any(|it| matches!(it.store(), Store::Queue(_, Role::Receives)));
    if !matches!(service.process(), Process::Worker) || receives {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(service.name()),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" is a worker that receives from no queue"),
        Message::of("attach a queue with `QUEUE.receives(NAME)`"),
    ))
}
