//! Values on one line, with what stands at their places.

use formwork::ir::lifted::{Data, FileId, Node, Span};
use formwork::manifest::source::{File, Files, Parsed};

pub(crate) const FILE: FileId = FileId(0);

/// A value on one line.
pub(crate) fn show(node: &Node) -> String {
    print(node, &|_, shown| shown)
}

/// A value on one line, with what stands at each place.
pub(crate) fn show_places(node: &Node, text: &str) -> String {
    print(node, &|span, shown| {
        let here = slice(text, span);
        if here == shown { shown } else { format!("{shown}«{}»", here.replace('\n', "⏎")) }
    })
}

fn print(node: &Node, with: &dyn Fn(Span, String) -> String) -> String {
    let each = |nodes: &[Node], between: &str| {
        nodes.iter().map(|it| print(it, with)).collect::<Vec<_>>().join(between)
    };
    let leaf = |shown: String| with(node.span, shown);
    match &node.data {
        Data::Absent => leaf("null".to_owned()),
        Data::Bool(value) => leaf(value.to_string()),
        Data::Integer(number) => leaf(number.to_string()),
        Data::Decimal(number) => leaf(format!("{number:?}")),
        Data::Text(text) => leaf(format!("{text:?}")),
        Data::List(items) => format!("[{}]", each(items, ", ")),
        Data::Object(fields) => {
            let field = |it: &formwork::ir::lifted::Field| {
                format!("{}: {}", it.key, print(&it.value, with))
            };
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        Data::Reference(id, attribute) => leaf(format!("#{}.{attribute}", id.0)),
        Data::Input(input) => {
            let secret = if input.secret { "!" } else { "" };
            let default = input.default.as_ref().map(|it| format!(" = {}", print(it, with)));
            leaf(format!("${}{secret}{}", input.name, default.unwrap_or_default()))
        }
        Data::Concat(parts) => format!("({})", each(parts, " + ")),
        Data::Pseudo(pseudo) => leaf(format!("{pseudo:?}")),
        Data::Import(import) => leaf(format!("import {}", import.0)),
        Data::Element(list, index) => format!("{}[{index}]", print(list, with)),
        Data::Zone(zone) => leaf(format!("zone {zone}")),
        Data::OneOf(branches) => format!("<{}>", each(branches, " | ")),
        Data::Unknown(_) => leaf("?".to_owned()),
    }
}

/// What stands at a place.
pub(crate) fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).expect("a place is in its file")
}

/// What is odd about a text: the code, the line, what stands there, and what stands at the other
/// place that plays a part.
pub(crate) fn problems(parsed: &Parsed, text: &str) -> Vec<String> {
    let mut files = Files::default();
    files.add(File::new("file", text));
    let line = |span| format!("{} «{}»", files.span(span).line, slice(text, span));
    let problems = parsed.problems.iter().map(|it| {
        let related = it.related.as_ref().map(|(_, span)| format!(" after {}", line(*span)));
        format!("{} {}{}", it.code.id, line(it.span), related.unwrap_or_default())
    });
    problems.collect()
}

/// One text per number, in a row.
pub(crate) fn repeated(numbers: std::ops::Range<usize>, text: impl Fn(usize) -> String) -> String {
    numbers.map(text).collect::<Vec<_>>().concat()
}
