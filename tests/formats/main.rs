//! The small formats: Dockerfiles, Compose files, task definitions in JSON.
//!
//! What is read is compared as lines, one per value: its path, what it is, and the very text that
//! stands at its place.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails its test")]

mod compose;
mod dockerfile;
mod task_definition;

use proptest::prelude::*;

use formwork::ir::lifted::{Data, FileId, Manifest, Node, Span};

/// The file that tests read.
const FILE: FileId = FileId(7);

/// What stands at a place.
fn slice(text: &str, span: Span) -> &str {
    assert_eq!(span.file, FILE);
    text.get(span.start as usize..span.end as usize).expect("a place is in the text")
}

/// Every value of a manifest, in order.
fn lines(manifest: &Manifest, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for resource in &manifest.resources {
        slice(text, resource.span);
        assert!(resource.span.covers(resource.head), "{}: {resource:?}", resource.address);
        lines.push(format!("{} «{}»", resource.address, slice(text, resource.head)));
        for field in resource.properties.fields() {
            show(&format!("  {}", field.key), &field.value, text, &mut lines);
            slice(text, field.key_span);
        }
    }
    lines
}

fn show(path: &str, node: &Node, text: &str, lines: &mut Vec<String>) {
    let here = slice(text, node.span).replace("\r\n", "⏎").replace('\n', "⏎");
    let plain = |what: String| format!("{path} = {what} «{here}»");
    match &node.data {
        Data::List(items) if !items.is_empty() => {
            let each = items.iter().enumerate();
            each.for_each(|(number, item)| show(&format!("{path}.{number}"), item, text, lines));
        }
        Data::Object(fields) if !fields.is_empty() => {
            for field in fields {
                slice(text, field.key_span);
                show(&format!("{path}.{}", field.key), &field.value, text, lines);
            }
        }
        Data::List(_) => lines.push(plain("[]".to_owned())),
        Data::Object(_) => lines.push(plain("{}".to_owned())),
        Data::Text(text) => lines.push(plain(format!("{text:?}"))),
        Data::Bool(value) => lines.push(plain(value.to_string())),
        Data::Integer(value) => lines.push(plain(value.to_string())),
        Data::Decimal(value) => lines.push(plain(value.to_string())),
        Data::Input(input) => match &input.default {
            Some(default) => {
                show(&format!("{path} = ${} «{here}»", input.name), default, text, lines);
            }
            None => lines.push(plain(format!("${}", input.name))),
        },
        Data::Concat(parts) => {
            let each = parts.iter().enumerate();
            each.for_each(|(number, part)| show(&format!("{path}+{number}"), part, text, lines));
        }
        Data::Unknown(why) => lines.push(plain(format!("unknown ({why})"))),
        Data::Reference(id, _) => lines.push(plain(format!("resource {}", id.0))),
        other => lines.push(plain(format!("{other:?}"))),
    }
}

/// Asserts that the lines are those expected, however they are indented in the test.
fn check(name: &str, found: &[String], expected: &str) {
    let expected = expected.lines().map(str::trim).filter(|line| !line.is_empty());
    let found: Vec<_> = found.iter().map(|line| line.trim()).collect();
    let expected: Vec<_> = expected.collect();
    assert!(
        found == expected,
        "{name}:\n{}\n\nexpected:\n{}",
        found.join("\n"),
        expected.join("\n")
    );
}

/// Texts made of pieces of a format, which get further than arbitrary ones.
fn made_of(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(pieces), 0..60)
        .prop_map(|pieces| pieces.concat())
}
