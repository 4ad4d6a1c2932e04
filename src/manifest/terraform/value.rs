//! Values as Terraform's JSON syntax writes them: what stands inside `${…}` becomes what it says.

use std::collections::BTreeMap;

use crate::ir::kind::Side;
use crate::ir::{Import, ImportId, ImportKind, Kind, Pseudo, ResourceId, Text, Value};
use crate::manifest::Document;
use crate::manifest::document::{number_of, unknown};
use crate::manifest::place::Place;

use super::DIALECT;
use super::expression::{Expression, Part, Step, template};

/// What an address stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// A resource, with its kind if a table has it.
    Resource(ResourceId, Option<&'static Kind>),
    /// A part of a resource.
    Side(ResourceId, &'static Kind, &'static Side),
}

/// What the names in a root module stand for.
#[derive(Default)]
pub(super) struct Scope<'d> {
    /// Variables.
    pub(super) variables: BTreeMap<&'d str, Value>,
    /// Resources, by type and name.
    pub(super) resources: BTreeMap<(&'d str, &'d str), Target>,
    /// Stack and output of each data source that reads an SSM parameter.
    pub(super) parameters: BTreeMap<&'d str, (String, String)>,
    /// What was imported so far.
    pub(super) imports: Vec<Import>,
}

impl Scope<'_> {
    /// Reads a value.
    pub(super) fn read(&mut self, json: &Document, place: &mut Place) -> Value {
        match json {
            Document::Null => unknown("`null` is no value", place),
            Document::Bool(value) => Value::Bool(*value),
            Document::Number(number) => number_of(number),
            Document::String(text) => match template(text) {
                Ok(parts) => self.parts(parts, place),
                Err(why) => unknown(why, place),
            },
            Document::Array(items) => {
                let read = |(position, item): (usize, &Document)| {
                    place.below(&position.to_string(), |place| self.read(item, place))
                };
                Value::List(items.iter().enumerate().map(read).collect())
            }
            Document::Object(entries) => {
                let mut object = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let value = place.below(key, |place| self.read(value, place));
                    object.push((literal_key(key), value));
                }
                Value::Object(object)
            }
        }
    }

    fn parts(&mut self, mut parts: Vec<Part>, place: &Place) -> Value {
        let mut resolve = |part| match part {
            Part::Literal(text) => Value::from(text),
            Part::Interpolation(expression) => self.resolve(expression, place),
        };
        if parts.len() == 1 {
            return resolve(parts.swap_remove(0));
        }
        Value::concat(parts.into_iter().map(resolve).collect::<Vec<_>>())
    }

    fn resolve(&mut self, expression: Expression, place: &Place) -> Value {
        match expression {
            Expression::Literal(value) => value,
            Expression::Template(parts) => self.parts(parts, place),
            Expression::List(items) => {
                Value::List(items.into_iter().map(|item| self.resolve(item, place)).collect())
            }
            Expression::Object(entries) => {
                let resolve = |(key, it)| (Text::from(key), self.resolve(it, place));
                Value::Object(entries.into_iter().map(resolve).collect())
            }
            Expression::Element(list, index) => Value::element(self.resolve(*list, place), index),
            Expression::Path(steps) => self.path(&steps, place),
            Expression::Call(name, arguments) => self.call(&name, arguments, place),
        }
    }

    fn call(&mut self, name: &str, arguments: Vec<Expression>, place: &Place) -> Value {
        match (name, arguments.as_slice()) {
            ("jsonencode", [_]) => {
                let document = arguments.into_iter().next();
                document.map_or(Value::from(""), |it| self.resolve(it, place).json_text())
            }
            ("split", [Expression::Template(comma), Expression::Path(steps)])
                if *comma == [Part::Literal(",".to_owned())] =>
            {
                let imported = names(steps).and_then(|names| self.import(&names, IsList::Yes));
                imported.unwrap_or_else(|| unknown("this `split` is not resolved", place))
            }
            _ => unknown(format!("`{name}` is not resolved"), place),
        }
    }

    /// What a reference says. An index may belong to an attribute, or pick from it.
    fn path(&mut self, steps: &[Step], place: &Place) -> Value {
        if let Some(value) = self.exactly(steps) {
            return value;
        }
        if let Some((Step::Index(index), list)) = steps.split_last()
            && let Some(value) = self.exactly(list)
        {
            return Value::element(value, *index);
        }
        unknown(format!("`{}` is not resolved", spelled(steps)), place)
    }

    fn exactly(&mut self, steps: &[Step]) -> Option<Value> {
        if let Some(names) = names(steps) {
            match names.as_slice() {
                ["var", name] => return self.variables.get(name).cloned(),
                ["data", ..] => return data(&names).or_else(|| self.import(&names, IsList::No)),
                _ => {}
            }
        }
        match steps {
            [
                Step::Name(data),
                Step::Name(source),
                Step::Name(_),
                Step::Name(names),
                Step::Index(zone),
            ] if data == "data" && source == "aws_availability_zones" && names == "names" => {
                Some(Value::Zone(*zone))
            }
            [Step::Name(kind), Step::Name(name), attribute @ ..] if !attribute.is_empty() => {
                let target = *self.resources.get(&(kind.as_str(), name.as_str()))?;
                attribute_of(target, spelled(attribute))
            }
            _ => None,
        }
    }

    /// The value of a data source that reads an SSM parameter.
    fn import(&mut self, names: &[&str], is_list: IsList) -> Option<Value> {
        let ["data", "aws_ssm_parameter", name, "insecure_value" | "value"] = names else {
            return None;
        };
        let (stack, output) = self.parameters.get(name)?.clone();
        let kind = match is_list {
            IsList::Yes => ImportKind::SubnetIds,
            IsList::No => ImportKind::Text,
        };
        let import = Import { stack, output, kind };
        let position = self.imports.iter().position(|known| *known == import);
        let position = position.unwrap_or_else(|| {
            self.imports.push(import);
            self.imports.len() - 1
        });
        Some(Value::Import(ImportId(u32::try_from(position).ok()?)))
    }
}

