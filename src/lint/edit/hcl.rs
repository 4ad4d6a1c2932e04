//! Setting an argument in Terraform's own language.

use crate::ir::lifted::{Node, Span};
use crate::manifest::terraform::syntax::{Attribute, Block, Kind};

use super::Edit;
use super::literal;
use super::setting::{Leaf, Scalar, Setting};

/// What is added one level deeper, as `terraform fmt` has it.
const UNIT: &str = "  ";

/// Sets an argument of a block.
pub(super) fn set(text: &str, block: &Block, setting: &Setting) -> Option<Edit> {
    let leaf = &setting.leaf;
    let (mut block, mut keys) = (block, &*setting.keys);
    loop {
        let (key, rest) = keys.split_first()?;
        if let Some(attribute) = block.body.attributes.iter().find(|it| it.name == *key) {
            let Leaf::Value(value) = leaf else { return None };
            return replace(text, attribute, rest, value);
        }
        match (block.body.blocks.iter().find(|it| it.name == *key), rest) {
            (Some(inner), [_, ..]) => (block, keys) = (inner, rest),
            // Made by a loop: what is set here would not be in every one.
            _ if is_dynamic(block, key) => return None,
            (Some(_), []) => return None,
            (None, _) => return insert(text, block, keys, leaf),
        }
    }
}

fn is_dynamic(block: &Block, key: &str) -> bool {
    block.body.blocks("dynamic").any(|it| it.labels.first().is_some_and(|label| label == key))
}

fn replace(text: &str, attribute: &Attribute, rest: &[&str], value: &Scalar) -> Option<Edit> {
    let Span { start, end, .. } = attribute.value.span;
    let is_literal = match attribute.value.kind {
        Kind::Bool(_) | Kind::Integer(_) | Kind::Decimal(_) => true,
        // A heredoc is a text too, and ends on a line of its own.
        Kind::Text(_) => text.get(start as usize..end as usize)?.starts_with('"'),
        _ => false,
    };
    (rest.is_empty() && is_literal)
        .then(|| Edit { span: attribute.value.span, text: literal::hcl(value) })
}

/// Adds an argument at the end of a block.
fn insert(text: &str, block: &Block, keys: &[&str], leaf: &Leaf) -> Option<Edit> {
    let newline = super::newline(text);
    let close = (block.span.end as usize).checked_sub(1)?;
    if text.as_bytes().get(close) != Some(&b'}') {
        return None;
    }
    let before = text[..close].rsplit('\n').next().unwrap_or_default();
    if before.trim().is_empty() {
        let start = close - before.len();
        let indent = format!("{before}{UNIT}");
        let width = width(text, block, &text[..start], &indent, keys);
        let lines = lines(&indent, keys, leaf, width, newline)? + newline;
        return Some(Edit { span: Span::new(block.span.file, start, start), text: lines });
    }
    // On one line a block has one argument at most.
    let open = block.head.end as usize + text.get(block.head.end as usize..close)?.find('{')?;
    let outer = &before[..before.len() - before.trim_start().len()];
    let indent = format!("{outer}{UNIT}");
    let inside = text[open + 1..close].trim();
    let inside =
        if inside.is_empty() { String::new() } else { format!("{newline}{indent}{inside}") };
    let lines = lines(&indent, keys, leaf, 0, newline)?;
    Some(Edit {
        span: Span::new(block.span.file, open, close + 1),
        text: format!("{{{inside}{newline}{lines}{newline}{outer}}}"),
    })
}

/// The width that names are padded to on the line before, if the new one fits: `terraform fmt` puts
/// the equals signs of neighbours below each other.
fn width(text: &str, block: &Block, before: &str, indent: &str, keys: &[&str]) -> usize {
    let line_start = before.trim_end_matches(['\r', '\n']).rfind('\n').map_or(0, |it| it + 1);
    let line = &before[line_start..];
    let ends_here = |it: &&Attribute| {
        let (start, end) = (it.name_span.start as usize, it.value.span.end as usize);
        start >= line_start && end <= before.len() && !text[start..end].contains('\n')
    };
    let Some(neighbour) = block.body.attributes.iter().find(ends_here) else { return 0 };
    let name = neighbour.name_span.start as usize - line_start;
    let equals = line.find('=').unwrap_or_default();
    let fits = keys.len() == 1
        && name == indent.len()
        && keys.iter().all(|key| indent.len() + key.len() < equals);
    if fits { equals - indent.len() - 1 } else { 0 }
}

