//! The classes of breakage. They know the tables, the schemas and the syntax of references, and no rule.

use formwork::ir::kind::Dialect;
use formwork::schema::cloudformation::{self, Flag};
use serde_json::{Value as Json, json};

use super::spots::{Declared, Place, Spot, below, get, get_mut, resources, spots};
use super::subjects::{Subject, text};

/// A way to break a manifest.
pub(crate) struct Class {
    pub(crate) name: &'static str,
    make: Make,
}

enum Make {
    /// Of a property that is set.
    Spot(fn(Dialect, &Json, &Spot) -> Option<Edit>),
    /// Of a reference to a resource: what stands there afterwards.
    Reference(fn(&Reference<'_>) -> Option<Json>),
    /// Of a resource.
    Resource(fn(Dialect, &Json, &Declared<'_>) -> Option<Edit>),
}

/// A change of a document.
#[derive(Clone)]
enum Edit {
    Remove(Place),
    Set(Place, Json),
    Insert(Place, String, Json),
    Rename(Place, String),
}

/// A manifest that was broken in one place.
pub(crate) struct Mutant {
    pub(crate) class: &'static str,
    pub(crate) dialect: &'static str,
    pub(crate) subject: String,
    /// What was broken, without its resource: `ecs/service.desired_count`.
    pub(crate) property: String,
    /// What was broken, in full.
    pub(crate) place: String,
    edit: Edit,
}

impl Mutant {
    /// The text of the broken manifest.
    pub(crate) fn text(&self, subject: &Subject) -> String {
        let mut document = subject.document.clone();
        apply(&mut document, &self.edit);
        text(&document)
    }
}

/// All classes.
pub(crate) const CLASSES: &[Class] = &[
    Class { name: "misspelled-property", make: Make::Spot(misspelled) },
    Class { name: "dropped-required", make: Make::Spot(dropped_required) },
    Class { name: "dropped-property", make: Make::Spot(dropped) },
    Class { name: "wrong-type", make: Make::Spot(wrong_type) },
    Class { name: "flipped-switch", make: Make::Spot(flipped) },
    Class { name: "number-zero", make: Make::Spot(zeroed) },
    Class { name: "number-negative", make: Make::Spot(negative) },
    Class { name: "number-thousandfold", make: Make::Spot(thousandfold) },
    Class { name: "misspelled-word", make: Make::Spot(misspelled_word) },
    Class { name: "dropped-element", make: Make::Spot(dropped_element) },
    Class { name: "repeated-element", make: Make::Spot(repeated_element) },
    Class { name: "dangling-reference", make: Make::Reference(dangling) },
    Class { name: "unknown-attribute", make: Make::Reference(unknown_attribute) },
    Class { name: "crossed-reference", make: Make::Reference(crossed) },
    Class { name: "hard-coded-reference", make: Make::Reference(hard_coded) },
    Class { name: "misspelled-type", make: Make::Resource(misspelled_type) },
    Class { name: "set-read-only-property", make: Make::Resource(set_read_only) },
    Class { name: "dropped-order", make: Make::Resource(dropped_order) },
    Class { name: "dropped-resource", make: Make::Resource(dropped_resource) },
];

/// Everything that can be broken in a manifest.
pub(crate) fn mutants(subject: &Subject) -> Vec<Mutant> {
    let (dialect, document) = (subject.dialect, &subject.document);
    let spots = spots(dialect, document);
    let resources = resources(dialect, document);
    let references = references(dialect, document, &spots, &resources);
    let mut mutants = Vec::new();
    for class in CLASSES {
        let mut made = |property: &str, place: &Place, edit: Option<Edit>| {
            mutants.extend(edit.map(|edit| Mutant {
                class: class.name,
                dialect: dialect_name(dialect),
                subject: subject.name.clone(),
                property: property.to_owned(),
                place: place.join("/"),
                edit,
            }));
        };
        match class.make {
            Make::Spot(make) => {
                for spot in &spots {
                    made(&spot.property, &spot.place, make(dialect, document, spot));
                }
            }
            Make::Reference(make) => {
                for it in &references {
                    let edit = make(it).map(|value| Edit::Set(it.place.clone(), value));
                    made(&it.property, &it.place, edit);
                }
            }
            Make::Resource(make) => {
                for it in &resources {
                    made(it.type_name, &it.place, make(dialect, document, it));
                }
            }
        }
    }
    mutants
}

const fn dialect_name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::CloudFormation => "CloudFormation",
        Dialect::Terraform => "Terraform",
    }
}

fn apply(document: &mut Json, edit: &Edit) {
    let (place, value) = match edit {
        Edit::Remove(place) => (place, None),
        Edit::Set(place, value) => {
            *get_mut(document, place).unwrap() = value.clone();
            return;
        }
        Edit::Insert(place, name, value) => {
            get_mut(document, place).unwrap()[name] = value.clone();
            return;
        }
        Edit::Rename(place, name) => (place, Some(name)),
    };
    let (last, above) = place.split_last().unwrap();
    match get_mut(document, above).unwrap() {
        Json::Object(fields) => {
            let old = fields.remove(last).unwrap();
            if let Some(name) = value {
                fields.insert(name.clone(), old);
            }
        }
        Json::Array(items) => {
            items.remove(last.parse().unwrap());
        }
        other => panic!("{other} has no entries"),
    }
}

/// A literal: what is computed at deployment is none.
fn literal<'d>(document: &'d Json, spot: &Spot) -> Option<&'d Json> {
    let value = get(document, &spot.place)?;
    let is_computed = match value {
        Json::Object(fields) => {
            fields.len() == 1 && fields.keys().all(|key| key == "Ref" || key.starts_with("Fn::"))
        }
        Json::String(text) => text.contains("${"),
        _ => false,
    };
    (!is_computed).then_some(value)
}

