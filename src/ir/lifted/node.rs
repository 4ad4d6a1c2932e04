//! A value with its place: what a front end understood, and where it stands.
//!
//! Rules read values with the accessors: they see through parameters to their defaults, and through
//! a branch (`Fn::If`, `? :`) if asked to. What is not known is `None`, and a rule that gets `None`
//! stays silent.

use std::sync::Arc;

use crate::ir::value::{ImportId, KnobId, Pseudo, ResourceId, Text, Value};

/// Why a value is not known that another stack exports.
pub const EXPORTED: &str = "another stack exports it";

/// One of the files that were read, by position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// Bytes of a file, from `start` up to `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Bytes of a file.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let byte = |position| u32::try_from(position).unwrap_or(u32::MAX);
        Self { file, start: byte(start), end: byte(end) }
    }

    /// From the start of this one to the end of another one in the same file.
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }

    /// Whether all of another one is in it.
    pub fn covers(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it is written.
    pub span: Span,
    /// What it is.
    pub data: Data,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Nothing, written out: `null`, `AWS::NoValue`.
    Absent,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// Text, taken literally.
    Text(Text),
    /// A list.
    List(Vec<Node>),
    /// An object, in the order it is written; a key may stand twice.
    Object(Vec<Field>),
    /// An attribute of a resource of the same manifest, by its neutral name; by its dialect's, if
    /// no table has the resource.
    Reference(ResourceId, Text),
    /// A parameter or variable.
    Input(Arc<Input>),
    /// Parts joined to one text.
    Concat(Vec<Node>),
    /// What AWS knows about where the stack is deployed.
    Pseudo(Pseudo),
    /// An output of another stack.
    Import(ImportId),
    /// One element of a list.
    Element(Box<Node>, usize),
    /// The name of an availability zone of the stack's region, counted from 0.
    Zone(usize),
    /// One of these; which one is decided at deployment.
    OneOf(Vec<Node>),
    /// Not known, and why.
    Unknown(Text),
}

/// One entry of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its key.
    pub key: Text,
    /// Where the key is written.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

/// A parameter or variable whose value is given at deployment.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its name, as it is written.
    pub name: Text,
    /// The knob it is, if the values of every environment are known.
    pub knob: Option<KnobId>,
    /// Whether it is `NoEcho` or `sensitive`.
    pub secret: bool,
    /// What it is if nothing is given, or what the variable file says.
    pub default: Option<Node>,
}

impl Node {
    /// A value at a place.
    pub const fn new(span: Span, data: Data) -> Self {
        Self { span, data }
    }

    /// Text at a place.
    pub fn text_at(span: Span, text: impl Into<Text>) -> Self {
        Self::new(span, Data::Text(text.into()))
    }

    /// Something that is not known.
    pub fn unknown(span: Span, why: impl Into<Text>) -> Self {
        Self::new(span, Data::Unknown(why.into()))
    }

    /// An object without entries.
    pub const fn empty(span: Span) -> Self {
        Self::new(span, Data::Object(Vec::new()))
    }

    /// The value itself: a parameter's default, the element that is picked.
    pub fn known(&self) -> &Self {
        match &self.data {
            Data::Input(input) => input.default.as_ref().map_or(self, Self::known),
            Data::Element(list, index) => match &list.known().data {
                Data::List(items) => items.get(*index).map_or(self, Self::known),
                _ => self,
            },
            _ => self,
        }
    }

    /// Everything it may be: the branches of each choice, otherwise the value itself.
    pub fn branches(&self) -> Vec<&Self> {
        let known = self.known();
        match &known.data {
            Data::OneOf(branches) => branches.iter().flat_map(Self::branches).collect(),
            _ => vec![known],
        }
    }

    /// Whether it is written as nothing, in every branch.
    pub fn is_absent(&self) -> bool {
        match &self.known().data {
            Data::Absent => true,
            Data::OneOf(branches) => branches.iter().all(Self::is_absent),
            _ => false,
        }
    }

    /// Whether another stack exports it, or a part of it.
    pub fn is_exported(&self) -> bool {
        let mut found = false;
        self.walk(&mut |node| {
            found |= matches!(&node.data, Data::Unknown(why) if *why == EXPORTED);
        });
        found
    }

