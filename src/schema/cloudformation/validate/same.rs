//! Whether two values say the same, wherever they stand and however they are written.

use std::collections::BTreeSet;

use crate::ir::lifted::{Data, Field, Node};

/// A value that stands twice among others.
pub(super) fn repeated<'n>(all: impl Iterator<Item = &'n Node>) -> Option<&'n Node> {
    let mut before: Vec<&Node> = Vec::new();
    let mut texts = BTreeSet::new();
    for item in all.filter(|item| is_comparable(item)) {
        let is_known = match item.data {
            Data::Text(_) | Data::Integer(_) | Data::Decimal(_) | Data::Bool(_) => {
                !texts.insert(item.literal_text())
            }
            _ => before.iter().any(|it| is_same(it, item)),
        };
        if is_known {
            return Some(item);
        }
        // Long lists of structures are not compared all with all.
        if before.len() < 256 {
            before.push(item);
        }
    }
    None
}

/// Whether a value can be told from others: what it says is known, or it names what it is.
pub(super) fn is_comparable(node: &Node) -> bool {
    match &node.data {
        Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Text(_)
        | Data::Reference(..)
        | Data::Input(_)
        | Data::Pseudo(_)
        | Data::Import(_) => true,
        Data::List(items) | Data::Concat(items) => items.iter().all(is_comparable),
        Data::Object(fields) => fields.iter().all(|field| is_comparable(&field.value)),
        Data::Absent | Data::Element(..) | Data::Zone(_) | Data::OneOf(_) | Data::Unknown(_) => {
            false
        }
    }
}

/// Whether two values say the same, wherever they stand.
pub(super) fn is_same(one: &Node, other: &Node) -> bool {
    let each = |ones: &[Node], others: &[Node]| {
        ones.len() == others.len() && ones.iter().zip(others).all(|(a, b)| is_same(a, b))
    };
    match (&one.data, &other.data) {
        (Data::List(ones), Data::List(others)) | (Data::Concat(ones), Data::Concat(others)) => {
            each(ones, others)
        }
        (Data::Object(ones), Data::Object(others)) => {
            let has = |field: &Field| {
                other.get(&field.key).is_some_and(|value| is_same(&field.value, value))
            };
            ones.len() == others.len() && ones.iter().all(has)
        }
        (Data::Input(a), Data::Input(b)) => a.name == b.name,
        (Data::Reference(..) | Data::Pseudo(_) | Data::Import(_), _) => one.data == other.data,
        _ => one.literal_text().is_some_and(|text| other.literal_text() == Some(text)),
    }
}
