//! A block of the index becomes a type.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::shape::{
    Check, Closed, Flag, Literal, Pattern, Range, Shape, ShapeId, Type, Types, Word,
};

const FLAGS: &[(&str, Flag)] = &[
    ("identifier ", Flag::Identifier),
    ("read-only ", Flag::ReadOnly),
    ("create-only ", Flag::CreateOnly),
    ("sometimes-create-only ", Flag::SometimesCreateOnly),
    ("write-only ", Flag::WriteOnly),
    ("deprecated ", Flag::Deprecated),
];

/// How deep words may stand in braces.
const DEPTH: usize = 16;

/// The lines of a block, without the first.
pub(super) fn decode(block: &'static str) -> Type {
    let mut decoder = Decoder::default();
    for line in block.lines() {
        if let Some(rest) = line.strip_prefix(':') {
            let name = rest.split(' ').next().unwrap_or_default();
            let id = decoder.add(Shape::default());
            decoder.named.insert(name, id);
        }
    }
    for line in block.lines() {
        decoder.line(line);
    }
    decoder.made
}

/// The patterns in a line: what a text must and must not match.
pub(super) fn patterns(line: &'static str) -> Vec<Check> {
    Decoder::default().shape(&mut Words { rest: line }, 0).checks
}

#[derive(Default)]
struct Decoder {
    made: Type,
    named: BTreeMap<&'static str, ShapeId>,
    /// The definition that is read.
    open: ShapeId,
}

impl Decoder {
    fn add(&mut self, shape: Shape) -> ShapeId {
        self.made.shapes.push(shape);
        ShapeId(self.made.shapes.len() - 1)
    }

    fn problem(&mut self, words: &Words) {
        self.made.problems.push(format!("not understood: {}", words.rest));
    }

    fn line(&mut self, line: &'static str) {
        let (mark, rest) = line.split_at(line.chars().next().map_or(0, char::len_utf8));
        let mut words = Words { rest };
        match mark {
            ":" => {
                let name = words.name();
                let shape = self.shape(&mut words, 0);
                self.open = self.named.get(name).copied().unwrap_or_default();
                self.made.shapes[self.open.0] = shape;
            }
            "." => {
                let name = words.word();
                let id = self.node(&mut words, 0);
                self.made.shapes[self.open.0].properties.insert(name, id);
            }
            "*" => {
                let pattern = Pattern::new(words.text());
                let id = self.node(&mut words, 0);
                self.made.shapes[self.open.0].patterns.push((pattern, id));
            }
            _ => {
                let flag = FLAGS.iter().find_map(|(word, flag)| {
                    line.strip_prefix(word).map(|paths| (*flag, paths.split(' ').collect()))
                });
                match flag {
                    Some((flag, paths)) => drop(self.made.flags.insert(flag, paths)),
                    None => self.problem(&Words { rest: line }),
                }
            }
        }
        if !words.rest.is_empty() && matches!(mark, ":" | "." | "*") {
            self.problem(&words);
        }
    }

    /// A shape of its own, unless the words only name one.
    fn node(&mut self, words: &mut Words, depth: usize) -> ShapeId {
        let shape = self.shape(words, depth);
        let is_name = shape.types.is_any()
            && shape.items.is_none()
            && shape.first.is_empty()
            && shape.closed.is_none()
            && shape.checks.is_empty();
        match shape.same {
            Some(same) if is_name => same,
            _ => self.add(shape),
        }
    }

    fn shape(&mut self, words: &mut Words, depth: usize) -> Shape {
        let mut shape = Shape::default();
        if depth > DEPTH {
            self.problem(words);
            words.rest = "";
        }
        loop {
            words.space();
            if words.rest.is_empty() || words.rest.starts_with('}') {
                return shape;
            }
            if words.take("@") {
                shape.same = self.named.get(words.name()).copied();
                continue;
            }
            let name = words.keyword();
            match name {
                "closed" => shape.closed = Some(Closed),
                "of" => shape.items = self.nodes(words, depth).pop(),
                "first" => shape.first = self.nodes(words, depth),
                _ => match Types::parse(name) {
                    Some(types) => shape.types = types,
                    None => self.push_check(&mut shape, name, words, depth),
                },
            }
        }
    }

    /// Nodes in braces, one after the other.
    fn nodes(&mut self, words: &mut Words, depth: usize) -> Vec<ShapeId> {
        let mut nodes = Vec::new();
        while words.take("{") {
            nodes.push(self.node(words, depth + 1));
            if !words.take("}") {
                self.problem(words);
            }
        }
        nodes
    }

    fn push_check(
        &mut self,
        shape: &mut Shape,
        name: &'static str,
        words: &mut Words,
        depth: usize,
    ) {
        if let Some(check) = self.check(name, words, depth) {
            shape.checks.push(check);
        } else {
            self.problem(&Words { rest: name });
            words.rest = "";
        }
    }

