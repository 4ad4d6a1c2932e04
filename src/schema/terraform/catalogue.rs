//! The provider's resources as `schemas/terraform.cat` has them: a block is decoded when it is
//! looked at. The head of that file tells its format.

use crate::schema::text;

/// Every resource of the provider.
pub(super) static INDEX: &str = include_str!("../../../schemas/terraform.cat");

/// What a block may hold: the root of a resource, or a block in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Whether the provider gives the resource up.
    pub(super) is_deprecated: bool,
    /// Its arguments and blocks, sorted by name.
    entries: Vec<(&'static str, Entry)>,
}

/// An argument or a nested block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    Argument(Argument),
    Block(Nested),
}

/// An argument.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Argument {
    pub(super) presence: Presence,
    pub(super) kind: Type,
    pub(super) is_deprecated: bool,
}

/// Who sets an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// The configuration must.
    Required,
    /// The configuration may.
    Optional,
    /// The provider alone.
    ReadOnly,
}

/// What an argument holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Type {
    String,
    Number,
    Bool,
    Any,
    List(Box<Self>),
    Set(Box<Self>),
    Map(Box<Self>),
    Object(Vec<(&'static str, Self)>),
}

/// A nested block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Nested {
    pub(super) least: usize,
    /// `None` if there is no limit.
    pub(super) most: Option<usize>,
    pub(super) is_deprecated: bool,
    /// Its lines and their depth, or the name of its record.
    inner: Inner,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Inner {
    Lines(&'static str, usize),
    Record(&'static str),
}

impl Schema {
    /// What a resource of this type may hold; `None` if the provider has no such type.
    pub fn of(type_name: &str) -> Option<Self> {
        let lines = text::block(INDEX, type_name)?;
        Some(match lines.strip_prefix('^') {
            Some(lines) => Self { is_deprecated: true, ..Self::read(lines, 1) },
            None => Self::read(lines, 1),
        })
    }

    fn read(lines: &'static str, depth: usize) -> Self {
        let mut entries: Vec<(&str, Entry)> = Vec::new();
        let mut rest = lines;
        while !rest.is_empty() {
            let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
            rest = behind;
            if indent(line) != depth {
                continue;
            }
            let below = behind.split_inclusive('\n').take_while(|line| indent(line) > depth);
            let (below, behind) = behind.split_at(below.map(str::len).sum());
            rest = behind;
            entries.extend(entry(line.trim_start(), Inner::Lines(below, depth + 1)));
        }
        Self { is_deprecated: false, entries }
    }

    /// Whether others may refer to an attribute of it: `arn`, or a block.
    pub fn has_attribute(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The names of what others may refer to.
    pub fn attributes(&self) -> impl Iterator<Item = &'static str> {
        self.entries.iter().map(|(name, _)| *name)
    }

    /// The argument or block of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Entry> {
        let position = self.entries.binary_search_by_key(&name, |(name, _)| *name).ok()?;
        self.entries.get(position).map(|(_, entry)| entry)
    }

    /// Its arguments and blocks, by name.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, &Entry)> {
        self.entries.iter().map(|(name, entry)| (*name, entry))
    }

    /// Its blocks, by name.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (&'static str, &Nested)> {
        self.entries().filter_map(|(name, entry)| match entry {
            Entry::Block(nested) => Some((name, nested)),
            Entry::Argument(_) => None,
        })
    }
}

impl Nested {
    /// What it may hold.
    pub(super) fn schema(&self) -> Schema {
        match self.inner {
            Inner::Lines(lines, depth) => Schema::read(lines, depth),
            Inner::Record(name) => Schema::read(text::block(INDEX, name).unwrap_or_default(), 1),
        }
    }
}

/// Every type of resource, in order.
pub fn types() -> impl Iterator<Item = &'static str> {
    text::types(INDEX).filter(|name| !name.starts_with('@'))
}

/// The version of the provider that the index is of.
pub fn version() -> &'static str {
    let head = text::head(INDEX).split_once("hashicorp/aws ").map_or("", |(_, behind)| behind);
    head.split([' ', ',']).next().unwrap_or_default()
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

/// An entry by its line and what stands below it; `None` if the line is none.
fn entry(line: &'static str, below: Inner) -> Option<(&'static str, Entry)> {
    let (name, rest) = line.split_once(' ')?;
    let (rest, is_deprecated) = match rest.strip_suffix(" ^") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let (first, rest) = rest.split_once(' ')?;
    let presence = match first {
        "!" => Presence::Required,
        "?" | "~" => Presence::Optional,
        "." => Presence::ReadOnly,
        _ => return Some((name, Entry::Block(nested(rest, is_deprecated, below)?))),
    };
    let kind = Reader(rest).kind();
    Some((name, Entry::Argument(Argument { presence, kind, is_deprecated })))
}

