//! Values of the graph: literals, structures and everything that is known only at deployment.
//!
//! There are no functions here beyond concatenation and selection: a value that needs computing is
//! computed per environment when the description is synthesized, and becomes a knob.

use std::borrow::Cow;

/// Text that is borrowed when it is ours and owned when it is the user's.
pub type Text = Cow<'static, str>;

/// A property's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// Text, taken literally: nothing in it is interpolated.
    Text(Text),
    /// A list.
    List(Vec<Value>),
    /// An object; keys keep the order they were given in.
    Object(Vec<(Text, Value)>),
    /// An attribute of a resource in the same stack.
    Reference(ResourceId, Text),
    /// A value that may differ between environments.
    Knob(KnobId),
    /// Parts joined to one text.
    Concat(Vec<Value>),
    /// What AWS knows about where the stack is deployed.
    Pseudo(Pseudo),
    /// An output of another stack.
    Import(ImportId),
    /// One element of a list.
    Element(Box<Value>, usize),
    /// The name of an availability zone of the stack's region, counted from 0.
    Zone(usize),
    /// Something a front end could not resolve; rules stay silent about it.
    Unknown {
        /// Why it is not known.
        why: Text,
        /// Where it stands in the source.
        place: Text,
    },
}

/// A resource of one stack, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResourceId(pub u32);

impl ResourceId {
    /// A reference to one of the resource's attributes, by its neutral name.
    pub const fn get(self, attribute: &'static str) -> Value {
        Value::Reference(self, Cow::Borrowed(attribute))
    }
}

/// A knob of one stack, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnobId(pub u32);

/// An import of one stack, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportId(pub u32);

/// What AWS knows about where a stack is deployed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pseudo {
    /// The account's number.
    Account,
    /// The region's name.
    Region,
    /// `aws`, `aws-cn` or `aws-us-gov`.
    Partition,
    /// `amazonaws.com`, or its counterpart in the partition.
    UrlSuffix,
}

