//! A range of tasks that holds none.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Manifest, Node};
use crate::spec::{App, Service};

use crate::rules::lint::Findings;
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0808`.
pub(in crate::rules) static RULE: Rule = Rule {
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
    lint: Some(Lint::new(Severity::Error, find)),
};

/// Whether a service can have so many tasks.
pub(in crate::rules) const fn is_possible(least: u32, most: u32) -> bool {
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

/// Judges scalable targets of services and auto scaling groups.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, least, most) in [
        ("applicationautoscaling/target", "min_capacity", "max_capacity"),
        ("autoscaling/group", "min_size", "max_size"),
    ] {
        for resource in manifest.of(kind) {
            let number = |name| {
                let number = resource.property(name)?.integer()?;
                u32::try_from(number).ok()
            };
            let (Some(low), Some(high)) = (number(least), number(most)) else { continue };
            // Other targets may have more than a service, and a count of none is a switch.
            let is_service =
                resource.property("service_namespace").and_then(Node::text) == Some("ecs");
            let capped = if is_service { high } else { high.min(5000) };
            let node =
                resource.property(most).filter(|_| high > 0 && !is_possible(low.min(5001), capped));
            if let Some(node) = node {
                let found = findings.at(
                    resource,
                    node,
                    format!("`{}` cannot have {low} to {high}", resource.address),
                    "set the least below the most, and both up to what can run",
                );
                found.related(
                    "the least",
                    resource.property(least).map_or(resource.head, |it| it.span),
                );
            }
        }
    }
}
