//! Where the tasks of a service run, and in what network.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

use super::EcsService;

/// Where tasks run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Launch {
    /// On Fargate.
    Fargate,
    /// On instances that somebody registered.
    Instances,
}

/// The services of a manifest, daemons too.
pub(crate) fn all_services(manifest: &Manifest) -> impl Iterator<Item = EcsService<'_>> {
    manifest.of("ecs/service").map(move |resource| EcsService { manifest, resource })
}

impl<'m> EcsService<'m> {
    /// Where its tasks run, and the value that says so; `None` if that is not known.
    pub(crate) fn launch(&self) -> Option<(Launch, &'m Node)> {
        if let Some(node) = self.get("launch_type") {
            return match node.text()? {
                "FARGATE" => Some((Launch::Fargate, node)),
                "EC2" | "EXTERNAL" => Some((Launch::Instances, node)),
                _ => None,
            };
        }
        let strategy = self.get("capacity_provider_strategy")?;
        let names = strategy.items().iter().map(|it| it.get("capacity_provider")?.text());
        let names: Option<Vec<_>> = names.collect();
        let is_fargate = |it: &&str| ["FARGATE", "FARGATE_SPOT"].contains(it);
        let all = names.is_some_and(|it| !it.is_empty() && it.iter().all(is_fargate));
        all.then_some((Launch::Fargate, strategy))
    }

    /// Whether its tasks surely run on Fargate.
    pub(crate) fn is_on_fargate(&self) -> bool {
        matches!(self.launch(), Some((Launch::Fargate, _)))
    }
}

/// The network mode of a task definition: `bridge` if none is written, as on Linux; `None` if it is
/// not known.
pub(crate) fn network_mode(task: &Resource) -> Option<&str> {
    match task.property("network_mode") {
        Some(node) => node.text(),
        None if on_windows(task) => None,
        None => Some("bridge"),
    }
}

/// Whether a task definition says that it is for Windows, or may say so.
fn on_windows(task: &Resource) -> bool {
    let platform = task.property("runtime_platform");
    let family = platform.and_then(|it| it.get("operating_system_family"));
    platform.is_some() && family.is_none_or(|it| it.text() != Some("LINUX"))
}

/// Whether a task definition must run on Fargate, as far as it says itself.
pub(crate) fn is_for_fargate(task: &Resource) -> bool {
    let needs = task.property("requires_compatibilities").map(Node::items).unwrap_or_default();
    needs.iter().any(|it| it.text() == Some("FARGATE"))
}

/// Whether a task definition is surely for Fargate: it says so, or a service runs it there.
pub(crate) fn runs_on_fargate(manifest: &Manifest, task: &Resource) -> bool {
    if let Some(list) = task.property("requires_compatibilities") {
        // A task that both take is held to what both accept.
        let names = list.branches().into_iter().flat_map(Node::items);
        return names.into_iter().any(|it| it.text() == Some("FARGATE"));
    }
    let runs = |it: &EcsService<'_>| it.task().is_some_and(|it| std::ptr::eq(it, task));
    all_services(manifest).filter(runs).any(|it| it.is_on_fargate())
}

/// Whether a list has an element that is not known.
pub(crate) fn has_unknown(list: &Node) -> bool {
    match &list.known().data {
        Data::List(items) => {
            items.iter().any(|it| !matches!(it.known().data, Data::Object(_) | Data::Text(_)))
        }
        Data::Absent => false,
        _ => true,
    }
}

/// Whether one of two resources may be there without the other: `Condition`, `count`, `for_each`.
pub(crate) fn may_exclude(one: &Resource, other: &Resource) -> bool {
    let condition =
        |it: &Resource| it.meta.get("Condition").and_then(Node::text).map(str::to_owned);
    let counted =
        |it: &Resource| it.meta.get("count").is_some() || it.meta.get("for_each").is_some();
    let differ = match (condition(one), condition(other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    differ || (counted(one) && counted(other))
}
