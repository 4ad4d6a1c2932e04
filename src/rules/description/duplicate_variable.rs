//! A variable that a service gets twice.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest, Node};
use crate::spec::{App, Service};

use crate::rules::lint::{Container, Findings, TASKS, containers};
use crate::rules::{Binding, Check, Finding, Lint, Rule};

/// `FW4017`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4017",
    name: "duplicate-variable",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "Two of the config, secrets, attachments and calls of a service set a variable of the same name.",
    why: "only one of the two values reaches the process, and which one is chance",
    bad: r#".env(&[config("BILLING_URL", same("https://billing.example"))]).calls(&[BILLING.timeout_ms(800)])"#,
    good: ".calls(&[BILLING.timeout_ms(800)])",
    fix: "Remove one, or name the variable of the attachment or call with `as_env`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Service(first),
    lint: Some(Lint::new(Severity::Error, find).in_formats(TASKS)),
};

/// The first variable of a service that an earlier one sets already.
pub(crate) fn first<'a>(app: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let mut seen = std::collections::BTreeMap::<u64, Vec<Binding<'_, 'a>>>::new();
    for position in 0..Binding::count(service) {
        let binding = Binding::of(service, position);
        let same_hash = seen.entry(binding.hash()).or_default();
        if let Some(found) = same_hash.iter().find_map(|it| judge(app, service, it, &binding)) {
            return Some(found);
        }
        same_hash.push(binding);
    }
    None
}

/// Judges a variable beside an earlier one.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    earlier: &Binding<'_, 'a>,
    later: &Binding<'_, 'a>,
) -> Option<Finding<'a>> {
    if !earlier.is_same_name(later) {
        return None;
    }
    let message = Message::of("service ").code(service.name());
    let message = match (later.name(), earlier.name(), later.contract()) {
        (Some(name), ..) | (None, Some(name), _) => {
            message.text(" sets ").code(name).text(" twice")
        }
        (None, None, Some(name)) => {
            message.text(" calls ").code(name).text(" twice, into one variable")
        }
        (None, None, None) => message.text(" sets a variable twice"),
    };
    Some(Finding::new(
        &RULE,
        later.place(service),
        later.at(),
        message,
        Message::of("remove one, or name the variable of an attachment or a call with `as_env`"),
    ))
}

/// Judges the variables and secrets of a container; those of a choice may exclude each other.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest).filter(|it| it.resource.is("ecs/task-definition")) {
        let mut seen = std::collections::BTreeMap::new();
        for item in written(&container) {
            let Some(name) = item.get("name") else { continue };
            let Data::Text(text) = &name.data else { continue };
            if let Some(first) = seen.get(text) {
                let message = format!("`{}` sets `{text}` twice", container.name());
                findings
                    .at(container.resource, name, message, "remove one of the two")
                    .related("the first", *first);
            } else {
                seen.insert(text.clone(), name.span);
            }
        }
    }
}

fn written<'m>(container: &Container<'m>) -> Vec<&'m Node> {
    let lists = ["environment", "secrets"].into_iter().filter_map(|name| container.get(name));
    let items = lists.flat_map(|list| match &list.data {
        Data::List(items) => items.iter().collect(),
        _ => Vec::new(),
    });
    items.collect()
}
