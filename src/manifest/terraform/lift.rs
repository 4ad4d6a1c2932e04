//! Root modules: their resources, with those of every module that they call.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ir::kind::{Codec, Dialect, Row, Side};
use crate::ir::lifted::{
    Blocks, Data, Field, Format, Input, Manifest, Node, Resource, Unread, Written,
};
use crate::ir::name::snake_case;
use crate::ir::{Import, ImportId, ImportKind, Keep, Kind, ResourceId, Text};
use crate::manifest::deployment::Deployment;
use crate::manifest::exporter;
use crate::manifest::tables;

use super::evaluate::{Evaluator, Expansion, MODULE, Made, Open, Scope, ZONES};
use super::module::{Index, Module};
use super::sides::{self, Joined, join};
use super::syntax::{Block, Expression, Kind as Shape, Part, Syntax};
use super::{block, declare, variables};

/// The manifests of some folders: one for each that no other calls, with what it calls in it.
/// With the values of an environment, what it deploys.
pub fn lift(modules: &[Module], deployment: Option<&Deployment>, open: Open<'_>) -> Vec<Manifest> {
    let indexes: BTreeMap<&str, Index<'_>> =
        modules.iter().map(|module| (module.folder.as_str(), Index::new(module))).collect();
    let called: BTreeSet<String> = indexes
        .values()
        .flat_map(|index| index.calls.iter().filter_map(|(_, call)| index.called(call)))
        .collect();
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut manifests = Vec::new();
    let roots = indexes.values().filter(|index| !called.contains(&index.module.folder));
    for index in roots {
        manifests.push(root(&indexes, index, (open, deployment), &mut reached));
    }
    // Modules that call each other in a circle have no root; the first one is taken for it.
    for index in indexes.values() {
        if !reached.contains(index.module.folder.as_str()) {
            manifests.push(root(&indexes, index, (open, deployment), &mut reached));
        }
    }
    manifests
}

fn root<'m>(
    indexes: &'m BTreeMap<&'m str, Index<'m>>,
    index: &'m Index<'m>,
    (open, deployment): (Open<'m>, Option<&'m Deployment>),
    reached: &mut BTreeSet<&'m str>,
) -> Manifest {
    let folder = index.module.folder.as_str();
    let name = if folder.is_empty() { "." } else { folder };
    let mut manifest = Manifest::new(Format::Terraform, name);
    let mut evaluator = Evaluator::new(indexes, index, open);
    evaluator.workspace = deployment.and_then(|it| it.workspace.clone());
    variables::declare(&mut evaluator, index, deployment, &mut manifest.frame);
    manifest.frame.tags = variables::tags(index);
    manifest.moved = index.moved().collect();
    imports(&mut evaluator, index, &mut manifest.frame.imports);
    expand(&mut evaluator);
    reached.extend(evaluator.instances.iter().map(|it| it.index.module.folder.as_str()));
    let graph = Graph::new(&mut evaluator);
    for id in &graph.order {
        let resource = graph.resource(&mut evaluator, *id, &mut manifest.unread);
        manifest.resources.push(resource);
    }
    declare::all(&mut evaluator, &graph, &mut manifest);
    manifest.dangling = evaluator.dangling;
    manifest.dangling.sort_by_key(|it| it.span);
    manifest.dangling.dedup();
    manifest
}

/// Says what each data source that reads an SSM parameter imports: as text, and as a list.
fn imports<'m>(evaluator: &mut Evaluator<'m>, index: &'m Index<'m>, imports: &mut Vec<Import>) {
    for (name, block) in index.data.get("aws_ssm_parameter").into_iter().flatten() {
        let path = block.body.get("name").and_then(last_text).unwrap_or_default();
        let exporter = exporter(path, |it| snake_case(it) == *name);
        let (stack, output) = exporter.unwrap_or(("", name));
        let id = ImportId::at(imports.len());
        for kind in [ImportKind::Text, ImportKind::SubnetIds] {
            imports.push(Import { stack: stack.to_owned(), output: output.to_owned(), kind });
        }
        evaluator.imports.insert(name, Node::new(block.head, Data::Import(id)));
    }
}

