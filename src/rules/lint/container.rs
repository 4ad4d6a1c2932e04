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

    /// Its plain environment variables, in every branch: a list of names and values in a task
    /// definition, an object in a Compose file.
    pub fn environment(&self) -> Vec<Variable<'m>> {
        let branches = self.get("environment").map(Node::branches).unwrap_or_default();
        let fields = branches.iter().flat_map(|it| it.fields()).map(Variable::of_field);
        let items = branches.iter().flat_map(|it| it.items()).flat_map(Node::branches);
        fields.chain(items.filter_map(Variable::of_pair)).collect()
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

/// A plain environment variable.
#[derive(Clone, Copy, Debug)]
pub struct Variable<'m> {
    /// Its name.
    pub key: &'m str,
    /// Where its name is written.
    pub key_span: Span,
    /// Its value.
    pub value: &'m Node,
}

impl<'m> Variable<'m> {
    fn of_field(field: &'m Field) -> Self {
        Self { key: &field.key, key_span: field.key_span, value: &field.value }
    }

    fn of_pair(pair: &'m Node) -> Option<Self> {
        let name = pair.get("name")?;
        Some(Self { key: name.text()?, key_span: name.known().span, value: pair.get("value")? })
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

#[cfg(test)]
mod tests {
    use crate::ir::Kind;
    use crate::ir::ecs::TASK_DEFINITION;
    use crate::ir::graph::Keep;
    use crate::ir::lifted::declaration::COMPOSE_SERVICE;
    use crate::ir::lifted::{Data, Field, Format, Manifest, Node, Resource, Span};

    use super::containers;

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
            });
            let container = containers(&manifest).next().unwrap();
            let found: Vec<_> =
                container.environment().iter().map(|it| (it.key, it.value.text())).collect();
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
