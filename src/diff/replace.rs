//! What a change of a property does: in place, or by a new resource.
//!
//! CloudFormation's schemas list create-only properties. Terraform's provider does not publish
//! which arguments force a new resource: `schemas/terraform-replaces.txt` holds what it plans for each
//! argument of the types in the kind tables. Besides, the kind tables say which CloudFormation property
//! an argument is, and what the API cannot change there it cannot change here.
//!
//! Facts: <https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html>

use crate::exchange::diff::Effect;
use crate::ir::kind::{Codec, Row};
use crate::ir::{Dialect, kinds};
use crate::schema::cloudformation::{self, Flag};
use crate::schema::text;

/// What the AWS provider replaces: the paths of arguments, by type. Behind a path that the provider did
/// not answer for stands `?`.
static PLANNED: &str = include_str!("../../schemas/terraform-replaces.txt");

use super::unit::Item;

/// What a change of the property at `path` does.
pub(super) fn effect(item: &Item, path: &str) -> Effect {
    match item.dialect {
        Some(Dialect::CloudFormation) => of_type(&item.type_name, path),
        Some(Dialect::Terraform) => of_argument(&item.type_name, path),
        None => Effect::InPlace,
    }
}

/// Of a property of a CloudFormation type.
fn of_type(type_name: &str, path: &str) -> Effect {
    let Some(schema) = cloudformation::find(type_name) else { return Effect::InPlace };
    let path = starred(path);
    let is_among =
        |flag| schema.paths(flag).iter().any(|it| contains(it, &path) || contains(&path, it));
    if is_among(Flag::CreateOnly) {
        Effect::Replaces
    } else if is_among(Flag::SometimesCreateOnly) {
        Effect::MayReplace
    } else {
        Effect::InPlace
    }
}

/// Of an argument of a Terraform resource.
fn of_argument(type_name: &str, path: &str) -> Effect {
    let planned = text::block(PLANNED, type_name).unwrap_or_default();
    if planned.lines().any(|argument| leads_to(argument, path)) {
        return Effect::Replaces;
    }
    let Some(kind) = kinds::by_type(Dialect::Terraform, type_name) else { return Effect::InPlace };
    let path = path.replace('/', ".");
    let Some((row, rest)) = row_of(kind.rows, &path) else { return Effect::InPlace };
    if row.replaces {
        return Effect::Replaces;
    }
    match property(row, rest) {
        Some(property) if !kind.cloudformation.is_empty() => {
            of_type(kind.cloudformation, &property.replace('.', "/"))
        }
        _ => Effect::InPlace,
    }
}

/// Whether the path of a property leads to an argument or into it: the property's path says which of
/// several blocks it is, too.
fn leads_to(argument: &str, path: &str) -> bool {
    let mut steps = path.split('/');
    let mut arguments = argument.split('.');
    let is_first = arguments.next() == steps.next();
    is_first && arguments.all(|name| steps.by_ref().take(2).any(|step| step == name))
}

/// The row that an argument belongs to, and what is left of its path.
fn row_of<'p>(rows: &'static [Row], path: &'p str) -> Option<(&'static Row, &'p str)> {
    rows.iter().filter(|row| !row.terraform.is_empty()).find_map(|row| {
        let rest = path.strip_prefix(row.terraform)?;
        let rest = if rest.is_empty() { rest } else { rest.strip_prefix('.')? };
        Some((row, rest))
    })
}

/// The dotted path of the CloudFormation property that an argument is.
fn property(row: &'static Row, rest: &str) -> Option<String> {
    if row.cloudformation.is_empty() {
        return None;
    }
    let number = |step: &str| step.bytes().all(|it| it.is_ascii_digit());
    let (Codec::Block(rows) | Codec::Blocks(rows)) = row.codec else {
        return Some(row.cloudformation.to_owned());
    };
    let inner = match rest.split_once('.') {
        Some((step, inner)) if number(step) => inner,
        _ => rest,
    };
    let item = if matches!(row.codec, Codec::Blocks(_)) { ".*" } else { "" };
    let nested = row_of(rows, inner).and_then(|(row, rest)| property(row, rest))?;
    Some(format!("{}{item}.{nested}", row.cloudformation))
}

/// A path with `*` for the position in a list, as the schemas write it.
fn starred(path: &str) -> String {
    let star =
        |step: &str| if step.bytes().all(|it| it.is_ascii_digit()) { "*" } else { step }.to_owned();
    path.split('/').map(star).collect::<Vec<_>>().join("/")
}

/// Whether `inner` is `outer` or below it.
fn contains(outer: &str, inner: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
