//! Conditions: what is compared with a literal, and so decides; what they say of each other; and what
//! they decide, where the parameters are known.

use std::collections::BTreeMap;

use crate::ir::Text;
use crate::ir::lifted::{Data, Field, Logic, Node, Resource, declaration};

use super::function::Scope;

/// The comparisons in a section `Conditions`, of which one side is a literal.
pub(super) fn comparisons(conditions: Node, scope: &Scope<'_>) -> Vec<Resource> {
    let Data::Object(fields) = conditions.data else { return Vec::new() };
    let mut found = Vec::new();
    for field in fields {
        let whole = field.key_span.to(field.value.span);
        let mut sides = Vec::new();
        equals(field.value, &mut sides);
        for (position, (left, right)) in sides.into_iter().enumerate() {
            let (left, right) = if is_literal(&left) { (right, left) } else { (left, right) };
            if !is_literal(&right) {
                continue;
            }
            let key_span = field.key_span;
            let entry = |key: &'static str, value| Field { key: key.into(), key_span, value };
            let decides = Node::text_at(key_span, "condition");
            let left = match left.get("Ref").and_then(Node::text) {
                Some(name) => Node::text_at(left.span, name.to_owned()),
                None => scope.resolve(left),
            };
            let address = match position {
                0 => format!("Conditions/{}", field.key),
                _ => format!("Conditions/{}/{position}", field.key),
            };
            found.push(declaration::resource(
                &declaration::COMPARISON,
                address,
                (key_span, whole),
                vec![entry("left", left), entry("right", right), entry("decides", decides)],
            ));
        }
    }
    found
}

/// How deep conditions may name each other.
const DEEPEST: usize = 32;

/// The conditions whose outcome is known, where every parameter has the value it is deployed with.
pub(super) fn decided(conditions: &Node, scope: &Scope<'_>) -> BTreeMap<String, bool> {
    let outcome = |field: &Field| {
        let outcome = decide(&field.value, conditions, scope, 0)?;
        Some((field.key.clone().into_owned(), outcome))
    };
    conditions.fields().iter().filter_map(outcome).collect()
}

fn decide(node: &Node, all: &Node, scope: &Scope<'_>, depth: usize) -> Option<bool> {
    let [field] = node.fields() else { return None };
    if depth > DEEPEST {
        return None;
    }
    let parts = field.value.items();
    let each = |node: &Node| decide(node, all, scope, depth + 1);
    match &*field.key {
        "Fn::Equals" => match parts {
            [left, right] => {
                let side = |node: &Node| scope.resolve(scope.copy(node)).known().literal_text();
                Some(side(left)? == side(right)?)
            }
            _ => None,
        },
        "Fn::Not" => each(parts.first()?).map(|it| !it),
        "Fn::And" => combine(parts.iter().map(each), false),
        "Fn::Or" => combine(parts.iter().map(each), true),
        "Condition" => each(all.get(field.value.text()?)?),
        _ => None,
    }
}

/// The outcome of several: `end` as soon as one is, its opposite if all are.
fn combine(outcomes: impl Iterator<Item = Option<bool>>, end: bool) -> Option<bool> {
    let mut known = true;
    for outcome in outcomes {
        match outcome {
            Some(it) if it == end => return Some(end),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(!end)
}

/// What each condition of a section `Conditions` says.
pub(super) fn logic(conditions: &Node) -> impl Iterator<Item = (Text, Logic)> {
    conditions.fields().iter().map(|field| (field.key.clone(), said(&field.value)))
}

fn said(node: &Node) -> Logic {
    let [field] = node.fields() else { return Logic::Unknown };
    let each = || field.value.items().iter().map(said).collect();
    match (&*field.key, field.value.items()) {
        ("Condition", _) => {
            field.value.text().map_or(Logic::Unknown, |name| Logic::Named(name.to_owned().into()))
        }
        ("Fn::Not", [inner]) => Logic::Not(Box::new(said(inner))),
        ("Fn::And", _) => Logic::All(each()),
        ("Fn::Or", _) => Logic::Any(each()),
        ("Fn::Equals", [left, right]) => {
            equal(left, right).or_else(|| equal(right, left)).unwrap_or(Logic::Unknown)
        }
        _ => Logic::Unknown,
    }
}

/// That a parameter has a value that is written out.
fn equal(input: &Node, value: &Node) -> Option<Logic> {
    let name = input.get("Ref")?.text()?;
    Some(Logic::Equal(name.to_owned().into(), value.literal_text()?))
}

/// Both sides of each `Fn::Equals`, also inside `Fn::And`, `Fn::Or` and `Fn::Not`.
fn equals(node: Node, found: &mut Vec<(Node, Node)>) {
    let Data::Object(fields) = node.data else { return };
    for field in fields {
        let Data::List(parts) = field.value.data else { continue };
        match &*field.key {
            "Fn::Equals" => {
                if let Ok([left, right]) = <[Node; 2]>::try_from(parts) {
                    found.push((left, right));
                }
            }
            "Fn::And" | "Fn::Or" | "Fn::Not" => {
                for part in parts {
                    equals(part, found);
                }
            }
            _ => {}
        }
    }
}

fn is_literal(node: &Node) -> bool {
    matches!(node.data, Data::Text(_) | Data::Bool(_) | Data::Integer(_) | Data::Decimal(_))
}
