//! An environment that is larger than production.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use super::{Check, Finding, Place, Rule};

/// `FW1013`.
pub(super) static RULE: Rule = Rule {
    id: "FW1013",
    name: "prod-not-largest",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "A service has more tasks at most, or more CPU, than in production.",
    why: "production then runs at a size that was never tried, and somebody pays for the rest",
    bad: ".tasks(per_env! { dev: Tasks(2, 10), prod: Tasks(2, 4) })",
    good: ".tasks(per_env! { dev: Tasks(2, 4), prod: Tasks(2, 10) })",
    fix: "Give production the most of everything.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: true,
    check: Check::Environment(judge),
    lint: None,
};

/// Judges a service in an environment.
pub(crate) fn judge<'a>(app: &App<'a>, service: &Service<'a>, e: usize) -> Option<Finding<'a>> {
    let production = app.production().filter(|it| *it != e && !app.is_production(e))?;
    let (tasks, size) = (service.scale(), service.task_size());
    let more = tasks.at(e)?.1 > tasks.at(production)?.1;
    if !more && size.at(e)?.cpu() <= size.at(production)?.cpu() {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), if more { "tasks" } else { "size" }),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" is larger in ")
            .code(app.environments()[e].name())
            .text(" than in ")
            .code(app.environments()[production].name()),
        Message::of("give production the most tasks and the largest ones"),
    );
    Some(finding.in_environment(e))
}
