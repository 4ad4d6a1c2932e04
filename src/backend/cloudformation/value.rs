//! Values as CloudFormation writes them: intrinsic functions for what is known at deployment.

use std::borrow::Cow;

use crate::backend::json::{Json, Object};
use crate::ir::kind::ReturnValue;
use crate::ir::name::pascal_case;
use crate::ir::{Pseudo, ResourceId, Stack, Value};

use super::variables;

/// A stack being written, for every environment or resolved for one.
#[derive(Clone, Copy)]
pub(super) struct Scope<'g> {
    /// The stack.
    pub(super) stack: &'g Stack,
    /// What a resolved template says instead of references to parameters.
    pub(super) resolution: Option<variables::Resolution<'g>>,
}

impl<'g> Scope<'g> {
    /// The logical ID of a resource.
    pub(super) fn logical_id(self, id: ResourceId) -> String {
        self.stack.resource(id).logical_id()
    }

    /// Writes a value.
    pub(super) fn write(self, value: &'g Value) -> Json<'g> {
        match value {
            Value::Bool(value) => Json::Bool(*value),
            Value::Integer(number) => Json::Integer(*number),
            Value::Decimal(number) => Json::Decimal(*number),
            Value::Text(text) => Json::Text(Cow::Borrowed(text)),
            Value::List(items) => Json::List(items.iter().map(|item| self.write(item)).collect()),
            Value::Object(entries) => Json::Object(Object(
                entries
                    .iter()
                    .map(|(key, value)| (Cow::Borrowed(&**key), self.write(value)))
                    .collect(),
            )),
            Value::Reference(id, attribute) => self.reference(*id, attribute),
            Value::Knob(id) => match self.resolution {
                Some(resolution) => resolution.knob(self.stack.knob(*id)),
                None => Json::single("Ref", pascal_case(&self.stack.knob(*id).path)),
            },
            Value::Concat(parts) => Self::join(parts.iter().map(|part| self.write(part)).collect()),
            Value::Pseudo(pseudo) => match self.resolution {
                Some(resolution) => resolution.pseudo(*pseudo).into(),
                None => Json::single("Ref", pseudo_parameter(*pseudo)),
            },
            Value::Import(id) => match self.resolution {
                Some(resolution) => resolution.import(self.stack.imported(*id)),
                None => Json::single("Ref", variables::import_name(self.stack.imported(*id))),
            },
            Value::Element(list, index) => self.element(list, *index),
            Value::Zone(index) => select(*index, Json::single("Fn::GetAZs", "")),
            Value::Unknown { why, place } => {
                panic!("an unknown value ({why}, {place}) reached a back end: a bug in formwork")
            }
        }
    }

    fn reference(self, id: ResourceId, attribute: &str) -> Json<'g> {
        let resource = self.stack.resource(id);
        let Some(kind) = resource.kind() else {
            return match attribute {
                "ref" => Json::single("Ref", resource.logical_id()),
                other => get_att(resource.logical_id(), other.to_owned()),
            };
        };
        match kind.attribute(attribute).map(|it| it.cloudformation) {
            Some(ReturnValue::Ref) => Json::single("Ref", resource.logical_id()),
            Some(ReturnValue::GetAtt(name)) => get_att(resource.logical_id(), name),
            Some(ReturnValue::None) | None => {
                panic!(
                    "`{}` has no attribute `{attribute}` in CloudFormation: a bug in formwork",
                    kind.name
                )
            }
        }
    }

    /// Joins parts to one text, folding neighbours that are literal.
    fn join(parts: Vec<Json<'g>>) -> Json<'g> {
        let mut folded: Vec<Json<'g>> = Vec::with_capacity(parts.len());
        for part in parts {
            let part = match part {
                Json::Integer(number) => Json::from(number.to_string()),
                Json::Decimal(number) => Json::from(number.to_string()),
                Json::Bool(value) => Json::from(value.to_string()),
                other => other,
            };
            match (folded.last_mut(), part) {
                (Some(Json::Text(text)), Json::Text(more)) => text.to_mut().push_str(&more),
                (_, part) => folded.push(part),
            }
        }
        if let [Json::Text(_)] = folded[..] {
            return folded.swap_remove(0);
        }
        Json::single("Fn::Join", Json::List(vec![Json::from(""), Json::List(folded)]))
    }

    fn element(self, list: &'g Value, index: usize) -> Json<'g> {
        match self.write(list) {
            Json::List(mut items) if index < items.len() => items.swap_remove(index),
            list => select(index, list),
        }
    }

    /// A JSON document as text, with what is deferred joined into it.
    pub(super) fn document_text(self, value: &Value) -> Json<'g> {
        self.write(&value.json_text()).into_owned()
    }
}

fn get_att<'g>(id: String, attribute: impl Into<Json<'g>>) -> Json<'g> {
    Json::single("Fn::GetAtt", Json::List(vec![id.into(), attribute.into()]))
}

fn select(index: usize, list: Json<'_>) -> Json<'_> {
    let index = i64::try_from(index).expect("an index is small");
    Json::single("Fn::Select", Json::List(vec![Json::Integer(index), list]))
}

const fn pseudo_parameter(pseudo: Pseudo) -> &'static str {
    match pseudo {
        Pseudo::Account => "AWS::AccountId",
        Pseudo::Region => "AWS::Region",
        Pseudo::Partition => "AWS::Partition",
        Pseudo::UrlSuffix => "AWS::URLSuffix",
    }
}
