//! One stack: the resources of a template.

use serde_json::Map;

use crate::ir::graph::Body;
use crate::ir::name::pascal_case;
use crate::ir::{Keep, Kind, Resource, ResourceId, Stack, Text, Value};
use crate::manifest::place::Place;
use crate::manifest::rows::{Reader, kind_of};
use crate::manifest::{Document, Lifted, Source, Unread};

use super::DIALECT;
use super::property::take;
use super::value::Scope;
use super::variables;

/// Sections that say nothing about resources.
const SILENT: &[&str] = &["AWSTemplateFormatVersion", "Description", "Parameters", "Resources"];

/// A template and its parameter files as a stack.
pub fn lift(source: &Source<'_>) -> Lifted {
    let template = source.document;
    let description = template["Description"].as_str().unwrap_or_default();
    let mut stack = Stack::new(source.name, description);
    let mut unread = Vec::new();
    let Some(sections) = template.as_object() else {
        unread.push(Unread::new("", "a template is an object"));
        return Lifted { stack, unread };
    };
    for name in sections.keys().filter(|name| !SILENT.contains(&&***name)) {
        let place = Place::of(&[name]).pointer();
        unread.push(Unread::new(place, "this section is not understood"));
    }
    let none = Map::new();
    let resources = template["Resources"].as_object().unwrap_or(&none);
    let parameters = template["Parameters"].as_object().unwrap_or(&none);
    stack.tags = variables::tags(source.values);
    let mut scope = Scope {
        parameters: variables::declare(parameters, source.values, &mut stack),
        ..Scope::default()
    };
    for (position, (id, declaration)) in resources.iter().enumerate() {
        let position = ResourceId(u32::try_from(position).unwrap_or(u32::MAX));
        scope.resources.insert(id, (position, kind_in(declaration)));
    }
    for (id, declaration) in resources {
        let resource = read(&scope, id, declaration, &mut unread);
        stack.add(resource);
    }
    Lifted { stack, unread }
}

/// The kind of a resource, if a table has it.
fn kind_in(declaration: &Document) -> Option<&'static Kind> {
    let set = declaration["Properties"].as_object().into_iter().flat_map(Map::keys);
    let set: Vec<_> = set.map(String::as_str).collect();
    kind_of(DIALECT, declaration["Type"].as_str()?, &set)
}

fn read(scope: &Scope<'_>, id: &str, declaration: &Document, unread: &mut Vec<Unread>) -> Resource {
    let mut place = Place::of(&["Resources", id, "Properties"]);
    let properties = match declaration.get("Properties") {
        Some(properties) => scope.read(properties, &mut place),
        None => Value::Object(Vec::new()),
    };
    let kind = scope.resources.get(id).and_then(|(_, kind)| *kind);
    let body = match (kind, properties) {
        (Some(kind), Value::Object(fields)) => {
            let mut reader = Reader { dialect: DIALECT, take, place, unread };
            let properties = reader.rows(kind.rows, fields);
            Body::Declared { kind, properties, runtime_owned: Vec::new() }
        }
        (_, properties) => {
            let name = declaration["Type"].as_str().unwrap_or_default().to_owned();
            Body::Raw { cloudformation: Some((Text::from(name), properties)), terraform: None }
        }
    };
    let keep = match declaration["DeletionPolicy"].as_str() {
        Some("Retain" | "RetainExceptOnCreate") => Keep::Retain,
        _ => Keep::Delete,
    };
    Resource {
        path: id.to_owned(),
        was: None,
        recorded_id: (pascal_case(id) != id).then(|| id.to_owned()),
        body,
        after: after(scope, id, declaration, unread),
        keep,
        origin: None,
    }
}

/// What a resource comes after; what else stands beside its properties is unread.
fn after(
    scope: &Scope<'_>,
    id: &str,
    declaration: &Document,
    unread: &mut Vec<Unread>,
) -> Vec<ResourceId> {
    let mut after = Vec::new();
    for (key, value) in declaration.as_object().into_iter().flatten() {
        let mut tell = |why: &str| {
            let place = Place::of(&["Resources", id, key]).pointer();
            unread.push(Unread::new(place, why));
        };
        match (key.as_str(), value) {
            ("DependsOn", value) => {
                let names = match value {
                    Document::Array(names) => names.as_slice(),
                    one => std::slice::from_ref(one),
                };
                for name in names {
                    match name.as_str().and_then(|name| scope.resources.get(name)) {
                        Some((id, _)) => after.push(*id),
                        None => tell("there is no such resource"),
                    }
                }
            }
            ("DeletionPolicy", Document::String(policy)) => match policy.as_str() {
                "Delete" | "Retain" | "RetainExceptOnCreate" => {}
                _ => tell("this policy is not understood"),
            },
            ("Type" | "Properties" | "UpdateReplacePolicy" | "Metadata", _) => {}
            _ => tell("this attribute is not understood"),
        }
    }
    after
}
