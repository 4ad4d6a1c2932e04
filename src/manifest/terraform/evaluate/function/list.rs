//! Functions of lists, sets and objects.

use crate::ir::lifted::{Data, Field, Node, Span};
use crate::manifest::terraform::evaluate::operator::equal;
use crate::manifest::terraform::evaluate::{keep_last, plain};

use super::text::{contains, integer, text};

/// How long a list gets.
const LONGEST: usize = 4096;

/// What a function gives; nothing if it is another one, or what it is called with is not known.
pub(super) fn call(name: &str, arguments: &[Node]) -> Option<Data> {
    made(name, arguments).or_else(|| asked(name, arguments))
}

/// Functions that make a list or object of others.
fn made(name: &str, arguments: &[Node]) -> Option<Data> {
    match (name, arguments) {
        ("merge", all) => merged(all),
        ("concat", all) => {
            let lists: Option<Vec<_>> = all.iter().map(items).collect();
            bounded(lists?.concat())
        }
        ("flatten", [list]) => {
            let mut flat = Vec::new();
            flatten(items(list)?, &mut flat)?;
            bounded(flat)
        }
        ("coalescelist", all) => {
            let lists: Option<Vec<_>> = all.iter().map(items).collect();
            Some(Data::List(lists?.into_iter().find(|it| !it.is_empty())?.to_vec()))
        }
        ("compact", [list]) => {
            let mut kept = Vec::new();
            for item in items(list)? {
                match &plain(item)?.data {
                    Data::Absent => {}
                    Data::Text(text) if text.is_empty() => {}
                    Data::OneOf(_) | Data::Unknown(_) => return None,
                    _ => kept.push(item.clone()),
                }
            }
            Some(Data::List(kept))
        }
        ("distinct", [list]) => Some(Data::List(distinct(items(list)?))),
        ("setunion", all) => {
            let lists: Option<Vec<_>> = all.iter().map(items).collect();
            bounded(distinct(&lists?.concat()))
        }
        ("setsubtract", [all, less]) => {
            let (all, less) = (items(all)?, items(less)?);
            let kept: Option<Vec<_>> =
                all.iter().map(|it| Some((contains(less, it)?, it))).collect();
            let kept = kept?.into_iter().filter(|(is_less, _)| !is_less);
            Some(Data::List(kept.map(|(_, it)| it.clone()).collect()))
        }
        ("reverse", [list]) => Some(Data::List(items(list)?.iter().rev().cloned().collect())),
        ("sort", [list]) => {
            let mut sorted = items(list)?.to_vec();
            if sorted.iter().any(|it| text(it).is_none()) {
                return None;
            }
            sorted.sort_by_cached_key(text);
            Some(Data::List(sorted))
        }
        ("zipmap", [keys, values]) => zipped(items(keys)?, items(values)?),
        ("range", numbers) => range(numbers),
        ("chunklist", [list, size]) => {
            let size = usize::try_from(integer(size)?).ok().filter(|it| *it > 0)?;
            let list = items(list)?;
            let chunk = |chunk: &[Node]| Node::new(chunk[0].span, Data::List(chunk.to_vec()));
            Some(Data::List(list.chunks(size).map(chunk).collect()))
        }
        _ => None,
    }
}

/// Functions that say something about a list or object.
fn asked(name: &str, arguments: &[Node]) -> Option<Data> {
    match (name, arguments) {
        ("contains", [list, value]) => contains(items(list)?, plain(value)?).map(Data::Bool),
        ("element", [list, position]) => {
            let list = items(list)?;
            let length = i64::try_from(list.len()).ok().filter(|it| *it > 0)?;
            let position = usize::try_from(integer(position)?.rem_euclid(length)).ok()?;
            Some(list[position].data.clone())
        }
        ("index", [list, value]) => {
            let list = items(list)?;
            let known: Option<Vec<_>> = list.iter().map(|it| equal(it, value)).collect();
            let position = known?.into_iter().position(|it| it)?;
            Some(Data::Integer(i64::try_from(position).ok()?))
        }
        ("slice", [list, from, to]) => {
            let (from, to) =
                (usize::try_from(integer(from)?).ok()?, usize::try_from(integer(to)?).ok()?);
            Some(Data::List(items(list)?.get(from..to)?.to_vec()))
        }
        ("length", [it]) => length(plain(it)?),
        ("one", [list]) => match items(list)? {
            [] => Some(Data::Absent),
            [one] => Some(one.data.clone()),
            _ => None,
        },
        ("keys", [map]) => {
            let key = |field: &Field| Node::text_at(field.key_span, field.key.clone());
            Some(Data::List(sorted(fields(map)?).into_iter().map(key).collect()))
        }
        ("values", [map]) => {
            let fields = sorted(fields(map)?);
            Some(Data::List(fields.into_iter().map(|field| field.value.clone()).collect()))
        }
        ("alltrue", [list]) => {
            let known: Option<Vec<_>> = items(list)?.iter().map(|it| plain(it)?.bool()).collect();
            Some(Data::Bool(known?.into_iter().all(|it| it)))
        }
        ("anytrue", [list]) => {
            let known: Option<Vec<_>> = items(list)?.iter().map(|it| plain(it)?.bool()).collect();
            Some(Data::Bool(known?.into_iter().any(|it| it)))
        }
        _ => None,
    }
}

