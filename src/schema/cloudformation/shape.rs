//! What a schema says, decoded.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// Text of the index, or made of it.
pub(super) type Word = Cow<'static, str>;

/// The schema of a resource type.
#[derive(Debug, Default)]
pub struct Type {
    /// What its properties and values look like; the first is the properties as a whole.
    pub(super) shapes: Vec<Shape>,
    pub(super) flags: BTreeMap<Flag, Vec<&'static str>>,
    /// What could not be decoded; nothing, of the index that is checked in.
    pub(super) problems: Vec<String>,
}

/// What is said of some properties of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// It is one of those that tell a resource from others of its type.
    Identifier,
    /// The provider sets it.
    ReadOnly,
    /// A change replaces the resource.
    CreateOnly,
    /// A change may replace the resource.
    SometimesCreateOnly,
    /// It cannot be read back.
    WriteOnly,
    /// It should not be used any more.
    Deprecated,
}

impl Type {
    /// The paths of properties of which something is said: `NetworkConfiguration/Subnets/*`.
    pub fn paths(&self, flag: Flag) -> &[&'static str] {
        self.flags.get(&flag).map_or(&[], Vec::as_slice)
    }

    /// Whether something is said of a property.
    pub fn has(&self, flag: Flag, path: &str) -> bool {
        self.paths(flag).contains(&path)
    }

    /// Whether a resource may have an attribute, as `Fn::GetAtt` names it: `Endpoint.Address`.
    pub fn has_attribute(&self, dotted: &str) -> bool {
        let path = dotted.replace('.', "/");
        self.has(Flag::ReadOnly, &path) || self.reaches(ShapeId(0), &path)
    }

    /// Whether a path leads to a property; one that is open to any name leads everywhere.
    fn reaches(&self, from: ShapeId, path: &str) -> bool {
        let Some(shape) = self.shapes.get(from.0) else { return false };
        let (step, rest) = path.split_once('/').unwrap_or((path, ""));
        if let Some(inner) = shape.properties.get(step) {
            return rest.is_empty() || self.reaches(*inner, rest);
        }
        let is_open = from != ShapeId(0) && shape.properties.is_empty() && shape.closed.is_none();
        shape.same.map_or(is_open, |same| self.reaches(same, path))
    }

    /// The attributes that the provider sets, as `Fn::GetAtt` names them.
    pub fn attributes(&self) -> impl Iterator<Item = String> {
        self.paths(Flag::ReadOnly).iter().map(|path| path.replace('/', "."))
    }

    pub(super) fn shape(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.0]
    }
}

/// A shape of a type, by position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ShapeId(pub(super) usize);

/// What a value looks like.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) types: Types,
    /// Another shape that holds too.
    pub(super) same: Option<ShapeId>,
    pub(super) properties: BTreeMap<Word, ShapeId>,
    pub(super) patterns: Vec<(Pattern, ShapeId)>,
    /// Whether there are no other properties.
    pub(super) closed: Option<Closed>,
    pub(super) first: Vec<ShapeId>,
    pub(super) items: Option<ShapeId>,
    pub(super) checks: Vec<Check>,
}

/// That an object has no properties but those that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Closed;

/// One thing that must hold.
#[derive(Debug)]
pub(super) enum Check {
    In(Vec<Literal>),
    InAnyCase(Vec<Literal>),
    Match(Pattern),
    Unmatch(Pattern),
    Format(&'static str),
    Range(Range),
    Above(f64),
    Below(f64),
    Multiple(f64),
    Length(Range),
    Count(Range),
    Entries(Range),
    Unique,
    UniqueBy(Vec<Word>),
    UniqueMost(usize),
    Needs(Vec<Word>),
    Xor(Vec<Word>),
    Or(Vec<Word>),
    With(Word, Vec<Word>),
    Without(Word, Vec<Word>),
    One(Vec<ShapeId>),
    Any(Vec<ShapeId>),
    All(Vec<ShapeId>),
    Not(ShapeId),
    If([ShapeId; 3]),
}

/// From one number to another, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Range {
    pub(super) least: Option<f64>,
    pub(super) most: Option<f64>,
}

impl Range {
    pub(super) fn has(self, number: f64) -> bool {
        self.least.is_none_or(|least| number >= least)
            && self.most.is_none_or(|most| number <= most)
    }
}

/// A value that is allowed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Text(Word),
    Bool(bool),
    Number(f64),
}

/// The JSON types that a value may have; none of them stands for any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Types(u8);

impl Types {
    pub(super) const STRING: Self = Self(1);
    pub(super) const INTEGER: Self = Self(2);
    pub(super) const NUMBER: Self = Self(4);
    pub(super) const BOOLEAN: Self = Self(8);
    pub(super) const LIST: Self = Self(16);
    pub(super) const OBJECT: Self = Self(32);
    pub(super) const NULL: Self = Self(64);

    /// Their names, as the schemas write them, but for lists.
    pub(super) const NAMED: [(&'static str, Self); 7] = [
        ("string", Self::STRING),
        ("integer", Self::INTEGER),
        ("number", Self::NUMBER),
        ("boolean", Self::BOOLEAN),
        ("list", Self::LIST),
        ("object", Self::OBJECT),
        ("null", Self::NULL),
    ];

    /// The types that a word names: `object|string`.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let mut all = Self::default();
        for part in word.split('|') {
            let (_, one) = Self::NAMED.iter().find(|(name, _)| *name == part)?;
            all.0 |= one.0;
        }
        Some(all)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn is_any(self) -> bool {
        self.0 == 0
    }

    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMED.into_iter().filter(move |(_, one)| self.has(*one)).map(|(name, _)| name)
    }
}

/// A regular expression that is compiled when it is first used.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) text: Word,
    compiled: OnceLock<Option<Regex>>,
}

/// What a compiled expression may take. The largest of the index needs less.
const LARGEST: usize = 8 << 20;

impl Pattern {
    pub(super) const fn new(text: Word) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    /// Whether a text has a match. One that is no expression matches everything.
    pub(super) fn matches(&self, text: &str) -> bool {
        self.compiled().is_none_or(|regex| regex.is_match(text))
    }

    pub(super) fn compiled(&self) -> Option<&Regex> {
        let compile = || RegexBuilder::new(&self.text).size_limit(LARGEST).build().ok();
        self.compiled.get_or_init(compile).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::cloudformation::{find, types};

    #[test]
    fn every_pattern_of_the_index_is_an_expression() {
        let mut tried = std::collections::BTreeSet::new();
        for found in types().iter().copied().filter_map(find) {
            let checks = found.shapes.iter().flat_map(|shape| &shape.checks);
            let of_values = checks.filter_map(|check| match check {
                Check::Match(pattern) | Check::Unmatch(pattern) => Some(pattern),
                _ => None,
            });
            let of_names = found.shapes.iter().flat_map(|shape| &shape.patterns).map(|it| &it.0);
            for pattern in of_values.chain(of_names) {
                if tried.insert(pattern.text.clone()) {
                    assert!(pattern.compiled().is_some(), "{}", pattern.text);
                }
            }
        }
        assert!(tried.len() > 2000, "{}", tried.len());
    }
}
