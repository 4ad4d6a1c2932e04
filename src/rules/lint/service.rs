//! ECS services and what belongs to them: task definition, target groups, scaling.

use std::collections::BTreeSet;

use crate::ir::lifted::{Data, Manifest, Node, Resource};
use crate::spec::Process;

use super::super::image::{self, HOLE};
use super::{Container, containers_of, spelled};

/// An ECS service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EcsService<'m> {
    /// The manifest it is part of.
    pub manifest: &'m Manifest,
    /// The service.
    pub resource: &'m Resource,
}

/// What sets the count of a service's tasks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scaler<'m> {
    /// Nothing.
    None,
    /// A scalable target.
    Target(&'m Resource),
    /// Perhaps something: a target whose service is not known, or a module.
    Unknown,
}

/// The services of a manifest that ECS keeps at a count: no daemons.
pub(crate) fn services(manifest: &Manifest) -> impl Iterator<Item = EcsService<'_>> {
    let service = |resource| EcsService { manifest, resource };
    manifest.of("ecs/service").map(service).filter(|it| !it.is_daemon())
}

impl<'m> EcsService<'m> {
    /// A property.
    pub(crate) fn get(&self, name: &str) -> Option<&'m Node> {
        self.resource.property(name)
    }

    /// Whether it may run one task on each instance.
    fn is_daemon(&self) -> bool {
        let strategy = self.get("scheduling_strategy");
        strategy.is_some_and(|it| it.branches().iter().any(|it| it.text() != Some("REPLICA")))
    }

    /// Its task definition, if this manifest has it.
    pub(crate) fn task(&self) -> Option<&'m Resource> {
        let node = self.get("task_definition")?;
        self.manifest.targets(node).into_iter().find(|it| it.is("ecs/task-definition"))
    }

    /// The containers of its task definition; `None` if they are not all known.
    pub(crate) fn containers(&self) -> Option<Vec<Container<'m>>> {
        let task = self.task()?;
        let list = task.property("container_definitions")?;
        let known = |it: &&Node| {
            !it.items().is_empty() && it.items().iter().all(|it| !it.fields().is_empty())
        };
        list.branches().iter().all(known).then(|| containers_of(task))
    }

    /// The repository of the image that it runs, if it is known: services of one image are one app.
    pub(crate) fn product(&self) -> Option<String> {
        let containers = self.containers()?;
        let container = containers.iter().find(|it| !it.is_expendable())?;
        let reference = spelled(self.manifest, container.get("image")?);
        image::product(&reference).map(str::to_owned)
    }

    /// The target groups of this manifest that it is registered with, each with its entry.
    pub(crate) fn target_groups(&self) -> Vec<(&'m Node, &'m Resource)> {
        let entries = self.get("load_balancer").map(Node::branches).unwrap_or_default();
        let entries = entries.into_iter().flat_map(Node::items).flat_map(Node::branches);
        let mut found = Vec::new();
        for entry in entries {
            let groups = entry.get("target_group_arn").map(|it| self.manifest.targets(it));
            let groups = groups.unwrap_or_default().into_iter();
            found.extend(groups.filter(|it| it.is("elbv2/target-group")).map(|it| (entry, it)));
        }
        found
    }

    /// How it is reached; `None` if that cannot be seen.
    pub(crate) fn process(&self) -> Option<Process> {
        let connect = self.resource.properties.at("service_connect_configuration.service");
        let ways = [
            (self.get("load_balancer"), Process::Web),
            (self.get("service_registries"), Process::Internal),
            (connect, Process::Internal),
        ];
        for (way, process) in ways {
            match way.map(is_filled) {
                Some(Some(true)) => return Some(process),
                Some(None) => return None,
                Some(Some(false)) | None => {}
            }
        }
        let mut process = Process::Worker;
        for container in self.containers()? {
            match container.get("port_mappings").map(is_filled) {
                Some(Some(true)) => process = Process::Internal,
                Some(None) => return None,
                Some(Some(false)) | None => {}
            }
        }
        Some(process)
    }

    /// What sets the count of its tasks.
    pub(crate) fn scaler(&self) -> Scaler<'m> {
        let mut scaler = Scaler::None;
        for target in self.manifest.of("applicationautoscaling/target") {
            let namespace = target.property("service_namespace").and_then(Node::text);
            if namespace.is_some_and(|it| it != "ecs") {
                continue;
            }
            match target.property("resource_id").map(|it| self.is_named(it)) {
                Some(Some(true)) => return Scaler::Target(target),
                Some(Some(false)) => {}
                Some(None) | None => scaler = Scaler::Unknown,
            }
        }
        let mut modules = self.manifest.of("module-call");
        let scales = |it: &Resource| {
            it.property("source").and_then(Node::text).is_none_or(|source| source.contains("scal"))
        };
        if modules.any(scales) { Scaler::Unknown } else { scaler }
    }

    /// Whether `service/cluster/name` names it.
    fn is_named(&self, id: &Node) -> Option<bool> {
        let targets = self.manifest.targets(id);
        if targets.iter().any(|it| std::ptr::eq(*it, self.resource)) {
            return Some(true);
        }
        if targets.iter().any(|it| it.is("ecs/service")) {
            return Some(false);
        }
        let id = spelled(self.manifest, id);
        let last = id.rsplit('/').next().unwrap_or_default();
        let own = self.get("name").map(|it| spelled(self.manifest, it)).unwrap_or_default();
        if last.contains(HOLE) || own.contains(HOLE) || own.is_empty() {
            return None;
        }
        Some(last == own)
    }
}

/// The addresses of what a schedule or an event starts, and no service runs.
pub(crate) fn one_offs(manifest: &Manifest) -> BTreeSet<&str> {
    const STARTERS: [&str; 4] =
        ["events/rule", "events/target", "scheduler/schedule", "stepfunctions/state-machine"];
    let starters = manifest.resources.iter().filter(|it| STARTERS.contains(&it.kind_name()));
    let started = starters.flat_map(|it| manifest.targets(&it.properties));
    let served = served(manifest);
    started.map(|it| &*it.address).filter(|it| !served.contains(it)).collect()
}

/// The addresses of the task definitions that services of the manifest run.
pub(crate) fn served(manifest: &Manifest) -> BTreeSet<&str> {
    let nodes = manifest.of("ecs/service").filter_map(|it| it.property("task_definition"));
    nodes.flat_map(|it| manifest.targets(it)).map(|it| &*it.address).collect()
}

/// Whether a list has something in it in every branch, or in none; `None` if that is not known.
fn is_filled(list: &Node) -> Option<bool> {
    let of_branch = |branch: &Node| match &branch.data {
        Data::Absent => Some(false),
        Data::List(items) => Some(!items.is_empty()),
        Data::Object(_) => Some(true),
        _ => None,
    };
    let branches = list.branches();
    let first = of_branch(branches.first()?)?;
    branches.iter().all(|it| of_branch(it) == Some(first)).then_some(first)
}

/// Whether a service of the manifest may run one task of a definition on each instance.
pub(crate) fn is_daemon(manifest: &Manifest, task: &Resource) -> bool {
    let runs = |it: &EcsService<'_>| it.task().is_some_and(|it| std::ptr::eq(it, task));
    let services = manifest.of("ecs/service").map(|resource| EcsService { manifest, resource });
    services.filter(runs).any(|it| it.is_daemon())
}
