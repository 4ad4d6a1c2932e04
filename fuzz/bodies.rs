//! What must hold for any text: shared by the fuzz targets beside this file and by the property
//! tests in `tests/syntax`, which run the same on every commit.

use formwork::ir::lifted::{Data, FileId, Node, Span};
use formwork::lint::select::Selection;
use formwork::lint::{Options, lint};
use formwork::manifest::cloudformation;
use formwork::manifest::read::{Asked, Entry, Read};
use formwork::manifest::source::{File, Files, Parsed};
use formwork::manifest::syntax;

/// Values inside one another, functions in their long form and what aliases stand for included.
const DEEPEST: usize = 300;

/// Any text as YAML.
pub(crate) fn yaml(text: &str) {
    check(&syntax::yaml::parse(FileId(0), text), text);
}

/// Any text as JSON.
pub(crate) fn json(text: &str) {
    check(&syntax::json::parse(FileId(0), text), text);
}

/// Any text as a template, in either syntax.
pub(crate) fn cloudformation(text: &str) {
    for parse in [syntax::yaml::parse, syntax::json::parse] {
        let root = parse(FileId(0), text).root;
        let is_template = cloudformation::is_template(&root);
        let manifest = cloudformation::lift(root, text, "fuzzed", &[]);
        let place = |span: Span| check_place(span, text);
        for resource in &manifest.resources {
            check_place(resource.head, text);
            check_place(resource.span, text);
            check_node(&resource.properties, &place, 0);
            check_node(&resource.meta, &place, 0);
            for target in manifest.targets(&resource.properties) {
                assert!(!target.address.is_empty() || is_template);
            }
        }
        let stack = manifest.to_stack();
        assert!(stack.resources.len() <= manifest.resources.len());
    }
}

/// A name for each front end.
const NAMES: &[&str] = &[
    "a.yaml",
    "a.json",
    "a.template",
    "main.tf",
    "main.tf.json",
    "a.tfvars",
    "a.tfvars.json",
    "Dockerfile",
    "compose.yaml",
    "a.txt",
];

/// Any bytes as a file; the first one says of which name, and whether the user named it. Whatever
/// the file names is that file again.
pub(crate) fn read(bytes: &[u8]) {
    let (choice, bytes) = bytes.split_first().map_or((0, bytes), |(first, rest)| (*first, rest));
    let name = NAMES[usize::from(choice / 2) % NAMES.len()];
    let asked = if choice % 2 == 0 { Asked::ByName } else { Asked::ByFolder };
    let entry = Entry { name: name.to_owned(), path: name.into(), asked };
    let read = formwork::manifest::read::read(&[entry], &|_| Ok(bytes.to_vec()), &|| {});
    check_read(&read);
}

/// Any bytes as a file of this name, which is judged by every rule.
pub(crate) fn judged(name: &str, bytes: &[u8]) {
    let entry = Entry { name: name.to_owned(), path: name.into(), asked: Asked::ByName };
    let read = formwork::manifest::read::read(&[entry], &|_| Ok(bytes.to_vec()), &|| {});
    check_read(&read);
    let selection = Selection::new(&["all".to_owned()], &[]).expect("`all` is a selector");
    for verdict in lint(&read, &Options::new(selection)).verdicts {
        verdict.span.iter().for_each(|it| check_place(*it, &read.files.get(it.file).text));
    }
}

/// Every place lies in its file.
fn check_read(read: &Read) {
    let place = |span: Span| check_place(span, &read.files.get(span.file).text);
    for problem in &read.problems {
        place(problem.span);
        problem.related.iter().for_each(|(_, span)| place(*span));
    }
    read.comments.iter().flat_map(|(_, comments)| comments).for_each(|it| place(it.span));
    for manifest in &read.manifests {
        manifest.unread.iter().for_each(|it| place(it.span));
        for resource in &manifest.resources {
            place(resource.head);
            place(resource.span);
            check_node(&resource.properties, &place, 0);
            check_node(&resource.meta, &place, 0);
        }
        manifest.to_stack();
    }
}

/// Every place lies in the text, and a file that was not read has a problem that says so.
fn check(parsed: &Parsed, text: &str) {
    check_node(&parsed.root, &|span| check_place(span, text), 0);
    let mut files = Files::default();
    files.add(File::new("fuzzed", text));
    for problem in &parsed.problems {
        check_place(problem.span, text);
        let (line, column) = files.get(FileId(0)).position(problem.span.start);
        assert!(line >= 1 && column >= 1 && !problem.message.is_empty());
    }
    for comment in &parsed.comments {
        check_place(comment.span, text);
        assert!(files.text(comment.span).contains(&comment.text));
    }
}

fn check_node(node: &Node, place: &dyn Fn(Span), depth: usize) {
    assert!(depth <= DEEPEST, "this is nested too deep");
    place(node.span);
    match &node.data {
        Data::List(items) | Data::Concat(items) | Data::OneOf(items) => {
            for item in items {
                check_node(item, place, depth + 1);
            }
        }
        Data::Object(fields) => {
            for field in fields {
                place(field.key_span);
                check_node(&field.value, place, depth + 1);
            }
        }
        Data::Element(list, _) => check_node(list, place, depth + 1),
        Data::Input(input) => {
            if let Some(default) = &input.default {
                check_node(default, place, depth + 1);
            }
        }
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Text(_)
        | Data::Reference(..)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Zone(_)
        | Data::Unknown(_) => {}
    }
}

fn check_place(span: Span, text: &str) {
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(text.get(start..end).is_some(), "{start}..{end} is no part of the text");
}
