//! Plans and states of Terraform, as `terraform show -json` prints them.
//!
//! A state is read like a plan in which all is known and nothing refers to anything.
//!
//! A plan has every value that Terraform computed, whatever the configuration was written in. What
//! is known after the deployment only is unknown here, or a reference if the configuration says so.
//! What Terraform replaces has [`REPLACED`] among what is meant for the engine.
//! A plan cannot tell what was left out from what was written empty: both are absent.
//!
//! Facts: <https://developer.hashicorp.com/terraform/internals/json-format>

use std::collections::BTreeMap;

use crate::ir::kind::{Codec, Dialect, Side};
use crate::ir::lifted::{Data, Field, Format, Manifest, Node, Resource, Span, declaration};
use crate::ir::{Keep, Kind, ResourceId, kinds};

use super::tables::{self, kind_of};
use super::terraform::attribute;

/// Why Terraform replaces a resource: the arguments that cannot change. None if it was asked to.
pub const REPLACED: &str = "replaced";

/// Whether a document is a plan or a state.
pub fn is_plan(root: &Node) -> bool {
    module(root).is_some() && root.get("terraform_version").is_some()
}

/// The resources that there will be by a plan, or are by a state.
fn module(root: &Node) -> Option<&Node> {
    root.at("planned_values.root_module").or_else(|| root.at("values.root_module"))
}

/// A plan or a state as a manifest.
pub fn lift(root: &Node, name: &str) -> Manifest {
    let mut manifest = Manifest::new(Format::Plan, name);
    let all = root.get("resource_changes").map(Node::items).unwrap_or_default();
    let named = |it| Some((text(it, "address")?, it.get("change")?));
    let changes: BTreeMap<_, _> = all.iter().filter_map(named).collect();
    let mut planned = Vec::new();
    let configuration = root.at("configuration.root_module");
    if let Some(module) = module(root) {
        collect(module, "", configuration, &changes, &mut planned);
    }
    let graph = Graph::new(&planned);
    for (position, it) in planned.iter().enumerate() {
        if !graph.parents.contains_key(&position) {
            let resource = graph.resource(position, it, &mut manifest);
            manifest.resources.push(resource);
        }
    }
    if let Some(configuration) = configuration {
        declare(root, configuration, &mut manifest);
    }
    manifest
}

/// A resource that is planned.
struct Planned<'n> {
    node: &'n Node,
    address: &'n str,
    /// The module it is in: `module.web.`; empty for the root.
    prefix: String,
    type_name: &'n str,
    name: &'n str,
    /// Which of several it is: `[0]`, `["a"]`.
    key: &'n str,
    values: &'n Node,
    /// What happens to it, if this is a plan.
    change: Option<&'n Node>,
    unknown: Option<&'n Node>,
    /// What the configuration says about it.
    configuration: Option<&'n Node>,
    kind: Option<&'static Kind>,
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::text)
}

/// The resources of a module and of those inside it.
fn collect<'n>(
    module: &'n Node,
    prefix: &str,
    configuration: Option<&'n Node>,
    changes: &BTreeMap<&str, &'n Node>,
    planned: &mut Vec<Planned<'n>>,
) {
    let all = configuration.and_then(|it| it.get("resources")).map(Node::items);
    let named = |it: &'n Node| Some(((text(it, "type")?, text(it, "name")?), it));
    let written: BTreeMap<_, _> = all.unwrap_or_default().iter().filter_map(named).collect();
    for node in module.get("resources").map(Node::items).unwrap_or_default() {
        let (Some(address), Some(type_name), Some(name), Some(values)) =
            (text(node, "address"), text(node, "type"), text(node, "name"), node.get("values"))
        else {
            continue;
        };
        if text(node, "mode") == Some("data") {
            continue;
        }
        let plain = format!("{prefix}{type_name}.{name}");
        let change = changes.get(address).copied();
        let unknown = change.and_then(|it| it.get("after_unknown"));
        let fields = values.fields().iter().filter(|field| !is_nothing(&field.value));
        let later = unknown.map(Node::fields).unwrap_or_default().iter();
        let later = later.filter(|field| !is_nothing(&field.value));
        let set: Vec<&str> = fields.chain(later).map(|field| &*field.key).collect();
        planned.push(Planned {
            node,
            address,
            prefix: prefix.to_owned(),
            type_name,
            name,
            key: address.strip_prefix(plain.as_str()).unwrap_or_default(),
            values,
            change,
            unknown,
            configuration: written.get(&(type_name, name)).copied(),
            kind: kind_of(Dialect::Terraform, type_name, &set),
        });
    }
    for child in module.get("child_modules").map(Node::items).unwrap_or_default() {
        let Some(address) = text(child, "address") else { continue };
        let call = address.strip_prefix(prefix).and_then(|it| it.strip_prefix("module."));
        let call = call.and_then(|call| call.split('[').next()).unwrap_or_default();
        let calls = configuration.and_then(|it| it.get("module_calls"));
        let called = calls.and_then(|calls| calls.get(call)?.get("module"));
        collect(child, &format!("{address}."), called, changes, planned);
    }
}

