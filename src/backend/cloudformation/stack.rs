//! One stack: its template, its parameter files, and the template resolved for one environment.

use crate::backend::json::{Json, Object};
use crate::backend::{File, Target, places_of};
use crate::ir::graph::Body;
use crate::ir::kind::Dialect;
use crate::ir::project::in_dialect;
use crate::ir::{Keep, Resource, Stack};

use super::value::Scope;
use super::variables::{self, ParametersFormat, Resolution};

/// The files of a stack, relative to `cloudformation/`.
pub fn emit(target: &Target<'_>, stack: &Stack, format: ParametersFormat) -> Vec<File> {
    let stack = &*in_dialect(stack, Dialect::CloudFormation);
    let template = template(Scope { stack, resolution: None }).to_file();
    let mut files =
        vec![File { path: format!("{}.template.json", stack.name), contents: template }];
    for (index, place) in places_of(stack, target.places) {
        let tags = crate::backend::terraform::tags_of(target, stack, Some(place));
        files.push(File {
            path: format!("{}/{}.parameters.json", place.environment, stack.name),
            contents: variables::values(target, stack, (index, place), &tags, format),
        });
    }
    files
}

/// A template with every parameter replaced by its value in one environment.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The template as a file.
    pub contents: Vec<u8>,
}

/// The template of a stack as it reads in the environment at `index`.
pub fn resolved(target: &Target<'_>, stack: &Stack, index: usize) -> Resolved {
    let stack = &*in_dialect(stack, Dialect::CloudFormation);
    let resolution = Resolution { target, stack, index };
    Resolved { contents: template(Scope { stack, resolution: Some(resolution) }).to_file() }
}

fn template(scope: Scope<'_>) -> Json<'_> {
    let stack = scope.stack;
    let mut template = Object::new()
        .with("AWSTemplateFormatVersion", "2010-09-09")
        .with("Description", &*stack.description);
    if scope.resolution.is_none() && !(stack.knobs.is_empty() && stack.imports.is_empty()) {
        template.push("Parameters", variables::declare(stack));
    }
    let mut resources = Object::new();
    for resource in &stack.resources {
        if let Some(declaration) = declare(scope, resource) {
            resources.push(resource.logical_id(), declaration);
        }
    }
    template.with("Resources", resources).into()
}

/// A resource, or `None` if CloudFormation has no such kind.
fn declare<'g>(scope: Scope<'g>, resource: &'g Resource) -> Option<Object<'g>> {
    let mut properties = Object::new();
    let kind = match &resource.body {
        Body::Declared { kind, properties: set, runtime_owned, differing: _ } => {
            for row in kind.rows {
                let value = set.iter().find(|(known, _)| std::ptr::eq(*known, row));
                let owned = runtime_owned.iter().any(|owned| std::ptr::eq(*owned, row));
                if let (Some((_, value)), false) = (value, owned) {
                    scope.put(&mut properties, row, value);
                }
            }
            (!kind.cloudformation.is_empty()).then_some(kind.cloudformation)?
        }
        Body::Raw { cloudformation, .. } => {
            let (kind, value) = cloudformation.as_ref()?;
            if let Json::Object(object) = scope.write(value) {
                properties = object;
            }
            kind
        }
    };
    let mut declaration = Object::new().with("Type", kind);
    match resource.keep {
        Keep::Delete => {}
        Keep::Replaced => declaration.push("UpdateReplacePolicy", "Retain"),
        Keep::Retain => {
            declaration.push("DeletionPolicy", "RetainExceptOnCreate");
            declaration.push("UpdateReplacePolicy", "Retain");
        }
    }
    let mut after: Vec<_> = resource
        .after
        .iter()
        .filter(|id| scope.stack.resource(**id).type_in(Dialect::CloudFormation).is_some())
        .map(|id| Json::from(scope.logical_id(*id)))
        .collect();
    match after.len() {
        0 => {}
        1 => declaration.push("DependsOn", after.remove(0)),
        _ => declaration.push("DependsOn", after),
    }
    if !properties.is_empty() {
        declaration.push("Properties", properties);
    }
    Some(declaration)
}
