//! The resources as a stack, and the values in it.

use std::collections::{BTreeMap, BTreeSet};

use formwork::ir::graph::Body;
use formwork::ir::kind::{Codec, Dialect, Row};
use formwork::ir::{KnobType, Literal, Pseudo, Resource, ResourceId, Stack, Value, kinds};
use serde_json::Value as Json;

use crate::resources;

/// The name of the stack.
pub(crate) const NAME: &str = "pair";

/// Rows that hold the name of a resource.
const NAMES: &[&str] = &["name", "bucket", "alarm_name", "cluster_identifier"];
/// The entry that names a resource to come after.
const AFTER: &str = "after";

/// The stack, and the names of the kinds in it.
pub(crate) fn build() -> (Stack, BTreeSet<&'static str>) {
    let mut stack = Stack::new(NAME, "A resource of every kind, with values that tell rows apart");
    let mut known = BTreeMap::new();
    let mut kind_names = BTreeSet::new();
    for (path, kind, properties) in resources::all() {
        let kind = kinds::by_name(kind).unwrap_or_else(|| panic!("no kind `{kind}`"));
        kind_names.insert(kind.name);
        let mut resource = Resource::new(path, kind);
        for (name, value) in properties.as_object().expect("properties are an object") {
            if name == AFTER {
                resource = resource.after(known[value.as_str().expect("a path")]);
                continue;
            }
            let put = resource.put(name, value_of(value, &known));
            put.unwrap_or_else(|kind| panic!("`{kind}` of `{path}` has no row `{name}`"));
        }
        known.insert(path, stack.add(resource));
    }
    // A parameter, so that values come through files too.
    let count = stack.vary(
        "most-tasks",
        "count",
        KnobType::Number(1, 9),
        "Most tasks",
        vec![Literal::Integer(8), Literal::Integer(9)],
    );
    // Tags every resource, as in the stacks of an app.
    let names = ["dev", "other"].map(|name| Literal::Text(name.into()));
    stack.vary(
        "environment",
        "environment",
        KnobType::Text(Vec::new()),
        "Environment",
        names.into(),
    );
    let target = stack.resources.iter_mut().find(|it| it.path == "target").expect("`target`");
    target.put("max_capacity", count).expect("a row of the kind");
    (stack, kind_names)
}

fn value_of(json: &Json, known: &BTreeMap<&str, ResourceId>) -> Value {
    match json {
        Json::Null => panic!("a value is absent, never null"),
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match number.as_i64() {
            Some(number) => Value::Integer(number),
            None => Value::Decimal(number.as_f64().expect("a number")),
        },
        Json::String(text) => text_of(text, known),
        Json::Array(items) => Value::List(items.iter().map(|it| value_of(it, known)).collect()),
        Json::Object(entries) => {
            Value::object(entries.iter().map(|(key, it)| (key.clone(), value_of(it, known))))
        }
    }
}

fn text_of(text: &str, known: &BTreeMap<&str, ResourceId>) -> Value {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let (name, after) = after.split_once('>').expect("`<` is closed");
        parts.push(Value::from(before.to_owned()));
        parts.push(match name {
            "account" => Value::Pseudo(Pseudo::Account),
            "region" => Value::Pseudo(Pseudo::Region),
            "partition" => Value::Pseudo(Pseudo::Partition),
            "zone:0" => Value::Zone(0),
            "zone:1" => Value::Zone(1),
            _ => {
                let (path, attribute) = name.rsplit_once('.').expect("`path.attribute`");
                let id = known.get(path).unwrap_or_else(|| panic!("`{path}` comes later"));
                Value::Reference(*id, attribute.to_owned().into())
            }
        });
        rest = after;
    }
    parts.push(Value::from(rest.to_owned()));
    let whole = Value::concat(parts);
    match whole {
        Value::Concat(mut parts) if parts.len() == 1 => parts.swap_remove(0),
        other => other,
    }
}

