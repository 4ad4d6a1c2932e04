//! Tasks whose memory per CPU differs between environments.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use super::{Check, Finding, Place, Rule};

/// `FW1010`.
pub(super) static RULE: Rule = Rule {
    id: "FW1010",
    name: "cpu-memory-ratio-differs",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "The ratio of CPU units to memory of a service differs from that in production.",
    why: "garbage collection, caches and worker counts follow the ratio, so another one is another system",
    bad: ".size(per_env! { dev: Fargate::new(256, 2048), prod: Fargate::new(1024, 2048) })",
    good: ".size(per_env! { dev: Fargate::new(256, 512), prod: Fargate::new(1024, 2048) })",
    fix: "Scale both together.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: true,
    check: Check::Environment(judge),
    lint: None,
};

/// Judges a service in an environment.
pub(crate) fn judge<'a>(app: &App<'a>, service: &Service<'a>, e: usize) -> Option<Finding<'a>> {
    let production = app.production().filter(|it| *it != e)?;
    let (here, there) = (service.task_size().at(e)?, service.task_size().at(production)?);
    if u64::from(here.cpu()) * u64::from(there.memory())
        == u64::from(there.cpu()) * u64::from(here.memory())
    {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "size"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" has ")
            .number(u64::from(here.cpu()))
            .text(" CPU units and ")
            .number(u64::from(here.memory()))
            .text(" MiB in ")
            .code(app.environments()[e].name())
            .text(", another ratio than ")
            .number(u64::from(there.cpu()))
            .text(" and ")
            .number(u64::from(there.memory()))
            .text(" in ")
            .code(app.environments()[production].name()),
        Message::of("scale both together"),
    );
    Some(finding.in_environment(e))
}