/// Whether an imported text is split into a list.
#[derive(Clone, Copy)]
enum IsList {
    Yes,
    No,
}

/// A key of an object; one that is computed stays as it is written.
fn literal_key(key: &str) -> Text {
    match template(key).as_deref() {
        Ok([]) => "".into(),
        Ok([Part::Literal(text)]) => text.clone().into(),
        _ => key.to_owned().into(),
    }
}

/// The steps as names, if there are no others.
fn names(steps: &[Step]) -> Option<Vec<&str>> {
    let mut names = Vec::with_capacity(steps.len());
    for step in steps {
        match step {
            Step::Name(name) => names.push(name.as_str()),
            Step::Index(_) => return None,
        }
    }
    Some(names)
}

/// The steps as the table spells them.
fn spelled(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Name(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Step::Index(index) => text.extend(["[", &index.to_string(), "]"]),
        }
    }
    text
}

/// What a data source says about where it is read.
fn data(names: &[&str]) -> Option<Value> {
    Some(Value::Pseudo(match names {
        ["data", "aws_partition", _, "partition"] => Pseudo::Partition,
        ["data", "aws_partition", _, "dns_suffix"] => Pseudo::UrlSuffix,
        ["data", "aws_caller_identity", _, "account_id"] => Pseudo::Account,
        ["data", "aws_region", _, "name" | "id"] => Pseudo::Region,
        _ => return None,
    }))
}

/// An attribute of a resource, as Terraform spells it.
fn attribute_of(target: Target, spelled: String) -> Option<Value> {
    let (id, kind, spelled) = match target {
        // Without a table, an index at the end picks from the attribute.
        Target::Resource(_, None) if spelled.ends_with(']') => return None,
        Target::Resource(id, None) => {
            let attribute = if spelled == "id" { Text::from("ref") } else { spelled.into() };
            return Some(Value::Reference(id, attribute));
        }
        Target::Resource(id, Some(kind)) => (id, kind, spelled),
        Target::Side(id, kind, side) => (id, kind, format!("{}:{spelled}", side.suffix)),
    };
    let mut attributes = kind.attributes.iter();
    let attribute = attributes.find(|it| it.spelled_in(DIALECT) == Some(&spelled))?;
    Some(Value::Reference(id, attribute.name.into()))
}