    fn check(&mut self, name: &str, words: &mut Words, depth: usize) -> Option<Check> {
        Some(match name {
            "in" => Check::In(words.literals()?),
            "in-any-case" => Check::InAnyCase(words.literals()?),
            "match" => Check::Match(Pattern::new(words.text())),
            "unmatch" => Check::Unmatch(Pattern::new(words.text())),
            "format" => Check::Format(words.keyword()),
            "range" => Check::Range(words.range()?),
            "above" => Check::Above(words.number()?),
            "below" => Check::Below(words.number()?),
            "multiple" => Check::Multiple(words.number()?),
            "length" => Check::Length(words.range()?),
            "count" => Check::Count(words.range()?),
            "entries" => Check::Entries(words.range()?),
            "unique" => Check::Unique,
            "unique-by" => Check::UniqueBy(words.words()?),
            "unique-most" => Check::UniqueMost(words.keyword().parse().ok()?),
            "needs" => Check::Needs(words.words()?),
            "xor" => Check::Xor(words.words()?),
            "or" => Check::Or(words.words()?),
            "with" | "without" => {
                let mut all = words.words()?.into_iter();
                let (first, rest) = (all.next()?, all.collect());
                if name == "with" { Check::With(first, rest) } else { Check::Without(first, rest) }
            }
            "one" => Check::One(self.nodes(words, depth)),
            "any" => Check::Any(self.nodes(words, depth)),
            "all" => Check::All(self.nodes(words, depth)),
            "not" => Check::Not(self.nodes(words, depth).pop()?),
            "if" => Check::If(self.nodes(words, depth).try_into().ok()?),
            _ => return None,
        })
    }
}

/// The words of a line that are left.
#[derive(Clone, Copy)]
struct Words {
    rest: &'static str,
}

impl Words {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Text up to one of these bytes.
    fn until(&mut self, ends: &[u8]) -> &'static str {
        let end = self.rest.bytes().position(|byte| ends.contains(&byte));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    fn keyword(&mut self) -> &'static str {
        self.space();
        self.until(b" (){}\"")
    }

    /// The name of a definition.
    fn name(&mut self) -> &'static str {
        self.until(b" {}")
    }

    /// A name, or a text.
    fn word(&mut self) -> Word {
        if self.rest.starts_with('"') { self.text() } else { Cow::Borrowed(self.until(b" ()")) }
    }

    /// A text between quotes; what is escaped in it are `"`, `\` and line ends.
    fn text(&mut self) -> Word {
        let Some(inside) = self.rest.strip_prefix('"') else { return Word::default() };
        let Some(end) = inside.find(['"', '\\']) else { return Word::default() };
        if inside.as_bytes()[end] == b'"' {
            let (text, rest) = inside.split_at(end);
            self.rest = &rest[1..];
            return Cow::Borrowed(text);
        }
        let (mut text, mut chars) = (String::new(), inside.char_indices());
        while let Some((position, char)) = chars.next() {
            match char {
                '"' => {
                    self.rest = &inside[position + 1..];
                    break;
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, other)) => text.push(other),
                    None => break,
                },
                char => text.push(char),
            }
        }
        Cow::Owned(text)
    }

    fn number(&mut self) -> Option<f64> {
        self.keyword().parse().ok()
    }

    fn range(&mut self) -> Option<Range> {
        let (least, most) = self.keyword().split_once("..")?;
        let bound = |text: &str| match text {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        };
        Some(Range { least: bound(least)?, most: bound(most)? })
    }

    /// Names in parentheses.
    fn words(&mut self) -> Option<Vec<Word>> {
        self.list(|words| Some(words.word()))
    }

    fn literals(&mut self) -> Option<Vec<Literal>> {
        self.list(|words| {
            if words.rest.starts_with('"') {
                return Some(Literal::Text(words.text()));
            }
            Some(match words.until(b" ()") {
                "true" => Literal::Bool(true),
                "false" => Literal::Bool(false),
                number => Literal::Number(number.parse().ok()?),
            })
        })
    }

    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::new();
        self.take("(").then_some(())?;
        loop {
            self.space();
            if self.take(")") {
                return Some(all);
            }
            if self.rest.is_empty() {
                return None;
            }
            all.push(one(self)?);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = r#"identifier A B/*
create-only A
: needs(A) closed one{needs(B)}{@C range 1..}
."a b" string|integer in("x \"y\"" 1 true) match"^\\d{2,}$" length ..5
.A @C
.B list of{@C format ipv4-network} first{string}{} count 1..2 unique
:C object closed with(D E) without(E F)
.D above 0.5
*"^x" boolean"#;

    #[test]
    fn a_block_is_read_to_the_last_word() {
        let made = decode(BLOCK);
        assert!(made.problems.is_empty(), "{:?}", made.problems);
        assert_eq!(made.paths(Flag::Identifier), ["A", "B/*"]);
        assert!(made.has(Flag::CreateOnly, "A") && !made.has(Flag::ReadOnly, "A"));
        let root = made.shape(ShapeId(0));
        assert_eq!(root.closed, Some(Closed));
        let [Check::Needs(needs), Check::One(forms)] = &*root.checks else { panic!("{root:?}") };
        assert_eq!((needs.as_slice(), forms.len()), (&[Word::from("A")][..], 2));
        let odd = made.shape(root.properties["a b"]);
        let [Check::In(values), Check::Match(pattern), Check::Length(length)] = &*odd.checks else {
            panic!("{odd:?}")
        };
        let expected = [Literal::Text("x \"y\"".into()), Literal::Number(1.0), Literal::Bool(true)];
        assert_eq!(values, &expected);
        assert!(pattern.matches("12") && !pattern.matches("1"));
        assert_eq!(*length, Range { least: None, most: Some(5.0) });
        let c = root.properties["A"];
        assert_eq!(c, ShapeId(1));
        assert_eq!(made.shape(c).patterns.len(), 1);
        let b = made.shape(root.properties["B"]);
        assert_eq!((b.first.len(), made.shape(b.items.unwrap()).same), (2, Some(c)));
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for block in [": odd", ". a b c", ": in(", ": range 1", "odd a", ": of{of{", ": }"] {
            assert!(!decode(block).problems.is_empty(), "{block}");
        }
    }
}
