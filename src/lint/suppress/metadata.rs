//! Suppressions that are part of the document, for JSON, which has no comments.
//!
//! An entry is `{"rule": "FW0301", "reason": "…"}` or `{"FW0301": "…"}`.

use crate::ir::lifted::{Field, Node};
use crate::manifest::read::Read;
use crate::manifest::source::Files;

use super::{Scope, Suppressions};

/// Adds every suppression that stands in the metadata of a manifest or a resource.
pub(super) fn read(read: &Read, found: &mut Suppressions) {
    let files = &read.files;
    for manifest in &read.manifests {
        for allow in lists(&manifest.meta) {
            entries(files, allow, Scope::File(allow.span.file), found);
        }
        for resource in &manifest.resources {
            for allow in lists(&resource.meta) {
                entries(files, allow, Scope::Area(resource.span), found);
            }
        }
    }
}

/// The lists of entries that stand beside a resource or in a template.
fn lists(meta: &Node) -> impl Iterator<Item = &Node> {
    ["Metadata.formwork.allow", "x-formwork-allow"].into_iter().filter_map(|path| meta.at(path))
}

fn entries(files: &Files, list: &Node, scope: Scope, found: &mut Suppressions) {
    if list.items().is_empty() {
        let help = "write a list, as in `[{\"rule\": \"FW0301\", \"reason\": \"…\"}]`";
        found.broken(files, list.span, "the suppressions are no list", help);
    }
    for entry in list.items() {
        let reason = |of: &Node| of.text().map(str::to_owned);
        match entry.get("rule").and_then(Node::text) {
            Some(rule) => {
                let reason = entry.get("reason").and_then(reason);
                found.add(files, [rule], reason.as_deref(), entry.span, scope);
            }
            None if entry.fields().is_empty() => {
                let help = "write `{\"rule\": \"FW0301\", \"reason\": \"…\"}`";
                found.broken(files, entry.span, "the suppression names no rule", help);
            }
            None => {
                for Field { key, value, .. } in entry.fields() {
                    let reason = reason(value);
                    found.add(files, [&**key], reason.as_deref(), entry.span, scope);
                }
            }
        }
    }
}
