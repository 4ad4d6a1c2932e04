//! What a manifest says about the environment it is for.

use crate::ir::lifted::{Manifest, Node, Resource};

use super::super::name;

/// Properties that name a resource.
const NAMES: [&str; 5] =
    ["name", "identifier", "cluster_identifier", "replication_group_id", "function_name"];
/// Words for what nobody depends on, beside the names of environments.
const PASSING: [&str; 6] = ["test", "sandbox", "demo", "example", "preview", "ephemeral"];

/// Whether a resource says by its name, or the manifest's, that nobody depends on it.
pub(crate) fn is_for_trial(manifest: &Manifest, resource: &Resource) -> bool {
    let names = NAMES.iter().filter_map(|it| resource.property(it)).filter_map(Node::text);
    let mut all = names.chain([&*manifest.frame.name, &*resource.address]);
    all.any(|it| {
        let words = name::words(it);
        let is_trial = |word: &String| {
            PASSING.contains(&&**word)
                || name::is_environment(word) && !name::names_production(word)
        };
        words.iter().any(is_trial)
    })
}
