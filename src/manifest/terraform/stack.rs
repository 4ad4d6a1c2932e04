//! One stack: the resources of a root module.

use std::collections::BTreeMap;

use serde_json::Map;

use crate::ir::graph::Body;
use crate::ir::kind::{Codec, Row};
use crate::ir::name::snake_case;
use crate::ir::{Keep, Kind, Resource, ResourceId, Stack, Text, Value};
use crate::manifest::place::Place;
use crate::manifest::rows::{Fields, Reader, kind_of};
use crate::manifest::{Document, Lifted, Source, Unread, exporter};

use super::DIALECT;
use super::expression::{Part, template};
use super::property::take;
use super::sides::{Joined, Written, join};
use super::value::{Scope, Target};
use super::variables;

/// Sections that are read here or say nothing about resources.
const SILENT: &[&str] = &["data", "moved", "provider", "resource", "terraform", "variable"];
/// Data sources that are read here.
const SOURCES: &[&str] = &[
    "aws_availability_zones",
    "aws_caller_identity",
    "aws_partition",
    "aws_region",
    "aws_ssm_parameter",
];

/// A root module and its variable files as a stack.
pub fn lift(source: &Source<'_>) -> Lifted {
    let root = source.document;
    let mut stack = Stack::new(source.name, "");
    let mut unread = Vec::new();
    let Some(sections) = root.as_object() else {
        unread.push(Unread::new("", "a root module is an object"));
        return Lifted { stack, unread };
    };
    tell_unread(sections, &mut unread);
    let written: Vec<_> = entries(&root["resource"])
        .flat_map(|(type_name, named)| {
            entries(named).map(move |(name, block)| (type_name, name, block))
        })
        .filter_map(|(type_name, name, block)| {
            Some(Written {
                type_name,
                name,
                block: entries_of(block)?,
                kind: kind_in(type_name, block),
            })
        })
        .collect();
    let joined = join(&written);
    stack.tags = variables::tags(root);
    let mut scope = Scope {
        variables: variables::declare(root, source.values, &mut stack),
        resources: targets(&written, &joined),
        parameters: parameters(root),
        imports: Vec::new(),
    };
    for (position, resource) in written.iter().enumerate() {
        if !joined.contains_key(&position) {
            let mut parts: Vec<_> = joined.iter().filter(|(_, it)| it.parent == position).collect();
            parts.sort_by_key(|(_, it)| it.number);
            let parts = parts.into_iter().map(|(part, it)| (&written[*part], *it)).collect();
            let mut reading = Reading { scope: &mut scope, unread: &mut unread };
            let read = reading.resource(resource, parts);
            stack.add(read);
        }
    }
    stack.imports = scope.imports;
    Lifted { stack, unread }
}

fn tell_unread(sections: &Map<String, Document>, unread: &mut Vec<Unread>) {
    for name in sections.keys().filter(|name| !SILENT.contains(&&***name)) {
        let place = Place::of(&[name]).pointer();
        unread.push(Unread::new(place, "this section is not understood"));
    }
    for (name, _) in sections.get("data").into_iter().flat_map(entries) {
        if !SOURCES.contains(&name) {
            let place = Place::of(&["data", name]).pointer();
            unread.push(Unread::new(place, "this data source is not understood"));
        }
    }
}

/// The entries of a block; Terraform takes a list of objects for an object.
fn entries(value: &Document) -> impl Iterator<Item = (&str, &Document)> {
    let objects = match value {
        Document::Array(objects) => objects.as_slice(),
        one => std::slice::from_ref(one),
    };
    let objects = objects.iter().filter_map(Document::as_object);
    objects.flatten().map(|(key, value)| (key.as_str(), value))
}

/// A block as an object; a list of one is that one.
fn entries_of(block: &Document) -> Option<&Map<String, Document>> {
    match block {
        Document::Array(blocks) => blocks.first().filter(|_| blocks.len() == 1)?.as_object(),
        block => block.as_object(),
    }
}

/// The kind of a resource, if a table has it.
fn kind_in(type_name: &str, block: &Document) -> Option<&'static Kind> {
    let set: Vec<_> = entries(block).map(|(key, _)| key).filter(|it| !is_meta(it)).collect();
    kind_of(DIALECT, type_name, &set)
}

/// What Terraform itself reads in every resource.
fn is_meta(argument: &str) -> bool {
    matches!(argument, "depends_on" | "lifecycle")
}

/// What the address of each resource stands for.
fn targets<'d>(
    written: &[Written<'d>],
    joined: &BTreeMap<usize, Joined>,
) -> BTreeMap<(&'d str, &'d str), Target> {
    let mut ids = BTreeMap::new();
    for position in (0..written.len()).filter(|position| !joined.contains_key(position)) {
        ids.insert(position, ResourceId(u32::try_from(ids.len()).unwrap_or(u32::MAX)));
    }
    let target = |(position, it): (usize, &Written<'d>)| {
        let target = match joined.get(&position) {
            None => Target::Resource(ids[&position], it.kind),
            Some(part) => {
                Target::Side(*ids.get(&part.parent)?, written[part.parent].kind?, part.side)
            }
        };
        Some(((it.type_name, it.name), target))
    };
    written.iter().enumerate().filter_map(target).collect()
}

/// Stack and output of each data source that reads an SSM parameter.
fn parameters(root: &Document) -> BTreeMap<&str, (String, String)> {
    let sources = entries(&root["data"]).filter(|(kind, _)| *kind == "aws_ssm_parameter");
    let read = |(name, source): (&'_ str, &Document)| {
        let parts = template(source["name"].as_str().unwrap_or_default()).unwrap_or_default();
        let exporter = match parts.last() {
            Some(Part::Literal(path)) => exporter(path, |it| snake_case(it) == name),
            _ => None,
        };
        let (stack, output) = exporter.unwrap_or(("", name));
        (stack.to_owned(), output.to_owned())
    };
    let named = sources.flat_map(|(_, named)| entries(named));
    named.map(|(name, source)| (name, read((name, source)))).collect()
}

