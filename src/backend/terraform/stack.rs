//! One stack: its root module, its variable files, its backend settings.

use std::borrow::Cow;

use crate::backend::json::{Json, Object};
use crate::backend::{File, Target, places_of};
use crate::ir::graph::Body;
use crate::ir::kind::{Codec, Dialect, Link, Row, Side};
use crate::ir::name::snake_case;
use crate::ir::project::in_dialect;
use crate::ir::{Keep, Kind, Place, Pseudo, Resource, Scope as Where, Stack, Value};
use crate::spec::TerraformProvider;

use super::property::elements;
use super::value::{Scope, address, import_name};
use super::variables;

/// The files of a stack, relative to `terraform/`.
pub fn emit(target: &Target<'_>, stack: &Stack) -> Vec<File> {
    let stack = &*in_dialect(stack, Dialect::Terraform);
    let root = root(target, Scope { stack }).to_file();
    let mut files = vec![File { path: format!("{}/main.tf.json", stack.name), contents: root }];
    for (index, place) in places_of(stack, target.places) {
        let file = |extension: &str, contents| File {
            path: format!("{}/{}.{extension}", stack.name, place.environment),
            contents,
        };
        files.push(file("tfvars.json", variables::values(target, stack, (index, place))));
        if let Some(buckets) = &target.terraform.state {
            let settings = variables::backend(target, stack, &buckets[index], place);
            files.push(file("tfbackend", settings));
        }
    }
    files
}

/// The tags of everything in a stack; with a place, the environment is named.
pub fn tags_of(target: &Target<'_>, stack: &Stack, place: Option<&Place>) -> Vec<(String, String)> {
    let mut tags = vec![("app".to_owned(), target.app.to_owned())];
    if !matches!(stack.scope, Where::App(_)) {
        let environment = place.map_or("${var.environment}", |place| &place.environment);
        tags.push(("environment".to_owned(), environment.to_owned()));
    }
    tags.extend(stack.tags.iter().map(|(key, value)| (key.to_string(), value.to_string())));
    tags.extend(target.tags.iter().cloned());
    tags
}

fn root<'g>(target: &'g Target<'g>, scope: Scope<'g>) -> Json<'g> {
    let stack = scope.stack;
    let mut root = Object::new()
        .with("terraform", settings(target))
        .with("provider", Object::new().with("aws", provider(target, stack)))
        .with("variable", variables::declare(stack));
    let data = data(target, stack);
    if !data.is_empty() {
        root.push("data", data);
    }
    let mut resources = Object::new();
    for resource in &stack.resources {
        declare(scope, resource, &mut resources);
    }
    root.push("resource", resources);
    let moved = moved(stack);
    if !moved.is_empty() {
        root.push("moved", moved);
    }
    root.into()
}

fn settings<'g>(target: &Target<'_>) -> Object<'g> {
    let version = match target.terraform.provider {
        TerraformProvider::V5 => "~> 5.100",
        TerraformProvider::V6 => "~> 6.21",
    };
    let aws = Object::new().with("source", "hashicorp/aws").with("version", version);
    let settings = Object::new()
        .with("required_version", ">= 1.11")
        .with("required_providers", Object::new().with("aws", aws));
    if target.terraform.state.is_some() {
        settings.with("backend", Object::new().with("s3", Object::new()))
    } else {
        settings
    }
}

fn provider<'g>(target: &Target<'_>, stack: &Stack) -> Object<'g> {
    let mut tags = Object::new();
    for (key, value) in tags_of(target, stack, None) {
        let value = match value.as_str() {
            "${var.environment}" => value,
            other => super::expression::escape(other).into_owned(),
        };
        tags.push(key, value);
    }
    Object::new()
        .with("region", "${var.region}")
        .with("allowed_account_ids", Json::list(["${var.account_id}"]))
        .with("default_tags", Object::new().with("tags", tags))
}

/// Data sources: the partition, the zones and the SSM parameters, as far as they are read.
fn data<'g>(target: &Target<'_>, stack: &'g Stack) -> Object<'g> {
    let (mut partition, mut zones) = (false, false);
    for resource in &stack.resources {
        resource.walk(&mut |value| match value {
            Value::Pseudo(Pseudo::Partition | Pseudo::UrlSuffix) => partition = true,
            Value::Zone(_) => zones = true,
            _ => {}
        });
    }
    let mut data = Object::new();
    if partition {
        data.push("aws_partition", Object::new().with("current", Object::new()));
    }
    if zones {
        let available = Object::new().with("state", "available");
        data.push("aws_availability_zones", Object::new().with("available", available));
    }
    if !stack.imports.is_empty() {
        let mut parameters = Object::new();
        for import in &stack.imports {
            let name = format!("/{}/${{var.environment}}/{}", target.app, import.path());
            parameters.push(import_name(import), Object::new().with("name", name));
        }
        data.push("aws_ssm_parameter", parameters);
    }
    data
}

