//! A service that never has more tasks than at the start.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use super::{Check, Finding, Place, Rule};

/// `FW0801`.
pub(super) static RULE: Rule = Rule {
    id: "FW0801",
    name: "no-autoscaling",
    severity: Severity::Warning,
    factor: Factor::Concurrency,
    what: "A service has as many tasks at most as at least, in production.",
    why: "nothing adds tasks when load grows, so the first answer to a peak is an outage",
    bad: ".tasks(same(Tasks(2, 2)))",
    good: ".tasks(same(Tasks(2, 6)))",
    fix: "Let it have more at most than at least.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    waivable: true,
    check: Check::Environment(judge),
    lint: None,
};

/// Judges a service in an environment.
pub(crate) fn judge<'a>(app: &App<'a>, service: &Service<'a>, e: usize) -> Option<Finding<'a>> {
    let tasks = service.scale().at(e)?;
    if !app.is_production(e) || tasks.0 != tasks.1 || tasks.1 < 2 {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "tasks"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" always has ")
            .number(u64::from(tasks.0))
            .text(" tasks in ")
            .code(app.environments()[e].name()),
        Message::of("let it have more at most than at least, as in `Tasks(2, 6)`"),
    );
    Some(finding.in_environment(e))
}