/// A value that was set, and has to be found again.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// The kind it belongs to.
    pub(crate) kind: &'static str,
    /// Its row, with those it stands in.
    pub(crate) row: String,
    /// What has to be there: a text, a number, or the path of the resource referred to.
    pub(crate) needle: String,
    /// Whether it is the resource referred to.
    pub(crate) is_reference: bool,
    /// The name that the description gives to the resource referred to.
    pub(crate) name: Option<String>,
    /// Whether the needle is only a part of what is there.
    pub(crate) is_part: bool,
    dialects: [bool; 2],
}

impl Leaf {
    /// Whether the row exists in `dialect`.
    pub(crate) fn is_in(&self, dialect: Dialect) -> bool {
        self.dialects[usize::from(dialect == Dialect::Terraform)]
    }
}

/// Every value of a resource, except truth values and empty texts.
pub(crate) fn leaves<'s>(
    stack: &'s Stack,
    resource: &'s Resource,
) -> impl Iterator<Item = Leaf> + 's {
    let mut found = Found { stack, kind: "", leaves: Vec::new() };
    if let Body::Declared { kind, properties, .. } = &resource.body {
        found.kind = kind.name;
        for (row, value) in properties {
            found.row("", row, value, [true, true]);
        }
    }
    found.leaves.into_iter()
}

struct Found<'s> {
    stack: &'s Stack,
    kind: &'static str,
    leaves: Vec<Leaf>,
}

impl Found<'_> {
    fn row(&mut self, within: &str, row: &Row, value: &Value, outer: [bool; 2]) {
        let has = |dialect| row.path_in(dialect).is_some();
        let dialects =
            [outer[0] && has(Dialect::CloudFormation), outer[1] && has(Dialect::Terraform)];
        let path =
            if within.is_empty() { row.name.to_owned() } else { format!("{within}.{}", row.name) };
        let (Codec::Block(rows) | Codec::Blocks(rows) | Codec::TextBlocks(rows)) = row.codec else {
            return self.value(&path, value, dialects, false);
        };
        let items = match value {
            Value::List(items) => items.as_slice(),
            other => std::slice::from_ref(other),
        };
        for (position, item) in items.iter().enumerate() {
            let Value::Object(entries) = item else { continue };
            let path = if items.len() > 1 { format!("{path}[{position}]") } else { path.clone() };
            for (key, value) in entries {
                let inner = rows.iter().find(|it| it.name == key);
                let inner = inner.unwrap_or_else(|| panic!("`{path}` has no row `{key}`"));
                self.row(&path, inner, value, dialects);
            }
        }
    }

    fn value(&mut self, row: &str, value: &Value, dialects: [bool; 2], part: bool) {
        let mut leaf = Leaf {
            kind: self.kind,
            row: row.to_owned(),
            needle: String::new(),
            is_reference: false,
            name: None,
            is_part: part,
            dialects,
        };
        match value {
            Value::Integer(number) => leaf.needle = number.to_string(),
            Value::Decimal(number) => leaf.needle = number.to_string(),
            Value::Text(text) => leaf.needle = text.clone().into_owned(),
            Value::Reference(id, _) => {
                let target = self.stack.resource(*id);
                (leaf.needle, leaf.is_reference) = (target.path.clone(), true);
                let given = NAMES.iter().find_map(|name| target.property(name)?.literal_text());
                leaf.name = given.map(std::borrow::Cow::into_owned);
            }
            Value::List(items) => {
                return items.iter().for_each(|it| self.value(row, it, dialects, part));
            }
            Value::Concat(parts) => {
                return parts.iter().for_each(|it| self.value(row, it, dialects, true));
            }
            Value::Object(entries) => {
                for (key, value) in entries {
                    self.value(row, &Value::Text(key.clone()), dialects, part);
                    self.value(&format!("{row}.{key}"), value, dialects, part);
                }
                return;
            }
            _ => return,
        }
        if !leaf.needle.is_empty() {
            self.leaves.push(leaf);
        }
    }
}
