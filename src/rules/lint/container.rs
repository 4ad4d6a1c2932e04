//! Containers, wherever a manifest has them: in task definitions and in Compose files.

use crate::ir::lifted::{Field, Manifest, Node, Resource, Span};

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
    manifest.resources.iter().flat_map(|resource| {
        let nodes: Vec<&Node> = match resource.kind_name() {
            "ecs/task-definition" => {
                let list = resource.property("container_definitions").into_iter();
                let branches = list.flat_map(Node::branches);
                branches.flat_map(Node::items).flat_map(Node::branches).collect()
            }
            "compose-service" => vec![&resource.properties],
            _ => Vec::new(),
        };
        nodes.into_iter().map(move |node| Container { resource, node })
    })
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

    /// Its plain environment variables, in every branch.
    pub fn environment(&self) -> Vec<&'m Field> {
        let maps = self.get("environment").map(Node::branches).unwrap_or_default();
        maps.into_iter().flat_map(Node::fields).collect()
    }

    /// What it runs: the words of its entry point and command, with their place; `None` if it is the
    /// image's own, or not known.
    pub fn command(&self) -> Option<Command<'m>> {
        let parts: Vec<_> =
            ["entry_point", "command"].into_iter().filter_map(|name| self.get(name)).collect();
        let span = parts.last()?.span;
        let mut words = Vec::new();
        for part in &parts {
            match part.text() {
                Some(text) => words.push(text),
                None => words.extend(part.items().iter().filter_map(Node::text)),
            }
        }
        (!words.is_empty()).then_some(Command { words, node: parts[parts.len() - 1], span })
    }
}

/// What a container runs.
#[derive(Clone, Debug)]
pub struct Command<'m> {
    /// Its words; a word that is not known is left out.
    pub words: Vec<&'m str>,
    /// The property, for a finding.
    pub node: &'m Node,
    /// Where it is written.
    pub span: Span,
}
