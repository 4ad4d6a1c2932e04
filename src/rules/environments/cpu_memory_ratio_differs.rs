//! Tasks whose memory per CPU differs between environments.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::parity::{Class, Comparison, Differences, Leaf, Matched, Split, Topic, Value};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW1010`.
pub(in crate::rules) static RULE: Rule = Rule {
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
    lint: Some(Lint::across(Severity::Warning, compare)),
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

fn compare(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for matched in &comparison.resources {
        let end = |name: &str| {
            let is_it =
                |leaf: &&Leaf| leaf.class == Class::Equal(Topic::Task) && leaf.path.ends_with(name);
            matched.leaves.iter().find(is_it)
        };
        if let (Some(cpu), Some(memory)) = (end("/cpu"), end("/memory")) {
            compare_tasks(comparison, matched, (cpu, memory), found);
        }
    }
}

/// Compares the ratio of a task definition's CPU units to its memory.
fn compare_tasks(
    comparison: &Comparison<'_>,
    matched: &Matched<'_>,
    (cpu, memory): (&Leaf, &Leaf),
    found: &mut Differences<'_, '_>,
) {
    let mut ratios = Leaf { path: format!("{}/cpu:memory", matched.address), ..cpu.clone() };
    for (at, value) in ratios.values.iter_mut().enumerate() {
        let pair = value.as_ref().zip(memory.values[at].as_ref());
        let ratio = pair.and_then(|(cpu, memory)| {
            let (units, mib) = (cpu.number()?, memory.number()?);
            let bare = (units > 0.0).then(|| format!("{:.3}", mib / units));
            Some(Value { text: format!("{units}:{mib}"), bare, ..memory.clone() })
        });
        *value = ratio;
    }
    let heads: Vec<_> = matched.each.iter().map(|it| it.as_ref().map(|it| it.head)).collect();
    let ratio = |value: Option<&Value>| value?.bare.clone();
    if let Some(split) = Split::by(comparison, &ratios, &heads, ratio) {
        found.tell_split(&ratios, &heads, &split, "scale both together");
    }
}
