//! Which services a change reaches: those that read outputs of a changed stack or call into it, and
//! those that read or call them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::exchange::diff::{Reached, StackDiff};

use super::unit::Unit;

/// Parts of a service that are stacks of their own.
const PARTS: [&str; 2] = ["-base", "-pipeline"];

/// The services that are reached without changing themselves, nearest first.
pub(super) fn services(changed: &[StackDiff], units: &BTreeMap<String, Unit>) -> Vec<Reached> {
    let mut readers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut owners: BTreeMap<String, &String> = BTreeMap::new();
    for (name, unit) in units {
        let reader = service(name);
        owners.extend(unit.owner.iter().map(|it| (reader.clone(), it)));
        for import in &unit.imports {
            let read = service(import);
            if read != reader {
                readers.entry(read).or_default().insert(reader.clone());
            }
        }
    }
    let mut seen: BTreeSet<String> = changed.iter().map(|it| service(&it.name)).collect();
    let mut open: VecDeque<(String, Vec<String>)> =
        seen.iter().map(|it| (it.clone(), Vec::new())).collect();
    let mut reached = Vec::new();
    while let Some((name, through)) = open.pop_front() {
        for reader in readers.get(&name).into_iter().flatten() {
            if seen.insert(reader.clone()) {
                let mut through = through.clone();
                through.insert(0, name.clone());
                let owner = owners.get(reader).map(|it| (*it).clone());
                reached.push(Reached { service: reader.clone(), owner, through: through.clone() });
                open.push_back((reader.clone(), through));
            }
        }
    }
    reached
}

/// The service of a stack: `cloudformation/orders-base` belongs to `orders`.
fn service(stack: &str) -> String {
    let name = stack.rsplit('/').next().unwrap_or(stack);
    PARTS.iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name).to_owned()
}
