//! Environment variables written in plain, wherever a manifest has them.

use crate::ir::lifted::{Data, Manifest, Node, Resource};
use crate::spec::scan::Traits;

use super::containers_of;

/// A plain environment variable of a container or function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Variable<'m> {
    /// The task definition, Compose service or function.
    pub resource: &'m Resource,
    /// The name of the container or function.
    pub user: &'m str,
    /// Its name.
    pub name: &'m str,
    /// Its value, as it is written: perhaps a choice, or a parameter.
    pub value: &'m Node,
}

impl<'m> Variable<'m> {
    /// Its value in every branch.
    pub(crate) fn values(&self) -> Vec<&'m Node> {
        as_written(self.value)
    }

    /// Its name as variables are written: some files have them in lower case.
    pub(crate) fn screaming(&self) -> String {
        self.name.to_ascii_uppercase()
    }

    /// What its name and this value of it look like.
    pub(crate) fn traits(&self, value: &str) -> Traits {
        Traits::of_name(&self.screaming()).and_value(value)
    }
}

/// The branches of a value; a parameter is left as it is, so that a finding is told where it is used.
fn as_written(node: &Node) -> Vec<&Node> {
    match &node.data {
        Data::OneOf(branches) => branches.iter().flat_map(as_written).collect(),
        _ => vec![node],
    }
}

/// Every plain variable of a manifest: of containers, Compose services and functions.
pub(crate) fn variables(manifest: &Manifest) -> Vec<Variable<'_>> {
    manifest.resources.iter().flat_map(variables_of).collect()
}

/// The plain variables of a resource.
pub(crate) fn variables_of(resource: &Resource) -> Vec<Variable<'_>> {
    let mut found = Vec::new();
    for container in containers_of(resource) {
        if let Some(list) = container.get("environment") {
            found.extend(in_list(resource, container.name(), list));
        }
    }
    if matches!(resource.kind_name(), "lambda/function" | "serverless/function") {
        if let Some(map) = resource.property("environment") {
            found.extend(in_list(resource, &resource.address, map));
        }
    }
    found
}

/// The variables of a list of names and values, or of a map; in every branch.
pub(crate) fn in_list<'m>(
    resource: &'m Resource,
    user: &'m str,
    list: &'m Node,
) -> Vec<Variable<'m>> {
    let variable = |name, value| Variable { resource, user, name, value };
    let mut found = Vec::new();
    for branch in list.branches() {
        found.extend(branch.fields().iter().map(|field| variable(&*field.key, &field.value)));
        for item in branch.items().iter().flat_map(Node::branches) {
            let name = item.get("name").and_then(Node::text);
            found.extend(name.zip(item.get("value")).map(|(name, value)| variable(name, value)));
        }
    }
    found
}
