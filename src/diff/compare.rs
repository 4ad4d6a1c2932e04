//! Two units side by side.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::diff::{Action, Effect, PropertyDiff, ResourceDiff};

use super::replace::effect;
use super::unit::{Item, Unit};

/// What changes, by address.
pub type Changes = BTreeMap<String, ResourceDiff>;

/// Compares two units; one that is not there has no resources.
pub fn units(before: Option<&Unit>, after: Option<&Unit>) -> Changes {
    let empty = Unit::default();
    let (before, after) = (before.unwrap_or(&empty), after.unwrap_or(&empty));
    let origin: BTreeMap<&String, &String> = after
        .moved
        .iter()
        .filter(|(from, to)| before.items.contains_key(*from) && !before.items.contains_key(*to))
        .map(|(from, to)| (to, from))
        .collect();
    let mut changes = Changes::new();
    let mut seen = BTreeSet::new();
    for (address, item) in &after.items {
        let was = origin.get(address).copied();
        let earlier = was.unwrap_or(address);
        let change = match before.items.get(earlier) {
            None => whole(address, item, Action::Add),
            // Another type under the same address is another resource.
            Some(other) if other.type_name != item.type_name => {
                let mut change = whole(address, item, Action::Replace);
                change.stateful |= other.stateful;
                change.because_of.push("type".to_owned());
                change
            }
            Some(other) => changed(address, (other, item), was, &after.moved),
        };
        seen.insert(earlier);
        if change.action != Action::Change || !change.properties.is_empty() {
            changes.insert(address.clone(), change);
        }
    }
    for (address, item) in before.items.iter().filter(|(address, _)| !seen.contains(address)) {
        changes.insert(address.clone(), whole(address, item, Action::Delete));
    }
    changes
}

fn whole(address: &str, item: &Item, action: Action) -> ResourceDiff {
    ResourceDiff {
        address: address.to_owned(),
        was: None,
        type_name: item.type_name.clone(),
        action,
        stateful: item.stateful,
        because_of: Vec::new(),
        properties: Vec::new(),
    }
}

fn changed(
    address: &str,
    (before, after): (&Item, &Item),
    was: Option<&String>,
    moved: &BTreeMap<String, String>,
) -> ResourceDiff {
    let mut change = whole(address, after, Action::Change);
    change.was = was.cloned();
    let paths: BTreeSet<_> = before.leaves.keys().chain(after.leaves.keys()).collect();
    for path in paths {
        let (one, other) = (before.leaves.get(path), after.leaves.get(path));
        if one.zip(other).is_some_and(|(one, other)| one.is(other, moved)) {
            continue;
        }
        change.properties.push(PropertyDiff {
            path: path.clone(),
            before: one.map(|it| it.text.clone()),
            after: other.map(|it| it.text.clone()),
            environments: Vec::new(),
            effect: planned(after, path).unwrap_or_else(|| effect(after, path)),
        });
    }
    settle(&mut change);
    if let Some(paths) = &after.replaced {
        change.action = Action::Replace;
        change.because_of.clone_from(paths);
    }
    change
}

/// What a change of the property at `path` does, if a plan says so.
fn planned(item: &Item, path: &str) -> Option<Effect> {
    let paths = item.replaced.as_ref()?;
    let is_one = paths.iter().any(|it| path.strip_prefix(&**it).is_some_and(is_below));
    Some(if is_one { Effect::Replaces } else { Effect::InPlace })
}

/// Whether what follows a path is nothing, or below it.
fn is_below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

/// Says what the properties make of the resource.
pub(super) fn settle(change: &mut ResourceDiff) {
    let replacing = change.properties.iter().filter(|it| it.effect == Effect::Replaces);
    let mut because_of: Vec<_> = replacing.map(|it| it.path.clone()).collect();
    because_of.dedup();
    if change.action == Action::Change && !because_of.is_empty() {
        change.action = Action::Replace;
        change.because_of = because_of;
    } else if change.action == Action::Change
        && change.properties.is_empty()
        && change.was.is_some()
    {
        change.action = Action::Rename;
    }
}

/// Adds what changes in an environment by its values, where the template itself does not change.
pub(super) fn add_values(changes: &mut Changes, deployed: Changes, environment: &str) {
    for (address, other) in deployed {
        if !matches!(other.action, Action::Change | Action::Replace) {
            continue;
        }
        let known = changes.entry(address).or_insert_with(|| ResourceDiff {
            action: Action::Change,
            because_of: Vec::new(),
            properties: Vec::new(),
            ..other.clone()
        });
        if !matches!(known.action, Action::Change | Action::Replace | Action::Rename) {
            continue;
        }
        for property in other.properties {
            add_value(known, property, environment);
        }
        if known.action == Action::Rename && !known.properties.is_empty() {
            known.action = Action::Change;
        }
        settle(known);
    }
}

fn add_value(change: &mut ResourceDiff, property: PropertyDiff, environment: &str) {
    let is_written = |it: &PropertyDiff| it.path == property.path && it.environments.is_empty();
    if change.properties.iter().any(is_written) {
        return;
    }
    let alike = change.properties.iter_mut().find(|it| {
        it.path == property.path && it.before == property.before && it.after == property.after
    });
    match alike {
        Some(known) => known.environments.push(environment.to_owned()),
        None => change
            .properties
            .push(PropertyDiff { environments: vec![environment.to_owned()], ..property }),
    }
}
