//! Words of an instruction: flags, pairs, and lists in JSON.

use std::ops::Range;

use crate::ir::lifted::{Data, Node};

use super::lines::Joined;

/// The words of a part of a text; quotes and escapes keep space inside a word.
pub(super) fn words(joined: &Joined, range: Range<usize>, escape: char) -> Vec<Range<usize>> {
    let (mut found, mut start, mut quote, mut escaped) = (Vec::new(), None, None, false);
    for (offset, character) in joined.text[range.clone()].char_indices() {
        let position = range.start + offset;
        if character.is_whitespace() && quote.is_none() && !escaped {
            found.extend(start.take().map(|start| start..position));
            continue;
        }
        start.get_or_insert(position);
        if escaped {
            escaped = false;
        } else if character == escape && quote != Some('\'') {
            escaped = true;
        } else if matches!(character, '"' | '\'') {
            quote = match quote {
                None => Some(character),
                Some(open) if open == character => None,
                open => open,
            };
        }
    }
    found.extend(start.map(|start| start..range.end));
    found
}

/// Flags (`--from=build`) at the start, and the rest.
pub(super) fn flags(joined: &Joined) -> (Vec<(&str, Range<usize>)>, Range<usize>) {
    let mut rest = joined.all();
    let mut found = Vec::new();
    while joined.text[rest.clone()].starts_with("--") {
        let text = &joined.text[rest.clone()];
        let length = text.find(char::is_whitespace).unwrap_or(text.len());
        let flag = &text[2..length];
        let (name, start) = match flag.split_once('=') {
            Some((name, _)) => (name, rest.start + 2 + name.len() + 1),
            None => (flag, rest.start + length),
        };
        found.push((name, start..rest.start + length));
        rest = joined.trimmed(rest.start + length..rest.end);
    }
    (found, rest)
}

/// The list of texts that a part says in JSON; `None` if it is none.
pub(super) fn list(joined: &Joined, range: Range<usize>) -> Option<Node> {
    let range = joined.trimmed(range);
    let text = &joined.text[range.clone()];
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut position = range.start + 1;
    let end = position + inner.len();
    loop {
        position += space(&joined.text[position..end]);
        if position == end && items.is_empty() {
            break;
        }
        let length = string(&joined.text[position..end])?;
        let place = position..position + length;
        let item: String = serde_json::from_str(&joined.text[place.clone()]).ok()?;
        items.push(Node::text_at(joined.span(place), item));
        position += length;
        position += space(&joined.text[position..end]);
        match joined.text[position..end].as_bytes().first() {
            None => break,
            Some(b',') => position += 1,
            Some(_) => return None,
        }
    }
    Some(Node::new(joined.span(range), Data::List(items)))
}

fn space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// How long the JSON string is that a text starts with.
fn string(text: &str) -> Option<usize> {
    let mut escaped = false;
    let rest = text.strip_prefix('"')?;
    for (position, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(position + 2),
            _ => {}
        }
    }
    None
}