fn nested(limits: &'static str, is_deprecated: bool, below: Inner) -> Option<Nested> {
    let mut words = limits.split(' ');
    let (least, most) = words.next()?.split_once("..")?;
    let mut nested =
        Nested { least: least.parse().ok()?, most: most.parse().ok(), is_deprecated, inner: below };
    for word in words {
        match word {
            "^" => nested.is_deprecated = true,
            record => nested.inner = Inner::Record(record),
        }
    }
    Some(nested)
}

/// Reads a type: a letter, and what it is of.
struct Reader(&'static str);

impl Reader {
    fn take(&mut self) -> Option<char> {
        let first = self.0.chars().next()?;
        self.0 = self.0.split_at(first.len_utf8()).1;
        Some(first)
    }

    fn kind(&mut self) -> Type {
        match self.take() {
            Some('s') => Type::String,
            Some('n') => Type::Number,
            Some('b') => Type::Bool,
            Some('L') => Type::List(Box::new(self.kind())),
            Some('S') => Type::Set(Box::new(self.kind())),
            Some('M') => Type::Map(Box::new(self.kind())),
            Some('{') => Type::Object(self.fields()),
            _ => Type::Any,
        }
    }

    fn fields(&mut self) -> Vec<(&'static str, Type)> {
        let mut fields = Vec::new();
        while let Some((name, rest)) = self.0.split_once(' ') {
            self.0 = rest;
            fields.push((name, self.kind()));
            if self.take() != Some(',') {
                break;
            }
        }
        fields
    }
}

impl Type {
    /// What an object of it holds, if it is a list or set of objects: such an argument may be
    /// written as blocks.
    pub(super) fn as_block(&self) -> Option<&[(&'static str, Self)]> {
        match self {
            Self::List(inner) | Self::Set(inner) => match &**inner {
                Self::Object(fields) => Some(fields),
                _ => None,
            },
            _ => None,
        }
    }

    /// What it is, as Terraform says it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::String => "string".to_owned(),
            Self::Number => "number".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::Any => "value".to_owned(),
            Self::List(inner) => format!("list of {}s", inner.name()),
            Self::Set(inner) => format!("set of {}s", inner.name()),
            Self::Map(inner) => format!("map of {}s", inner.name()),
            Self::Object(_) => "object".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_read_whole() {
        let (mut entries, mut records) = (0, 0);
        let mut seen = std::collections::BTreeSet::new();
        let mut open: Vec<Schema> = types().map(|name| Schema::of(name).unwrap()).collect();
        records += open.len();
        while let Some(schema) = open.pop() {
            entries += schema.entries.len();
            assert!(schema.entries.is_sorted_by_key(|(name, _)| *name), "{schema:?}");
            for (name, nested) in schema.blocks() {
                let inner = nested.schema();
                match nested.inner {
                    Inner::Record(record) if !seen.insert(record) => {}
                    Inner::Record(record) => {
                        assert!(text::block(INDEX, record).is_some(), "{name}: {record}");
                        records += 1;
                        open.push(inner);
                    }
                    Inner::Lines(..) => open.push(inner),
                }
            }
        }
        let lines = INDEX.lines().filter(|line| line.starts_with(' ')).count();
        assert_eq!(entries, lines);
        assert_eq!(records, text::types(INDEX).count());
        let head = text::head(INDEX);
        assert!(head.contains(&format!(" {} resources", types().count())), "{head}");
        assert_eq!(version(), "5.100.0");
    }

    #[test]
    fn what_a_line_says_is_read() {
        let service = Schema::of("aws_ecs_service").unwrap();
        let check = |name: &str, presence, kind| match service.get(name) {
            Some(Entry::Argument(it)) => assert_eq!((it.presence, &it.kind), (presence, &kind)),
            other => panic!("{name}: {other:?}"),
        };
        check("name", Presence::Required, Type::String);
        check("desired_count", Presence::Optional, Type::Number);
        check("tags", Presence::Optional, Type::Map(Box::new(Type::String)));
        let Some(Entry::Block(block)) = service.get("network_configuration") else { panic!() };
        assert_eq!((block.least, block.most), (0, Some(1)));
        let strings = Type::Set(Box::new(Type::String));
        match block.schema().get("subnets") {
            Some(Entry::Argument(it)) => {
                assert_eq!((it.presence, &it.kind), (Presence::Required, &strings));
            }
            other => panic!("{other:?}"),
        }
        assert!(service.get("no_such").is_none());
        assert!(Schema::of("aws_no_such").is_none());
        assert!(Schema::of("aws_opsworks_application").is_some_and(|it| it.is_deprecated));
    }
}
