//! A DynamoDB table of one service: its keys, its indexes, what expires.

use std::panic::Location;

use crate::diag::Message;

use super::knob::{Vary, same};
use super::store::{Attachment, Store};
use super::text;
use super::units::Protection;

/// The type of a key attribute. Other attributes are not declared: items have them or not.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeDefinition.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyType {
    /// A text.
    Text,
    /// A number.
    Number,
    /// Bytes.
    Binary,
}

impl KeyType {
    /// As DynamoDB writes it.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Text => "S",
            Self::Number => "N",
            Self::Binary => "B",
        }
    }
}

/// A key: an attribute that every item has.
///
/// ```
/// use formwork::prelude::*;
/// const CUSTOMER: Key = Key::text("customerId");
/// assert_eq!(CUSTOMER.name(), "customerId");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    name: &'a str,
    kind: KeyType,
}

impl<'a> Key<'a> {
    /// A text.
    ///
    /// # Panics
    /// If the name is empty or longer than 255 bytes.
    #[track_caller]
    pub const fn text(name: &'a str) -> Self {
        Self::new(name, KeyType::Text)
    }

    /// A number.
    ///
    /// # Panics
    /// If the name is empty or longer than 255 bytes.
    #[track_caller]
    pub const fn number(name: &'a str) -> Self {
        Self::new(name, KeyType::Number)
    }

    /// Bytes.
    ///
    /// # Panics
    /// If the name is empty or longer than 255 bytes.
    #[track_caller]
    pub const fn binary(name: &'a str) -> Self {
        Self::new(name, KeyType::Binary)
    }

    #[track_caller]
    const fn new(name: &'a str, kind: KeyType) -> Self {
        if name.is_empty() || name.len() > 255 {
            Message::of("the name of a key has 1 to 255 bytes, not ")
                .number(name.len() as u64)
                .panic()
        }
        Self { name, kind }
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Its type.
    pub const fn kind(&self) -> KeyType {
        self.kind
    }

    /// Whether both say that one attribute has two types.
    const fn contradicts(&self, other: &Key<'_>) -> bool {
        text::eq(self.name, other.name) && self.kind as u8 != other.kind as u8
    }
}

/// A global secondary index: the same items, found by another key. It holds all attributes.
///
/// ```
/// use formwork::prelude::*;
/// const BY_CUSTOMER: TableIndex =
///     TableIndex::new("by-customer", Key::text("customerId")).sort(Key::number("placedAt"));
/// assert_eq!(BY_CUSTOMER.name(), "by-customer");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TableIndex<'a> {
    name: &'a str,
    key: Key<'a>,
    sort: Option<Key<'a>>,
}

impl<'a> TableIndex<'a> {
    /// An index of this name and partition key.
    ///
    /// # Panics
    /// If the name has not 3 to 255 letters, digits, `_`, `-` or `.`.
    #[track_caller]
    pub const fn new(name: &'a str, key: Key<'a>) -> Self {
        if !is_index_name(name) {
            Message::of(
                "the name of an index has 3 to 255 letters, digits, `_`, `-` or `.`, unlike ",
            )
            .code(name)
            .panic()
        }
        Self { name, key, sort: None }
    }

    /// Sorts the items of a partition by this key. Default: they have none.
    ///
    /// # Panics
    /// If it is the partition key.
    #[track_caller]
    pub const fn sort(mut self, key: Key<'a>) -> Self {
        if text::eq(self.key.name, key.name) {
            twice(key.name)
        }
        self.sort = Some(key);
        self
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Its partition key.
    pub const fn key(&self) -> &Key<'a> {
        &self.key
    }

    /// Its sort key.
    pub const fn sort_key(&self) -> Option<&Key<'a>> {
        self.sort.as_ref()
    }
}

/// A DynamoDB table of one service, paid by request, encrypted, and recoverable to any second of the
/// last 35 days. It stays when its stack is deleted.
///
/// ```
/// use formwork::prelude::*;
/// const CARTS: DynamoTable = DynamoTable::new("carts", Key::text("cartId"))
///     .indexes(&[TableIndex::new("by-customer", Key::text("customerId"))])
///     .expires("expiresAt");
/// const ATTACHED: Attachment = CARTS.as_env("CARTS_TABLE");
/// assert_eq!(ATTACHED.variable(), "CARTS_TABLE");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DynamoTable<'a> {
    name: &'a str,
    hash: u64,
    key: Key<'a>,
    sort: Option<Key<'a>>,
    indexes: &'a [TableIndex<'a>],
    expires: Option<&'a str>,
    protection: Vary<Protection>,
    was: Option<&'a str>,
    at: &'static Location<'static>,
}

impl<'a> DynamoTable<'a> {
    /// A table of this name and partition key.
    #[track_caller]
    pub const fn new(name: &'a str, key: Key<'a>) -> Self {
        Self {
            name,
            hash: text::name_hash(name),
            key,
            sort: None,
            indexes: &[],
            expires: None,
            protection: same(Protection::On),
            was: None,
            at: Location::caller(),
        }
    }

