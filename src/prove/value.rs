//! What is known of a value while a machine runs.
//!
//! A value that is not known has a [`Symbol`], which says where it is from: two values with one
//! symbol are the same value. What a test learns about a symbol is put in its place everywhere.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A value, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// It is not there.
    Absent,
    Null,
    Bool(bool),
    Integer(i64),
    Text(Arc<str>),
    List(Vec<Value>),
    Object(Object),
    Unknown(Symbol),
}

/// Entries that are known, and where all others are from; without that, there are no others.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Object {
    pub(super) fields: BTreeMap<Arc<str>, Value>,
    pub(super) rest: Option<Symbol>,
}

/// Where a value is from that is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Symbol {
    pub(super) root: Root,
    pub(super) path: Vec<Arc<str>>,
}

/// The whole that a symbol is part of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Root {
    /// What an execution was started with.
    Input,
    /// The event that a watchdog is started with.
    Event,
    /// What names an execution.
    Execution(Who),
    /// What else the context object has.
    Context,
    /// What the state at this position was answered.
    Result(usize),
    /// The element that the `Map` at this position is at.
    Each(usize),
    /// A DynamoDB item as the execution finds it, by its table and key.
    Item(Arc<str>),
    /// What a deployment decides: an ARN, a parameter.
    Deployment(Arc<str>),
    /// Computed from these.
    Derived(Arc<str>, Vec<Symbol>),
}

/// Ends the text of what several values share: it is computed in a loop.
pub(super) const VAGUE: char = '…';

/// Whose execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// That of the machine that is proven.
    Main,
    /// That of its watchdog.
    Watchdog,
    /// Another one of either.
    Other,
}

/// What is known of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    True,
    False,
    Unknown,
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

impl Symbol {
    pub(super) fn new(root: Root) -> Self {
        Self { root, path: Vec::new() }
    }

    /// A part of it.
    pub(super) fn child(&self, key: &str) -> Self {
        let path = self.path.iter().cloned().chain([Arc::from(key)]).collect();
        Self { root: self.root.clone(), path }
    }

    /// The path from it to a part of it.
    fn to<'p>(&self, part: &'p Self) -> Option<&'p [Arc<str>]> {
        (self.root == part.root).then(|| part.path.strip_prefix(&*self.path)).flatten()
    }

    /// Whether it stands for more than one value.
    fn is_vague(&self) -> bool {
        matches!(&self.root, Root::Context | Root::Each(_))
            || matches!(&self.root, Root::Derived(text, _) if text.ends_with(VAGUE))
    }

    /// Whether what an execution is named by can be this: it did not exist before the execution.
    fn is_older(&self) -> bool {
        matches!(self.root, Root::Input | Root::Item(_) | Root::Deployment(_))
    }
}

impl Value {
    pub(super) fn unknown(root: Root) -> Self {
        Self::Unknown(Symbol::new(root))
    }

    pub(super) fn text(text: impl AsRef<str>) -> Self {
        Self::Text(Arc::from(text.as_ref()))
    }

    /// An object that has these entries alone.
    pub(super) fn object<K: AsRef<str>>(fields: impl IntoIterator<Item = (K, Self)>) -> Self {
        let fields = fields.into_iter().map(|(key, value)| (Arc::from(key.as_ref()), value));
        Self::Object(Object { fields: fields.collect(), rest: None })
    }

    pub(super) fn empty() -> Self {
        Self::Object(Object::default())
    }

    /// Whether two values are the same.
    pub(super) fn same(&self, other: &Self) -> Truth {
        match (self, other) {
            (Self::Unknown(one), Self::Unknown(two)) if one == two => {
                if one.is_vague() {
                    Truth::Unknown
                } else {
                    Truth::True
                }
            }
            (Self::Unknown(one), Self::Unknown(two)) => match (&one.root, &two.root) {
                (Root::Execution(one), Root::Execution(two)) if one != two => Truth::False,
                (Root::Execution(_), _) if two.is_older() => Truth::False,
                (_, Root::Execution(_)) if one.is_older() => Truth::False,
                _ => Truth::Unknown,
            },
            (Self::Unknown(it), known) | (known, Self::Unknown(it)) => match it.root {
                Root::Execution(_) if !matches!(known, Self::Object(_)) => Truth::False,
                _ => Truth::Unknown,
            },
            (Self::Object(_) | Self::List(_), Self::Object(_) | Self::List(_)) => {
                if self == other {
                    Truth::True
                } else {
                    Truth::Unknown
                }
            }
            _ => (self == other).into(),
        }
    }

    /// The entry of an object; `Absent` if there is none.
    pub(super) fn field(&self, key: &str) -> Self {
        match self {
            Self::Object(Object { fields, rest }) => match (fields.get(key), rest) {
                (Some(value), _) => value.clone(),
                (None, Some(rest)) => Self::Unknown(rest.child(key)),
                (None, None) => Self::Absent,
            },
            Self::Unknown(symbol) => Self::Unknown(symbol.child(key)),
            Self::Absent
            | Self::Null
            | Self::Bool(_)
            | Self::Integer(_)
            | Self::Text(_)
            | Self::List(_) => Self::Absent,
        }
    }

