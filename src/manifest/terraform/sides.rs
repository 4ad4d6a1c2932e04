//! Side resources: which resources are parts of another.
//!
//! A side says by its links whose part it is. A type that is also a kind of its own, such as a rule
//! of a security group, joins its parent only under the name that the back end gives a side.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::kind::{Dialect, Side};
use crate::ir::{Kind, Text, kinds};

use super::block::text_of;
use super::module::{Index, Written};
use super::syntax::{Expression, Kind as Shape, Step};

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

/// The neutral name of an attribute of a resource or of a part of it, as Terraform spells it.
pub(in crate::manifest) fn attribute(
    kind: Option<&'static Kind>,
    side: Option<&'static Side>,
    spelled: &str,
) -> Option<Text> {
    let Some(kind) = kind else { return (spelled == "id").then_some(Text::Borrowed("ref")) };
    let spelled = match side {
        Some(side) => format!("{}:{spelled}", side.suffix),
        None => spelled.to_owned(),
    };
    let mut attributes = kind.attributes.iter();
    let found = attributes.find(|it| it.spelled_in(Dialect::Terraform) == Some(&spelled))?;
    Some(found.name.into())
}

/// The resources of a module that are parts of others, by position.
pub(super) fn join(index: &Index<'_>) -> BTreeMap<usize, Joined> {
    let candidates = Candidates::new(index);
    let mut joined = BTreeMap::new();
    for (parent, resource) in index.resources.iter().enumerate() {
        for side in resource.kind.map_or(&[][..], |kind| kind.sides) {
            let mut parts = candidates.of(side, resource).iter().filter_map(|candidate| {
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

/// Resources of the types that sides have.
struct Candidates<'m> {
    by_type: BTreeMap<&'m str, Vec<usize>>,
    /// By the name that one of their arguments refers to, so that not each is compared with each.
    by_name: BTreeMap<&'m str, BTreeMap<&'m str, Vec<usize>>>,
}

impl<'m> Candidates<'m> {
    fn new(index: &Index<'m>) -> Self {
        let sides = kinds::all().flat_map(|kind| kind.sides);
        let types: BTreeSet<&str> = sides.map(|side| side.terraform).collect();
        let mut candidates = Self { by_type: BTreeMap::new(), by_name: BTreeMap::new() };
        for (position, resource) in index.resources.iter().enumerate() {
            if !types.contains(resource.type_name) {
                continue;
            }
            candidates.by_type.entry(resource.type_name).or_default().push(position);
            let arguments = resource.block.body.attributes.iter();
            let names: BTreeSet<&str> =
                arguments.filter_map(|it| Some(path_of(&it.value)?.1)).collect();
            for name in names {
                let named = candidates.by_name.entry(resource.type_name).or_default();
                named.entry(name).or_default().push(position);
            }
        }
        candidates
    }

    fn of(&self, side: &'static Side, parent: &Written<'_>) -> &[usize] {
        let is_plain = side.links.first().is_some_and(|it| it.expression.starts_with("{parent}."));
        let found = if is_plain {
            self.by_name.get(side.terraform).and_then(|named| named.get(parent.name))
        } else {
            self.by_type.get(side.terraform)
        };
        found.map_or(&[], Vec::as_slice)
    }
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
    let (type_name, name, rest) = path_of(argument)?;
    let rest = if let [Step::Index(_), inner @ ..] = rest { inner } else { rest };
    match rest {
        [Step::Name(attribute)] if (type_name, name) == (parent.type_name, parent.name) => {
            Some(attribute)
        }
        _ => None,
    }
}

/// Type and name that a reference starts with, and the steps behind them.
fn path_of(expression: &Expression) -> Option<(&str, &str, &[Step])> {
    match &expression.kind {
        Shape::Template(parts) => match parts.as_slice() {
            [super::syntax::Part::Value(value)] => path_of(value),
            _ => None,
        },
        Shape::Path(root, steps) => match (&root.kind, steps.as_slice()) {
            (Shape::Name(type_name), [Step::Name(name), rest @ ..]) => {
                Some((type_name, name, rest))
            }
            _ => None,
        },
        _ => None,
    }
}