    /// Sorts the items of a partition by this key. Default: a partition is one item.
    ///
    /// # Panics
    /// If it is the partition key, if another key gives its attribute another type, or if items
    /// expire by it.
    #[track_caller]
    pub const fn sort(mut self, key: Key<'a>) -> Self {
        if text::eq(self.key.name, key.name) {
            twice(key.name)
        }
        self.sort = Some(key);
        self.sound();
        self
    }

    /// Finds items by other keys, too. Default: none.
    ///
    /// # Panics
    /// Above 20 indexes, if two have one name, if two keys give an attribute two types, or if items
    /// expire by a key.
    #[track_caller]
    pub const fn indexes(mut self, indexes: &'a [TableIndex<'a>]) -> Self {
        if indexes.len() > 20 {
            Message::of("DynamoDB takes at most 20 indexes of a table, not ")
                .number(indexes.len() as u64)
                .panic()
        }
        let mut i = 0;
        while i < indexes.len() {
            let mut j = 0;
            while j < i {
                if text::eq(indexes[i].name, indexes[j].name) {
                    Message::of("two indexes are called ").code(indexes[i].name).panic()
                }
                j += 1;
            }
            i += 1;
        }
        self.indexes = indexes;
        self.sound();
        self
    }

    /// Deletes items some days after the time in this attribute, in seconds since 1970. Default:
    /// they stay.
    ///
    /// # Panics
    /// If it is a key.
    #[track_caller]
    pub const fn expires(mut self, attribute: &'a str) -> Self {
        self.expires = Some(attribute);
        self.sound();
        self
    }

    /// Whether DynamoDB refuses to delete it. Default: on.
    pub const fn deletion_protection(mut self, protection: Vary<Protection>) -> Self {
        self.protection = protection;
        self
    }

    /// Keeps the identity recorded under an earlier name.
    pub const fn was(mut self, name: &'a str) -> Self {
        self.was = Some(name);
        self
    }

    /// Attaches it: the variable holds its name.
    #[track_caller]
    pub const fn as_env(&'a self, variable: &'a str) -> Attachment<'a> {
        Attachment::new(Store::Table(self), variable, Location::caller())
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// A hash of its name.
    pub const fn hash(&self) -> u64 {
        self.hash
    }

    /// Its partition key.
    pub const fn key(&self) -> &Key<'a> {
        &self.key
    }

    /// Its sort key.
    pub const fn sort_key(&self) -> Option<&Key<'a>> {
        self.sort.as_ref()
    }

    /// Its indexes.
    pub const fn index_list(&self) -> &'a [TableIndex<'a>] {
        self.indexes
    }

    /// The attribute after whose time an item is deleted.
    pub const fn expiry(&self) -> Option<&'a str> {
        self.expires
    }

    /// Whether it is protected.
    pub const fn protection(&self) -> &Vary<Protection> {
        &self.protection
    }

    /// Its earlier name.
    pub const fn earlier(&self) -> Option<&'a str> {
        self.was
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }

    /// How many keys it and its indexes have.
    const fn key_count(&self) -> usize {
        2 + 2 * self.indexes.len()
    }

    /// The key at a position: those of the table, then those of each index.
    const fn key_at(&self, position: usize) -> Option<&Key<'a>> {
        match position {
            0 => Some(&self.key),
            1 => self.sort.as_ref(),
            _ if position.is_multiple_of(2) => Some(&self.indexes[position / 2 - 1].key),
            _ => self.indexes[position / 2 - 1].sort.as_ref(),
        }
    }

    /// Refuses keys that contradict each other, or by which items expire.
    #[track_caller]
    const fn sound(&self) {
        let mut i = 0;
        while i < self.key_count() {
            if let Some(key) = self.key_at(i) {
                if let Some(expires) = self.expires
                    && text::eq(expires, key.name)
                {
                    Message::of("items cannot expire by ")
                        .code(expires)
                        .text(", which is a key: DynamoDB takes an attribute that is none")
                        .panic()
                }
                let mut j = 0;
                while j < i {
                    if let Some(other) = self.key_at(j)
                        && key.contradicts(other)
                    {
                        Message::of("the attribute ").code(key.name).text(" has two types").panic()
                    }
                    j += 1;
                }
            }
            i += 1;
        }
    }
}

#[track_caller]
const fn twice(name: &str) -> ! {
    Message::of("the attribute ").code(name).text(" is partition key and sort key").panic()
}

const fn is_index_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !(bytes[i].is_ascii_alphanumeric() || matches!(bytes[i], b'_' | b'-' | b'.')) {
            return false;
        }
        i += 1;
    }
    bytes.len() >= 3 && bytes.len() <= 255
}
