//! Text with variables in it, as Compose files and Dockerfiles write it: `${NAME:-default}`.
//!
//! A text whose variables all have a value becomes an input whose default is the whole text, so that
//! rules see what it is unless somebody decides otherwise. Where a value is missing, the text stays
//! in parts.
//!
//! Facts: <https://docs.docker.com/reference/compose-file/interpolation/>,
//! <https://docs.docker.com/reference/dockerfile/#environment-replacement>.

use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

use crate::ir::lifted::{Data, Input, Node, Span};
use crate::ir::value::Text;

/// Defaults may hold variables with defaults; deeper ones than this are not looked at.
const DEEPEST: usize = 16;

/// What is special beside `$`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Style {
    /// `$$` is a `$`; quotes are text.
    Compose,
    /// Quotes group and vanish; this character takes the meaning of the next one away.
    Dockerfile(char),
}

/// What is known of a variable.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// It has this value.
    Fixed(Text),
    /// It has this value, unless whoever uses the file says otherwise.
    Default(Span, Text),
    /// Nothing: its value comes from outside.
    Nothing,
}

/// How to read texts.
pub(super) struct Interpolation<'i> {
    /// What is special.
    pub(super) style: Style,
    /// What variables are.
    pub(super) look_up: &'i dyn Fn(&str) -> Given,
    /// Where a part of the text stands.
    pub(super) place: &'i dyn Fn(Range<usize>) -> Span,
    /// How many bytes of values may still be put in, lest a file that doubles a value with every
    /// line fills the memory.
    pub(super) budget: &'i Cell<usize>,
}

impl Interpolation<'_> {
    /// The value that a part of a text is.
    pub(super) fn node(&self, text: &str, range: Range<usize>) -> Node {
        self.at_depth(text, range, 0)
    }

    fn at_depth(&self, text: &str, range: Range<usize>, depth: usize) -> Node {
        let span = (self.place)(range.clone());
        if depth > DEEPEST {
            return Node::unknown(span, "its defaults are nested too deep");
        }
        let parts = Parts { interpolation: self, text, depth, done: Vec::new() };
        joined(span, parts.read(range))
    }
}

/// One text out of several parts.
fn joined(span: Span, mut parts: Vec<Node>) -> Node {
    if parts.is_empty() {
        return Node::text_at(span, "");
    }
    if parts.len() == 1 {
        return Node::new(span, parts.swap_remove(0).data);
    }
    let Some(texts) = parts.iter().map(Node::literal_text).collect::<Option<Vec<_>>>() else {
        return Node::new(span, Data::Concat(parts));
    };
    let inputs = parts.iter().filter_map(|part| match &part.data {
        Data::Input(input) => Some(&*input.name),
        _ => None,
    });
    let name = inputs.collect::<Vec<_>>().join(", ");
    input(span, name, Some(Node::text_at(span, texts.concat())))
}

/// A variable whose value comes from outside.
pub(super) fn input(span: Span, name: impl Into<Text>, default: Option<Node>) -> Node {
    let input = Input { name: name.into(), knob: None, secret: false, default };
    Node::new(span, Data::Input(Arc::new(input)))
}

/// A value with its text, if it is known, made into something else.
pub(super) fn mapped(node: Node, make: &dyn Fn(&str) -> Option<Data>) -> Node {
    let span = node.span;
    let data = match node.data {
        Data::Text(text) => make(&text).unwrap_or(Data::Text(text)),
        Data::Input(input) => {
            let default = input.default.clone().map(|it| mapped(it, make));
            Data::Input(Arc::new(Input { default, ..Input::clone(&input) }))
        }
        other => other,
    };
    Node::new(span, data)
}

/// A text on its way into parts.
struct Parts<'p, 'i> {
    interpolation: &'p Interpolation<'i>,
    text: &'p str,
    depth: usize,
    done: Vec<Node>,
}

impl Parts<'_, '_> {
    fn read(mut self, range: Range<usize>) -> Vec<Node> {
        let (mut literal, mut start, mut position) = (String::new(), range.start, range.start);
        let mut quote = None;
        let mut closed = true;
        while let Some(next) = self.text[position..range.end].chars().next() {
            let after = position + next.len_utf8();
            let escaped = self.escaped(&self.text[position..range.end], quote);
            if let Some(length) = escaped {
                literal.push_str(&self.text[position + 1..position + length]);
                position += length;
            } else if self.is_quote(next, quote) {
                quote = if quote.is_some() { None } else { Some(next) };
                position = after;
            } else if next == '$'
                && quote != Some('\'')
                && closed
                && let Some(variable) = Variable::at(self.text, position, range.end)
            {
                let Some(end) = variable.end else {
                    closed = false;
                    continue;
                };
                self.literal(&mut literal, start..position);
                let value = self.variable(&variable, position..end);
                self.done.push(value);
                (position, start) = (end, end);
            } else {
                literal.push(next);
                position = after;
            }
        }
        self.literal(&mut literal, start..range.end);
        self.done
    }

