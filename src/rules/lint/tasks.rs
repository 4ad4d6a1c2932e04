//! Task definitions with their containers.

use crate::ir::lifted::{Manifest, Resource};

use super::{Container, containers_of};

/// A task definition and its containers, in every branch.
#[derive(Clone, Debug)]
pub(crate) struct Task<'m> {
    /// The task definition.
    pub resource: &'m Resource,
    /// Its containers.
    pub containers: Vec<Container<'m>>,
}

/// Every task definition of a manifest that has containers which are known.
pub(crate) fn tasks(manifest: &Manifest) -> Vec<Task<'_>> {
    let resources = manifest.of("ecs/task-definition");
    let tasks = resources.map(|resource| Task { resource, containers: containers_of(resource) });
    tasks.filter(|task| !task.containers.is_empty()).collect()
}