/// Whether a value says nothing: it is null or empty.
fn is_nothing(node: &Node) -> bool {
    match &node.data {
        Data::Absent => true,
        Data::List(items) => items.is_empty(),
        Data::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// Which resources there are, and which are parts of others.
struct Graph<'p> {
    planned: &'p [Planned<'p>],
    by_address: BTreeMap<String, usize>,
    /// The parent of each part.
    parents: BTreeMap<usize, (usize, &'static Side)>,
    /// The position of each resource that is no part.
    positions: BTreeMap<usize, ResourceId>,
}

impl<'p> Graph<'p> {
    fn new(planned: &'p [Planned<'p>]) -> Self {
        let address = |it: &Planned<'_>| it.address.to_owned();
        let by_address =
            planned.iter().enumerate().map(|(position, it)| (address(it), position)).collect();
        let mut graph =
            Self { planned, by_address, parents: BTreeMap::new(), positions: BTreeMap::new() };
        for (position, it) in planned.iter().enumerate() {
            if let Some(parent) = graph.parent(it) {
                graph.parents.insert(position, parent);
            }
        }
        for position in 0..planned.len() {
            if !graph.parents.contains_key(&position) {
                graph.positions.insert(position, ResourceId::at(graph.positions.len()));
            }
        }
        graph
    }

    /// The resource that another is part of, by what its configuration refers to.
    fn parent(&self, part: &Planned<'_>) -> Option<(usize, &'static Side)> {
        let sides = kinds::all().flat_map(|kind| kind.sides.iter().map(move |side| (kind, side)));
        sides.filter(|(_, side)| side.terraform == part.type_name).find_map(|(kind, side)| {
            let link = side.links.first()?;
            let expression = part.configuration?.get("expressions")?.get(link.argument)?;
            let (parent, _) = self.referred(part, expression)?;
            let it = &self.planned[parent];
            if it.kind != Some(kind) {
                return None;
            }
            let is_named = part.name.strip_prefix(it.name).is_some_and(|rest| {
                rest.strip_prefix('_').is_some_and(|rest| rest.starts_with(side.suffix))
            });
            let is_kind = kinds::by_type(Dialect::Terraform, side.terraform).is_some();
            (is_named || !is_kind).then_some((parent, side))
        })
    }

    /// The only resource that an expression refers to, and the attribute.
    fn referred<'e>(&self, from: &Planned<'_>, expression: &'e Node) -> Option<(usize, &'e str)> {
        // Each reference is listed with the shorter ones that it starts with.
        let all: Vec<&str> =
            expression.get("references")?.items().iter().filter_map(Node::text).collect();
        let longest =
            |it: &&&str| !all.iter().any(|other| other.len() > it.len() && other.starts_with(**it));
        let [only] = all.iter().filter(longest).collect::<Vec<_>>()[..] else { return None };
        let mut steps = only.splitn(3, '.');
        let (type_name, name, attribute) = (steps.next()?, steps.next()?, steps.next()?);
        let name = name.split('[').next()?;
        let plain = format!("{}{type_name}.{name}", from.prefix);
        let found = self.by_address.get(&format!("{plain}{}", from.key));
        let found = found.or_else(|| self.by_address.get(&plain));
        Some((*found.or_else(|| self.by_address.get(&format!("{plain}[0]")))?, attribute))
    }

    fn resource(&self, position: usize, it: &Planned<'_>, manifest: &mut Manifest) -> Resource {
        let mut properties = self.properties(it);
        if let Some(kind) = it.kind {
            let own = kind.rows.iter().filter(|row| row.side.is_empty());
            properties = tables::read(Dialect::Terraform, own, properties, &mut manifest.unread);
            let parts = self.parents.iter().filter(|(_, (parent, _))| *parent == position);
            for (part, (_, side)) in parts {
                self.part(&self.planned[*part], kind, side, &mut properties, manifest);
            }
        }
        let depends_on = it.configuration.and_then(|it| it.get("depends_on"));
        let head = it.node.get("address").map_or(it.node.span, |address| address.span);
        let waits = depends_on.map(|names| field("depends_on", names.clone()));
        let replaced = it.change.and_then(replaced).map(|paths| field(REPLACED, paths));
        let meta = waits.into_iter().chain(replaced);
        Resource {
            address: it.address.to_owned(),
            type_name: it.type_name.to_owned().into(),
            kind: it.kind,
            properties,
            meta: Node::new(it.node.span, Data::Object(meta.collect())),
            head,
            span: it.node.span,
            after: self.after(it, depends_on),
            keep: Keep::Delete,
            written: Vec::new(),
        }
    }

    fn after(&self, it: &Planned<'_>, depends_on: Option<&Node>) -> Vec<ResourceId> {
        let names = depends_on.map(Node::items).unwrap_or_default().iter().filter_map(Node::text);
        let position = |name: &str| {
            let position = self.by_address.get(&format!("{}{name}", it.prefix))?;
            self.positions.get(position).copied()
        };
        names.filter_map(position).collect()
    }

    fn part(
        &self,
        part: &Planned<'_>,
        kind: &'static Kind,
        side: &'static Side,
        properties: &mut Node,
        manifest: &mut Manifest,
    ) {
        let mut fields = self.properties(part);
        if let Data::Object(fields) = &mut fields.data {
            fields.retain(|field| side.links.iter().all(|link| link.argument != field.key));
        }
        let Data::Object(known) = &mut properties.data else { return };
        let mut rows = kind.rows.iter().filter(|row| row.side == side.suffix);
        if !side.each {
            let read = tables::read(Dialect::Terraform, rows, fields, &mut manifest.unread);
            if let Data::Object(read) = read.data {
                known.extend(read);
            }
            return;
        }
        let Some((row, Codec::Blocks(nested))) = rows.next().map(|row| (row, row.codec)) else {
            return;
        };
        let item = tables::read(Dialect::Terraform, nested, fields, &mut manifest.unread);
        match known.iter_mut().find(|field| field.key == row.name) {
            Some(Field { value: Node { data: Data::List(items), .. }, .. }) => items.push(item),
            Some(_) => {}
            None => known.push(Field {
                key: row.name.into(),
                key_span: part.node.span,
                value: Node::new(part.node.span, Data::List(vec![item])),
            }),
        }
    }

    fn properties(&self, it: &Planned<'_>) -> Node {
        let expressions = it.configuration.and_then(|it| it.get("expressions"));
        self.value(it, it.values, it.unknown, expressions)
    }

    /// A planned value, with what is known later and what it refers to.
    fn value(
        &self,
        it: &Planned<'_>,
        value: &Node,
        unknown: Option<&Node>,
        expression: Option<&Node>,
    ) -> Node {
        let data = match &value.data {
            Data::Object(fields) => {
                let mut read = Vec::with_capacity(fields.len());
                for field in fields.iter().filter(|field| !is_nothing(&field.value)) {
                    let unknown = unknown.and_then(|it| it.get(&field.key));
                    let expression = expression.and_then(|it| it.get(&field.key));
                    let value = self.value(it, &field.value, unknown, expression);
                    read.push(Field { value, ..field.clone() });
                }
                for later in unknown.map(Node::fields).unwrap_or_default() {
                    if read.iter().any(|field| field.key == later.key) {
                        continue;
                    }
                    let expression = expression.and_then(|it| it.get(&later.key));
                    if let Some(value) = self.later(it, &later.value, expression) {
                        read.push(Field { value, ..later.clone() });
                    }
                }
                Data::Object(read)
            }
            Data::List(items) => {
                let item = |(position, item): (usize, &Node)| {
                    let (unknown, expression) =
                        (element(unknown, position), element(expression, position));
                    self.value(it, item, unknown, expression)
                };
                Data::List(items.iter().enumerate().map(item).collect())
            }
            Data::Absent if matches!(unknown.map(|it| &it.data), Some(Data::Bool(true))) => {
                Data::Unknown("it is known after the deployment".into())
            }
            other => other.clone(),
        };
        Node::new(value.span, data)
    }

    /// What a value that is known after the deployment is before; nothing if it is no such value.
    fn later(&self, it: &Planned<'_>, mark: &Node, expression: Option<&Node>) -> Option<Node> {
        match &mark.data {
            Data::Bool(true) => {
                let referred = expression.and_then(|expression| self.referred(it, expression));
                let reference = referred.and_then(|(target, name)| self.reference(target, name));
                let data = reference
                    .unwrap_or_else(|| Data::Unknown("it is known after the deployment".into()));
                let span = expression.map_or(mark.span, |it| it.span);
                Some(Node::new(span, data))
            }
            Data::List(_) | Data::Object(_) if !is_nothing(mark) && has_mark(mark) => {
                Some(Node::unknown(mark.span, "it is known after the deployment"))
            }
            _ => None,
        }
    }

    fn reference(&self, target: usize, name: &str) -> Option<Data> {
        let (resource, side) = match self.parents.get(&target) {
            Some((parent, side)) => (*parent, Some(*side)),
            None => (target, None),
        };
        let id = *self.positions.get(&resource)?;
        let neutral = attribute(self.planned[resource].kind, side, name);
        Some(Data::Reference(id, neutral.unwrap_or_else(|| name.to_owned().into())))
    }
}

