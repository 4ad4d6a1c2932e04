//! Functions of text and numbers.

use crate::ir::Text;
use crate::ir::lifted::{Data, Node};
use crate::manifest::terraform::evaluate::operator::{equal, number};
use crate::manifest::terraform::evaluate::plain;

/// The longest text that is made.
const LONGEST: usize = 1 << 20;

/// What a function gives; nothing if it is another one, or what it is called with is not known.
pub(super) fn call(name: &str, arguments: &[Node]) -> Option<Data> {
    match (name, arguments) {
        ("format", [format, values @ ..]) => formatted(&text(format)?, values),
        ("join", [comma, lists @ ..]) => joined(&text(comma)?, lists),
        ("split", [comma, whole]) => Some(split(&text(comma)?, &text(whole)?)),
        ("replace", [whole, old, new]) => replaced(&text(whole)?, &text(old)?, &text(new)?),
        ("lower", [it]) => Some(Data::Text(text(it)?.to_lowercase().into())),
        ("upper", [it]) => Some(Data::Text(text(it)?.to_uppercase().into())),
        ("title", [it]) => Some(Data::Text(title(&text(it)?).into())),
        ("trimspace", [it]) => Some(Data::Text(text(it)?.trim().to_owned().into())),
        ("chomp", [it]) => {
            Some(Data::Text(text(it)?.trim_end_matches(['\n', '\r']).to_owned().into()))
        }
        ("trim", [it, of]) => {
            let (it, of) = (text(it)?, text(of)?);
            Some(Data::Text(it.trim_matches(|character| of.contains(character)).to_owned().into()))
        }
        ("trimprefix", [it, start]) => {
            let (it, start) = (text(it)?, text(start)?);
            Some(Data::Text(it.strip_prefix(&*start).unwrap_or(&it).to_owned().into()))
        }
        ("trimsuffix", [it, end]) => {
            let (it, end) = (text(it)?, text(end)?);
            Some(Data::Text(it.strip_suffix(&*end).unwrap_or(&it).to_owned().into()))
        }
        ("substr", [it, from, length]) => substring(&text(it)?, integer(from)?, integer(length)?),
        ("startswith", [it, start]) => Some(Data::Bool(text(it)?.starts_with(&*text(start)?))),
        ("endswith", [it, end]) => Some(Data::Bool(text(it)?.ends_with(&*text(end)?))),
        ("strcontains", [it, part]) => Some(Data::Bool(text(it)?.contains(&*text(part)?))),
        ("tostring", [it]) => match &plain(it)?.data {
            Data::Absent => Some(Data::Absent),
            Data::Concat(_) | Data::Reference(..) | Data::Pseudo(_) | Data::Import(_) => {
                Some(it.data.clone())
            }
            _ => Some(Data::Text(text(it)?)),
        },
        ("tonumber", [it]) => match &plain(it)?.data {
            Data::Integer(_) | Data::Decimal(_) | Data::Absent => Some(plain(it)?.data.clone()),
            Data::Text(text) => match text.parse() {
                Ok(whole) => Some(Data::Integer(whole)),
                Err(_) => number(it).map(Data::Decimal),
            },
            _ => None,
        },
        ("tobool", [it]) => plain(it)?.bool().map(Data::Bool),
        ("min", all) => extreme(all, i64::min, f64::min),
        ("max", all) => extreme(all, i64::max, f64::max),
        ("abs", [it]) => integer(it)?.checked_abs().map(Data::Integer),
        ("floor", [it]) => rounded(number(it)?.floor()),
        ("ceil", [it]) => rounded(number(it)?.ceil()),
        // Whoever reads the text wants what it says, not how it is packed.
        ("base64encode" | "textencodebase64" | "base64gzip", [it, ..]) => match &plain(it)?.data {
            Data::Text(_) | Data::Concat(_) | Data::Unknown(_) => Some(it.data.clone()),
            _ => None,
        },
        ("basename", [it]) => {
            Some(Data::Text(text(it)?.rsplit('/').next().unwrap_or_default().to_owned().into()))
        }
        _ => None,
    }
}

pub(super) fn text(node: &Node) -> Option<Text> {
    plain(node)?.literal_text()
}

pub(super) fn integer(node: &Node) -> Option<i64> {
    plain(node)?.integer()
}

#[expect(clippy::cast_possible_truncation, reason = "it was just checked to fit")]
fn rounded(value: f64) -> Option<Data> {
    (value.abs() < 9e15).then_some(Data::Integer(value as i64))
}

fn extreme(all: &[Node], whole: fn(i64, i64) -> i64, part: fn(f64, f64) -> f64) -> Option<Data> {
    let integers: Option<Vec<_>> = all.iter().map(integer).collect();
    if let Some(integers) = integers {
        return integers.into_iter().reduce(whole).map(Data::Integer);
    }
    let numbers: Option<Vec<_>> = all.iter().map(number).collect();
    numbers?.into_iter().reduce(part).map(Data::Decimal)
}

