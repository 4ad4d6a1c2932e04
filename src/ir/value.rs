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
    Reference(ResourceId, &'static str),
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
        Value::Reference(self, attribute)
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

    /// The parts joined to one text; neighbouring literals are folded.
    pub fn concat(parts: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        let mut folded: Vec<Self> = Vec::new();
        for part in parts {
            match (folded.last_mut(), part.into()) {
                (Some(Self::Text(text)), Self::Text(more)) => text.to_mut().push_str(&more),
                (_, Self::Concat(parts)) => folded.extend(parts),
                (_, part) => folded.push(part),
            }
        }
        if folded.len() == 1 && matches!(folded[0], Self::Text(_)) {
            return folded.swap_remove(0);
        }
        Self::Concat(folded)
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