/// A word with a letter twice.
fn stutter(word: &str) -> Option<String> {
    let middle = word.char_indices().nth(word.chars().count() / 2)?;
    let mut word = word.to_owned();
    word.insert(middle.0, middle.1);
    Some(word)
}

fn misspelled(_: Dialect, _: &Json, spot: &Spot) -> Option<Edit> {
    let last = spot.place.last()?;
    // An entry of a list of pairs is named by its `Key`, not by the key `Value`.
    let is_named = last.parse::<usize>().is_err() && last != "Value";
    is_named.then(|| Some(Edit::Rename(spot.place.clone(), stutter(last)?)))?
}

fn dropped_required(_: Dialect, _: &Json, spot: &Spot) -> Option<Edit> {
    spot.row.required.then(|| removal(spot))?
}

fn dropped(_: Dialect, _: &Json, spot: &Spot) -> Option<Edit> {
    (!spot.row.required).then(|| removal(spot))?
}

/// Removes a property; of an entry of a list of pairs, the whole entry.
fn removal(spot: &Spot) -> Option<Edit> {
    let mut place = spot.place.clone();
    if place.last()? == "Value" {
        place.pop();
    }
    Some(Edit::Remove(place))
}

fn wrong_type(_: Dialect, document: &Json, spot: &Spot) -> Option<Edit> {
    let wrong = match literal(document, spot)? {
        Json::Array(_) | Json::Object(_) => json!("a text"),
        Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Null => json!(["a", ["list"]]),
    };
    Some(Edit::Set(spot.place.clone(), wrong))
}

fn flipped(_: Dialect, document: &Json, spot: &Spot) -> Option<Edit> {
    let flipped = match literal(document, spot)? {
        Json::Bool(value) => json!(!value),
        Json::String(word) if word == "true" => json!("false"),
        Json::String(word) if word == "false" => json!("true"),
        _ => return None,
    };
    Some(Edit::Set(spot.place.clone(), flipped))
}

/// A number, or a text that says one, changed.
fn number(document: &Json, spot: &Spot, change: fn(i64) -> i64) -> Option<Edit> {
    let changed = match literal(document, spot)? {
        Json::Number(number) => json!(change(number.as_i64()?)),
        Json::String(text) => json!(change(text.parse().ok()?).to_string()),
        _ => return None,
    };
    Some(Edit::Set(spot.place.clone(), changed))
}

fn zeroed(_: Dialect, document: &Json, spot: &Spot) -> Option<Edit> {
    number(document, spot, |_| 0)
}

fn negative(_: Dialect, document: &Json, spot: &Spot) -> Option<Edit> {
    number(document, spot, |number| -number - 7)
}

fn thousandfold(_: Dialect, document: &Json, spot: &Spot) -> Option<Edit> {
    number(document, spot, |number| number.saturating_mul(1000).saturating_add(1))
}

fn misspelled_word(_: Dialect, document: &Json, spot: &Spot) -> Option<Edit> {
    let word = literal(document, spot)?.as_str()?;
    let is_word = word.len() > 2
        && word.parse::<i64>().is_err()
        && word.chars().all(|it| it.is_ascii_alphanumeric() || "-_./".contains(it));
    is_word.then(|| Some(Edit::Set(spot.place.clone(), json!(stutter(word)?))))?
}

fn dropped_element(_: Dialect, document: &Json, spot: &Spot) -> Option<Edit> {
    let items = literal(document, spot)?.as_array()?;
    (items.len() > 1).then(|| Edit::Remove(below(&spot.place, "0")))
}

fn repeated_element(_: Dialect, document: &Json, spot: &Spot) -> Option<Edit> {
    let mut items = literal(document, spot)?.as_array()?.clone();
    items.push(items.first()?.clone());
    Some(Edit::Set(spot.place.clone(), Json::Array(items)))
}

