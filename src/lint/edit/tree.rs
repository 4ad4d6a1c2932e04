//! Setting a property in YAML and JSON.

use crate::ir::lifted::{Data, Field, Node, Span};

use super::Edit;
use super::literal::{self, Quotes};
use super::setting::{Leaf, Scalar, Setting};

/// The syntax of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Json,
}

/// Where a resource stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t> {
    /// Its name and its object.
    pub(super) field: &'t Field,
    /// The keys from its object to its properties.
    pub(super) steps: &'static [&'static str],
}

/// Sets a property of a resource.
pub(super) fn set(text: &str, syntax: Syntax, place: Place<'_>, setting: &Setting) -> Option<Edit> {
    let file = File { text, syntax };
    let keys: Vec<&str> = place.steps.iter().chain(&setting.keys).copied().collect();
    file.set(place.field, &keys, &setting.leaf)
}

#[derive(Clone, Copy)]
struct File<'t> {
    text: &'t str,
    syntax: Syntax,
}

/// How something new is written into an object.
struct Style<'t> {
    newline: &'t str,
    /// What stands before a key.
    indent: String,
    /// What is added one level deeper.
    unit: String,
    /// What stands between key and value.
    colon: &'t str,
    quotes: Quotes,
}

impl<'t> File<'t> {
    /// Sets what `keys` lead to from the object that is a field's value.
    fn set(self, field: &Field, keys: &[&str], leaf: &Leaf) -> Option<Edit> {
        let (key, rest) = keys.split_first()?;
        let object = single(&field.value)?;
        let Data::Object(fields) = &object.data else { return None };
        // What a function yields cannot be added to.
        if fields.iter().any(|it| it.key.starts_with("Fn::") || it.key == "Ref") {
            return None;
        }
        match (fields.iter().rev().find(|it| it.key == **key), rest) {
            (None, _) => self.insert(field, object, fields, keys, leaf),
            (Some(inner), []) => self.replace(inner, leaf),
            (Some(inner), rest) => self.set(inner, rest, leaf),
        }
    }

    /// Writes over the value of a field, or over the entry of its list.
    fn replace(self, field: &Field, leaf: &Leaf) -> Option<Edit> {
        let over = |old: &Node, new: &Scalar| {
            let is_literal = is_bare(&old.data) || matches!(old.data, Data::Text(_));
            let written = self.written(old.span);
            let text = match new {
                // What was written without quotes stays without, if it says a number or truth value.
                Scalar::Text(text) if is_bare(&old.data) && is_bare_word(text) => text.clone(),
                _ => self.literal(new, Quotes::around(written)),
            };
            is_literal.then_some(Edit { span: old.span, text })
        };
        match leaf {
            Leaf::Value(value) => over(&field.value, value),
            Leaf::Entry(key, value) => {
                let Data::List(entries) = &field.value.data else { return None };
                let is_meant = |entry: &&Node| entry.get("Key").and_then(Node::text) == Some(*key);
                match entries.iter().find(is_meant) {
                    Some(entry) => over(&entry.field("Value")?.value, value),
                    None => self.append(&field.value, entries, key, value),
                }
            }
            Leaf::Block(_) => None,
        }
    }

    /// Adds an entry to an attribute list.
    fn append(self, list: &Node, entries: &[Node], key: &str, value: &Scalar) -> Option<Edit> {
        let (first, last) = (entries.first()?, entries.last()?);
        let Data::Object(fields) = &first.data else { return None };
        let style = self.style(first, fields, None);
        let newline = style.newline;
        if self.is_flow(list) {
            let before = self.text.get(list.span.start as usize..first.span.start as usize)?;
            let object = self.entry_inline(key, value, &style);
            let text = if before.contains('\n') {
                format!(",{newline}{}{object}", self.indent_of_line(first.span.start))
            } else {
                format!(",{}{object}", if style.colon == ":" { "" } else { " " })
            };
            return Some(Edit { span: empty(last.span, last.span.end), text });
        }
        let line = self.line_before(first.span.start);
        let dash = line.rfind('-')?;
        let indent = &line[..dash];
        if self.is_flow(first) {
            let item = format!("{indent}- {}{newline}", self.entry_inline(key, value, &style));
            return self.after_lines(list, &item, newline);
        }
        let item = self.entry_lines(indent, key, value, &style);
        self.after_lines(list, &item, newline)
    }

