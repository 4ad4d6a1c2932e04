//! Texts of a Compose file: variables, parts of short forms, words of commands.

use std::cell::Cell;
use std::ops::Range;

use crate::ir::lifted::{Data, Field, Node, Span};
use crate::manifest::interpolation::{Given, Interpolation, Style, mapped};

/// A value with its variables put in, all through.
pub(super) fn value(node: &Node) -> Node {
    let data = match &node.data {
        Data::Text(text) => return piece(node, text, 0..text.len()),
        Data::List(items) => Data::List(items.iter().map(value).collect()),
        Data::Object(fields) => Data::Object(
            fields
                .iter()
                .map(|field| Field { value: value(&field.value), ..field.clone() })
                .collect(),
        ),
        other => other.clone(),
    };
    Node::new(node.span, data)
}

/// A part of a text with its variables put in.
pub(super) fn piece(whole: &Node, text: &str, range: Range<usize>) -> Node {
    let interpolation = Interpolation {
        style: Style::Compose,
        look_up: &|_| Given::Nothing,
        place: &|range| place(whole.span, text, range),
        budget: &Cell::new(usize::MAX),
    };
    interpolation.node(text, range)
}

/// The place of a part of a text: with its quotes if it is all of it, exact if the text stands in the file as it is, with or without
/// quotes, otherwise that of the whole text.
pub(super) fn place(whole: Span, text: &str, range: Range<usize>) -> Span {
    let (start, end) = (whole.start as usize, whole.end as usize);
    if range == (0..text.len()) {
        return whole;
    }
    let quote = match (end - start).checked_sub(text.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return whole,
    };
    Span::new(whole.file, start + quote + range.start, start + quote + range.end)
}

/// The parts of a text between separators that stand in no `${…}`.
pub(super) fn split(text: &str, separator: u8) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut open, mut before) = (Vec::new(), 0, 0_usize, 0);
    for (position, byte) in text.bytes().enumerate() {
        match byte {
            b'{' if before == b'$' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ if byte == separator && open == 0 => {
                parts.push(start..position);
                start = position + 1;
            }
            _ => {}
        }
        before = byte;
    }
    parts.push(start..text.len());
    parts
}

/// A command: the words of a text, or a list as it is.
pub(super) fn command(node: &Node) -> Node {
    let Data::Text(text) = &node.data else { return value(node) };
    let word = |range: Range<usize>| {
        let is_plain = !text[range.clone()].contains(['"', '\'', '\\']);
        let node = piece(node, text, range);
        if is_plain { node } else { mapped(node, &|text| Some(Data::Text(unquoted(text).into()))) }
    };
    Node::new(node.span, Data::List(words(text).into_iter().map(word).collect()))
}

fn words(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut open) = (Vec::new(), None, 0_usize);
    let mut quotes = Quotes::default();
    let mut before = ' ';
    for (position, character) in text.char_indices() {
        let is_inside = quotes.take(character) || open > 0;
        match character {
            '{' if before == '$' => open += 1,
            '}' => open = open.saturating_sub(1),
            _ => {}
        }
        before = character;
        if character.is_whitespace() && !is_inside {
            found.extend(start.take().map(|start| start..position));
        } else {
            start.get_or_insert(position);
        }
    }
    found.extend(start.map(|start| start..text.len()));
    found
}

/// A word as a program gets it.
fn unquoted(text: &str) -> String {
    let mut quotes = Quotes::default();
    let mut word = String::new();
    for character in text.chars() {
        let before = (quotes.open, quotes.escaped);
        quotes.take(character);
        let is_mark = quotes.open != before.0 || quotes.escaped;
        if !is_mark {
            word.push(character);
        }
    }
    word
}

/// Where a shell's quotes are.
#[derive(Clone, Copy, Debug, Default)]
struct Quotes {
    open: Option<char>,
    escaped: bool,
}

impl Quotes {
    /// Takes a character, and says whether space there is inside a word.
    fn take(&mut self, character: char) -> bool {
        let was = self.open.is_some() || self.escaped;
        if self.escaped {
            self.escaped = false;
        } else if character == '\\' && self.open != Some('\'') {
            self.escaped = true;
        } else if matches!(character, '"' | '\'') {
            self.open = match self.open {
                None => Some(character),
                Some(open) if open == character => None,
                open => open,
            };
        }
        was
    }
}
