//! Rows of the kind tables read out of objects: what each codec means in each dialect.
//!
//! The inverse of what the back ends write. A choice is read branch by branch; what does not have
//! the form that its codec asks for stays as it is.

use crate::ir::kind::{Codec, Dialect, Kind, Row};
use crate::ir::kinds;
use crate::ir::lifted::{Data, Field, Node, Span, Unread};

use super::text;

/// The entries of an object that were not read yet.
pub(super) type Fields = Vec<Field>;

/// The properties of a kind, by the names of its rows; what no row takes is unread.
pub(super) fn read(
    dialect: Dialect,
    table: impl IntoIterator<Item = &'static Row>,
    object: Node,
    unread: &mut Vec<Unread>,
) -> Node {
    let span = object.span;
    let Data::Object(mut fields) = object.data else { return object };
    let mut read = Vec::new();
    for row in table {
        let Some(path) = row.path_in(dialect) else { continue };
        if let Some((key_span, value)) = take_row(dialect, row, path, &mut fields, unread) {
            read.push(Field { key: row.name.into(), key_span, value });
        }
    }
    fields.iter().for_each(|field| leftovers(&field.value, unread));
    Node::new(span, Data::Object(read))
}

/// Takes the value of a row, and where its key stands.
fn take_row(
    dialect: Dialect,
    row: &'static Row,
    path: &str,
    fields: &mut Fields,
    unread: &mut Vec<Unread>,
) -> Option<(Span, Node)> {
    if let (Codec::Entry(key), Dialect::CloudFormation) = (row.codec, dialect) {
        return entry(find(fields, path)?.1, key);
    }
    let (key_span, value) = find(fields, path)?;
    let value = take(value)?;
    Some((key_span, decode(dialect, row.codec, value, unread)))
}

fn decode(dialect: Dialect, codec: Codec, value: Node, unread: &mut Vec<Unread>) -> Node {
    if let Data::OneOf(branches) = value.data {
        let branches = branches.into_iter().map(|it| decode(dialect, codec, it, unread));
        return Node::new(value.span, Data::OneOf(branches.collect()));
    }
    match codec {
        Codec::Same | Codec::Set => value,
        Codec::Entry(_) => entry_value(value),
        Codec::NumberText(_) => number(value),
        Codec::Words { yes, no, .. } => word(value, yes, no),
        Codec::Block(rows) => read(dialect, rows, single(value), unread),
        Codec::Blocks(rows) => blocks(dialect, rows, several(value), unread),
        Codec::TextBlocks(rows) => {
            let list = match dialect {
                Dialect::CloudFormation => value,
                Dialect::Terraform => text::document(value),
            };
            blocks(dialect, rows, list, unread)
        }
        Codec::Pairs { key, value: name } => match dialect {
            Dialect::CloudFormation => pairs(value, key, name),
            Dialect::Terraform => value,
        },
        Codec::Document { text } if text.has(dialect) => text::document(value),
        Codec::Document { .. } => value,
    }
}

/// A list of objects of a table.
fn blocks(dialect: Dialect, table: &'static [Row], list: Node, unread: &mut Vec<Unread>) -> Node {
    let each = |items: Vec<Node>, unread: &mut Vec<Unread>| {
        items.into_iter().map(|item| block(dialect, table, item, unread)).collect()
    };
    let data = match list.data {
        Data::List(items) => Data::List(each(items, unread)),
        Data::OneOf(branches) => {
            let branches = branches.into_iter().map(|it| blocks(dialect, table, it, unread));
            Data::OneOf(branches.collect())
        }
        other => other,
    };
    Node::new(list.span, data)
}

fn block(dialect: Dialect, table: &'static [Row], item: Node, unread: &mut Vec<Unread>) -> Node {
    match item.data {
        Data::OneOf(branches) => {
            let branches = branches.into_iter().map(|it| block(dialect, table, it, unread));
            Node::new(item.span, Data::OneOf(branches.collect()))
        }
        data => read(dialect, table, Node::new(item.span, data), unread),
    }
}

/// A block, which Terraform lets be written as a list of one.
fn single(mut value: Node) -> Node {
    match &mut value.data {
        Data::List(items) if items.len() == 1 => items.swap_remove(0),
        _ => value,
    }
}

/// A list of blocks, of which a single one may be written alone.
fn several(value: Node) -> Node {
    match value.data {
        Data::Object(_) => Node::new(value.span, Data::List(vec![value])),
        _ => value,
    }
}

/// Takes the value of one entry out of an attribute list.
fn entry(list: &mut Node, key: &str) -> Option<(Span, Node)> {
    let Data::List(entries) = &mut list.data else { return None };
    let entry = entries.iter_mut().find(|entry| {
        entry.get("Key").and_then(Node::text) == Some(key) && entry.get("Value").is_some()
    })?;
    let Data::Object(fields) = take(entry)?.data else { return None };
    let key_span = fields.iter().find(|field| field.key == "Key")?.value.span;
    let value = fields.into_iter().find(|field| field.key == "Value")?.value;
    Some((key_span, entry_value(value)))
}

