//! What a change does to what is deployed: added, changed, replaced, deleted and renamed resources.
//!
//! 1. [`mod@unit`] takes a manifest apart: every property of every resource by its path, as text.
//! 2. [`compare`] sets two of them side by side; `replace` says what a change of a property does,
//!    and `cascade` what a replaced resource does to those that refer to it.
//! 3. [`refuse`] says which changes lose data or undo what is decided at run time.
//! 4. [`reach`] says which services a change reaches over imports and calls.
//! 5. [`text`] and [`markdown`] tell it.
//!
//! A side is read once as it is written, and once for each environment with its values: a change of
//! a value alone is one too. Nothing here prints or opens a file.

mod cascade;
pub mod compare;
pub mod markdown;
pub mod reach;
pub mod refuse;
mod replace;
pub mod text;
pub mod unit;

pub use unit::{Unit, View};

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::FORMAT;
use crate::exchange::diff::{Action, Counts, Diff, ResourceDiff, StackDiff};

/// One side of a comparison: its units as they are written, then as each environment has them.
#[derive(Debug, Default)]
pub struct Side {
    /// What it is called.
    pub name: String,
    /// The units as they are written, by name.
    pub written: BTreeMap<String, Unit>,
    /// The units with the values of an environment, by environment and name.
    pub deployed: BTreeMap<String, BTreeMap<String, Unit>>,
}

/// What the user says about refusals: addresses.
#[derive(Clone, Debug, Default)]
pub struct Acknowledged {
    /// Stateful resources that may be replaced or deleted.
    pub losses: BTreeSet<String>,
    /// Resources whose attributes may go back to what the template says.
    pub resets: BTreeSet<String>,
}

/// Compares two sides.
pub fn diff(before: &Side, after: &Side, acknowledged: &Acknowledged) -> Diff {
    let names: BTreeSet<_> = before.written.keys().chain(after.written.keys()).collect();
    let mut stacks = Vec::new();
    let mut refusals = Vec::new();
    for name in names {
        let pair = (before.written.get(name), after.written.get(name));
        let mut resources = compare::units(pair.0, pair.1);
        for (environment, units) in &before.deployed {
            let other = after.deployed.get(environment).and_then(|it| it.get(name));
            if let (Some(one), Some(other)) = (units.get(name), other) {
                compare::add_values(
                    &mut resources,
                    compare::units(Some(one), Some(other)),
                    environment,
                );
            }
        }
        cascade::replacements(&mut resources, pair.1);
        if resources.is_empty() {
            continue;
        }
        refusals.extend(refuse::changes(name, pair, &resources, acknowledged));
        let unit = pair.1.or(pair.0);
        stacks.push(StackDiff {
            name: name.clone(),
            owner: unit.and_then(|it| it.owner.clone()),
            action: match pair {
                (None, _) => Action::Add,
                (_, None) => Action::Delete,
                _ => Action::Change,
            },
            resources: resources.into_values().collect(),
        });
    }
    let both = before.deployed.keys().filter(|it| after.deployed.contains_key(*it));
    Diff {
        format: FORMAT.to_owned(),
        before: before.name.clone(),
        after: after.name.clone(),
        environments: both.cloned().collect(),
        counts: counts(stacks.iter().flat_map(|it| &it.resources)),
        reaches: reach::services(&stacks, &after.written),
        stacks,
        refusals,
    }
}

fn counts<'d>(resources: impl Iterator<Item = &'d ResourceDiff>) -> Counts {
    let mut counts = Counts::default();
    for it in resources {
        match it.action {
            Action::Add => counts.add += 1,
            Action::Change => counts.change += 1,
            Action::Replace => counts.replace += 1,
            Action::Delete => counts.delete += 1,
            Action::Rename => counts.rename += 1,
        }
    }
    counts
}
