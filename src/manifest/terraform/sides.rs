//! Side resources: which resources are parts of another.
//!
//! A side says by its links whose part it is. A type that is also a kind of its own, such as a rule
//! of a security group, joins its parent only under the name that the back end gives a side.

use std::collections::BTreeMap;

use serde_json::Map;

use crate::ir::kind::Side;
use crate::ir::{Kind, kinds};
use crate::manifest::Document;

use super::DIALECT;

/// A resource as it is written.
pub(super) struct Written<'d> {
    /// Its type.
    pub(super) type_name: &'d str,
    /// Its name.
    pub(super) name: &'d str,
    /// Its block.
    pub(super) block: &'d Map<String, Document>,
    /// Its kind, if a table has it.
    pub(super) kind: Option<&'static Kind>,
}

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

/// The resources that are parts of others, by position.
pub(super) fn join(written: &[Written<'_>]) -> BTreeMap<usize, Joined> {
    let mut by_type: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, resource) in written.iter().enumerate() {
        by_type.entry(resource.type_name).or_default().push(position);
    }
    let mut joined = BTreeMap::new();
    for (parent, resource) in written.iter().enumerate() {
        for side in resource.kind.map_or(&[][..], |kind| kind.sides) {
            let candidates = by_type.get(side.terraform).map_or(&[][..], Vec::as_slice);
            let mut parts = candidates.iter().filter_map(|candidate| {
                let number = number_of(side, resource, &written[*candidate])?;
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
    let prefix = format!("{}_{}", parent.name, side.suffix);
    let rest = part.name.strip_prefix(&prefix);
    let number = if side.each {
        rest.and_then(|rest| rest.strip_prefix('_')?.parse().ok())
    } else {
        rest.filter(|rest| rest.is_empty()).map(|_| 0)
    };
    let is_kind = kinds::by_type(DIALECT, side.terraform).is_some();
    let number = number.or((!is_kind).then_some(usize::MAX))?;
    let address = format!("{}.{}", parent.type_name, parent.name);
    let holds = side.links.iter().all(|link| {
        let expected = link.filled(&address, parent.name);
        match part.block.get(link.argument) {
            Some(Document::String(text)) => {
                text.strip_prefix("${").and_then(|it| it.strip_suffix('}')) == Some(&expected)
            }
            Some(Document::Number(number)) => number.to_string() == expected,
            Some(Document::Bool(value)) => value.to_string() == expected,
            _ => false,
        }
    });
    holds.then_some(number)
}