fn title(text: &str) -> String {
    let mut at_start = true;
    let mut titled = String::with_capacity(text.len());
    for character in text.chars() {
        if at_start {
            titled.extend(character.to_uppercase());
        } else {
            titled.push(character);
        }
        at_start = character.is_whitespace();
    }
    titled
}

/// `%s`, `%d`, `%v` and `%%`, and `%05d`; what is not known stays a part of its own.
fn formatted(format: &str, values: &[Node]) -> Option<Data> {
    let mut parts: Vec<Node> = Vec::new();
    let mut values = values.iter();
    let mut rest = format;
    let mut literal = String::new();
    let place = values.as_slice().first().map(|it| it.span).unwrap_or_default();
    while let Some((before, after)) = rest.split_once('%') {
        literal.push_str(before);
        let digits = after.find(|it: char| !it.is_ascii_digit()).unwrap_or(after.len());
        let (width, after) = after.split_at(digits);
        let mut characters = after.chars();
        match (characters.next()?, width) {
            ('%', "") => literal.push('%'),
            ('s' | 'v' | 'd', "") => {
                let value = values.next()?;
                match plain(value).and_then(Node::literal_text) {
                    Some(text) => literal.push_str(&text),
                    None if matches!(
                        value.data,
                        Data::Unknown(_) | Data::List(_) | Data::Object(_)
                    ) =>
                    {
                        return None;
                    }
                    None => {
                        parts.push(Node::text_at(place, std::mem::take(&mut literal)));
                        parts.push(value.clone());
                    }
                }
            }
            ('d', width) if width.starts_with('0') => {
                let number = integer(values.next()?)?;
                let width = width.parse::<usize>().ok().filter(|it| *it <= 64)?;
                literal.extend([format!("{number:0width$}")]);
            }
            _ => return None,
        }
        rest = characters.as_str();
    }
    literal.push_str(rest);
    if values.next().is_some() {
        return None;
    }
    if parts.is_empty() {
        return Some(Data::Text(literal.into()));
    }
    parts.push(Node::text_at(place, literal));
    parts.retain(|part| !matches!(&part.data, Data::Text(text) if text.is_empty()));
    Some(Data::Concat(parts))
}

fn joined(comma: &str, lists: &[Node]) -> Option<Data> {
    let mut items = Vec::new();
    for list in lists {
        let Data::List(inner) = &plain(list)?.data else { return None };
        items.extend(inner);
    }
    let texts: Option<Vec<_>> = items.iter().map(|item| text(item)).collect();
    if let Some(texts) = texts {
        return Some(Data::Text(texts.join(comma).into()));
    }
    let mut parts = Vec::new();
    for (position, item) in items.into_iter().enumerate() {
        if matches!(item.data, Data::Unknown(_) | Data::List(_) | Data::Object(_) | Data::Absent) {
            return None;
        }
        if position > 0 && !comma.is_empty() {
            parts.push(Node::text_at(item.span, comma.to_owned()));
        }
        parts.push(item.clone());
    }
    Some(Data::Concat(parts))
}

fn split(comma: &str, whole: &str) -> Data {
    let span = crate::ir::lifted::Span::default();
    let item = |text: &str| Node::text_at(span, text.to_owned());
    let items: Vec<_> = match comma {
        "" => whole.chars().take(LONGEST).map(|it| item(&it.to_string())).collect(),
        _ if whole.is_empty() => vec![item("")],
        _ => whole.split(comma).map(item).collect(),
    };
    Data::List(items)
}

fn replaced(whole: &str, old: &str, new: &str) -> Option<Data> {
    let is_pattern = old.len() > 1 && old.starts_with('/') && old.ends_with('/');
    if is_pattern {
        return None;
    }
    let size = whole.len() + whole.matches(old).count() * new.len();
    (size <= LONGEST).then(|| Data::Text(whole.replace(old, new).into()))
}

fn substring(whole: &str, from: i64, length: i64) -> Option<Data> {
    let count = i64::try_from(whole.chars().count()).ok()?;
    let from = if from < 0 { (count + from).max(0) } else { from };
    let length = if length < 0 { count } else { length };
    let (from, length) = (usize::try_from(from).ok()?, usize::try_from(length).ok()?);
    Some(Data::Text(whole.chars().skip(from).take(length).collect::<String>().into()))
}

/// Whether a list has a value, if that is known.
pub(super) fn contains(items: &[Node], value: &Node) -> Option<bool> {
    let mut is_sure = true;
    for item in items {
        match equal(item, value) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => is_sure = false,
        }
    }
    is_sure.then_some(false)
}