/// Resources being read.
struct Reading<'r, 'd> {
    scope: &'r mut Scope<'d>,
    unread: &'r mut Vec<Unread>,
}

impl Reading<'_, '_> {
    fn resource(&mut self, written: &Written<'_>, parts: Vec<(&Written<'_>, Joined)>) -> Resource {
        let fields = self.fields(written, &[]);
        let body = if let Some(kind) = written.kind {
            let rows = kind.rows.iter().filter(|row| row.side.is_empty());
            let mut properties = self.reader(written).rows(rows, fields);
            for (part, joined) in parts {
                self.part(kind, part, joined, &mut properties);
            }
            let position = |row: &'static Row| kind.rows.iter().position(|it| it == row);
            properties.sort_by_key(|(row, _)| position(row));
            Body::Declared { kind, properties, runtime_owned: Vec::new() }
        } else {
            let name = Text::from(written.type_name.to_owned());
            Body::Raw { cloudformation: None, terraform: Some((name, Value::Object(fields))) }
        };
        let mut resource = Resource::raw(written.name, None, None);
        resource.body = body;
        self.after(written, &mut resource);
        self.lifecycle(written, &mut resource);
        resource
    }

    /// Reads a side resource into the properties of its parent.
    fn part(
        &mut self,
        kind: &'static Kind,
        part: &Written<'_>,
        joined: Joined,
        properties: &mut Vec<(&'static Row, Value)>,
    ) {
        let links: Vec<_> = joined.side.links.iter().map(|link| link.argument).collect();
        let fields = self.fields(part, &links);
        self.tell_meta(part);
        let mut rows = kind.rows.iter().filter(|row| row.side == joined.side.suffix);
        if !joined.side.each {
            properties.extend(self.reader(part).rows(rows, fields));
            return;
        }
        let Some((row, Codec::Blocks(nested))) = rows.next().map(|row| (row, row.codec)) else {
            return;
        };
        let item = self.reader(part).block(nested, Value::Object(fields));
        match properties.iter_mut().find(|(known, _)| *known == row) {
            Some((_, Value::List(items))) => items.push(item),
            _ => properties.push((row, Value::List(vec![item]))),
        }
    }

    /// The arguments of a resource, but for those that Terraform or a link reads.
    fn fields(&mut self, written: &Written<'_>, links: &[&str]) -> Fields {
        let mut place = Place::of(&["resource", written.type_name, written.name]);
        let mut fields = Vec::new();
        for (key, value) in written.block {
            if !is_meta(key) && !links.contains(&key.as_str()) {
                let value = place.below(key, |place| self.scope.read(value, place));
                fields.push((key.clone().into(), value));
            }
        }
        fields
    }

    fn reader(&mut self, written: &Written<'_>) -> Reader<'_> {
        let place = Place::of(&["resource", written.type_name, written.name]);
        Reader { dialect: DIALECT, take, place, unread: self.unread }
    }

    fn tell(&mut self, written: &Written<'_>, steps: &[&str], why: &str) {
        let mut place = vec!["resource", written.type_name, written.name];
        place.extend(steps);
        self.unread.push(Unread::new(Place::of(&place).pointer(), why));
    }

    /// Order and lifecycle of a side resource are its own.
    fn tell_meta(&mut self, part: &Written<'_>) {
        for argument in part.block.keys().filter(|it| is_meta(it)) {
            self.tell(part, &[argument], "this belongs to a part of a resource alone");
        }
    }

    fn after(&mut self, written: &Written<'_>, resource: &mut Resource) {
        let names = written.block.get("depends_on").and_then(Document::as_array);
        for name in names.into_iter().flatten() {
            let address = name.as_str().and_then(|name| name.split_once('.'));
            match address.and_then(|address| self.scope.resources.get(&address)) {
                Some(Target::Resource(id, _) | Target::Side(id, ..)) => resource.after.push(*id),
                None => self.tell(written, &["depends_on"], "there is no such resource"),
            }
        }
    }

    fn lifecycle(&mut self, written: &Written<'_>, resource: &mut Resource) {
        let replaced_first = written.kind.is_some_and(|kind| kind.create_before_destroy);
        let lifecycle = written.block.get("lifecycle").into_iter().flat_map(entries);
        for (argument, value) in lifecycle {
            match (argument, value) {
                ("create_before_destroy", Document::Bool(value)) if *value == replaced_first => {}
                ("prevent_destroy", Document::Bool(true)) => resource.keep = Keep::Retain,
                ("prevent_destroy", Document::Bool(false)) => {}
                ("ignore_changes", Document::Array(names)) => {
                    for name in names {
                        if !ignore(resource, name.as_str().unwrap_or_default()) {
                            let steps = &["lifecycle", argument];
                            self.tell(written, steps, "nothing that is set is ignored by this");
                        }
                    }
                }
                _ => self.tell(written, &["lifecycle", argument], "this is not understood"),
            }
        }
    }
}

/// Marks the rows of an argument as written by something else; false if none is set.
fn ignore(resource: &mut Resource, argument: &str) -> bool {
    let Body::Declared { properties, runtime_owned, .. } = &mut resource.body else { return false };
    let before = runtime_owned.len();
    let rows = properties
        .iter()
        .map(|(row, _)| *row)
        .filter(|row| row.side.is_empty() && row.terraform.split('.').next() == Some(argument));
    let rows: Vec<_> = rows.filter(|row| !runtime_owned.contains(row)).collect();
    runtime_owned.extend(rows);
    runtime_owned.len() > before
}
