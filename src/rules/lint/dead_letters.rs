//! Queues for what could not be delivered or handled.

use crate::ir::lifted::{Manifest, Node, Resource};

use super::super::name;

/// Words of the keys below which a dead-letter queue or a destination of failures stands.
const KEYS: [&str; 5] = ["deadletter", "dead_letter", "dlq", "onfailure", "on_failure"];
/// Types of Terraform that say of a queue beside it that it is one.
const ALLOWS: &str = "aws_sqs_queue_redrive_allow_policy";

/// Every queue that is surely a dead-letter queue, or may be one that something else uses.
pub(crate) fn dead_letter_queues(manifest: &Manifest) -> Vec<&Resource> {
    let mut found: Vec<&Resource> = Vec::new();
    for resource in &manifest.resources {
        collect(manifest, &resource.properties, &mut found);
        // What a module does with the queues it is given is not known.
        if resource.is("module-call") || resource.is(ALLOWS) {
            found.extend(manifest.targets(&resource.properties));
        }
    }
    let is_called = |it: &&Resource| it.property("redrive_allow_policy").is_some() || is_named(it);
    found.extend(manifest.of("sqs/queue").filter(is_called));
    found.retain(|it| it.is("sqs/queue"));
    found
}

fn collect<'m>(manifest: &'m Manifest, node: &'m Node, found: &mut Vec<&'m Resource>) {
    let mut each = |node: &'m Node| {
        for field in node.fields() {
            let key = field.key.to_lowercase();
            if KEYS.iter().any(|it| key.contains(it)) || key == "redrive_policy" {
                found.extend(manifest.targets(&field.value));
            }
        }
    };
    node.walk(&mut each);
}

/// Whether a queue is called one.
fn is_named(queue: &Resource) -> bool {
    let name = queue.property("name").and_then(Node::text).unwrap_or_default();
    [name, &*queue.address].iter().any(|it| {
        let words = name::words(it);
        let has = |word: &str| words.iter().any(|it| it == word);
        has("dlq") || has("deadletter") || has("dead") || has("dl") && has("queue")
    })
}
