//! What a container of a task waits for.

use crate::ir::lifted::Node;

use super::Container;
use super::slots::entries;

/// A container that another one waits for.
#[derive(Debug)]
pub(crate) struct Dependency<'m> {
    /// Its name.
    pub on: &'m str,
    /// Where it is named.
    pub node: &'m Node,
    /// What is waited for, as in `HEALTHY`, and where that is written.
    pub condition: Option<(&'m Node, &'m str)>,
}

/// What a container waits for, if it is known.
pub(crate) fn dependencies<'m>(container: &Container<'m>) -> Vec<Dependency<'m>> {
    let entries = entries(container.get("depends_on")).into_iter();
    let dependency = |entry: &'m Node| {
        let node = entry.get("container_name")?;
        let condition = entry.get("condition").and_then(|it| Some((it, it.text()?)));
        Some(Dependency { on: node.text()?, node, condition })
    };
    entries.filter_map(dependency).collect()
}
