//! What the emulator says that stands there.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::deployment::PREFIX;
use crate::stack::Leaf;

/// One estate: the texts in each resource, by the resource's stable name.
#[derive(Debug)]
pub struct Estate {
    resources: BTreeMap<String, Vec<String>>,
}

impl Estate {
    /// Reads the document that `tests/e2e/estate.py` writes.
    pub fn new(document: &Value) -> Self {
        let resources = document.as_object().expect("an estate is an object").iter();
        let resources = resources.map(|(name, properties)| {
            let mut texts = vec![name.clone()];
            collect(properties, &mut texts);
            (name.clone(), texts)
        });
        Self { resources: resources.collect() }
    }

    /// Whether the value of the resource with this path is there: in that resource if it has a name
    /// of its own in the estate, anywhere if it is a part of others.
    pub fn shows(&self, path: &str, leaf: &Leaf) -> bool {
        let label = label(path);
        let mut own = self.resources.iter().filter(|(name, _)| names(name, &label)).peekable();
        if own.peek().is_some() {
            own.any(|(_, texts)| has(texts, leaf))
        } else {
            self.resources.values().any(|texts| has(texts, leaf))
        }
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
        return texts.iter().any(|text| names(text, &label));
    }
    texts.iter().any(|text| match leaf.is_part {
        true => text.contains(&leaf.needle),
        false => *text == leaf.needle || is_number(text, &leaf.needle),
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
