//! Two apps in one task.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::backing_services::in_task_backing_service::is_store;
use crate::rules::image::product;
use crate::rules::lint::{Container, Findings, TASKS, entries, may_be_sidecar, slots, spelled};
use crate::rules::{Check, Lint, Rule};

/// `FW0804`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0804",
    name: "multi-process-task",
    severity: Severity::Warning,
    factor: Factor::Concurrency,
    what: "A task definition has two essential containers, neither of which is a sidecar.",
    why: "they are scaled and deployed as one, and when one of them ends ECS stops the other too",
    bad: r"ContainerDefinitions:
  - {Name: web, Image: acme/web:1}
  - {Name: worker, Image: acme/worker:1}",
    good: r"ContainerDefinitions:
  - {Name: web, Image: acme/web:1}",
    fix: "Give each a task definition and a service of its own; set `Essential` to false for what only helps the other.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/application_architecture.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        for list in slots(task) {
            let is_alone = |it: &Container<'_>| !list.iter().flatten().any(|user| needs(user, it));
            let is_app = |it: &Container<'_>| is_app(manifest, task, it) && is_alone(it);
            let apps = list.iter().filter(|slot| slot.iter().all(is_app));
            let apps: Vec<_> = apps.filter_map(|slot| slot.first()?.get("name")).collect();
            let &[first, second, ..] = &*apps else { continue };
            let (Some(one), Some(other)) = (first.text(), second.text()) else { continue };
            let message = format!("`{one}` and `{other}` run in one task, and both are essential");
            findings
                .at(task, second, message, "give each a service of its own")
                .related("the other container", first.span);
        }
    }
}

/// Whether a container is surely an app that its task does not go on without.
fn is_app(manifest: &Manifest, task: &Resource, container: &Container<'_>) -> bool {
    let essential = container.get("essential").map_or(Some(true), Node::bool);
    let proxy = task.properties.at("proxy_configuration.container_name");
    let is_proxy = proxy.is_some_and(|it| it.text() == container.get("name").and_then(Node::text));
    let runs_store = || {
        container
            .images()
            .into_iter()
            .any(|it| product(&spelled(manifest, it)).is_some_and(is_store))
    };
    essential == Some(true)
        && !is_proxy
        && !container.images().is_empty()
        && !may_be_sidecar(manifest, container)
        && !runs_store()
}

/// Whether a container waits for another one or takes its volumes: the other one may be its helper.
fn needs(user: &Container<'_>, other: &Container<'_>) -> bool {
    let name = other.get("name").and_then(Node::text);
    let names = [("depends_on", "container_name"), ("volumes_from", "source_container")];
    names.into_iter().any(|(list, key)| {
        entries(user.get(list)).into_iter().any(|it| it.get(key).and_then(Node::text) == name)
    })
}
