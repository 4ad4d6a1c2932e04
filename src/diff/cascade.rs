//! What a replaced resource does to those that refer to it: what they are told of it changes too.

use std::collections::BTreeSet;

use crate::exchange::diff::{Action, Effect, PropertyDiff, ResourceDiff};

use super::compare::{Changes, settle};
use super::replace::effect;
use super::unit::{Item, Unit};

/// What is not known before the deployment.
const LATER: &str = "(known after the deployment)";

/// Adds the changes that replacements cause, and the replacements that those cause.
pub(super) fn replacements(changes: &mut Changes, after: Option<&Unit>) {
    let Some(after) = after else { return };
    let mut done = BTreeSet::new();
    loop {
        let replaced = changes.values().filter(|it| it.action == Action::Replace);
        let next: Vec<_> =
            replaced.map(|it| it.address.clone()).filter(|it| done.insert(it.clone())).collect();
        if next.is_empty() {
            return;
        }
        for (address, item) in &after.items {
            for replaced in next.iter().filter(|it| *it != address) {
                let environments = environments(&changes[replaced]);
                tell(changes, (address, item), replaced, &environments);
            }
        }
    }
}

/// The environments in which a resource is replaced; none if it is everywhere.
fn environments(change: &ResourceDiff) -> Vec<String> {
    let replacing = change.properties.iter().filter(|it| it.effect == Effect::Replaces);
    let each: Vec<_> = replacing.map(|it| &it.environments).collect();
    if each.iter().any(|it| it.is_empty()) {
        return Vec::new();
    }
    each.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().cloned().collect()
}

/// Tells a resource that one that it refers to is replaced.
fn tell(
    changes: &mut Changes,
    (address, item): (&str, &Item),
    replaced: &str,
    environments: &[String],
) {
    for (path, leaf) in item.leaves.iter().filter(|(_, leaf)| leaf.refers.contains(replaced)) {
        let change = changes.entry(address.to_owned()).or_insert_with(|| ResourceDiff {
            address: address.to_owned(),
            was: None,
            type_name: item.type_name.clone(),
            action: Action::Change,
            stateful: item.stateful,
            because_of: Vec::new(),
            properties: Vec::new(),
        });
        let is_told = change.properties.iter().any(|it| it.path == *path);
        if is_told || matches!(change.action, Action::Add | Action::Delete) {
            continue;
        }
        if change.action == Action::Rename {
            change.action = Action::Change;
        }
        // What a replaced resource is called may stay; that it must be made anew is not certain.
        let effect = effect(item, path);
        change.properties.push(PropertyDiff {
            path: path.clone(),
            before: Some(leaf.text.clone()),
            after: Some(LATER.to_owned()),
            environments: environments.to_vec(),
            effect: if is_name(&leaf.text) { effect.min(Effect::MayReplace) } else { effect },
        });
        settle(change);
    }
}

/// Whether a text is the name of another resource, which may stay as it is.
fn is_name(text: &str) -> bool {
    text.rsplit('.').next().is_some_and(|it| it == "name" || it.ends_with("_name"))
}
