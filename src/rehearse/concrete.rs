//! Definitions without anything that only a deployment knows: a stable name stands in for each
//! reference, parameter and import.
//!
//! The same reference always gets the same name, and two different ones never do: more a play does
//! not need, since services are simulated.

use serde_json::{Map, Number, Value as Json};

use crate::ir::lifted::{Data, Manifest, Node};
use crate::ir::value::Pseudo;
use crate::manifest::source::Files;

use super::run::arn_of;

/// What stands in for values of a manifest.
#[derive(Clone, Copy)]
pub(super) struct StandIns<'m> {
    /// The manifest; none if the definition stands alone in its file.
    pub(super) manifest: Option<&'m Manifest>,
    /// The files.
    pub(super) files: &'m Files,
}

impl StandIns<'_> {
    /// A value as it may read when it is deployed.
    pub(super) fn json(self, node: &Node) -> Json {
        match &node.data {
            Data::Absent => Json::Null,
            Data::Bool(value) => Json::Bool(*value),
            Data::Integer(number) => Json::from(*number),
            Data::Decimal(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
            Data::Text(text) => Json::from(&**text),
            Data::List(items) => items.iter().map(|item| self.json(item)).collect(),
            Data::Object(fields) => {
                // What is written as nothing in a template is not there.
                let fields = fields.iter().filter(|it| !self.is_left_out(&it.value));
                let fields = fields.map(|it| (it.key.to_string(), self.json(&it.value)));
                Json::Object(fields.collect::<Map<_, _>>())
            }
            Data::OneOf(branches) => branches.first().map_or(Json::Null, |it| self.json(it)),
            Data::Input(input) => match &input.default {
                Some(default) => self.json(default),
                None => Json::from(&*input.name),
            },
            Data::Reference(..)
            | Data::Concat(_)
            | Data::Pseudo(_)
            | Data::Import(_)
            | Data::Element(..)
            | Data::Zone(_)
            | Data::Unknown(_) => Json::from(self.text(node)),
        }
    }

    /// `null` is a value in a definition that stands alone.
    fn is_left_out(self, node: &Node) -> bool {
        self.manifest.is_some() && matches!(&node.data, Data::Absent) && {
            let written = self.files.text(node.span).trim();
            !written.contains("null")
        }
    }

    /// A value as text.
    pub(super) fn text(self, node: &Node) -> String {
        match &node.data {
            Data::Concat(parts) => parts.iter().map(|part| self.text(part)).collect(),
            Data::Reference(id, attribute) => {
                let resource = self.manifest.and_then(|it| it.resources.get(id.0 as usize));
                let Some(resource) = resource else { return attribute.to_string() };
                match &**attribute {
                    "arn" if resource.is("stepfunctions/state-machine") => {
                        arn_of("stateMachine", &resource.address)
                    }
                    // What of these a reference gives depends on the dialect.
                    "arn" | "id" | "name" => resource.address.clone(),
                    other => format!("{}.{other}", resource.address),
                }
            }
            Data::Import(id) => {
                let imports = self.manifest.map(|it| &it.frame.imports[..]).unwrap_or_default();
                let import = imports.get(id.0 as usize);
                import.map_or_else(|| "import".to_owned(), crate::ir::Import::path)
            }
            Data::Pseudo(pseudo) => match pseudo {
                Pseudo::Account => "111111111111",
                Pseudo::Region => "eu-west-1",
                Pseudo::Partition => "aws",
                Pseudo::UrlSuffix => "amazonaws.com",
            }
            .to_owned(),
            Data::Element(list, index) => match &list.known().data {
                Data::List(items) if *index < items.len() => self.text(&items[*index]),
                _ => format!("{}[{index}]", self.text(list)),
            },
            Data::Zone(index) => format!("zone-{index}"),
            Data::Unknown(_) => self.files.text(node.span).trim().to_owned(),
            _ => match self.json(node) {
                Json::String(text) => text,
                other => other.to_string(),
            },
        }
    }
}
