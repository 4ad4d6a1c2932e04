//! A range of tasks that holds none.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use super::{Check, Finding, Place, Rule};

/// `FW0808`.
pub(super) static RULE: Rule = Rule {
    id: "FW0808",
    name: "impossible-scale",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A service has more tasks at least than at most, or none at most, or more than ECS runs.",
    why: "autoscaling refuses the range",
    bad: ".tasks(same(Tasks(4, 2)))",
    good: ".tasks(same(Tasks(2, 4)))",
    fix: "Write the least first and the most second; ECS runs up to 5000 tasks per service.",
    source: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    waivable: false,
    check: Check::Environment(judge),
    lint: None,
};

/// Whether a service can have so many tasks.
pub(super) const fn is_possible(least: u32, most: u32) -> bool {
    least <= most && most > 0 && most <= 5000
}

/// Judges a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let Some(tasks) = service.scale().at(e) else { return None };
    if is_possible(tasks.0, tasks.1) {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "tasks"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" cannot have ")
            .number(tasks.0 as u64)
            .text(" to ")
            .number(tasks.1 as u64)
            .text(" tasks in ")
            .code(app.environments()[e].name()),
        Message::of("write the least first and the most second, as in `Tasks(2, 4)`, up to 5000"),
    );
    Some(finding.in_environment(e))
}
