//! Side resources: which resources are parts of another.
//!
//! A side says by its links whose part it is. A type that is also a kind of its own, such as a rule
//! of a security group, joins its parent only under the name that the back end gives a side.

use std::collections::BTreeMap;

use crate::ir::kind::{Dialect, Side};
use crate::ir::kinds;

use super::block::text_of;
use super::module::{Index, Written};
use super::syntax::{Expression, Kind, Step};

/// A resource that is part of another.
#[derive(Clone, Copy)]
pub(super) struct Joined {
    /// The position of that other.
    pub(super) parent: usize,
    /// Its side.
    pub(super) side: &'static Side,
    /// Which of several it is.
    pub(super) number: usize,
}

/// The resources of a module that are parts of others, by position.
pub(super) fn join(index: &Index<'_>) -> BTreeMap<usize, Joined> {
    let mut by_type: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, resource) in index.resources.iter().enumerate() {
        by_type.entry(resource.type_name).or_default().push(position);
    }
    let mut joined = BTreeMap::new();
    for (parent, resource) in index.resources.iter().enumerate() {
        for side in resource.kind.map_or(&[][..], |kind| kind.sides) {
            let candidates = by_type.get(side.terraform).map_or(&[][..], Vec::as_slice);
            let mut parts = candidates.iter().filter_map(|candidate| {
                let number = number_of(side, resource, &index.resources[*candidate])?;
                Some((*candidate, Joined { parent, side, number }))
            });
            if side.each {
                joined.extend(parts);
            } else {
                joined.extend(parts.next());
            }
        }
    }
    joined
}

/// Which of the parts of a resource another is, if it is one: the number in its name, or the last.
fn number_of(side: &'static Side, parent: &Written<'_>, part: &Written<'_>) -> Option<usize> {
    let rest = part.name.strip_prefix(parent.name).and_then(|rest| rest.strip_prefix('_'));
    let rest = rest.and_then(|rest| rest.strip_prefix(side.suffix));
    let number = if side.each {
        rest.and_then(|rest| rest.strip_prefix('_')?.parse().ok())
    } else {
        rest.filter(|rest| rest.is_empty()).map(|_| 0)
    };
    let is_kind = kinds::by_type(Dialect::Terraform, side.terraform).is_some();
    let number = number.or((!is_kind).then_some(usize::MAX))?;
    let address = format!("{}.{}", parent.type_name, parent.name);
    let holds = side.links.iter().all(|link| {
        let expected = link.filled(&address, parent.name);
        let argument = part.block.body.get(link.argument);
        argument.is_some_and(|argument| is_link(argument, &expected, parent))
    });
    holds.then_some(number)
}

/// Whether an argument is a link: to the letter, or any attribute of the parent where one is meant.
fn is_link(argument: &Expression, expected: &str, parent: &Written<'_>) -> bool {
    if let Some(attribute) = attribute_of(argument, parent) {
        let start = format!("{}.{}.", parent.type_name, parent.name);
        let meant = expected.strip_prefix(&start);
        return meant.is_some_and(|meant| meant == attribute || !meant.contains(['.', '[', '(']));
    }
    text_of(argument).is_some_and(|text| text == expected)
}

/// The attribute of the parent that an argument is, without the key of one of several.
fn attribute_of<'e>(argument: &'e Expression, parent: &Written<'_>) -> Option<&'e str> {
    let argument = match &argument.kind {
        Kind::Template(parts) => match parts.as_slice() {
            [super::syntax::Part::Value(value)] => value,
            _ => return None,
        },
        _ => argument,
    };
    let Kind::Path(root, steps) = &argument.kind else { return None };
    let is_root = matches!(&root.kind, Kind::Name(name) if name == parent.type_name);
    match steps.as_slice() {
        [Step::Name(name), Step::Name(attribute)]
        | [Step::Name(name), Step::Index(_), Step::Name(attribute)]
            if is_root && name == parent.name =>
        {
            Some(attribute)
        }
        _ => None,
    }
}
