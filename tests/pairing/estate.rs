//! What the emulator says that stands there.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::deployment::PREFIX;
use crate::stack::Leaf;

/// One estate: the texts in each resource, by the resource's stable name.
#[derive(Debug)]
pub(crate) struct Estate {
    resources: BTreeMap<String, Vec<String>>,
}

impl Estate {
    /// Reads the document that `tests/e2e/estate.py` writes.
    pub(crate) fn new(document: &Value) -> Self {
        let resources = document.as_object().expect("an estate is an object").iter();
        let resources = resources.map(|(name, properties)| {
            let mut texts: Vec<_> = name.split(' ').map(str::to_owned).collect();
            collect(properties, &mut texts);
            (name.clone(), texts)
        });
        Self { resources: resources.collect() }
    }

    /// Whether the value of the resource with this path is there: in that resource, or in what has no
    /// path of its own in the estate, such as records.
    pub(crate) fn shows(&self, path: &str, leaf: &Leaf) -> bool {
        let label = label(path);
        let candidates = self
            .resources
            .iter()
            .filter(|(name, _)| names(name, &label) || !name.contains(&format!(" {PREFIX}:")));
        let shown = candidates.into_iter().any(|(_, texts)| has(texts, leaf));
        // A policy or an association is a part of another resource.
        let is_part = !self.resources.keys().any(|name| names(name, &label));
        shown || is_part && self.resources.values().any(|texts| has(texts, leaf))
    }
}

fn label(path: &str) -> String {
    let path: String = path.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{PREFIX}:{path}")
}

/// Whether `text` names the resource called `label`, and not one whose name only begins so.
fn names(text: &str, label: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(label) {
        rest = &rest[at + label.len()..];
        if !rest.starts_with(|next: char| next.is_ascii_alphanumeric()) {
            return true;
        }
    }
    false
}

fn has(texts: &[String], leaf: &Leaf) -> bool {
    if leaf.is_reference {
        let label = label(&leaf.needle);
        let named = |text: &String| leaf.name.as_ref().is_some_and(|name| text.contains(name));
        return texts.iter().any(|text| names(text, &label) || named(text));
    }
    texts.iter().any(|text| {
        if leaf.is_part {
            return text.contains(&leaf.needle);
        }
        // A name in a zone ends in a dot.
        text.trim_end_matches('.') == leaf.needle || is_number(text, &leaf.needle)
    })
}

/// `61` and `61.0` are one number.
fn is_number(text: &str, needle: &str) -> bool {
    match (text.parse::<f64>(), needle.parse::<f64>()) {
        (Ok(one), Ok(other)) => (one - other).abs() < f64::EPSILON,
        _ => false,
    }
}

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => texts.push(number.to_string()),
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|it| collect(it, texts)),
        Value::Object(entries) => {
            for (key, it) in entries {
                // The reader turns lists of named items into maps with such keys.
                let name = key.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
                texts.push(name.unwrap_or(key).to_owned());
                collect(it, texts);
            }
        }
    }
}
