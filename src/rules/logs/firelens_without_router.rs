//! Logs for a router that is not there.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Container, FIRELENS, Findings, TASKS, is_router, loggings_of, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW1109`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1109",
    name: "firelens-without-router",
    severity: Severity::Error,
    factor: Factor::Logs,
    what: "A container logs with `awsfirelens`, and no container of its task is a log router.",
    why: "the driver hands each line to the router of the same task: without one, the task definition is refused",
    bad: r"ContainerDefinitions:
  - Name: web
    LogConfiguration: {LogDriver: awsfirelens}",
    good: r"ContainerDefinitions:
  - Name: web
    LogConfiguration: {LogDriver: awsfirelens}
  - Name: router
    FirelensConfiguration: {Type: fluentbit}",
    fix: "Add a container with a `FirelensConfiguration`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        // A container that is not known may be the router.
        let may_route =
            |it: &Container<'_>| is_router(it) || !it.node.lacks("firelens_configuration");
        let list = task.resource.property("container_definitions");
        let is_known = list.is_some_and(|it| it.branches().iter().all(|it| !it.items().is_empty()));
        if !is_known || task.containers.iter().any(may_route) {
            continue;
        }
        let loggings = loggings_of(task.resource);
        let drivers =
            loggings.iter().flat_map(|it| it.drivers().into_iter().map(move |of| (it, of)));
        for (logging, (node, _)) in drivers.filter(|(_, (_, driver))| *driver == FIRELENS) {
            let name = logging.container.name();
            findings.at(
                task.resource,
                node,
                format!("`{name}` logs with `{FIRELENS}`, and its task has no log router"),
                "add a container with a FireLens configuration",
            );
        }
    }
}
