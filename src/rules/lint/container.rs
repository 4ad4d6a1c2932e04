//! Containers, wherever a manifest has them: in task definitions and in Compose files.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

/// A container: an object by the names of the rows of [`CONTAINER`](crate::ir::ecs::CONTAINER).
#[derive(Clone, Copy, Debug)]
pub struct Container<'m> {
    /// The task definition or Compose service it is part of.
    pub resource: &'m Resource,
    /// The container.
    pub node: &'m Node,
}

/// Every container of a manifest.
pub fn containers(manifest: &Manifest) -> impl Iterator<Item = Container<'_>> {
    manifest.resources.iter().flat_map(containers_of)
}

/// The containers of a task definition, or the one that a Compose service is.
pub(crate) fn containers_of(resource: &Resource) -> Vec<Container<'_>> {
    let nodes: Vec<&Node> = match resource.kind_name() {
        "ecs/task-definition" => {
            let list = resource.property("container_definitions").into_iter();
            let branches = list.flat_map(Node::branches);
            branches.flat_map(Node::items).flat_map(Node::branches).collect()
        }
        "compose-service" => vec![&resource.properties],
        _ => Vec::new(),
    };
    nodes.into_iter().map(|node| Container { resource, node }).collect()
}

impl<'m> Container<'m> {
    /// Its name as findings say it: the container's, or the resource's if that is not known.
    pub fn name(&self) -> &'m str {
        self.node.get("name").and_then(Node::text).unwrap_or(&self.resource.address)
    }

    /// A property.
    pub fn get(&self, name: &str) -> Option<&'m Node> {
        self.node.get(name)
    }

    /// Every image it may run.
    pub fn images(&self) -> Vec<&'m Node> {
        self.get("image").map(Node::branches).unwrap_or_default()
    }

    /// Whether its task goes on without it.
    pub fn is_expendable(&self) -> bool {
        self.get("essential").and_then(Node::bool) == Some(false)
    }
}

/// The ports that a container maps; `None` if one of them is not known, or there is a range.
pub(crate) fn mapped_ports(container: &Container<'_>) -> Option<Vec<i64>> {
    let Some(mappings) = container.get("port_mappings") else { return Some(Vec::new()) };
    let mut ports = Vec::new();
    for branch in mappings.branches() {
        let Data::List(items) = &branch.data else { return None };
        for mapping in items.iter().flat_map(Node::branches) {
            ports.push(mapping.get("container_port")?.integer()?);
        }
    }
    Some(ports)
}
