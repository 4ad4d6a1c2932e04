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
    if matches!(resource.kind_name(), "lambda/function" | "serverless/function")
        && let Some(map) = resource.property("environment")
    {
        found.extend(in_list(resource, &resource.address, map));
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

#[cfg(test)]
mod tests {
    use crate::ir::Kind;
    use crate::ir::ecs::TASK_DEFINITION;
    use crate::ir::graph::Keep;
    use crate::ir::lifted::declaration::COMPOSE_SERVICE;
    use crate::ir::lifted::{Data, Field, Format, Manifest, Node, Resource, Span};

    use super::variables;

    const PLACE: Span = Span { file: crate::ir::lifted::FileId(0), start: 0, end: 0 };

    fn object(fields: Vec<(&'static str, Node)>) -> Node {
        let field =
            |(key, value): (&'static str, Node)| Field { key: key.into(), key_span: PLACE, value };
        Node::new(PLACE, Data::Object(fields.into_iter().map(field).collect()))
    }

    #[test]
    fn variables_are_found_in_either_form() {
        let check = |kind: &'static Kind, properties: Node| {
            let mut manifest = Manifest::new(Format::Compose, "shop");
            manifest.resources.push(Resource {
                address: "web".into(),
                type_name: kind.name.into(),
                kind: Some(kind),
                properties,
                meta: Node::empty(PLACE),
                head: PLACE,
                span: PLACE,
                after: Vec::new(),
                keep: Keep::Delete,
                written: Vec::new(),
            });
            let found: Vec<_> =
                variables(&manifest).iter().map(|it| (it.name, it.value.text())).collect();
            assert_eq!(found, [("PORT", Some("80"))], "{}", kind.name);
        };
        let value = || Node::text_at(PLACE, "80");
        check(&COMPOSE_SERVICE, object(vec![("environment", object(vec![("PORT", value())]))]));
        let pair = object(vec![("name", Node::text_at(PLACE, "PORT")), ("value", value())]);
        let list = Node::new(PLACE, Data::List(vec![pair]));
        let containers = Node::new(PLACE, Data::List(vec![object(vec![("environment", list)])]));
        check(&TASK_DEFINITION, object(vec![("container_definitions", containers)]));
    }
}
