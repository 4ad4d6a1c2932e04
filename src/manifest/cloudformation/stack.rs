//! One template: its resources, and what it declares beside them.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Keep;
use crate::ir::lifted::{
    Blocks, Data, Field, Format, Manifest, Node, Resource, Span, Unread, Written, declaration,
};
use crate::ir::{Kind, ResourceId, Text};
use crate::manifest::deployment::Deployment;
use crate::manifest::tables::{kind_of, read};

use super::function::{RESOURCE, Scope};
use super::{DIALECT, condition, parameter};

/// Sections that are read, or that say nothing about resources.
const SILENT: &[&str] = &[
    "AWSTemplateFormatVersion",
    "Conditions",
    "Description",
    "Mappings",
    "Metadata",
    "Outputs",
    "Parameters",
    "Resources",
];

/// A template as a manifest. `text` is the file's, so that parts of texts have their own places;
/// `values` are the parameter files of each environment, if the stack is
/// one of ours; without them, parameters have their defaults.
pub fn lift(root: Node, text: &str, name: &str, values: &[Node]) -> Manifest {
    lift_with(root, text, name, (values, None))
}

/// A template as one environment deploys it: its values are the parameters', conditions are decided
/// as far as they are known, and a resource whose condition does not hold is not there.
pub fn lift_deployed(root: Node, text: &str, name: &str, deployment: &Deployment) -> Manifest {
    lift_with(root, text, name, (&deployment.parameters, Some(deployment)))
}

fn lift_with(
    root: Node,
    text: &str,
    name: &str,
    (values, deployment): (&[Node], Option<&Deployment>),
) -> Manifest {
    let mut manifest = Manifest::new(Format::CloudFormation, name);
    let Data::Object(sections) = root.data else {
        manifest.unread.push(unread(root.span, "a template is an object"));
        return manifest;
    };
    let mut sections = Sections::new(sections, &mut manifest.unread);
    manifest.frame.description = sections
        .take("Description")
        .and_then(|node| node.literal_text())
        .unwrap_or_default()
        .into_owned();
    let metadata = sections.0.iter().filter(|section| section.key == "Metadata").cloned();
    manifest.transforms = transforms(&sections.0);
    manifest.meta = Node::new(root.span, Data::Object(metadata.collect()));
    manifest.frame.tags = parameter::tags(values);
    let parameters = sections.take("Parameters");
    let mappings = sections.take("Mappings");
    let resources = sections.take("Resources").map(fields).unwrap_or_default();
    let mut resources = declared(resources, &mut manifest.unread);
    // A transform, a loop or a module may declare what other parts name.
    let has_module = resources.iter().any(|it| it.type_name.ends_with("::MODULE"));
    let is_whole = manifest.unread.is_empty() && !has_module;
    let mut named = match &parameters {
        Some(parameters) => parameter::declare(parameters, values, &mut manifest.frame),
        None => BTreeMap::new(),
    };
    let conditions = sections.take("Conditions");
    if deployment.is_some() {
        parameter::give(&mut named, parameters.as_ref(), values);
    }
    let mut scope = Scope::new(text, named, mappings.as_ref());
    if let Some(conditions) = conditions.as_ref().filter(|_| deployment.is_some()) {
        scope.decided = condition::decided(conditions, &scope);
    }
    resources.retain(|it| {
        let condition = it.value.get("Condition").and_then(Node::text);
        condition.and_then(|name| scope.decided.get(name)) != Some(&false)
    });
    for (position, it) in resources.iter().enumerate() {
        let kind = kind_in(&it.type_name, &it.value);
        scope.resources.insert(it.id.clone(), (ResourceId::at(position), kind));
    }
    let names = conditions.iter().flat_map(Node::fields);
    scope.conditions = names.map(|it| it.key.to_string()).collect();
    for it in resources {
        let resource = lifted(&scope, it, &mut manifest.unread);
        manifest.resources.push(resource);
    }
    if let Some(parameters) = &parameters {
        manifest.resources.extend(parameter::declarations(parameters));
    }
    if let Some(mappings) = &mappings {
        manifest.resources.extend(mappings.fields().iter().map(mapping));
    }
    manifest.conditions.choices = scope.choices.take();
    if let Some(conditions) = conditions {
        manifest.conditions.logic = condition::logic(&conditions).collect();
        manifest.resources.extend(condition::comparisons(conditions, &scope));
    }
    let outputs = sections.take("Outputs").map(fields).unwrap_or_default();
    manifest.resources.extend(outputs.into_iter().map(|it| output(&scope, it)));
    if is_whole {
        manifest.dangling = scope.dangling.into_inner();
    }
    manifest
}

/// The macros that a template names, with or without parameters.
fn transforms(sections: &[Field]) -> Vec<Text> {
    let named = sections.iter().filter(|section| section.key == "Transform");
    let all = named.flat_map(|section| match &section.value.data {
        Data::List(items) => items.iter().collect(),
        _ => vec![&section.value],
    });
    all.filter_map(|one| one.get("Name").unwrap_or(one).literal_text()).collect()
}

/// The sections of a template, each to be taken once.
struct Sections(Vec<Field>);

impl Sections {
    fn new(sections: Vec<Field>, told: &mut Vec<Unread>) -> Self {
        for section in sections.iter().filter(|it| !SILENT.contains(&&*it.key)) {
            told.push(unread(section.key_span, "this section is not understood"));
        }
        Self(sections)
    }

    fn take(&mut self, name: &str) -> Option<Node> {
        let position = self.0.iter().rposition(|section| section.key == name)?;
        Some(self.0.swap_remove(position).value)
    }
}

