//! A task that is killed while the load balancer still sends it requests.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Process, Service};

use super::{Check, Finding, Place, Rule};

/// `FW0903`.
pub(super) static RULE: Rule = Rule {
    id: "FW0903",
    name: "drain-longer-than-stop",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "The load balancer drains a web service for longer than ECS waits before it kills the task.",
    why: "requests that are still open when the task is killed fail",
    bad: ".drain(Seconds(90)).stop_timeout(Seconds(60))",
    good: ".drain(Seconds(30)).stop_timeout(Seconds(60))",
    fix: "Shorten the drain, or let the process stop more slowly with `stop_timeout` (120 seconds at most).",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Whether requests may outlive the process that answers them, in seconds.
pub(super) const fn outlives(drain: u32, stop: u32) -> bool {
    drain > stop
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let (drain, stop) = (service.drain_delay().0, service.stop_wait().0);
    if !matches!(service.process(), Process::Web) || !outlives(drain, stop) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "drain"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" drains for ")
            .number(drain as u64)
            .text(" seconds, but is killed after ")
            .number(stop as u64),
        Message::of("write `.drain(Seconds(")
            .number(stop as u64)
            .text("))` or less, or raise `.stop_timeout`"),
    ))
}