    fn literal(&mut self, text: &mut String, range: Range<usize>) {
        if !text.is_empty() {
            let span = (self.interpolation.place)(range);
            self.push_text(Node::text_at(span, std::mem::take(text)));
        }
    }

    fn push_text(&mut self, node: Node) {
        match (self.done.last_mut(), &node.data) {
            (Some(Node { span, data: Data::Text(before) }), Data::Text(text)) => {
                *before = format!("{before}{text}").into();
                *span = span.to(node.span);
            }
            _ => self.done.push(node),
        }
    }

    /// How long an escaped character is, with what escapes it.
    fn escaped(&self, rest: &str, quote: Option<char>) -> Option<usize> {
        let mut characters = rest.chars();
        let (first, second) = (characters.next()?, characters.next()?);
        let is_escaped = match self.interpolation.style {
            Style::Compose => first == '$' && second == '$',
            Style::Dockerfile(escape) => {
                first == escape
                    && match quote {
                        None => true,
                        Some('"') => second == escape || matches!(second, '"' | '$'),
                        Some(_) => false,
                    }
            }
        };
        is_escaped.then(|| first.len_utf8() + second.len_utf8())
    }

    fn is_quote(&self, character: char, open: Option<char>) -> bool {
        match self.interpolation.style {
            Style::Compose => false,
            Style::Dockerfile(_) => {
                matches!(character, '"' | '\'') && open.is_none_or(|open| open == character)
            }
        }
    }

    fn variable(&self, variable: &Variable<'_>, range: Range<usize>) -> Node {
        let span = (self.interpolation.place)(range);
        let word = || {
            let range = variable.word.clone();
            self.interpolation.at_depth(self.text, range, self.depth + 1)
        };
        let name = || variable.name.to_owned();
        let unknown = || input(span, name(), None);
        match (self.given(variable.name), variable.operator) {
            (Given::Fixed(text), Operator::None | Operator::Default | Operator::Required) => {
                Node::text_at(span, text)
            }
            (Given::Default(at, text), Operator::None | Operator::Default | Operator::Required) => {
                input(span, name(), Some(Node::text_at(at, text)))
            }
            (Given::Nothing, Operator::Default) => input(span, name(), Some(word())),
            (Given::Nothing, Operator::None | Operator::Required | Operator::Alternative) => {
                unknown()
            }
            (Given::Fixed(_), Operator::Alternative) => word(),
            (Given::Default(..), Operator::Alternative) => input(span, name(), Some(word())),
            (_, Operator::Other) => unknown(),
        }
    }

    /// What is known of a variable, within the budget.
    fn given(&self, name: &str) -> Given {
        let given = (self.interpolation.look_up)(name);
        let length = match &given {
            Given::Fixed(text) | Given::Default(_, text) => text.len(),
            Given::Nothing => 0,
        };
        let budget = self.interpolation.budget;
        match budget.get().checked_sub(length) {
            Some(left) => {
                budget.set(left);
                given
            }
            None => Given::Nothing,
        }
    }
}

/// What follows the name of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    /// Nothing.
    None,
    /// `:-` or `-`: what it is if it has no value.
    Default,
    /// `:+` or `+`: what stands here if it has a value.
    Alternative,
    /// `:?` or `?`: what is said if it has no value.
    Required,
    /// A pattern that is cut off or replaced.
    Other,
}

/// A variable in a text.
struct Variable<'t> {
    name: &'t str,
    operator: Operator,
    word: Range<usize>,
    /// Where it ends; nothing if it never does.
    end: Option<usize>,
}

impl<'t> Variable<'t> {
    /// The variable that starts at a `$`.
    fn at(text: &'t str, start: usize, end: usize) -> Option<Self> {
        let rest = &text[start + 1..end];
        let Some(inner) = rest.strip_prefix('{') else {
            let name = name(rest)?;
            let after = start + 1 + name.len();
            return Some(Self {
                name,
                operator: Operator::None,
                word: after..after,
                end: Some(after),
            });
        };
        let name = name(inner)?;
        let rest = &inner[name.len()..];
        let (operator, length) = operator(rest)?;
        let word = start + 2 + name.len() + length;
        let close = closing(&text[word..end]).map(|length| word + length);
        let end = close.map(|close| close + 1);
        Some(Self { name, operator, word: word..close.unwrap_or(word), end })
    }
}

