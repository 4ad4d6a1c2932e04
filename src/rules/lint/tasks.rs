//! Task definitions with their containers.

use crate::ir::lifted::{Manifest, Resource};

use super::{Container, containers};

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
    let mut tasks: Vec<Task<'_>> = Vec::new();
    for container in containers(manifest).filter(|it| it.resource.is("ecs/task-definition")) {
        match tasks.last_mut() {
            Some(task) if std::ptr::eq(task.resource, container.resource) => {
                task.containers.push(container);
            }
            _ => tasks.push(Task { resource: container.resource, containers: vec![container] }),
        }
    }
    tasks
}
