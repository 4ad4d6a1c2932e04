//! Values as CloudFormation writes them: intrinsic functions become what they say.

use std::collections::BTreeMap;

use crate::ir::{Kind, Pseudo, ResourceId, Text, Value};
use crate::manifest::Document;
use crate::manifest::document::{number_of, unknown};
use crate::manifest::place::Place;

use super::DIALECT;

/// What the names in a template stand for.
#[derive(Default)]
pub(super) struct Scope<'d> {
    /// Parameters.
    pub(super) parameters: BTreeMap<&'d str, Value>,
    /// Resources, with their kind if a table has it.
    pub(super) resources: BTreeMap<&'d str, (ResourceId, Option<&'static Kind>)>,
}

impl Scope<'_> {
    /// Reads a value.
    pub(super) fn read(&self, json: &Document, place: &mut Place) -> Value {
        match json {
            Document::Null => unknown("`null` is no value", place),
            Document::Bool(value) => Value::Bool(*value),
            Document::Number(number) => number_of(number),
            Document::String(text) => Value::from(text.clone()),
            Document::Array(items) => Value::List(self.items(items, place)),
            Document::Object(entries) => {
                if let Some((name, argument)) = entries.iter().next()
                    && entries.len() == 1
                    && (name == "Ref" || name.starts_with("Fn::"))
                {
                    return place.below(name, |place| self.function(name, argument, place));
                }
                let entries = entries.iter().map(|(key, value)| {
                    (Text::from(key.clone()), place.below(key, |place| self.read(value, place)))
                });
                Value::Object(entries.collect())
            }
        }
    }

    fn items(&self, items: &[Document], place: &mut Place) -> Vec<Value> {
        let read = |(position, item): (usize, &Document)| {
            place.below(&position.to_string(), |place| self.read(item, place))
        };
        items.iter().enumerate().map(read).collect()
    }

    fn function(&self, name: &str, argument: &Document, place: &mut Place) -> Value {
        let list = argument.as_array().map(Vec::as_slice);
        let known = match (name, list) {
            ("Ref", _) => argument.as_str().map(|id| self.reference(id, place)),
            ("Fn::GetAtt", Some([id, attribute])) => {
                let names = id.as_str().zip(attribute.as_str());
                names.map(|(id, attribute)| self.attribute(id, attribute, place))
            }
            ("Fn::GetAtt", None) => {
                let names = argument.as_str().and_then(|text| text.split_once('.'));
                names.map(|(id, attribute)| self.attribute(id, attribute, place))
            }
            ("Fn::Join", Some([delimiter, parts])) => {
                let parts = delimiter.as_str().zip(parts.as_array());
                parts.map(|(delimiter, parts)| self.join(delimiter, parts, place))
            }
            ("Fn::Select", Some([index, list])) => self.select(index, list, place),
            _ => None,
        };
        known.unwrap_or_else(|| unknown(format!("this `{name}` is not resolved"), place))
    }

    /// What `Ref` returns: a pseudo parameter, a parameter, or an attribute of a resource.
    fn reference(&self, id: &str, place: &Place) -> Value {
        if let Some(pseudo) = pseudo_parameter(id) {
            return Value::Pseudo(pseudo);
        }
        if let Some(parameter) = self.parameters.get(id) {
            return parameter.clone();
        }
        self.attribute(id, "Ref", place)
    }

    /// An attribute of a resource, as CloudFormation spells it.
    fn attribute(&self, id: &str, spelled: &str, place: &Place) -> Value {
        let Some((resource, kind)) = self.resources.get(id) else {
            return unknown(format!("`{id}` is no parameter or resource of the template"), place);
        };
        let Some(kind) = kind else {
            let attribute = if spelled == "Ref" { "ref".to_owned() } else { spelled.to_owned() };
            return Value::Reference(*resource, attribute.into());
        };
        let mut attributes = kind.attributes.iter();
        match attributes.find(|attribute| attribute.spelled_in(DIALECT) == Some(spelled)) {
            Some(attribute) => Value::Reference(*resource, attribute.name.into()),
            None => unknown(format!("the table of `{}` has no `{spelled}`", kind.name), place),
        }
    }

    fn join(&self, delimiter: &str, parts: &[Document], place: &mut Place) -> Value {
        let mut joined = Vec::new();
        let parts = place.below("1", |place| self.items(parts, place));
        for (position, part) in parts.into_iter().enumerate() {
            if position > 0 && !delimiter.is_empty() {
                joined.push(Value::from(delimiter.to_owned()));
            }
            joined.push(part);
        }
        Value::concat(joined)
    }

    fn select(&self, index: &Document, list: &Document, place: &mut Place) -> Option<Value> {
        let index = match index {
            Document::Number(number) => usize::try_from(number.as_u64()?).ok()?,
            Document::String(text) => text.parse().ok()?,
            _ => return None,
        };
        if let Some(zones) = list.get("Fn::GetAZs") {
            let here = zones == "" || zones.get("Ref").is_some_and(|it| it == "AWS::Region");
            return here.then_some(Value::Zone(index));
        }
        let list = place.below("1", |place| self.read(list, place));
        Some(Value::element(list, index))
    }
}

/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>
fn pseudo_parameter(name: &str) -> Option<Pseudo> {
    Some(match name {
        "AWS::AccountId" => Pseudo::Account,
        "AWS::Region" => Pseudo::Region,
        "AWS::Partition" => Pseudo::Partition,
        "AWS::URLSuffix" => Pseudo::UrlSuffix,
        _ => return None,
    })
}