    /// The same with another value at a path of keys.
    pub(super) fn with(self, path: &[Arc<str>], value: Self) -> Self {
        let Some((key, path)) = path.split_first() else { return value };
        let inner = self.field(key).with(path, value);
        let mut object = match self {
            Self::Object(object) => object,
            Self::Unknown(symbol) => Object { fields: BTreeMap::new(), rest: Some(symbol) },
            Self::Absent
            | Self::Null
            | Self::Bool(_)
            | Self::Integer(_)
            | Self::Text(_)
            | Self::List(_) => Object::default(),
        };
        object.fields.insert(key.clone(), inner);
        Self::Object(object)
    }

    /// Puts what was learned of a symbol in its place.
    pub(super) fn learn(&mut self, symbol: &Symbol, value: &Self) {
        let known = match self {
            Self::Unknown(it) => it.to(symbol).map(<[_]>::to_vec),
            Self::Object(Object { fields, rest }) => {
                for it in fields.values_mut() {
                    it.learn(symbol, value);
                }
                let path = rest.as_ref().and_then(|rest| rest.to(symbol));
                let path = path.filter(|path| !path.is_empty() && !fields.contains_key(&path[0]));
                path.map(<[_]>::to_vec)
            }
            Self::List(items) => {
                for it in items {
                    it.learn(symbol, value);
                }
                None
            }
            Self::Absent | Self::Null | Self::Bool(_) | Self::Integer(_) | Self::Text(_) => None,
        };
        if let Some(path) = known {
            *self = std::mem::replace(self, Self::Absent).with(&path, value.clone());
        }
    }

    /// Calls a function with every symbol in it.
    pub(super) fn symbols(&self, visit: &mut dyn FnMut(&Symbol)) {
        match self {
            Self::Unknown(symbol) => visit(symbol),
            Self::Object(Object { fields, rest }) => {
                for it in fields.values() {
                    it.symbols(visit);
                }
                rest.iter().for_each(visit);
            }
            Self::List(items) => items.iter().for_each(|it| it.symbols(visit)),
            Self::Absent | Self::Null | Self::Bool(_) | Self::Integer(_) | Self::Text(_) => {}
        }
    }

    /// Changes every symbol in it.
    pub(super) fn map(&mut self, change: &dyn Fn(&mut Symbol)) {
        match self {
            Self::Unknown(symbol) => change(symbol),
            Self::Object(Object { fields, rest }) => {
                for it in fields.values_mut() {
                    it.map(change);
                }
                rest.iter_mut().for_each(change);
            }
            Self::List(items) => items.iter_mut().for_each(|it| it.map(change)),
            Self::Absent | Self::Null | Self::Bool(_) | Self::Integer(_) | Self::Text(_) => {}
        }
    }

    /// Whether a part of it names an execution.
    pub(super) fn names_execution(&self) -> bool {
        let mut found = false;
        self.symbols(&mut |symbol| found |= symbol.names_execution());
        found
    }

    /// The same, as another execution would have it.
    pub(super) fn of_other(mut self) -> Self {
        self.map(&Symbol::make_other);
        self
    }
}

impl Symbol {
    fn names_execution(&self) -> bool {
        match &self.root {
            Root::Execution(_) => true,
            Root::Derived(_, from) => from.iter().any(Self::names_execution),
            Root::Input
            | Root::Event
            | Root::Context
            | Root::Result(_)
            | Root::Each(_)
            | Root::Item(_)
            | Root::Deployment(_) => false,
        }
    }

    fn make_other(&mut self) {
        match &mut self.root {
            Root::Execution(who) => *who = Who::Other,
            Root::Derived(_, from) => from.iter_mut().for_each(Self::make_other),
            Root::Input
            | Root::Event
            | Root::Context
            | Root::Result(_)
            | Root::Each(_)
            | Root::Item(_)
            | Root::Deployment(_) => {}
        }
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Root::Deployment(text) | Root::Derived(text, _) => f.write_str(text)?,
            Root::Item(_) => f.write_str("Item")?,
            Root::Execution(_) => f.write_str("$$.Execution")?,
            Root::Context => f.write_str("$$")?,
            Root::Input | Root::Event | Root::Result(_) | Root::Each(_) => f.write_str("$")?,
        }
        self.path.iter().try_for_each(|key| write!(f, ".{key}"))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("nothing"),
            Self::Null => f.write_str("null"),
            Self::Bool(it) => write!(f, "{it}"),
            Self::Integer(it) => write!(f, "{it}"),
            Self::Text(it) => f.write_str(it),
            Self::Unknown(it) => write!(f, "{it}"),
            Self::List(items) => {
                for (position, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if position == 0 { "" } else { " " })?;
                }
                Ok(())
            }
            Self::Object(Object { fields, .. }) => {
                for (position, (key, value)) in fields.iter().enumerate() {
                    write!(f, "{}{key}={value}", if position == 0 { "" } else { " " })?;
                }
                Ok(())
            }
        }
    }
}