impl Value {
    /// Text of ours or the user's.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::Text(text.into())
    }

    /// A list of values.
    pub fn list(items: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// An object of the entries given.
    pub fn object<K: Into<Text>, V: Into<Self>>(entries: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::Object(entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }

    /// The parts joined to one text: nested concatenations are opened, neighbouring literals are
    /// folded, empty ones left out, and literals alone are a text.
    pub fn concat(parts: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        let mut folded = Vec::new();
        parts.into_iter().for_each(|part| append(&mut folded, part.into()));
        match folded.as_slice() {
            [] => Self::from(""),
            [Self::Text(_)] => folded.swap_remove(0),
            _ => Self::Concat(folded),
        }
    }

    /// One element of a list: the element itself if the list is written out.
    pub fn element(list: Self, index: usize) -> Self {
        match list {
            Self::List(mut items) if index < items.len() => items.swap_remove(index),
            list => Self::Element(Box::new(list), index),
        }
    }

    /// The element that this value picks from a list that is written out, otherwise the value.
    pub fn chosen(&self) -> &Self {
        match self {
            Self::Element(list, index) => match list.chosen() {
                Self::List(items) => items.get(*index).map_or(self, Self::chosen),
                _ => self,
            },
            _ => self,
        }
    }

    /// A literal as it reads inside a text; `None` for structures and for what is deferred.
    pub fn literal_text(&self) -> Option<Text> {
        match self {
            Self::Bool(value) => Some(value.to_string().into()),
            Self::Integer(number) => Some(number.to_string().into()),
            Self::Decimal(number) => Some(number.to_string().into()),
            Self::Text(text) => Some(text.clone()),
            Self::List(_)
            | Self::Object(_)
            | Self::Reference(..)
            | Self::Knob(_)
            | Self::Concat(_)
            | Self::Pseudo(_)
            | Self::Import(_)
            | Self::Element(..)
            | Self::Zone(_)
            | Self::Unknown { .. } => None,
        }
    }

    /// The value as JSON text; what is deferred stands between quotes, as its own part.
    pub fn json_text(&self) -> Self {
        let mut parts = Vec::new();
        self.json_parts(&mut parts);
        Self::concat(parts)
    }

    fn json_parts(&self, parts: &mut Vec<Self>) {
        let mut separated = |open: &'static str, close: &'static str, items: Vec<Vec<Self>>| {
            parts.push(open.into());
            for (position, item) in items.into_iter().enumerate() {
                if position > 0 {
                    parts.push(",".into());
                }
                parts.extend(item);
            }
            parts.push(close.into());
        };
        let below = |value: &Self, mut parts: Vec<Self>| {
            value.json_parts(&mut parts);
            parts
        };
        match self.chosen() {
            Self::List(items) => {
                separated("[", "]", items.iter().map(|item| below(item, Vec::new())).collect());
            }
            Self::Object(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| below(value, vec![format!("{}:", quoted(key)).into()]));
                separated("{", "}", entries.collect());
            }
            Self::Text(text) => parts.push(quoted(text).into()),
            literal @ (Self::Bool(_) | Self::Integer(_) | Self::Decimal(_)) => {
                parts.push(literal.clone());
            }
            Self::Concat(inner) => {
                parts.push("\"".into());
                parts.extend(inner.iter().map(Self::inside_quotes));
                parts.push("\"".into());
            }
            deferred => parts.extend(["\"".into(), deferred.clone(), "\"".into()]),
        }
    }

    /// A part of a text as it reads between the quotes of JSON.
    fn inside_quotes(&self) -> Self {
        match self {
            Self::Concat(parts) => Self::Concat(parts.iter().map(Self::inside_quotes).collect()),
            other => match other.literal_text() {
                Some(text) => {
                    let quoted = quoted(&text);
                    Self::from(quoted[1..quoted.len() - 1].to_owned())
                }
                None => other.clone(),
            },
        }
    }

    /// Whether anything in it is known only at deployment.
    pub fn is_deferred(&self) -> bool {
        match self {
            Self::Bool(_) | Self::Integer(_) | Self::Decimal(_) | Self::Text(_) => false,
            Self::List(items) => items.iter().any(Self::is_deferred),
            Self::Object(entries) => entries.iter().any(|(_, value)| value.is_deferred()),
            Self::Reference(..)
            | Self::Knob(_)
            | Self::Concat(_)
            | Self::Pseudo(_)
            | Self::Import(_)
            | Self::Element(..)
            | Self::Zone(_)
            | Self::Unknown { .. } => true,
        }
    }

    /// Calls `visit` with this value and everything inside it.
    pub fn walk<'v>(&'v self, visit: &mut dyn FnMut(&'v Self)) {
        visit(self);
        match self {
            Self::List(items) | Self::Concat(items) => {
                for item in items {
                    item.walk(visit);
                }
            }
            Self::Object(entries) => {
                for (_, value) in entries {
                    value.walk(visit);
                }
            }
            Self::Element(list, _) => list.walk(visit),
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Decimal(_)
            | Self::Text(_)
            | Self::Reference(..)
            | Self::Knob(_)
            | Self::Pseudo(_)
            | Self::Import(_)
            | Self::Zone(_)
            | Self::Unknown { .. } => {}
        }
    }

    /// Calls `visit` with everything inside this value, and then with the value.
    pub fn walk_mut(&mut self, visit: &mut dyn FnMut(&mut Self)) {
        match self {
            Self::List(items) | Self::Concat(items) => {
                for item in items {
                    item.walk_mut(visit);
                }
            }
            Self::Object(entries) => {
                for (_, value) in entries {
                    value.walk_mut(visit);
                }
            }
            Self::Element(list, _) => list.walk_mut(visit),
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Decimal(_)
            | Self::Text(_)
            | Self::Reference(..)
            | Self::Knob(_)
            | Self::Pseudo(_)
            | Self::Import(_)
            | Self::Zone(_)
            | Self::Unknown { .. } => {}
        }
        visit(self);
    }
}

/// Appends a part to those of a concatenation.
fn append(folded: &mut Vec<Value>, part: Value) {
    if let Value::Concat(parts) = part {
        return parts.into_iter().for_each(|part| append(folded, part));
    }
    match (folded.last_mut(), part.literal_text()) {
        (_, Some(text)) if text.is_empty() => {}
        (Some(Value::Text(text)), Some(more)) => text.to_mut().push_str(&more),
        (_, Some(text)) => folded.push(Value::Text(text)),
        (_, None) => folded.push(part),
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text is JSON")
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}
impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}
impl From<u16> for Value {
    fn from(number: u16) -> Self {
        Self::Integer(i64::from(number))
    }
}
impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Integer(i64::from(number))
    }
}
impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::List(items)
    }
}
