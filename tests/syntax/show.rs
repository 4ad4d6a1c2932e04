//! Documents as short text, so that a test can say what it expects.

use formwork::ir::lifted::{Data, FileId, Node};
use formwork::manifest::source::{File, Files, Parsed};
use formwork::manifest::syntax::{json, yaml};

/// A parser.
pub(crate) type Parse = fn(FileId, &str) -> Parsed;

/// Both, with their names.
pub(crate) const PARSERS: [(&str, Parse); 2] = [("yaml", yaml::parse), ("json", json::parse)];

pub(crate) fn yaml(text: &str) -> Parsed {
    yaml::parse(FileId(0), text)
}

pub(crate) fn json(text: &str) -> Parsed {
    json::parse(FileId(0), text)
}

/// A value as JSON, near enough; what JSON has not is written in words.
pub(crate) fn show(node: &Node) -> String {
    match &node.data {
        Data::Absent => "null".to_owned(),
        Data::Bool(value) => value.to_string(),
        Data::Integer(number) => number.to_string(),
        Data::Decimal(number) => format!("{number:?}"),
        Data::Text(text) => format!("{text:?}"),
        Data::List(items) => format!("[{}]", joined(items.iter().map(show))),
        Data::Object(fields) => {
            let entry = |(key, value): (&str, &Node)| format!("{key}: {}", show(value));
            let fields = fields.iter().map(|field| (&*field.key, &field.value));
            format!("{{{}}}", joined(fields.map(entry)))
        }
        Data::Unknown(why) => format!("unknown ({why})"),
        Data::Reference(id, attribute) => format!("resource {}'s {attribute}", id.0),
        Data::Input(input) => {
            let default = input.default.as_ref().map(show);
            format!("<{} = {}>", input.name, default.unwrap_or_default())
        }
        Data::Concat(parts) => {
            format!("({})", parts.iter().map(show).collect::<Vec<_>>().join(" + "))
        }
        Data::OneOf(branches) => {
            format!("({})", branches.iter().map(show).collect::<Vec<_>>().join(" | "))
        }
        Data::Pseudo(pseudo) => format!("{pseudo:?}"),
        Data::Import(_) => "import".to_owned(),
        Data::Element(list, index) => format!("{}[{index}]", show(list)),
        Data::Zone(index) => format!("zone {index}"),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// Every value and key, in the order of the document, as it stands in the text.
pub(crate) fn written(parsed: &Parsed, text: &str) -> Vec<String> {
    let mut files = Files::default();
    files.add(File::new("test", text));
    let mut found = Vec::new();
    visit(&parsed.root, &mut |span| found.push(files.text(span).to_owned()));
    found
}

fn visit(node: &Node, tell: &mut dyn FnMut(formwork::ir::lifted::Span)) {
    match &node.data {
        Data::List(items) => {
            for item in items {
                visit(item, tell);
            }
        }
        Data::Object(fields) => {
            for field in fields {
                tell(field.key_span);
                visit(&field.value, tell);
            }
        }
        _ => tell(node.span),
    }
}

/// The findings, as `code line:column message`.
pub(crate) fn told(parsed: &Parsed, text: &str) -> Vec<String> {
    let file = File::new("test", text);
    let line = |problem: &formwork::manifest::source::Problem| {
        let (line, column) = file.position(problem.span.start);
        format!("{} {line}:{column} {}", problem.code.id, problem.message)
    };
    parsed.problems.iter().map(line).collect()
}
