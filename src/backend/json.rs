//! A JSON document on its way out: borrowed where it can be, in the order it was built.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Json<'a>>),
    /// An object.
    Object(Object<'a>),
}

/// An object whose keys keep their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object<'a>(pub Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Object<'a> {
    /// An empty object.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Appends an entry; the caller knows that the key is new.
    pub fn push(&mut self, key: impl Into<Cow<'a, str>>, value: impl Into<Json<'a>>) {
        self.0.push((key.into(), value.into()));
    }

    /// Appends an entry and returns the object.
    pub fn with(mut self, key: impl Into<Cow<'a, str>>, value: impl Into<Json<'a>>) -> Self {
        self.push(key, value);
        self
    }

    /// The value at `key`, made by `default` if there is none.
    pub fn entry(&mut self, key: &'a str, default: Json<'a>) -> &mut Json<'a> {
        let position = self.0.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
            self.0.push((Cow::Borrowed(key), default));
            self.0.len() - 1
        });
        &mut self.0[position].1
    }

    /// Puts a value at a dotted path, making the objects on the way.
    ///
    /// # Panics
    /// If something other than an object is on the way: a mistake in a kind table.
    pub fn put(&mut self, path: &'a str, value: Json<'a>) {
        *self.slot(path) = value;
    }

    /// The place at a dotted path, holding an empty object if it is new. A step that is a number
    /// is an element of a list.
    pub fn slot(&mut self, path: &'a str) -> &mut Json<'a> {
        let mut steps = path.split('.').peekable();
        let first = steps.next().unwrap_or_default();
        let mut slot = self.entry(first, empty_for(steps.peek()));
        while let Some(step) = steps.next() {
            let empty = empty_for(steps.peek());
            slot = match (slot, step.parse::<usize>()) {
                (Json::List(items), Ok(index)) => {
                    while items.len() <= index {
                        items.push(empty.clone());
                    }
                    &mut items[index]
                }
                (Json::Object(inner), Err(_)) => inner.entry(step, empty),
                (other, _) => panic!("`{path}` goes through {other:?}: a bug in a kind table"),
            };
        }
        slot
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What holds the next step of a path: a list if it is a number.
fn empty_for<'a>(next: Option<&&str>) -> Json<'a> {
    match next {
        Some(step) if step.parse::<usize>().is_ok() => Json::List(Vec::new()),
        _ => Json::Object(Object::new()),
    }
}

impl Json<'_> {
    /// A list of values.
    pub fn list(items: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// An object with one entry.
    pub fn single(key: &'static str, value: impl Into<Self>) -> Self {
        Self::Object(Object(vec![(Cow::Borrowed(key), value.into())]))
    }

    /// The document, borrowing nothing.
    pub fn into_owned(self) -> Json<'static> {
        match self {
            Self::Bool(value) => Json::Bool(value),
            Self::Integer(number) => Json::Integer(number),
            Self::Decimal(number) => Json::Decimal(number),
            Self::Text(text) => Json::Text(Cow::Owned(text.into_owned())),
            Self::List(items) => Json::List(items.into_iter().map(Json::into_owned).collect()),
            Self::Object(Object(entries)) => {
                let owned = |(key, value): (Cow<'_, str>, Json<'_>)| {
                    (Cow::Owned(key.into_owned()), value.into_owned())
                };
                Json::Object(Object(entries.into_iter().map(owned).collect()))
            }
        }
    }

    /// The document as a file: indented by two spaces, with a final newline.
    pub fn to_file(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(16 * 1024);
        serde_json::to_writer_pretty(&mut bytes, self)
            .expect("a vector takes every byte, and every key is text");
        bytes.push(b'\n');
        bytes
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl From<bool> for Json<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
impl From<i64> for Json<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}
impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
impl<'a> From<Object<'a>> for Json<'a> {
    fn from(object: Object<'a>) -> Self {
        Self::Object(object)
    }
}
impl<'a> From<Vec<Json<'a>>> for Json<'a> {
    fn from(items: Vec<Json<'a>>) -> Self {
        Self::List(items)
    }
}