/// The literal text that an expression ends with.
fn last_text(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        Shape::Text(text) => Some(text),
        Shape::Template(parts) => match parts.last() {
            Some(Part::Literal(_, text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Asks for every resource and module, so that all of them have a number.
fn expand(evaluator: &mut Evaluator<'_>) {
    let mut instance = 0;
    while instance < evaluator.instances.len() {
        let index = evaluator.instances[instance].index;
        for resource in 0..index.resources.len() {
            evaluator.resources(instance, resource);
        }
        for call in 0..index.calls.len() {
            evaluator.calls(instance, call);
        }
        instance += 1;
    }
}

/// What a reference refers to.
#[derive(Clone, Copy)]
struct Target {
    position: usize,
    kind: Option<&'static Kind>,
    side: Option<&'static Side>,
}

/// Which resources there are, and which are parts of others.
pub(super) struct Graph {
    /// Numbers of the resources that are no parts, in their order.
    order: Vec<usize>,
    targets: Vec<Option<Target>>,
    /// Numbers of the parts of each resource.
    parts: BTreeMap<usize, Vec<(usize, Joined)>>,
}

impl Graph {
    fn new(evaluator: &mut Evaluator<'_>) -> Self {
        let mut graph = Self {
            order: Vec::new(),
            targets: vec![None; evaluator.made.len()],
            parts: BTreeMap::new(),
        };
        let mut joins: BTreeMap<&str, BTreeMap<usize, Joined>> = BTreeMap::new();
        let mut part_of: BTreeMap<usize, (usize, Joined)> = BTreeMap::new();
        for (instance, module) in evaluator.instances.iter().enumerate() {
            let index = module.index;
            let joined = joins.entry(&index.module.folder).or_insert_with(|| join(index));
            for block in 0..index.resources.len() {
                let Some(Some(expansion)) = module.resources.get(&block) else { continue };
                for id in expansion.all() {
                    let parent = joined.get(&block).and_then(|joined| {
                        let parents = module.resources.get(&joined.parent)?.as_ref()?;
                        Some((parent_of(&evaluator.made, id, parents)?, *joined))
                    });
                    match parent {
                        Some(parent) => {
                            part_of.insert(id, parent);
                        }
                        None => graph.add(id, instance, block, evaluator),
                    }
                }
            }
        }
        for (id, (parent, joined)) in part_of {
            graph.parts.entry(parent).or_default().push((id, joined));
            if let Some(target) = graph.targets[parent] {
                graph.targets[id] = Some(Target { side: Some(joined.side), ..target });
            }
        }
        for parts in graph.parts.values_mut() {
            parts.sort_by_key(|(_, joined)| joined.number);
        }
        graph
    }

    fn add(&mut self, id: usize, instance: usize, block: usize, evaluator: &Evaluator<'_>) {
        let kind = evaluator.instances[instance].index.resources[block].kind;
        self.targets[id] = Some(Target { position: self.order.len(), kind, side: None });
        self.order.push(id);
    }

    fn resource(
        &self,
        evaluator: &mut Evaluator<'_>,
        id: usize,
        unread: &mut Vec<Unread>,
    ) -> Resource {
        let Made { instance, block, key, each } = evaluator.made[id].clone();
        let scope = Scope { instance, each: each.as_deref(), names: None };
        let written = &evaluator.instances[instance].index.resources[block];
        let (it, kind, type_name) = (written.block, written.kind, written.type_name);
        let address =
            format!("{}{type_name}.{}{key}", evaluator.instances[instance].prefix, written.name);
        let mut properties = self.finish(block::properties(evaluator, scope, it));
        let mut written = vec![Written {
            address: address.clone(),
            type_name: type_name.to_owned().into(),
            properties: properties.clone(),
            head: it.head,
            blocks: blocks(it),
            documents: evaluator.documents_in(&properties),
        }];
        if let Some(kind) = kind {
            let own = kind.rows.iter().filter(|row| row.side.is_empty());
            properties = tables::read(Dialect::Terraform, own, properties, unread);
            for (part, joined) in self.parts.get(&id).into_iter().flatten() {
                let part = self.part(evaluator, *part);
                read_part(kind, *joined, &part, &mut properties, unread);
                written.push(part);
            }
            sort(kind, &mut properties);
        }
        let meta = self.finish(block::meta(evaluator, scope, it));
        let retained = meta.at("lifecycle.prevent_destroy").and_then(Node::bool) == Some(true);
        Resource {
            address,
            type_name: type_name.to_owned().into(),
            kind,
            properties,
            after: self.after(evaluator, instance, &meta),
            keep: if retained { Keep::Retain } else { Keep::Delete },
            meta,
            head: it.head,
            span: it.span,
            written,
        }
    }

    /// A resource that is part of another.
    fn part(&self, evaluator: &mut Evaluator<'_>, id: usize) -> Written {
        let Made { instance, block, key, each } = evaluator.made[id].clone();
        let scope = Scope { instance, each: each.as_deref(), names: None };
        let written = &evaluator.instances[instance].index.resources[block];
        let (it, type_name) = (written.block, written.type_name);
        let address =
            format!("{}{type_name}.{}{key}", evaluator.instances[instance].prefix, written.name);
        let properties = self.finish(block::properties(evaluator, scope, it));
        Written {
            address,
            type_name: type_name.to_owned().into(),
            head: it.head,
            blocks: blocks(it),
            documents: evaluator.documents_in(&properties),
            properties,
        }
    }

    fn after(&self, evaluator: &Evaluator<'_>, instance: usize, meta: &Node) -> Vec<ResourceId> {
        let module = &evaluator.instances[instance];
        let names = meta.get("depends_on").map(Node::items).unwrap_or_default();
        let mut after = Vec::new();
        for name in names.iter().filter_map(Node::text) {
            let mut steps = name.split(['.', '[']);
            let (Some(type_name), Some(name)) = (steps.next(), steps.next()) else { continue };
            let block = module.index.by_name.get(&(type_name, name));
            let expansion = block.and_then(|block| module.resources.get(block)?.as_ref());
            let ids = expansion.map(|it| it.all()).unwrap_or_default();
            let targets = ids.into_iter().filter_map(|id| self.targets[id]);
            after.extend(targets.map(|target| ResourceId::at(target.position)));
        }
        after
    }

    /// A value with its references as the manifest has them.
    pub(super) fn finish(&self, node: Node) -> Node {
        let span = node.span;
        let data = match node.data {
            Data::Reference(id, attribute) => return self.reference(span, id, &attribute),
            Data::List(items) => Data::List(self.each(items)),
            Data::Concat(parts) => Data::Concat(self.each(parts)),
            Data::OneOf(branches) => Data::OneOf(self.each(branches)),
            Data::Object(fields) => Data::Object(
                fields
                    .into_iter()
                    .map(|field| Field { value: self.finish(field.value), ..field })
                    .collect(),
            ),
            Data::Element(list, index) => Data::Element(Box::new(self.finish(*list)), index),
            Data::Input(input) => match (&input.default, input.secret || input.knob.is_some()) {
                (Some(default), false) if is_structure(default) => {
                    return self.finish(default.clone());
                }
                (Some(default), _) => {
                    let default = Some(self.finish(default.clone()));
                    Data::Input(Arc::new(Input { default, ..(*input).clone() }))
                }
                (None, _) => Data::Input(input),
            },
            other => other,
        };
        Node::new(span, data)
    }

    fn each(&self, nodes: Vec<Node>) -> Vec<Node> {
        nodes.into_iter().map(|node| self.finish(node)).collect()
    }

    fn reference(&self, span: crate::ir::lifted::Span, id: ResourceId, attribute: &str) -> Node {
        if id == ZONES {
            return Node::unknown(span, "how many zones there are is not known");
        }
        let target = self.targets.get(id.0 as usize).copied().flatten();
        let Some(target) = target.filter(|_| attribute != MODULE) else {
            return Node::unknown(span, "a module is no value");
        };
        let position = ResourceId::at(target.position);
        let whole = |name: Text| Node::new(span, Data::Reference(position, name));
        if let Some(name) = neutral(target, attribute) {
            return whole(name);
        }
        let indexed = attribute.strip_suffix(']').and_then(|it| it.rsplit_once('['));
        if let Some((list, Ok(index))) = indexed.map(|(list, index)| (list, index.parse())) {
            let name = neutral(target, list).unwrap_or_else(|| list.to_owned().into());
            return Node::new(span, Data::Element(Box::new(whole(name)), index));
        }
        whole(attribute.to_owned().into())
    }
}

/// Reads a part into the properties of its parent.
fn read_part(
    kind: &'static Kind,
    joined: Joined,
    part: &Written,
    properties: &mut Node,
    unread: &mut Vec<Unread>,
) {
    let mut fields = part.properties.clone();
    let span = fields.span;
    if let Data::Object(fields) = &mut fields.data {
        fields.retain(|it| joined.side.links.iter().all(|link| link.argument != it.key));
    }
    let Data::Object(known) = &mut properties.data else { return };
    let mut rows = kind.rows.iter().filter(|row| row.side == joined.side.suffix);
    if !joined.side.each {
        let read = tables::read(Dialect::Terraform, rows, fields, unread);
        if let Data::Object(read) = read.data {
            known.extend(read);
        }
        return;
    }
    let Some((row, Codec::Blocks(nested))) = rows.next().map(|row| (row, row.codec)) else {
        return;
    };
    let item = tables::read(Dialect::Terraform, nested, fields, unread);
    match known.iter_mut().find(|field| field.key == row.name) {
        Some(Field { value: Node { data: Data::List(items), .. }, .. }) => items.push(item),
        Some(_) => {}
        None => known.push(Field {
            key: row.name.into(),
            key_span: part.head,
            value: Node::new(span, Data::List(vec![item])),
        }),
    }
}

/// Whether a resource's blocks can be told from its arguments: in JSON they cannot.
const fn blocks(block: &Block) -> Blocks {
    match block.syntax {
        Syntax::Native => Blocks::Told,
        Syntax::Json => Blocks::Alike,
    }
}

/// The number of the resource that another is part of, if both are there as often.
fn parent_of(made: &[Made], part: usize, parents: &Expansion) -> Option<usize> {
    let all = parents.all();
    let key = &made[part].key;
    let same = all.iter().copied().find(|parent| made[*parent].key == *key);
    same.or_else(|| parents.single().filter(|_| key == "[0]"))
}

/// The neutral name of an attribute, as Terraform spells it.
fn neutral(target: Target, attribute: &str) -> Option<Text> {
    sides::attribute(target.kind, target.side, attribute)
}

fn is_structure(node: &Node) -> bool {
    match &node.known().data {
        Data::List(_) | Data::Object(_) => true,
        Data::OneOf(branches) => branches.iter().any(is_structure),
        _ => false,
    }
}

/// Puts properties in the order of their rows.
fn sort(kind: &'static Kind, properties: &mut Node) {
    let position = |field: &Field| kind.rows.iter().position(|row: &Row| row.name == field.key);
    if let Data::Object(fields) = &mut properties.data {
        fields.sort_by_key(position);
    }
}