/// The arguments by which a resource is replaced, as paths, if it is.
fn replaced(change: &Node) -> Option<Node> {
    let actions = change.get("actions")?;
    let does = |name| actions.items().iter().any(|it| it.text() == Some(name));
    if !(does("delete") && does("create")) {
        return None;
    }
    let paths = change.get("replace_paths").map(Node::items).unwrap_or_default().iter();
    let path = |path: &Node| {
        let steps: Vec<_> = path.items().iter().filter_map(Node::literal_text).collect();
        Node::text_at(path.span, steps.join("/"))
    };
    Some(Node::new(actions.span, Data::List(paths.map(path).collect())))
}

fn element(node: Option<&Node>, position: usize) -> Option<&Node> {
    node?.items().get(position)
}

fn has_mark(node: &Node) -> bool {
    let mut found = false;
    node.walk(&mut |it| found |= matches!(it.data, Data::Bool(true)));
    found
}

/// Variables, calls of modules and providers, as the configuration has them.
fn declare(root: &Node, configuration: &Node, manifest: &mut Manifest) {
    let fields =
        |node: Option<&'_ Node>| node.map(|node| node.fields().to_vec()).unwrap_or_default();
    for variable in fields(configuration.get("variables")) {
        let names = [("default", "default"), ("sensitive", "secret")];
        add(manifest, &declaration::PARAMETER, "variable", &variable, &names);
    }
    for call in fields(configuration.get("module_calls")) {
        let names = [("source", "source"), ("version_constraint", "version")];
        add(manifest, &declaration::MODULE_CALL, "module", &call, &names);
    }
    for provider in fields(root.at("configuration.provider_config")) {
        // Without a constraint, a plan does not say whether some module has one.
        if provider.value.get("version_constraint").is_some() {
            let names = [("full_name", "source"), ("version_constraint", "version")];
            add(manifest, &declaration::PROVIDER_REQUIREMENT, "provider", &provider, &names);
        }
    }
}

fn add(
    manifest: &mut Manifest,
    kind: &'static Kind,
    word: &str,
    declared: &Field,
    names: &[(&str, &'static str)],
) {
    let span = declared.key_span.to(declared.value.span);
    let mut properties =
        vec![field("name", Node::text_at(declared.key_span, declared.key.clone()))];
    for (from, to) in names {
        properties.extend(declared.value.get(from).map(|value| field(to, value.clone())));
    }
    manifest.resources.push(Resource {
        address: format!("{word}.{}", declared.key),
        type_name: kind.name.into(),
        kind: Some(kind),
        properties: Node::new(span, Data::Object(properties)),
        meta: Node::empty(span),
        head: declared.key_span,
        span,
        after: Vec::new(),
        keep: Keep::Delete,
        written: Vec::new(),
    });
}

fn field(key: &'static str, value: Node) -> Field {
    let key_span: Span = value.span;
    Field { key: key.into(), key_span, value }
}