/// Blocks and the argument in them; without the last line break.
fn lines(indent: &str, keys: &[&str], leaf: &Leaf, width: usize, newline: &str) -> Option<String> {
    let deeper = format!("{indent}{UNIT}");
    let inner = match (keys, leaf) {
        ([], _) | (_, Leaf::Entry(..)) => return None,
        ([key], Leaf::Value(value)) => {
            return Some(format!("{indent}{key:width$} = {}", literal::hcl(value)));
        }
        ([_], Leaf::Block(entries)) => {
            let width = entries.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
            let line = |(key, value): &(&str, Scalar)| {
                format!("{deeper}{key:width$} = {}", literal::hcl(value))
            };
            entries.iter().map(line).collect::<Vec<_>>().join(newline)
        }
        ([_, rest @ ..], leaf) => lines(&deeper, rest, leaf, 0, newline)?,
    };
    Some(format!("{indent}{} {{{newline}{inner}{newline}{indent}}}", keys[0]))
}

/// Writes an entry into an object expression, before its first one: a key stands where it is used,
/// and a value may stand somewhere else.
pub(super) fn enter(text: &str, object: &Node, setting: &Setting, quote: &str) -> Option<Edit> {
    let (Leaf::Value(value), [key]) = (&setting.leaf, &*setting.keys) else { return None };
    let first = object.fields().iter().min_by_key(|field| field.key_span)?.key_span;
    if !object.span.covers(first) || !text[object.span.start as usize..].starts_with('{') {
        return None;
    }
    let (start, end) = (first.start as usize, first.end as usize);
    let rest = text[end..].lines().next().unwrap_or_default();
    let sign = rest.trim_start().chars().next().filter(|it| matches!(it, '=' | ':'))?;
    let space = &rest[..rest.len() - rest.trim_start().len()];
    let is_quoted = text[start..].starts_with(quote);
    let key = if is_quoted { format!("{quote}{key}{quote}") } else { (*key).to_owned() };
    let value = literal::hcl(value).replace('"', quote);
    let indent = text[..start].rsplit('\n').next().unwrap_or_default();
    let is_own_line = indent.trim().is_empty();
    let width = if is_own_line { end - start + space.len().saturating_sub(1) } else { 0 };
    let gap = if space.is_empty() { "" } else { " " };
    let entry = format!("{key:width$}{gap}{sign} {value}");
    let text = if is_own_line {
        let comma = if rest.trim_end().ends_with(',') { "," } else { "" };
        let newline = super::newline(text);
        format!("{entry}{comma}{newline}{indent}")
    } else {
        format!("{entry}, ")
    };
    Some(Edit { span: Span::new(object.span.file, start, start), text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::lifted::{Data, Field, FileId};
    use crate::manifest::syntax;

    /// Sets an argument (`a`, or `block.a`) of the first block and compares the file.
    #[track_caller]
    fn check(text: &str, path: &'static str, expected: Option<&str>) {
        let of = |text: &str| {
            let parsed = syntax::hcl::parse(FileId(0), text);
            assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
            let leaf = Leaf::Value(Scalar::Bare("true".to_owned()));
            let setting = Setting { keys: path.split('.').collect(), leaf };
            set(text, &parsed.body.blocks[0], &setting).map(|edit| {
                let mut text = text.to_owned();
                text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
                assert!(syntax::hcl::parse(FileId(0), &text).problems.is_empty(), "{text}");
                text
            })
        };
        assert_eq!(of(text).as_deref(), expected);
        let windows = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(of(&windows(text)), expected.map(windows));
    }

    #[test]
    fn an_argument_comes_last() {
        check(
            "resource \"t\" \"r\" {\n  name = 1 # one\n}\n",
            "a",
            Some("resource \"t\" \"r\" {\n  name = 1 # one\n  a    = true\n}\n"),
        );
        check("r {\n  b {\n  }\n}\n", "a", Some("r {\n  b {\n  }\n  a = true\n}\n"));
        check(
            "r {\n  n = [\n    1,\n  ]\n}\n",
            "a",
            Some("r {\n  n = [\n    1,\n  ]\n  a = true\n}\n"),
        );
        check("r {\n  n = 1\n}\n", "longer", Some("r {\n  n = 1\n  longer = true\n}\n"));
    }

    #[test]
    fn a_line_becomes_a_block() {
        check("r {}\n", "a", Some("r {\n  a = true\n}\n"));
        check("r \"x\" { n = 1 }\n", "a", Some("r \"x\" {\n  n = 1\n  a = true\n}\n"));
    }

    #[test]
    fn blocks_are_entered_and_made() {
        check("r {\n  n = 1\n}\n", "b.a", Some("r {\n  n = 1\n  b {\n    a = true\n  }\n}\n"));
        check(
            "r {\n  b {\n    n = 1\n  }\n}\n",
            "b.a",
            Some("r {\n  b {\n    n = 1\n    a = true\n  }\n}\n"),
        );
        check("r {\n  b {}\n}\n", "b.a", Some("r {\n  b {\n    a = true\n  }\n}\n"));
    }

    #[test]
    fn a_literal_is_written_over() {
        check("r {\n  a   = false # x\n}\n", "a", Some("r {\n  a   = true # x\n}\n"));
        check("r {\n  a = \"x\"\n}\n", "a", Some("r {\n  a = true\n}\n"));
    }

    #[test]
    fn what_is_computed_is_left_alone() {
        check("r {\n  a = var.a\n}\n", "a", None);
        check("r {\n  a = <<E\nx\nE\n}\n", "a", None);
        check("r {\n  b = var.b\n}\n", "b.a", None);
        check(
            "r {\n  dynamic \"b\" {\n    for_each = var.b\n    content {}\n  }\n}\n",
            "b.a",
            None,
        );
    }

    #[test]
    fn a_block_of_values_is_aligned() {
        let text = "r {\n  n = 1\n}\n";
        let parsed = syntax::hcl::parse(FileId(0), text);
        let value = |it: &str| Scalar::Bare(it.to_owned());
        let leaf = Leaf::Block(vec![("enable", value("true")), ("rollback", value("true"))]);
        let setting = Setting { keys: vec!["breaker"], leaf };
        let edit = set(text, &parsed.body.blocks[0], &setting).unwrap();
        assert_eq!(edit.text, "  breaker {\n    enable   = true\n    rollback = true\n  }\n");
    }

    /// Enters an option into the object at the first brace behind `options`.
    #[track_caller]
    fn enters(text: &str, quote: &str, expected: &str) {
        let start = text.find("options").unwrap();
        let open = start + text[start..].find('{').unwrap();
        let close = open + text[open..].find('}').unwrap() + 1;
        let inside = &text[open + 1..close];
        let key = open + 1 + inside.len() - inside.trim_start().len();
        let length = text[key..].find(['=', ':']).unwrap();
        let length = text[key..key + length].trim_end().len();
        let span = |start, end| Span::new(FileId(0), start, end);
        let field = Field {
            key: "a".into(),
            key_span: span(key, key + length),
            value: Node::text_at(span(0, 0), "x"),
        };
        let object = Node::new(span(open, close), Data::Object(vec![field]));
        let edit = enter(text, &object, &Setting::entry("prefix", "web"), quote).unwrap();
        let mut entered = text.to_owned();
        entered.insert_str(edit.span.start as usize, &edit.text);
        assert_eq!(entered, expected);
    }

    #[test]
    fn an_option_comes_first() {
        enters("options = { a = x }", "\"", "options = { prefix = \"web\", a = x }");
        enters("options: {\"a\": x}", "\"", "options: {\"prefix\": \"web\", \"a\": x}");
        enters(
            "options = {\n  a-long-one = x\n}",
            "\"",
            "options = {\n  prefix     = \"web\"\n  a-long-one = x\n}",
        );
        enters(
            "options = {\r\n  \"a\" = x,\r\n}",
            "\"",
            "options = {\r\n  \"prefix\" = \"web\",\r\n  \"a\" = x,\r\n}",
        );
        enters(
            r#""${f({options = {\"a\" = x}})}""#,
            "\\\"",
            r#""${f({options = {\"prefix\" = \"web\", \"a\" = x}})}""#,
        );
    }
}