/// A value that is nothing but a reference to a resource of the same file.
struct Reference<'d> {
    dialect: Dialect,
    place: Place,
    property: String,
    target: &'d str,
    /// Others of the type that it refers to.
    others: Vec<&'d str>,
    /// The attribute; `None` for `Ref`.
    attribute: Option<String>,
    type_name: &'d str,
}

fn references<'d>(
    dialect: Dialect,
    document: &'d Json,
    spots: &[Spot],
    resources: &[Declared<'d>],
) -> Vec<Reference<'d>> {
    let mut found = Vec::new();
    for spot in spots {
        let Some(value) = get(document, &spot.place) else { continue };
        let Some((type_name, target, attribute)) = referred(dialect, value, resources) else {
            continue;
        };
        let others = resources.iter().filter(|it| it.type_name == type_name && it.name != target);
        found.push(Reference {
            dialect,
            place: spot.place.clone(),
            property: spot.property.clone(),
            others: others.map(|it| it.name).collect(),
            target,
            attribute,
            type_name,
        });
    }
    found
}

/// Type, name and attribute of what a value refers to.
fn referred<'d>(
    dialect: Dialect,
    value: &'d Json,
    resources: &[Declared<'d>],
) -> Option<(&'d str, &'d str, Option<String>)> {
    let named = |name: &str| resources.iter().find(|it| it.name == name);
    match dialect {
        Dialect::CloudFormation => {
            if let Some(name) = value.get("Ref").and_then(Json::as_str) {
                return named(name).map(|it| (it.type_name, it.name, None));
            }
            let steps = value.get("Fn::GetAtt")?.as_array()?;
            let it = named(steps.first()?.as_str()?)?;
            Some((it.type_name, it.name, Some(steps.get(1)?.as_str()?.to_owned())))
        }
        Dialect::Terraform => {
            let inner = value.as_str()?.strip_prefix("${")?.strip_suffix('}')?;
            let [type_name, name, attribute] = inner.split('.').collect::<Vec<_>>()[..] else {
                return None;
            };
            let it = resources.iter().find(|it| it.type_name == type_name && it.name == name)?;
            Some((it.type_name, it.name, Some(attribute.to_owned())))
        }
    }
}

impl Reference<'_> {
    fn to(&self, target: &str, attribute: Option<&str>) -> Json {
        match (self.dialect, attribute) {
            (Dialect::CloudFormation, None) => json!({ "Ref": target }),
            (Dialect::CloudFormation, Some(attribute)) => {
                json!({ "Fn::GetAtt": [target, attribute] })
            }
            (Dialect::Terraform, attribute) => {
                json!(format!("${{{}.{target}.{}}}", self.type_name, attribute.unwrap_or("id")))
            }
        }
    }
}

fn dangling(it: &Reference<'_>) -> Option<Json> {
    Some(it.to(&stutter(it.target)?, it.attribute.as_deref()))
}

fn unknown_attribute(it: &Reference<'_>) -> Option<Json> {
    Some(it.to(it.target, Some(&stutter(it.attribute.as_ref()?)?)))
}

fn crossed(it: &Reference<'_>) -> Option<Json> {
    Some(it.to(it.others.first()?, it.attribute.as_deref()))
}

#[expect(clippy::unnecessary_wraps, reason = "one signature for all classes")]
fn hard_coded(_: &Reference<'_>) -> Option<Json> {
    Some(json!("hard-coded-0123456789abcdef0"))
}

fn misspelled_type(dialect: Dialect, _: &Json, it: &Declared<'_>) -> Option<Edit> {
    match dialect {
        Dialect::CloudFormation => {
            Some(Edit::Set(below(&it.place, "Type"), json!(stutter(it.type_name)?)))
        }
        // It would rename all resources of the type.
        Dialect::Terraform => None,
    }
}

/// Sets what the schema says the provider alone sets.
fn set_read_only(dialect: Dialect, document: &Json, it: &Declared<'_>) -> Option<Edit> {
    if dialect == Dialect::Terraform {
        return None;
    }
    let schema = cloudformation::find(it.type_name)?;
    let name = schema.paths(Flag::ReadOnly).iter().find(|path| !path.contains('/'))?;
    get(document, &it.properties)?;
    Some(Edit::Insert(it.properties.clone(), (*name).to_owned(), json!("set-by-hand")))
}

fn dropped_order(dialect: Dialect, document: &Json, it: &Declared<'_>) -> Option<Edit> {
    let key = match dialect {
        Dialect::CloudFormation => "DependsOn",
        Dialect::Terraform => "depends_on",
    };
    let place = below(&it.place, key);
    get(document, &place).is_some().then_some(Edit::Remove(place))
}

#[expect(clippy::unnecessary_wraps, reason = "one signature for all classes")]
fn dropped_resource(_: Dialect, _: &Json, it: &Declared<'_>) -> Option<Edit> {
    Some(Edit::Remove(it.place.clone()))
}