/// The elements of a list that is written out.
fn items(node: &Node) -> Option<&[Node]> {
    match &plain(node)?.data {
        Data::List(items) => Some(items),
        _ => None,
    }
}

fn fields(node: &Node) -> Option<&[Field]> {
    match &plain(node)?.data {
        Data::Object(fields) => Some(fields),
        _ => None,
    }
}

fn sorted(fields: &[Field]) -> Vec<&Field> {
    let mut sorted: Vec<_> = fields.iter().collect();
    sorted.sort_by(|left, right| left.key.cmp(&right.key));
    sorted
}

fn bounded(items: Vec<Node>) -> Option<Data> {
    (items.len() <= LONGEST).then_some(Data::List(items))
}

fn flatten(items: &[Node], flat: &mut Vec<Node>) -> Option<()> {
    for item in items {
        match &item.data {
            Data::List(inner) => flatten(inner, flat)?,
            Data::Unknown(_) | Data::OneOf(_) => return None,
            Data::Input(_) => match plain(item).map(|it| &it.data) {
                Some(Data::List(inner)) => flatten(inner, flat)?,
                _ => flat.push(item.clone()),
            },
            _ => flat.push(item.clone()),
        }
    }
    Some(())
}

/// The elements, each once; what is not known is taken for different.
pub(super) fn distinct(items: &[Node]) -> Vec<Node> {
    let mut texts = std::collections::BTreeSet::new();
    let mut kept: Vec<Node> = Vec::new();
    for item in items {
        let is_new = match text(item) {
            Some(text) => texts.insert(text),
            None => kept.len() > 256 || kept.iter().all(|it| equal(it, item) != Some(true)),
        };
        if is_new {
            kept.push(item.clone());
        }
    }
    kept
}

/// One object of several; what is null is left out.
fn merged(all: &[Node]) -> Option<Data> {
    let mut merged = Vec::new();
    for node in all {
        match &plain(node)?.data {
            Data::Absent => {}
            Data::Object(fields) => merged.extend(fields.iter().cloned()),
            _ => return None,
        }
    }
    keep_last(&mut merged);
    Some(Data::Object(merged))
}

fn length(node: &Node) -> Option<Data> {
    let length = match &node.data {
        Data::List(items) => items.len(),
        Data::Object(fields) => fields.len(),
        Data::Text(text) => text.chars().count(),
        _ => return None,
    };
    Some(Data::Integer(i64::try_from(length).ok()?))
}

fn zipped(keys: &[Node], values: &[Node]) -> Option<Data> {
    let pair = |(key, value): (&Node, &Node)| {
        Some(Field { key: text(key)?, key_span: key.span, value: value.clone() })
    };
    let mut fields = keys.iter().zip(values).map(pair).collect::<Option<Vec<_>>>()?;
    keep_last(&mut fields);
    (keys.len() == values.len()).then_some(Data::Object(fields))
}

fn range(numbers: &[Node]) -> Option<Data> {
    let numbers: Option<Vec<_>> = numbers.iter().map(integer).collect();
    let (from, to, step) = match numbers?.as_slice() {
        [to] => (0, *to, if *to < 0 { -1 } else { 1 }),
        [from, to] => (*from, *to, if to < from { -1 } else { 1 }),
        [from, to, step] if *step != 0 => (*from, *to, *step),
        _ => return None,
    };
    let mut items = Vec::new();
    let mut at = from;
    while if step > 0 { at < to } else { at > to } {
        if items.len() >= LONGEST {
            return None;
        }
        items.push(Node::new(Span::default(), Data::Integer(at)));
        at = at.checked_add(step)?;
    }
    Some(Data::List(items))
}