    /// Adds what is not there yet to an object.
    fn insert(
        self,
        owner: &Field,
        object: &Node,
        fields: &[Field],
        keys: &[&str],
        leaf: &Leaf,
    ) -> Option<Edit> {
        let style = self.style(object, fields, Some(owner));
        let newline = style.newline;
        let Some((first, last)) = fields.first().zip(fields.last()) else {
            let is_flow = self.is_flow(object);
            return is_flow
                .then(|| Edit { span: object.span, text: self.filled(keys, leaf, &style) });
        };
        if !self.is_flow(object) {
            let lines = self.lines(&style.indent, keys, leaf, &style) + newline;
            return self.after_lines(object, &lines, newline);
        }
        let before = self.text.get(object.span.start as usize..first.key_span.start as usize)?;
        let text = if before.contains('\n') {
            format!(",{newline}{}{}", style.indent, self.braces(&style.indent, keys, leaf, &style))
        } else {
            let space = if style.colon == ":" { "" } else { " " };
            format!(",{space}{}", self.inline(keys, leaf, &style))
        };
        Some(Edit { span: empty(object.span, last.value.span.end), text })
    }

    /// An empty object with something in it.
    fn filled(self, keys: &[&str], leaf: &Leaf, style: &Style<'_>) -> String {
        let Style { newline, indent, unit, .. } = style;
        match self.syntax {
            Syntax::Yaml => format!("{{ {} }}", self.inline(keys, leaf, style)),
            Syntax::Json => {
                let outer = indent.strip_suffix(unit.as_str()).unwrap_or_default();
                let inner = self.braces(indent, keys, leaf, style);
                format!("{{{newline}{indent}{inner}{newline}{outer}}}")
            }
        }
    }

    /// Inserts lines after the last line of a block.
    fn after_lines(self, block: &Node, lines: &str, newline: &str) -> Option<Edit> {
        let end = self.end_of_block(block)?;
        let at = |byte: usize| empty(block.span, u32::try_from(byte).unwrap_or(u32::MAX));
        if let Some(rest) = self.text[end..].find('\n') {
            return Some(Edit { span: at(end + rest + 1), text: lines.to_owned() });
        }
        let lines = lines.trim_end_matches(['\r', '\n']);
        Some(Edit { span: at(self.text.len()), text: format!("{newline}{lines}") })
    }

    /// The byte after the last character of a block in YAML. `None` if it ends with text that keeps
    /// the empty lines behind it.
    fn end_of_block(self, node: &Node) -> Option<usize> {
        match &node.data {
            Data::Object(fields) if !self.is_flow(node) && !fields.is_empty() => {
                let last = fields.last()?;
                let between = last.key_span.end as usize..last.value.span.end as usize;
                let header = self.text.get(between).and_then(|it| it.lines().next());
                let header = header.unwrap_or_default().trim_start_matches(':').trim();
                if header.starts_with(['|', '>']) && header.contains('+') {
                    return None;
                }
                let end = self.end_of_block(&last.value)?;
                Some(end.max(last.key_span.end as usize))
            }
            Data::List(items) if !self.is_flow(node) && !items.is_empty() => {
                self.end_of_block(items.last()?)
            }
            _ => Some(node.span.start as usize + self.written(node.span).trim_end().len()),
        }
    }

