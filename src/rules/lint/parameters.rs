//! Parameters that hold secrets: by their names, and by what is done with them.

use std::collections::BTreeSet;

use crate::ir::lifted::{Data, Manifest, Node, Resource};

use super::super::name::{is_of_a_secret, words};

/// The parameters and variables of text whose value is a secret.
///
/// One that is handed to a property for an ARN, an ID or a name, or that stands in a dynamic
/// reference, only points at a secret, whatever it is called.
pub(crate) fn secret_parameters(manifest: &Manifest) -> Vec<&Resource> {
    let is_candidate = |parameter: &&Resource| {
        let text = |name| parameter.property(name).and_then(Node::text);
        text("type").is_some_and(|it| it.eq_ignore_ascii_case("string"))
            && text("name").is_some_and(is_of_a_secret)
            && parameter.property("allowed_values").is_none()
            && !text("default").is_some_and(points)
    };
    let mut candidates: Vec<&Resource> = manifest.of("parameter").filter(is_candidate).collect();
    if !candidates.is_empty() {
        let pointers = pointers(manifest);
        candidates.retain(|it| {
            !it.property("name").and_then(Node::text).is_some_and(|it| pointers.contains(it))
        });
    }
    candidates
}

/// Whether a value says where a secret is: an ARN, a path of SSM, a dynamic reference.
fn points(value: &str) -> bool {
    value.starts_with("arn:") || value.starts_with('/') || value.contains("{{resolve:")
}

/// The names of the parameters that are used as pointers.
fn pointers(manifest: &Manifest) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for resource in &manifest.resources {
        collect(&resource.properties, false, &mut found);
    }
    found
}

fn collect<'m>(node: &'m Node, is_pointer: bool, found: &mut BTreeSet<&'m str>) {
    match &node.data {
        Data::Input(input) if is_pointer => {
            found.insert(&input.name);
        }
        Data::Object(fields) => {
            // A variable of a container is an object of its name and value.
            let name = node.get("name").or_else(|| node.get("Name")).and_then(Node::text);
            let is_named_so = name.is_some_and(takes_a_pointer);
            for field in fields {
                let is_value = field.key.eq_ignore_ascii_case("value");
                let is_pointer = takes_a_pointer(&field.key) || is_value && is_named_so;
                collect(&field.value, is_pointer, found);
            }
        }
        Data::Concat(parts) => {
            let says_where = |it: &Node| {
                it.text().is_some_and(|it| it.starts_with("arn:") || it.contains("{{resolve:"))
            };
            let is_pointer = is_pointer || parts.iter().any(says_where);
            for part in parts {
                collect(part, is_pointer, found);
            }
        }
        Data::List(items) | Data::OneOf(items) => {
            for item in items {
                collect(item, is_pointer, found);
            }
        }
        Data::Element(list, _) => collect(list, is_pointer, found),
        Data::Input(_)
        | Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Text(_)
        | Data::Reference(..)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Zone(_)
        | Data::Unknown(_) => {}
    }
}

/// Whether a property says where something is, by its name.
fn takes_a_pointer(key: &str) -> bool {
    let last = words(key).pop().unwrap_or_default();
    matches!(&*last, "arn" | "arns" | "id" | "name" | "path" | "resource" | "from")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_for_pointers() {
        for key in ["secret_arn", "SecretId", "value_from", "ValueFrom", "DB_SECRET_ARN"] {
            assert!(takes_a_pointer(key), "{key}");
        }
        for key in ["MasterUserPassword", "value", "SecretString", ""] {
            assert!(!takes_a_pointer(key), "{key}");
        }
    }
}
