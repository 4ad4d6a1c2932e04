//! One file that is keyed by environment: `{"accounts": {"development": {…}, "production": {…}}}`.

use std::collections::BTreeSet;

use crate::ir::lifted::{Data, Field, Node};
use crate::rules::parity::is_environment;

/// How deep the environments may stand.
const DEEPEST: usize = 2;

/// An object whose keys are environments.
pub(super) struct Keyed<'n> {
    /// The keys that lead to it.
    pub(super) path: String,
    /// Its environments.
    pub(super) environments: Vec<&'n Field>,
    /// Whether they only say what differs from the keys beside them.
    pub(super) is_overlay: bool,
}

/// Every such object of a document that is in no other such object.
pub(super) fn find(root: &Node) -> Vec<Keyed<'_>> {
    let mut found = Vec::new();
    collect(root, (String::new(), &[]), 0, &mut found);
    found
}

fn collect<'n>(
    node: &'n Node,
    (path, beside): (String, &[Field]),
    depth: usize,
    found: &mut Vec<Keyed<'n>>,
) {
    let Data::Object(fields) = &node.data else { return };
    let is_one = |it: &&Field| is_environment(&it.key) && matches!(it.value.data, Data::Object(_));
    let environments: Vec<_> = fields.iter().filter(is_one).collect();
    if environments.len() >= 2 {
        let mut keys = environments.iter().flat_map(|it| it.value.fields()).map(|it| &it.key);
        let known: BTreeSet<_> = beside.iter().chain(fields).map(|it| &it.key).collect();
        let is_overlay = keys.any(|key| known.contains(key));
        found.push(Keyed { path, environments, is_overlay });
    } else if depth < DEEPEST {
        for field in fields {
            let below = if path.is_empty() { String::new() } else { format!("{path}/") };
            let path = format!("{below}{}", field.key);
            collect(&field.value, (path, fields), depth + 1, found);
        }
    }
}

/// Whether a text may be a document with such an object: it names two environments as keys.
pub fn may_be_in(text: &str) -> bool {
    let is_key = |(at, word): (usize, &str)| {
        let behind = text[at + word.len()..].trim_start_matches(['"', '\'']).trim_start();
        (behind.starts_with(':') && is_environment(word)).then(|| word.to_owned())
    };
    let mut keys: Vec<String> = words(text).filter_map(is_key).collect();
    keys.sort();
    keys.dedup();
    keys.len() >= 2
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = text.split(|it: char| !it.is_alphanumeric() && it != '-' && it != '_');
    starts
        .filter(|word| !word.is_empty() && word.len() <= 16)
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