fn fields(node: Node) -> Vec<Field> {
    match node.data {
        Data::Object(fields) => fields,
        _ => Vec::new(),
    }
}

fn unread(span: Span, why: &'static str) -> Unread {
    Unread { span, why: why.into() }
}

/// A resource as it is declared.
struct Declared {
    id: String,
    head: Span,
    type_name: Text,
    value: Node,
}

/// The resources with an ID and a type; loops, modules and what is no resource are passed by.
fn declared(resources: Vec<Field>, told: &mut Vec<Unread>) -> Vec<Declared> {
    let mut declared: Vec<Declared> = Vec::new();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    for field in resources {
        let Some(Data::Text(type_name)) = field.value.get("Type").map(|it| &it.data) else {
            told.push(unread(field.key_span, "this is no resource with a type"));
            continue;
        };
        let type_name = type_name.clone();
        let id = field.key.into_owned();
        let it = Declared { head: field.key_span, type_name, value: field.value, id };
        // Of two resources with one ID, the last counts, as it does for CloudFormation.
        if let Some(position) = positions.get(&it.id) {
            declared[*position] = it;
        } else {
            positions.insert(it.id.clone(), declared.len());
            declared.push(it);
        }
    }
    declared
}

/// The kind of a resource, if a table has it.
fn kind_in(type_name: &str, declaration: &Node) -> Option<&'static Kind> {
    let properties = declaration.get("Properties").map(Node::fields).unwrap_or_default();
    let set: Vec<&str> = properties.iter().map(|field| &*field.key).collect();
    kind_of(DIALECT, type_name, &set)
}

fn lifted(scope: &Scope<'_>, declared: Declared, told: &mut Vec<Unread>) -> Resource {
    let Declared { id, head, type_name, value } = declared;
    let span = head.to(value.span);
    let kind = scope.resources.get(&id).and_then(|(_, kind)| *kind);
    let (mut properties, mut meta) = (Node::empty(head), Vec::new());
    let whole = value.span;
    for field in fields(value) {
        match &*field.key {
            "Properties" => properties = scope.resolve(field.value),
            "Type" => {}
            _ => meta.push(Field { value: scope.resolve(field.value), ..field }),
        }
    }
    let meta = Node::new(whole, Data::Object(meta));
    if let Some(condition) = meta.get("Condition") {
        scope.condition(condition);
    }
    let written = Written {
        address: id.clone(),
        type_name: type_name.clone(),
        properties: scope.as_written(properties.clone()),
        head,
        blocks: Blocks::Alike,
        documents: BTreeSet::new(),
    };
    if properties.data == Data::Absent {
        properties = Node::empty(properties.span);
    }
    if let Some(kind) = kind {
        properties = read(DIALECT, kind.rows, properties, told);
    }
    let policy = |name: &str| meta.get(name).and_then(Node::text);
    let keep = match (policy("DeletionPolicy"), policy("UpdateReplacePolicy")) {
        (Some("Retain" | "RetainExceptOnCreate"), _) => Keep::Retain,
        (_, Some("Retain")) => Keep::Replaced,
        _ => Keep::Delete,
    };
    let after = after(scope, &meta, told);
    Resource {
        address: id,
        type_name,
        kind,
        properties,
        meta,
        head,
        span,
        after,
        keep,
        written: vec![written],
    }
}

/// What a resource comes after.
fn after(scope: &Scope<'_>, meta: &Node, told: &mut Vec<Unread>) -> Vec<ResourceId> {
    let Some(names) = meta.get("DependsOn") else { return Vec::new() };
    let names: Vec<&Node> = match &names.data {
        Data::List(names) => names.iter().collect(),
        _ => vec![names],
    };
    let mut after = Vec::new();
    for name in names {
        let text = name.text().unwrap_or_default();
        if let Some((id, _)) = scope.resources.get(text) {
            after.push(*id);
            continue;
        }
        if !text.is_empty() {
            scope.dangles(text, RESOURCE, name.span);
        }
        told.push(unread(name.span, "there is no such resource"));
    }
    after
}

/// An output as something that can be judged.
fn output(scope: &Scope<'_>, output: Field) -> Resource {
    let whole = output.key_span.to(output.value.span);
    if let Some(condition) = output.value.get("Condition") {
        scope.condition(condition);
    }
    let mut properties = Vec::new();
    for field in fields(output.value) {
        match &*field.key {
            "Value" => properties.push(("value", field.key_span, scope.resolve(field.value))),
            "Export" => {
                let export = scope.resolve(field.value);
                let name = export.get("Name").cloned();
                properties.extend(name.map(|name| ("export", field.key_span, name)));
            }
            _ => {}
        }
    }
    let properties = properties.into_iter();
    declaration::resource(
        &declaration::OUTPUT,
        format!("Outputs/{}", output.key),
        (output.key_span, whole),
        properties
            .map(|(key, key_span, value)| Field { key: key.into(), key_span, value })
            .collect(),
    )
}

/// A mapping as something that can be judged.
fn mapping(field: &Field) -> Resource {
    let index = Field {
        key: "index".into(),
        key_span: field.key_span,
        value: Node::unknown(field.key_span, "each use has its own index"),
    };
    let table = Field { key: "table".into(), key_span: field.key_span, value: field.value.clone() };
    declaration::resource(
        &declaration::MAPPING,
        format!("Mappings/{}", field.key),
        (field.key_span, field.key_span.to(field.value.span)),
        vec![index, table],
    )
}
