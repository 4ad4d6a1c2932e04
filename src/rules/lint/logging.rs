//! Where the logs of a task's containers go.

use crate::ir::lifted::{Manifest, Node, Resource};

use super::{Container, containers_of};

/// The driver that sends logs to CloudWatch.
pub(crate) const AWSLOGS: &str = "awslogs";
/// The driver that sends logs to a log router in the same task.
pub(crate) const FIRELENS: &str = "awsfirelens";

/// A log configuration of a container.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Logging<'m> {
    /// The container.
    pub container: Container<'m>,
    /// The configuration.
    pub node: &'m Node,
}

/// Every log configuration of a manifest's task definitions, in every branch.
pub(crate) fn loggings(manifest: &Manifest) -> Vec<Logging<'_>> {
    manifest.of("ecs/task-definition").flat_map(loggings_of).collect()
}

/// Every log configuration of a task definition, in every branch.
pub(crate) fn loggings_of(task: &Resource) -> Vec<Logging<'_>> {
    let mut found = Vec::new();
    for container in containers_of(task) {
        let branches = container.get("log_configuration").map(Node::branches).unwrap_or_default();
        found.extend(branches.into_iter().map(|node| Logging { container, node }));
    }
    found
}

impl<'m> Logging<'m> {
    /// The driver in every branch, where it is written, if it is known.
    pub(crate) fn drivers(&self) -> Vec<(&'m Node, &'m str)> {
        let branches = self.node.get("log_driver").map(Node::branches).unwrap_or_default();
        branches.into_iter().filter_map(|node| Some((node, node.text()?))).collect()
    }

    /// Whether it sends to this driver, in one branch at least.
    pub(crate) fn is(&self, driver: &str) -> bool {
        self.drivers().iter().any(|(_, it)| *it == driver)
    }

    /// An option.
    pub(crate) fn option(&self, name: &str) -> Option<&'m Node> {
        self.node.get("options")?.get(name)
    }

    /// Whether an option is surely not set.
    pub(crate) fn lacks(&self, option: &str) -> bool {
        match self.node.get("options") {
            Some(options) => options.branches().iter().any(|it| it.lacks(option)),
            None => self.node.lacks("options"),
        }
    }
}

/// Whether a container routes the logs of the others in its task.
pub(crate) fn is_router(container: &Container<'_>) -> bool {
    container.get("firelens_configuration").is_some()
}