/// A list of pairs as a map; a list that is none stays as it is.
fn pairs(value: Node, key: &str, name: &str) -> Node {
    let Data::List(items) = &value.data else { return value };
    let pair = |item: &Node| {
        let key = item.get(key).filter(|_| item.fields().len() == 2)?;
        let Data::Text(text) = &key.data else { return None };
        let value = item.get(name)?.clone();
        Some(Field { key: text.clone(), key_span: key.span, value })
    };
    match items.iter().map(pair).collect() {
        Some(fields) => Node::new(value.span, Data::Object(fields)),
        None => value,
    }
}

/// What an attribute list says: a number or truth value, if the text reads exactly like one.
fn entry_value(value: Node) -> Node {
    number(word(value, "true", "false"))
}

fn number(value: Node) -> Node {
    let Data::Text(text) = value.data else { return value };
    let data = match crate::ir::normal::number(crate::ir::Value::Text(text)) {
        crate::ir::Value::Integer(number) => Data::Integer(number),
        crate::ir::Value::Decimal(number) => Data::Decimal(number),
        crate::ir::Value::Text(text) => Data::Text(text),
        other => unreachable!("a number or text, not {other:?}: a bug in formwork"),
    };
    Node::new(value.span, data)
}

fn word(value: Node, yes: &str, no: &str) -> Node {
    let data = match value.data {
        Data::Text(text) if text == yes => Data::Bool(true),
        Data::Text(text) if text == no => Data::Bool(false),
        other => other,
    };
    Node::new(value.span, data)
}

/// What is left where a value was taken; no document says it.
const TAKEN: Data = Data::Concat(Vec::new());

/// Takes a value, unless it was taken before.
pub(super) fn take(node: &mut Node) -> Option<Node> {
    let data = std::mem::replace(&mut node.data, TAKEN);
    (data != TAKEN).then(|| Node::new(node.span, data))
}

/// Lists what is left of a value. Objects and lists that are empty say nothing.
fn leftovers(node: &Node, unread: &mut Vec<Unread>) {
    let tell = |why: &str| Unread { span: node.span, why: why.to_owned().into() };
    match &node.data {
        Data::Object(fields) => fields.iter().for_each(|field| leftovers(&field.value, unread)),
        Data::List(items) => items.iter().for_each(|item| leftovers(item, unread)),
        taken if *taken == TAKEN => {}
        Data::Unknown(why) => unread.push(tell(why)),
        _ => unread.push(tell("the kind tables have no such property")),
    }
}

/// What stands at a dotted path, and its key. A step that is a number is an element of a list; a
/// list of one object is read like the object, since Terraform writes blocks either way.
fn find<'f>(fields: &'f mut Fields, path: &str) -> Option<(Span, &'f mut Node)> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(a, b)| (a, Some(b)));
    let field = fields.iter_mut().rev().find(|field| field.key == first)?;
    match rest {
        None => Some((field.key_span, &mut field.value)),
        Some(rest) => find_in(field.key_span, &mut field.value, rest),
    }
}

fn find_in<'f>(key: Span, value: &'f mut Node, path: &str) -> Option<(Span, &'f mut Node)> {
    match &mut value.data {
        Data::Object(fields) => find(fields, path),
        Data::List(items) => {
            let (first, rest) = path.split_once('.').unwrap_or((path, ""));
            match first.parse::<usize>() {
                Ok(index) if rest.is_empty() => items.get_mut(index).map(|item| (key, item)),
                Ok(index) => find_in(key, items.get_mut(index)?, rest),
                Err(_) if items.len() == 1 => find_in(key, &mut items[0], path),
                Err(_) => None,
            }
        }
        _ => None,
    }
}

/// The kind of a resource: of those with its type, the one that has rows for most of what it sets,
/// then the one that misses least, then the one that asks for most. So an instance that names its
/// cluster is an instance of a cluster.
pub(super) fn kind_of(dialect: Dialect, type_name: &str, set: &[&str]) -> Option<&'static Kind> {
    let candidates = kinds::known().filter(|kind| kind.type_in(dialect) == Some(type_name));
    candidates.min_by_key(|kind| {
        let is_own = |row: &&Row| dialect == Dialect::CloudFormation || row.side.is_empty();
        let rows = || kind.rows.iter().filter(is_own);
        let first = |row: &'static Row| row.path_in(dialect)?.split('.').next();
        let unknown = set.iter().filter(|name| rows().all(|row| first(row) != Some(**name)));
        let required = || rows().filter(|row| row.required && row.path_in(dialect).is_some());
        let missing = required().filter(|row| first(row).is_some_and(|it| !set.contains(&it)));
        (unknown.count(), missing.count(), usize::MAX - required().count())
    })
}