    /// Whether it is known all through.
    pub fn is_literal(&self) -> bool {
        match &self.known().data {
            Data::Absent | Data::Bool(_) | Data::Integer(_) | Data::Decimal(_) | Data::Text(_) => {
                true
            }
            Data::List(items) => items.iter().all(Self::is_literal),
            Data::Object(fields) => fields.iter().all(|field| field.value.is_literal()),
            Data::Reference(..)
            | Data::Input(_)
            | Data::Concat(_)
            | Data::Pseudo(_)
            | Data::Import(_)
            | Data::Element(..)
            | Data::Zone(_)
            | Data::OneOf(_)
            | Data::Unknown(_) => false,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.known().data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A literal as it reads in a text.
    pub fn literal_text(&self) -> Option<Text> {
        match &self.known().data {
            Data::Text(text) => Some(text.clone()),
            Data::Bool(value) => Some(value.to_string().into()),
            Data::Integer(number) => Some(number.to_string().into()),
            Data::Decimal(number) => Some(number.to_string().into()),
            _ => None,
        }
    }

    /// The whole number, if it is one or a text that says one.
    pub fn integer(&self) -> Option<i64> {
        match &self.known().data {
            Data::Integer(number) => Some(*number),
            Data::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// The truth value, if it is one or a text that says one.
    pub fn bool(&self) -> Option<bool> {
        match &self.known().data {
            Data::Bool(value) => Some(*value),
            Data::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Data::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// The elements of a list; none if it is no list.
    pub fn items(&self) -> &[Self] {
        match &self.known().data {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of an object; none if it is no object.
    pub fn fields(&self) -> &[Field] {
        match &self.known().data {
            Data::Object(fields) => fields,
            _ => &[],
        }
    }

    /// The value of an entry; `None` if it is absent in every branch. Of a key that stands twice,
    /// the last one counts.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let found = self.fields().iter().rev().find(|field| field.key == key)?;
        (!found.value.is_absent()).then_some(&found.value)
    }

    /// The entry with this key, whose key's place a finding may want.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().iter().rev().find(|field| field.key == key && !field.value.is_absent())
    }

    /// What stands at a dotted path, as in `runtime_platform.cpu_architecture`.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, step| node.get(step))
    }

    /// Whether an object surely has no such entry: it is an object, written out, without the key.
    pub fn lacks(&self, key: &str) -> bool {
        matches!(self.known().data, Data::Object(_)) && self.get(key).is_none()
    }

    /// Calls `visit` with this value and everything inside it, branches and defaults too.
    pub fn walk<'n>(&'n self, visit: &mut dyn FnMut(&'n Self)) {
        visit(self);
        match &self.data {
            Data::List(items) | Data::Concat(items) | Data::OneOf(items) => {
                for item in items {
                    item.walk(visit);
                }
            }
            Data::Object(fields) => fields.iter().for_each(|field| field.value.walk(visit)),
            Data::Element(list, _) => list.walk(visit),
            Data::Input(input) => {
                if let Some(default) = &input.default {
                    default.walk(visit);
                }
            }
            Data::Absent
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

    /// A value of the graph, without places. What only a deployment knows is not known.
    pub fn of(value: &Value) -> Self {
        let of_deployment = || Data::Unknown("it is known when it is deployed".into());
        let data = match value {
            Value::Bool(value) => Data::Bool(*value),
            Value::Integer(number) => Data::Integer(*number),
            Value::Decimal(number) => Data::Decimal(*number),
            Value::Text(text) => Data::Text(text.clone()),
            Value::List(items) => Data::List(items.iter().map(Self::of).collect()),
            Value::Object(entries) => Data::Object(
                entries
                    .iter()
                    .map(|(key, value)| Field {
                        key: key.clone(),
                        key_span: Span::default(),
                        value: Self::of(value),
                    })
                    .collect(),
            ),
            Value::Concat(parts) => Data::Concat(parts.iter().map(Self::of).collect()),
            Value::Pseudo(pseudo) => Data::Pseudo(*pseudo),
            Value::Zone(index) => Data::Zone(*index),
            Value::Reference(..)
            | Value::Knob(_)
            | Value::Import(_)
            | Value::Element(..)
            | Value::Unknown { .. } => of_deployment(),
        };
        Self::new(Span::default(), data)
    }

    /// The value as the graph has it, without places.
    pub(super) fn value(&self, renumbered: &dyn Fn(ResourceId) -> Option<ResourceId>) -> Value {
        let unknown = |why: &str| Value::Unknown { why: why.to_owned().into(), place: "".into() };
        let each = |items: &[Self]| items.iter().map(|item| item.value(renumbered)).collect();
        match &self.data {
            Data::Absent => unknown("nothing is written here"),
            Data::Bool(value) => Value::Bool(*value),
            Data::Integer(number) => Value::Integer(*number),
            Data::Decimal(number) => Value::Decimal(*number),
            Data::Text(text) => Value::Text(text.clone()),
            Data::List(items) => Value::List(each(items)),
            Data::Object(fields) => Value::Object(
                fields
                    .iter()
                    .map(|field| (field.key.clone(), field.value.value(renumbered)))
                    .collect(),
            ),
            Data::Reference(id, attribute) => match renumbered(*id) {
                Some(id) => Value::Reference(id, attribute.clone()),
                None => unknown("it refers to what is no resource"),
            },
            Data::Input(input) => match (input.knob, &input.default) {
                (Some(knob), _) => Value::Knob(knob),
                (None, Some(default)) => default.value(renumbered),
                (None, None) => unknown("its value is given at deployment"),
            },
            Data::Concat(parts) => Value::concat(each(parts)),
            Data::Pseudo(pseudo) => Value::Pseudo(*pseudo),
            Data::Import(import) => Value::Import(*import),
            Data::Element(list, index) => Value::element(list.value(renumbered), *index),
            Data::Zone(index) => Value::Zone(*index),
            Data::OneOf(_) => unknown("it is decided at deployment"),
            Data::Unknown(why) => Value::Unknown { why: why.clone(), place: "".into() },
        }
    }
}