    /// How an object is written.
    fn style(self, object: &Node, fields: &[Field], owner: Option<&Field>) -> Style<'t> {
        let newline = super::newline(self.text);
        let outer = owner.map(|owner| self.indent_of_line(owner.key_span.start));
        let first = fields.first();
        let indent = match first {
            Some(first) if self.is_flow(object) => self.indent_of_line(first.key_span.start),
            Some(first) => {
                let column = self.line_before(first.key_span.start).chars().count();
                " ".repeat(column)
            }
            None => format!("{}  ", outer.clone().unwrap_or_default()),
        };
        let unit = outer.as_deref().and_then(|outer| indent.strip_prefix(outer));
        let unit = unit.filter(|unit| !unit.is_empty()).unwrap_or("  ").to_owned();
        let between = |field: &Field| {
            let between = field.key_span.end as usize..field.value.span.start as usize;
            self.text.get(between).filter(|it| it.trim() == ":" && !it.contains('\n'))
        };
        let colon = match self.syntax {
            Syntax::Json => first.and_then(between).unwrap_or(": "),
            Syntax::Yaml => ": ",
        };
        let texts = fields.iter().filter(|it| matches!(it.value.data, Data::Text(_)));
        let mut quotes = texts.map(|it| Quotes::around(self.written(it.value.span)));
        let usual = quotes.next().unwrap_or(Quotes::None);
        let quotes = if quotes.all(|it| it == usual) { usual } else { Quotes::None };
        Style { newline, indent, unit, colon, quotes }
    }

    /// Keys and what they lead to, as a block in YAML; without the last line break.
    fn lines(self, indent: &str, keys: &[&str], leaf: &Leaf, style: &Style<'_>) -> String {
        let Style { newline, unit, .. } = style;
        let Some((key, rest)) = keys.split_first() else { return String::new() };
        let deeper = format!("{indent}{unit}");
        match (rest, leaf) {
            ([], Leaf::Value(value)) => {
                format!("{indent}{key}: {}", self.literal(value, style.quotes))
            }
            ([], Leaf::Entry(name, value)) => {
                let entry = self.entry_lines(&deeper, name, value, style);
                format!("{indent}{key}:{newline}{}", entry.trim_end_matches(['\r', '\n']))
            }
            ([], Leaf::Block(entries)) => {
                let line = |(key, value): &(&str, Scalar)| {
                    format!("{newline}{deeper}{key}: {}", self.literal(value, style.quotes))
                };
                format!("{indent}{key}:{}", entries.iter().map(line).collect::<String>())
            }
            (rest, leaf) => {
                format!("{indent}{key}:{newline}{}", self.lines(&deeper, rest, leaf, style))
            }
        }
    }

    /// Keys and what they lead to, over several lines in JSON; the first line has no indentation.
    fn braces(self, indent: &str, keys: &[&str], leaf: &Leaf, style: &Style<'_>) -> String {
        let Style { newline, unit, colon, .. } = style;
        let Some((key, rest)) = keys.split_first() else { return String::new() };
        let key = self.key(key);
        let deeper = format!("{indent}{unit}");
        match (rest, leaf) {
            ([], Leaf::Value(value)) => {
                format!("{key}{colon}{}", self.literal(value, style.quotes))
            }
            ([], Leaf::Entry(name, value)) => {
                let entry = self.entry_inline(name, value, style);
                format!("{key}{colon}[{newline}{deeper}{entry}{newline}{indent}]")
            }
            ([], Leaf::Block(entries)) => {
                let entries = self.entries(entries, style).join(&format!(",{newline}{deeper}"));
                format!("{key}{colon}{{{newline}{deeper}{entries}{newline}{indent}}}")
            }
            (rest, leaf) => {
                let inner = self.braces(&deeper, rest, leaf, style);
                format!("{key}{colon}{{{newline}{deeper}{inner}{newline}{indent}}}")
            }
        }
    }

    /// Keys and what they lead to, on one line.
    fn inline(self, keys: &[&str], leaf: &Leaf, style: &Style<'_>) -> String {
        let Some((key, rest)) = keys.split_first() else { return String::new() };
        let (key, colon) = (self.key(key), style.colon);
        match (rest, leaf) {
            ([], Leaf::Value(value)) => {
                format!("{key}{colon}{}", self.literal(value, style.quotes))
            }
            ([], Leaf::Entry(name, value)) => {
                format!("{key}{colon}[{}]", self.entry_inline(name, value, style))
            }
            ([], Leaf::Block(entries)) => {
                let comma = if colon == ":" { "," } else { ", " };
                format!("{key}{colon}{{{}}}", self.entries(entries, style).join(comma))
            }
            (rest, leaf) => format!("{key}{colon}{{{}}}", self.inline(rest, leaf, style)),
        }
    }

    /// The entries of a block, each on its own.
    fn entries(self, entries: &[(&str, Scalar)], style: &Style<'_>) -> Vec<String> {
        let entry = |(key, value): &(&str, Scalar)| {
            format!("{}{}{}", self.key(key), style.colon, self.literal(value, style.quotes))
        };
        entries.iter().map(entry).collect()
    }

    fn entry_inline(self, name: &str, value: &Scalar, style: &Style<'_>) -> String {
        let Style { colon, quotes, .. } = style;
        let name = self.literal(&Scalar::Text(name.to_owned()), *quotes);
        let value = self.literal(value, *quotes);
        let (pad, comma) = match (self.syntax, *colon) {
            (Syntax::Json, ":") => ("", ","),
            (Syntax::Json | Syntax::Yaml, _) => (" ", ", "),
        };
        let (first, second) = (self.key("Key"), self.key("Value"));
        format!("{{{pad}{first}{colon}{name}{comma}{second}{colon}{value}{pad}}}")
    }

    fn entry_lines(self, indent: &str, name: &str, value: &Scalar, style: &Style<'_>) -> String {
        let Style { newline, quotes, .. } = style;
        let name = self.literal(&Scalar::Text(name.to_owned()), *quotes);
        let value = self.literal(value, *quotes);
        format!("{indent}- Key: {name}{newline}{indent}  Value: {value}{newline}")
    }

    fn key(self, key: &str) -> String {
        match self.syntax {
            Syntax::Yaml => key.to_owned(),
            Syntax::Json => format!("\"{key}\""),
        }
    }

    fn literal(self, value: &Scalar, quotes: Quotes) -> String {
        match self.syntax {
            Syntax::Yaml => literal::yaml(value, quotes),
            Syntax::Json => literal::json(value),
        }
    }

    fn written(self, span: Span) -> &'t str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Whether a collection is written with brackets. A block starts where its first element does.
    fn is_flow(self, node: &Node) -> bool {
        let first = match &node.data {
            Data::Object(fields) => fields.first().map(|field| field.key_span.start),
            Data::List(items) => items.first().map(|item| item.span.start),
            _ => None,
        };
        self.written(node.span).starts_with(['{', '[']) && first != Some(node.span.start)
    }

    /// What stands before a byte on its line.
    fn line_before(self, byte: u32) -> &'t str {
        let before = self.text.get(..byte as usize).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default()
    }

    fn indent_of_line(self, byte: u32) -> String {
        let line = self.line_before(byte);
        line[..line.len() - line.trim_start().len()].to_owned()
    }
}

