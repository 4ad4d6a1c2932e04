//! A web service that is judged before it can answer.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Process, Service};

use super::{Check, Finding, Place, Rule};

/// `FW0906`.
pub(super) static RULE: Rule = Rule {
    id: "FW0906",
    name: "lb-no-grace-period",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A web service has a grace period of 0 seconds.",
    why: "a task that takes a moment to start is stopped as unhealthy before it answers for the first time, again and again",
    bad: ".grace(Seconds(0))",
    good: ".grace(Seconds(60))",
    fix: "Give it as long as its slowest start takes; the default is 60 seconds.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
    waivable: true,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !matches!(service.process(), Process::Web) || service.grace_period().0 > 0 {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "grace"),
        service.at(),
        Message::of("service ").code(service.name()).text(" has no grace period"),
        Message::of("write `.grace(Seconds(60))`, or as long as its slowest start takes"),
    ))
}