/// Adds a resource, with its side resources, to those of its type.
fn declare<'g>(scope: Scope<'g>, resource: &'g Resource, resources: &mut Object<'g>) {
    let name = resource.terraform_name();
    match &resource.body {
        Body::Declared { kind, properties, runtime_owned, differing: _ } => {
            if kind.terraform.is_empty() {
                return;
            }
            let mut block = Object::new();
            for (row, value) in in_order(kind, properties).filter(|(row, _)| row.side.is_empty()) {
                scope.put(&mut block, row, value);
            }
            finish(scope, resource, runtime_owned, &mut block);
            add(resources, kind.terraform, name, block);
            for side in kind.sides {
                declare_side(scope, (kind, side), resource, properties, resources);
            }
        }
        Body::Raw { terraform, .. } => {
            let Some((kind, value)) = terraform else { return };
            let Json::Object(mut block) = scope.write(value) else { return };
            finish(scope, resource, &[], &mut block);
            add(resources, kind, name, block);
        }
    }
}

/// The properties that are set, in the order of the kind's rows.
fn in_order<'g>(
    kind: &'static Kind,
    properties: &'g [(&'static Row, Value)],
) -> impl Iterator<Item = (&'static Row, &'g Value)> {
    kind.rows.iter().filter_map(move |row| {
        let set = properties.iter().find(|(known, _)| std::ptr::eq(*known, row));
        set.map(|(_, value)| (row, value))
    })
}

fn add<'g>(resources: &mut Object<'g>, kind: &'g str, name: String, block: Object<'g>) {
    match resources.entry(kind, Json::Object(Object::new())) {
        Json::Object(known) => known.push(name, block),
        other => panic!("{other:?} among resources: a bug in formwork"),
    }
}

/// Adds what belongs to the resource and not to its arguments.
fn finish<'g>(
    scope: Scope<'g>,
    resource: &'g Resource,
    runtime_owned: &[&'static Row],
    block: &mut Object<'g>,
) {
    let after: Vec<_> = resource
        .after
        .iter()
        .map(|id| scope.stack.resource(*id))
        .filter(|it| exists(it))
        .map(|it| Json::from(address(it)))
        .collect();
    if !after.is_empty() {
        block.push("depends_on", after);
    }
    let mut lifecycle = Object::new();
    if resource.kind().is_some_and(|kind| kind.create_before_destroy) {
        lifecycle.push("create_before_destroy", true);
    }
    if resource.keep == Keep::Retain {
        lifecycle.push("prevent_destroy", true);
    }
    let ignored = runtime_owned.iter().filter_map(|row| row.path_in(Dialect::Terraform));
    let ignored: Vec<_> =
        ignored.map(|path| Json::from(path.split('.').next().unwrap_or(path))).collect();
    if !ignored.is_empty() {
        lifecycle.push("ignore_changes", ignored);
    }
    if !lifecycle.is_empty() {
        block.push("lifecycle", lifecycle);
    }
}

fn exists(resource: &Resource) -> bool {
    resource.type_in(Dialect::Terraform).is_some()
}

/// Adds the resources of a side: one, or one for each element of its row's list.
fn declare_side<'g>(
    scope: Scope<'g>,
    (kind, side): (&'static Kind, &'static Side),
    resource: &'g Resource,
    properties: &'g [(&'static Row, Value)],
    resources: &mut Object<'g>,
) {
    let name = format!("{}_{}", resource.terraform_name(), side.suffix);
    let mut rows = in_order(kind, properties).filter(|(row, _)| row.side == side.suffix).peekable();
    let wanted = rows.peek().is_some() || kind.rows.iter().all(|row| row.side != side.suffix);
    if !wanted {
        return;
    }
    if side.each {
        for (row, value) in rows {
            let Codec::Blocks(nested) = row.codec else {
                panic!("`{}` is no list of blocks: a bug in a kind table", row.name)
            };
            for (position, item) in elements(value).iter().enumerate() {
                let mut block = links(side, resource);
                block.0.extend(scope.block(nested, item).0);
                add(resources, side.terraform, format!("{name}_{}", position + 1), block);
            }
        }
        return;
    }
    let mut block = links(side, resource);
    rows.for_each(|(row, value)| scope.put(&mut block, row, value));
    add(resources, side.terraform, name, block);
}

fn links<'g>(side: &'static Side, resource: &Resource) -> Object<'g> {
    let (parent, name) = (address(resource), resource.terraform_name());
    let write = |link: &Link| {
        let filled = link.filled(&parent, &name);
        match filled.as_str() {
            "true" => Json::Bool(true),
            number if number.parse::<i64>().is_ok() => {
                Json::Integer(number.parse().unwrap_or_default())
            }
            _ => Json::from(format!("${{{filled}}}")),
        }
    };
    let entries = side.links.iter().map(|it| (Cow::Borrowed(it.argument), write(it)));
    Object(entries.collect())
}

/// `moved` blocks for resources that keep the identity of an earlier path.
fn moved(stack: &Stack) -> Vec<Json<'_>> {
    let renamed = stack.resources.iter().filter(|resource| exists(resource));
    renamed
        .filter_map(|resource| {
            let to = address(resource);
            let kind = to.split('.').next().unwrap_or_default();
            let from = format!("{kind}.{}", snake_case(resource.was.as_deref()?));
            Some(Json::from(Object::new().with("from", from).with("to", to.clone())))
        })
        .collect()
}
