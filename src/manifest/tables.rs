//! Rows of the kind tables read out of objects: what each codec means in each dialect.
//!
//! The inverse of what the back ends write. A choice is read branch by branch; what does not have
//! the form that its codec asks for stays as it is.

use std::sync::Arc;

use crate::ir::kind::{Codec, Dialect, Kind, Row};
use crate::ir::kinds;
use crate::ir::lifted::{Data, Field, Input, Node, Span, Unread};

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
    for field in &fields {
        leftovers(&field.value, unread);
    }
    Node::new(span, Data::Object(read))
}

/// A value that was taken, and where its key stands.
type Taken = Option<(Span, Node)>;

/// Takes the value of a row.
fn take_row(
    dialect: Dialect,
    row: &'static Row,
    path: &str,
    fields: &mut Fields,
    unread: &mut Vec<Unread>,
) -> Taken {
    if let (Codec::Entry(key), Dialect::CloudFormation) = (row.codec, dialect) {
        return step(fields, path, &mut |_, list| entry(list, key));
    }
    let (key_span, value) = step(fields, path, &mut |key, value| Some((key, take(value)?)))?;
    Some((key_span, decode(dialect, row.codec, value, unread)))
}

fn decode(dialect: Dialect, codec: Codec, value: Node, unread: &mut Vec<Unread>) -> Node {
    if let Data::OneOf(branches) = value.data {
        let branches = branches.into_iter().map(|it| decode(dialect, codec, it, unread));
        return Node::new(value.span, Data::OneOf(branches.collect()));
    }
    if let Data::Input(input) = &value.data
        && let Some(default) = input.default.clone()
    {
        let default = Some(decode(dialect, codec, default, unread));
        let input = Input { default, ..(**input).clone() };
        return Node::new(value.span, Data::Input(Arc::new(input)));
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
        Codec::Document { text } => {
            if text.has(dialect) {
                text::document(value)
            } else {
                value
            }
        }
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
fn entry(list: &mut Node, key: &str) -> Taken {
    let span = list.span;
    let is_open = !matches!(list.data, Data::OneOf(_)) && may_be_any(list);
    match &mut list.data {
        _ if is_open => Some((span, not_known(span))),
        Data::List(items) => {
            let found = items.iter_mut().find_map(|item| entry_in(item, key));
            let is_open = |item: &Node| item.data != TAKEN && may_be_any(item);
            found.or_else(|| items.iter().any(is_open).then(|| (span, not_known(span))))
        }
        Data::OneOf(branches) => {
            one_of(span, branches.iter_mut().map(|branch| entry(branch, key)).collect())
        }
        _ => None,
    }
}

/// Takes the value of an entry out of an element of an attribute list, if it is that entry.
fn entry_in(item: &mut Node, key: &str) -> Taken {
    if let Data::OneOf(branches) = &mut item.data {
        return one_of(item.span, branches.iter_mut().map(|it| entry_in(it, key)).collect());
    }
    let is_it = item.get("Key").and_then(Node::text) == Some(key) && item.get("Value").is_some();
    if !is_it {
        return None;
    }
    let Data::Object(fields) = take(item)?.data else { return None };
    let key_span = fields.iter().find(|field| field.key == "Key")?.value.span;
    let value = fields.into_iter().find(|field| field.key == "Value")?.value;
    Some((key_span, entry_value(value)))
}

/// Whether it may turn out to be any list, object or entry.
fn may_be_any(node: &Node) -> bool {
    match &node.data {
        Data::Unknown(_)
        | Data::Input(_)
        | Data::Import(_)
        | Data::Element(..)
        | Data::Reference(..) => true,
        Data::Object(fields) => {
            let key = fields.iter().find(|field| field.key == "Key");
            key.is_some_and(|key| key.value.text().is_none())
        }
        Data::OneOf(branches) => branches.iter().any(may_be_any),
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Text(_)
        | Data::List(_)
        | Data::Concat(_)
        | Data::Pseudo(_)
        | Data::Zone(_) => false,
    }
}

/// A list of pairs as a map; a list that is none stays as it is. A pair that is there in some
/// branches is absent in the others.
fn pairs(value: Node, key: &str, name: &str) -> Node {
    let Data::List(items) = &value.data else { return value };
    let mut fields = Vec::with_capacity(items.len());
    for item in items {
        let read = match &item.data {
            Data::OneOf(branches) => {
                let pairs: Option<Vec<_>> = branches.iter().map(|it| pair(it, key, name)).collect();
                pairs.map(|pairs| chosen_pairs(item.span, pairs))
            }
            _ => pair(item, key, name).map(|Pair(field)| field.into_iter().collect()),
        };
        match read {
            Some(read) => fields.extend(read),
            None => return value,
        }
    }
    Node::new(value.span, Data::Object(fields))
}

/// A pair as an entry of a map, if it is there.
struct Pair(Option<Field>);

/// An element as an entry of a map: `None` if it is neither a pair nor absent.
fn pair(item: &Node, key: &str, name: &str) -> Option<Pair> {
    if item.is_absent() {
        return Some(Pair(None));
    }
    let key = item.get(key).filter(|_| item.fields().len() == 2)?;
    let Data::Text(text) = &key.data else { return None };
    let value = item.get(name)?.clone();
    Some(Pair(Some(Field { key: text.clone(), key_span: key.span, value })))
}

/// The pairs of the branches of one element, by their keys.
fn chosen_pairs(span: Span, branches: Vec<Pair>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let count = branches.len();
    for (position, Pair(field)) in branches.into_iter().enumerate() {
        let Some(Field { key, key_span, value }) = field else { continue };
        let known = fields.iter().position(|it| it.key == key).unwrap_or_else(|| {
            let absent = vec![Node::new(span, Data::Absent); count];
            let value = Node::new(span, Data::OneOf(absent));
            fields.push(Field { key, key_span, value });
            fields.len() - 1
        });
        if let Data::OneOf(values) = &mut fields[known].value.data {
            values[position] = value;
        }
    }
    fields
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
        Data::Object(fields) => {
            for field in fields {
                leftovers(&field.value, unread);
            }
        }
        Data::List(items) | Data::OneOf(items) => {
            for item in items {
                leftovers(item, unread);
            }
        }
        Data::Absent => {}
        taken if *taken == TAKEN => {}
        Data::Unknown(why) => unread.push(tell(why)),
        _ => unread.push(tell("the kind tables have no such property")),
    }
}

/// Takes what stands at a dotted path. A step that is a number is an element of a list; a list of
/// one object is read like the object, since Terraform writes blocks either way. Of a choice on the
/// way it takes what stands in each branch, and below what is not known nothing is.
fn step(fields: &mut Fields, path: &str, take: &mut dyn FnMut(Span, &mut Node) -> Taken) -> Taken {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = fields.iter_mut().rev().find(|field| field.key == first)?;
    step_in(field.key_span, &mut field.value, rest, take)
}

fn step_in(
    key: Span,
    value: &mut Node,
    path: &str,
    take: &mut dyn FnMut(Span, &mut Node) -> Taken,
) -> Taken {
    if path.is_empty() {
        return take(key, value);
    }
    let span = value.span;
    match &mut value.data {
        Data::Object(fields) => step(fields, path, take),
        Data::List(items) => {
            let (first, rest) = path.split_once('.').unwrap_or((path, ""));
            match first.parse::<usize>() {
                Ok(index) => step_in(key, items.get_mut(index)?, rest, take),
                Err(_) if items.len() == 1 => step_in(key, &mut items[0], path, take),
                Err(_) => None,
            }
        }
        Data::OneOf(branches) => {
            let each = branches.iter_mut().map(|branch| step_in(key, branch, path, take));
            one_of(span, each.collect())
        }
        Data::Unknown(_)
        | Data::Input(_)
        | Data::Import(_)
        | Data::Element(..)
        | Data::Reference(..) => Some((key, not_known(span))),
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Text(_)
        | Data::Concat(_)
        | Data::Pseudo(_)
        | Data::Zone(_) => None,
    }
}

/// What each branch of a choice had, if any had something.
fn one_of(span: Span, branches: Vec<Taken>) -> Taken {
    let key = branches.iter().flatten().map(|(key, _)| *key).next()?;
    let absent = || Node::new(span, Data::Absent);
    let branches = branches.into_iter().map(|it| it.map_or_else(absent, |(_, value)| value));
    Some((key, Node::new(span, Data::OneOf(branches.collect()))))
}

fn not_known(span: Span) -> Node {
    Node::unknown(span, "what it stands in is not known")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::lifted::FileId;
    use crate::manifest::syntax::json;

    fn fields(text: &str) -> Fields {
        match json::parse(FileId(0), text).root.data {
            Data::Object(fields) => fields,
            other => panic!("{other:?} is no object"),
        }
    }

    fn taken(object: &mut Fields, path: &str) -> Option<Data> {
        let (_, node) = step(object, path, &mut |key, value| Some((key, take(value)?)))?;
        Some(node.data)
    }

    #[test]
    fn paths_lead_through_objects_lists_and_single_blocks() {
        let text = r#"{
            "a": {"b": 1}, "list": [{"c": 2}, {"c": 3}], "block": [{"d": 4}], "texts": ["x"]
        }"#;
        let mut object = fields(text);
        for (path, expected) in [("a.b", 1), ("list.1.c", 3), ("list.0.c", 2), ("block.d", 4)] {
            assert_eq!(taken(&mut object, path), Some(Data::Integer(expected)), "{path}");
        }
        for path in ["a.b", "a.x", "list.2", "list.c", "texts.0.x", "none", "a.b.c.d"] {
            assert_eq!(taken(&mut object, path), None, "{path}");
        }
        assert_eq!(taken(&mut object, "texts.0"), Some(Data::Text("x".into())));
    }

    #[test]
    fn an_instance_with_a_cluster_is_an_instance_of_a_cluster() {
        let kind = |set: &[&str]| {
            kind_of(Dialect::CloudFormation, "AWS::RDS::DBInstance", set).map(|kind| kind.name)
        };
        let alone = ["DBInstanceClass", "Engine", "AllocatedStorage"];
        assert_eq!(kind(&alone), Some("rds/instance"));
        let member = ["DBClusterIdentifier", "DBInstanceClass", "Engine"];
        assert_eq!(kind(&member), Some("rds/cluster-instance"));
        assert_eq!(kind_of(Dialect::Terraform, "aws_nothing", &[]), None);
    }
}
