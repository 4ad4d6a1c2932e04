//! An environment that is larger than production.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::parity::{Class, Comparison, Differences, Topic, Value};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW1013`.
pub(in crate::rules) static RULE: Rule = Rule {
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
    lint: Some(Lint::across(Severity::Warning, compare)),
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

fn compare(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    let Some(production) = comparison.production() else { return };
    for (leaf, heads) in comparison.leaves() {
        if !is_ordered(leaf.class) || leaf.path.ends_with("skip_final_snapshot") {
            continue;
        }
        let Some(most) = leaf.values[production].as_ref() else { continue };
        // Logs that are kept for 0 days are kept for ever.
        if most.number() == Some(0.0) && leaf.path.to_ascii_lowercase().contains("log") {
            continue;
        }
        let larger = |at: &usize| {
            let value = leaf.values[*at].as_ref();
            *at != production && value.is_some_and(|it| is_more(it, most))
        };
        let larger: Vec<usize> = (0..heads.len()).filter(larger).collect();
        let Some(first) = larger.first().and_then(|at| leaf.values[*at].as_ref()) else { continue };
        let name = &comparison.environments[production].name;
        let message = format!(
            "`{}` is `{}` in {}, and only `{}` in `{name}`",
            leaf.path,
            first.text,
            found.names(&larger),
            most.text,
        );
        let help = "give production the most, or the others less";
        let place = first.place;
        let told = found.tell(leaf.path.clone(), (larger, place), message, help);
        told.value.clone_from(&first.text);
        told.related.push((format!("`{}` in `{name}`", most.text), most.place));
    }
}

const fn is_ordered(class: Class) -> bool {
    matches!(class, Class::Ordered(_) | Class::Equal(Topic::Task))
}

/// Whether a value is surely more than another one.
fn is_more(value: &Value, than: &Value) -> bool {
    if let (Some(value), Some(than)) = (value.number(), than.number()) {
        return value > than;
    }
    if let (Some(value), Some(than)) = (value.bool(), than.bool()) {
        return value && !than;
    }
    match (named_size(&value.text), named_size(&than.text)) {
        (Some((family, size)), Some((other, than))) => family == other && size > than,
        _ => false,
    }
}

/// The family of an instance type, and its size in it: `t3.small`, `db.r6g.2xlarge`.
fn named_size(text: &str) -> Option<(&str, u32)> {
    const NAMES: [&str; 6] = ["nano", "micro", "small", "medium", "large", "xlarge"];
    let (family, size) = text.rsplit_once('.')?;
    if let Some(rank) = NAMES.iter().position(|name| *name == size) {
        return Some((family, u32::try_from(rank).ok()?));
    }
    let times: u32 = size.strip_suffix("xlarge")?.parse().ok()?;
    Some((family, 4 + times.min(1000)))
}