/// An object, which Terraform lets be written as a list of one.
fn single(node: &Node) -> Option<&Node> {
    match &node.data {
        Data::List(items) => match items.as_slice() {
            [only] => Some(only),
            _ => None,
        },
        _ => Some(node),
    }
}

/// A number or truth value.
fn is_bare(data: &Data) -> bool {
    matches!(data, Data::Bool(_) | Data::Integer(_) | Data::Decimal(_))
}

fn is_bare_word(text: &str) -> bool {
    ["true", "false"].contains(&text) || text.parse::<i64>().is_ok()
}

/// A place between two bytes.
fn empty(span: Span, byte: u32) -> Span {
    Span { start: byte, end: byte, ..span }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::lifted::FileId;
    use crate::manifest::syntax;

    /// Sets `A.B` (a path without dots: `A`) of the resource `R` and compares the file.
    #[track_caller]
    fn check(syntax: Syntax, text: &str, path: &'static str, leaf: &Leaf, expected: Option<&str>) {
        let root = match syntax {
            Syntax::Yaml => syntax::yaml::parse(FileId(0), text).root,
            Syntax::Json => syntax::json::parse(FileId(0), text).root,
        };
        let place = Place { field: root.field("R").unwrap(), steps: &["Properties"] };
        let setting = Setting { keys: path.split('.').collect(), leaf: leaf.clone() };
        let edited = set(text, syntax, place, &setting).map(|edit| {
            let mut text = text.to_owned();
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
            text
        });
        assert_eq!(edited.as_deref(), expected);
        if let (Some(edited), Leaf::Value(Scalar::Bare(value))) = (&edited, leaf) {
            let root = match syntax {
                Syntax::Yaml => syntax::yaml::parse(FileId(0), edited),
                Syntax::Json => syntax::json::parse(FileId(0), edited),
            };
            assert!(root.problems.is_empty(), "{:?}", root.problems);
            let node = root.root.at(&format!("R.Properties.{path}"));
            assert_eq!(node.and_then(Node::literal_text).as_deref(), Some(value.as_str()));
        }
    }

    fn yes() -> Leaf {
        Leaf::Value(Scalar::Bare("true".to_owned()))
    }

    fn entry() -> Leaf {
        Leaf::Entry("k", Scalar::Text("true".to_owned()))
    }

    #[track_caller]
    fn yaml(text: &str, path: &'static str, leaf: &Leaf, expected: &str) {
        check(Syntax::Yaml, text, path, leaf, Some(expected));
        // The same with the line endings of Windows.
        let windows = |text: &str| text.replace('\n', "\r\n");
        check(Syntax::Yaml, &windows(text), path, leaf, Some(&windows(expected)));
    }

    #[track_caller]
    fn json(text: &str, path: &'static str, leaf: &Leaf, expected: &str) {
        check(Syntax::Json, text, path, leaf, Some(expected));
        let windows = |text: &str| text.replace('\n', "\r\n");
        check(Syntax::Json, &windows(text), path, leaf, Some(&windows(expected)));
    }

    #[test]
    fn yaml_gets_a_line_behind_the_last_one() {
        yaml(
            "R:\n  Properties:\n    Z: 1 # one\nS: {}\n",
            "A",
            &yes(),
            "R:\n  Properties:\n    Z: 1 # one\n    A: true\nS: {}\n",
        );
        yaml(
            "R:\n  Properties:\n    Z: 1",
            "A",
            &yes(),
            "R:\n  Properties:\n    Z: 1\n    A: true",
        );
        yaml("R:\n  Type: T\n", "A", &yes(), "R:\n  Type: T\n  Properties:\n    A: true\n");
        yaml(
            "R:\n    Properties:\n        Z:\n        - x: |\n            text\n\n# next\nS: 1\n",
            "A.B",
            &yes(),
            "R:\n    Properties:\n        Z:\n        - x: |\n            text\n        \
             A:\n            B: true\n\n# next\nS: 1\n",
        );
        yaml(
            "R:\n  Properties:\n    A:\n      Z: [1,\n        2]\n    Y: 1\n",
            "A.B",
            &yes(),
            "R:\n  Properties:\n    A:\n      Z: [1,\n        2]\n      B: true\n    Y: 1\n",
        );
    }

    #[test]
    fn yaml_in_brackets_stays_in_brackets() {
        yaml("R: {Properties: {Z: 1}}\n", "A", &yes(), "R: {Properties: {Z: 1, A: true}}\n");
        yaml("R: {Properties: {}}\n", "A.B", &yes(), "R: {Properties: { A: {B: true} }}\n");
        yaml(
            "R:\n  Properties: {\n    Z: 1\n  }\n",
            "A",
            &yes(),
            "R:\n  Properties: {\n    Z: 1,\n    A: true\n  }\n",
        );
    }

    #[test]
    fn a_literal_is_written_over() {
        yaml(
            "R:\n  Properties:\n    A: no # x\n",
            "A",
            &yes(),
            "R:\n  Properties:\n    A: true # x\n",
        );
        let text = Leaf::Value(Scalar::Text("b".to_owned()));
        yaml("R: {Properties: {A: \"a\"}}", "A", &text, "R: {Properties: {A: \"b\"}}");
        yaml("R: {Properties: {A: 'a'}}", "A", &text, "R: {Properties: {A: 'b'}}");
        json(
            "{\"R\": {\"Properties\": {\"A\": false}}}",
            "A",
            &yes(),
            "{\"R\": {\"Properties\": {\"A\": true}}}",
        );
    }

    #[test]
    fn text_is_quoted_as_its_neighbours_are() {
        let text = Leaf::Value(Scalar::Text("b".to_owned()));
        yaml(
            "R:\n  Properties:\n    Z: 'z'\n",
            "A",
            &text,
            "R:\n  Properties:\n    Z: 'z'\n    A: 'b'\n",
        );
        yaml(
            "R:\n  Properties:\n    Z: z\n",
            "A",
            &text,
            "R:\n  Properties:\n    Z: z\n    A: b\n",
        );
    }

    #[test]
    fn json_is_written_as_it_stands() {
        json(
            "{\n  \"R\": {\n    \"Properties\": {\n      \"Z\": 1\n    }\n  }\n}\n",
            "A.B",
            &yes(),
            "{\n  \"R\": {\n    \"Properties\": {\n      \"Z\": 1,\n      \"A\": {\n        \
             \"B\": true\n      }\n    }\n  }\n}\n",
        );
        json(
            "{\n\t\"R\" : {\n\t\t\"Type\" : \"T\"\n\t}\n}\n",
            "A",
            &yes(),
            "{\n\t\"R\" : {\n\t\t\"Type\" : \"T\",\n\t\t\"Properties\" : {\n\t\t\t\"A\" : true\n\t\t}\n\t}\n}\n",
        );
        json(
            "{\"R\":{\"Properties\":{\"Z\":1}}}",
            "A.B",
            &yes(),
            "{\"R\":{\"Properties\":{\"Z\":1,\"A\":{\"B\":true}}}}",
        );
        json(
            "{\n  \"R\": {\n    \"Properties\": {}\n  }\n}\n",
            "A",
            &yes(),
            "{\n  \"R\": {\n    \"Properties\": {\n      \"A\": true\n    }\n  }\n}\n",
        );
    }

    #[test]
    fn an_entry_joins_its_list() {
        yaml(
            "R:\n  Properties:\n    L:\n      - Key: a\n        Value: 'b'\n    Z: 1\n",
            "L",
            &entry(),
            "R:\n  Properties:\n    L:\n      - Key: a\n        Value: 'b'\n      - Key: k\n        \
             Value: 'true'\n    Z: 1\n",
        );
        yaml(
            "R:\n  Properties:\n    L:\n    - {Key: a, Value: b}\n",
            "L",
            &entry(),
            "R:\n  Properties:\n    L:\n    - {Key: a, Value: b}\n    - { Key: k, Value: 'true' }\n",
        );
        yaml(
            "R:\n  Properties:\n    Z: 1\n",
            "L",
            &entry(),
            "R:\n  Properties:\n    Z: 1\n    L:\n      - Key: k\n        Value: 'true'\n",
        );
        yaml(
            "R:\n  Properties:\n    L:\n    - Key: k\n      Value: 'false'\n",
            "L",
            &entry(),
            "R:\n  Properties:\n    L:\n    - Key: k\n      Value: 'true'\n",
        );
        yaml(
            "R:\n  Properties:\n    L:\n    - Key: k\n      Value: false\n",
            "L",
            &entry(),
            "R:\n  Properties:\n    L:\n    - Key: k\n      Value: true\n",
        );
        json(
            "{\"R\": {\"Properties\": {\"L\": [{\"Key\": \"a\", \"Value\": \"b\"}]}}}",
            "L",
            &entry(),
            "{\"R\": {\"Properties\": {\"L\": [{\"Key\": \"a\", \"Value\": \"b\"}, \
             { \"Key\": \"k\", \"Value\": \"true\" }]}}}",
        );
        json(
            "{\n  \"R\": {\n    \"Properties\": {\n      \"Z\": 1\n    }\n  }\n}\n",
            "L",
            &entry(),
            "{\n  \"R\": {\n    \"Properties\": {\n      \"Z\": 1,\n      \"L\": [\n        \
             { \"Key\": \"k\", \"Value\": \"true\" }\n      ]\n    }\n  }\n}\n",
        );
    }

    #[test]
    fn what_is_computed_is_left_alone() {
        let yaml = |text| check(Syntax::Yaml, text, "A.B", &yes(), None);
        yaml("R:\n  Properties:\n    A: !If [C, {B: false}, {B: false}]\n");
        yaml("R:\n  Properties:\n    A:\n      Fn::If: [C, {B: false}, {B: false}]\n");
        yaml("R:\n  Properties: !Ref P\n");
        yaml("R:\n  Properties:\n    A: 1\n");
        yaml("R:\n  Properties:\n    A:\n      Z: |+\n        text\n\n");
        check(Syntax::Yaml, "R:\n  Properties:\n    A: !Ref P\n", "A", &yes(), None);
        check(Syntax::Json, "{\"R\": {\"Properties\": {\"A\": [1]}}}", "A", &yes(), None);
    }

    #[test]
    fn a_block_of_values_is_written_as_its_neighbours_are() {
        let on = || Scalar::Bare("true".to_owned());
        let block = Leaf::Block(vec![("E", on()), ("R", on())]);
        yaml(
            "R:\n  Properties:\n    A: 1\n",
            "B.C",
            &block,
            "R:\n  Properties:\n    A: 1\n    B:\n      C:\n        E: true\n        R: true\n",
        );
        yaml(
            "R: {Properties: {A: 1}}\n",
            "B",
            &block,
            "R: {Properties: {A: 1, B: {E: true, R: true}}}\n",
        );
        json(
            "{\"R\":{\"Properties\":{\"A\":1}}}",
            "B",
            &block,
            "{\"R\":{\"Properties\":{\"A\":1,\"B\":{\"E\":true,\"R\":true}}}}",
        );
        json(
            "{\"R\": {\"Properties\": {\n  \"A\": 1\n}}}",
            "B",
            &block,
            "{\"R\": {\"Properties\": {\n  \"A\": 1,\n  \"B\": {\n    \"E\": true,\n    \"R\": true\n  }\n}}}",
        );
    }
}