fn name(text: &str) -> Option<&str> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let length = text.bytes().take_while(|byte| is_part(*byte)).count();
    let name = &text[..length];
    (!name.is_empty() && !name.as_bytes()[0].is_ascii_digit()).then_some(name)
}

fn operator(rest: &str) -> Option<(Operator, usize)> {
    let bare = rest.strip_prefix(':').unwrap_or(rest);
    let length = rest.len() - bare.len();
    Some(match bare.as_bytes().first()? {
        b'}' if length == 0 => (Operator::None, 0),
        b'-' => (Operator::Default, length + 1),
        b'+' => (Operator::Alternative, length + 1),
        b'?' => (Operator::Required, length + 1),
        b'#' | b'%' | b'/' => (Operator::Other, length + 1),
        _ => return None,
    })
}

/// Where the brace closes that is open at the start.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut before = 0;
    for (position, byte) in text.bytes().enumerate() {
        match byte {
            b'{' if before == b'$' => open += 1,
            b'}' if open == 0 => return Some(position),
            b'}' => open -= 1,
            _ => {}
        }
        before = byte;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::lifted::FileId;

    fn read(style: Style, text: &str) -> Node {
        let place = |range: Range<usize>| Span::new(FileId(0), range.start, range.end);
        let look_up = |name: &str| match name {
            "FIXED" => Given::Fixed("f".into()),
            "GIVEN" => Given::Default(place(0..1), "g".into()),
            _ => Given::Nothing,
        };
        let budget = Cell::new(1000);
        let interpolation =
            Interpolation { style, look_up: &look_up, place: &place, budget: &budget };
        interpolation.node(text, 0..text.len())
    }

    #[test]
    fn variables_have_values_or_are_inputs() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(read(Style::Compose, text).text(), expected, "{text}");
        };
        check("plain", Some("plain"));
        check("", Some(""));
        check("$$HOME and $ 5 and ${", Some("$HOME and $ 5 and ${"));
        check("a$FIXED-b", Some("af-b"));
        check("${GIVEN}", Some("g"));
        check("x${GIVEN}y", Some("xgy"));
        check("${NONE}", None);
        check("${NONE:-it}", Some("it"));
        check("${NONE-}", Some(""));
        check("${NONE:-${OTHER:-deep}}:1", Some("deep:1"));
        check("${NONE:+it}", None);
        check("${FIXED:+it}", Some("it"));
        check("${NONE:?no value}", None);
        check("${FIXED%x}", None);
        check("'${FIXED}'", Some("'f'"));
        check("${NONE:-open", Some("${NONE:-open"));
        check("${GIVEN} ${NONE", Some("g ${NONE"));
    }

    #[test]
    fn dockerfiles_have_quotes_and_escapes() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read(Style::Dockerfile('\\'), text).text(), Some(expected), "{text}");
        };
        check(r#""a b"'$FIXED'$FIXED"#, "a b$FIXEDf");
        check(r"a\ b\$FIXED", "a b$FIXED");
        check(r#""say \"it\" \n""#, r#"say "it" \n"#);
        check("it's", "its");
    }

    #[test]
    fn values_are_put_in_within_the_budget() {
        assert_eq!(read(Style::Compose, &"$FIXED".repeat(1000)).text().map(str::len), Some(1000));
        assert_eq!(read(Style::Compose, &"$FIXED".repeat(1001)).text(), None);
    }

    #[test]
    fn places_are_those_of_the_parts() {
        let node = read(Style::Compose, "pg://${HOST}/${DB:-shop}");
        let Data::Concat(parts) = &node.data else { panic!("{node:?}") };
        let spans: Vec<_> = parts.iter().map(|it| (it.span.start, it.span.end)).collect();
        assert_eq!(spans, [(0, 5), (5, 12), (12, 13), (13, 24)]);
        assert_eq!(parts[3].known().span, Span::new(FileId(0), 19, 23));
    }

    #[test]
    fn hostile_texts_are_read_in_time() {
        read(Style::Compose, &"${a:-".repeat(100_000));
        read(Style::Compose, &format!("{}{}", "${a:-".repeat(100_000), "}".repeat(100_000)));
        read(Style::Dockerfile('\\'), &"$\\\"'".repeat(100_000));
    }
}
