//! What holds for any bytes: nothing panics, and every place lies in its file, between characters.
//!
//! `random` runs these on some texts at each test; the targets in `fuzz/` run them for as long as one
//! likes.

use std::path::Path;

use formwork::ir::lifted::{Data, FileId, Node, Span};
use formwork::lint::{Options, lint, select::Selection};
use formwork::manifest::read::{Asked, Entry, Read, read as read_files};
use formwork::manifest::source::{File, Files, Parsed};
use formwork::manifest::syntax;

/// One name for each front end.
pub(crate) const NAMES: &[&str] = &[
    "a.yaml",
    "a.json",
    "main.tf",
    "main.tf.json",
    "Dockerfile",
    "compose.yaml",
    "a.task.json",
    "a.tfvars",
    "a.template",
];

/// Any bytes as YAML.
pub(crate) fn yaml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    parsed(&text, &syntax::yaml::parse(FileId(0), &text));
}

/// Any bytes as JSON.
pub(crate) fn json(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    parsed(&text, &syntax::json::parse(FileId(0), &text));
}

/// Any bytes as a module of Terraform, a part of its text as an expression and as a template.
pub(crate) fn hcl(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let found = syntax::hcl::parse(FileId(0), &text);
    let files = one_file(&text);
    found.comments.iter().for_each(|it| is_in(&files, it.span));
    found.problems.iter().for_each(|it| is_in(&files, it.span));
    let origin = syntax::hcl::Origin::From(FileId(0), 0);
    let _ = syntax::hcl::expression(&text, &origin);
    let _ = syntax::hcl::template(&text, &origin);
    file("main.tf", bytes);
}

/// Any bytes as a file: the first says which, the others are in it.
pub(crate) fn read(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    file(NAMES[usize::from(*first) % NAMES.len()], rest);
}

/// Any bytes as a file of this name: it is read and judged by every rule.
pub(crate) fn file(name: &str, bytes: &[u8]) {
    let entry = Entry { name: name.to_owned(), path: name.into(), asked: Asked::ByName };
    let load = |path: &Path| {
        if path == Path::new(name) {
            Ok(bytes.to_vec())
        } else {
            Err(std::io::ErrorKind::NotFound.into())
        }
    };
    let read = read_files(&[entry], &load, &|| ());
    manifests(&read);
    let selection = Selection::new(&["all".to_owned()], &[]).expect("`all` is a selector");
    for verdict in lint(&read, &Options::new(selection)).verdicts {
        if let Some(span) = verdict.span {
            is_in(&read.files, span);
        }
    }
}

fn manifests(read: &Read) {
    let files = &read.files;
    read.problems.iter().for_each(|it| is_in(files, it.span));
    read.comments.iter().flat_map(|(_, several)| several).for_each(|it| is_in(files, it.span));
    for manifest in &read.manifests {
        tree(files, &manifest.meta);
        manifest.unread.iter().for_each(|it| is_in(files, it.span));
        for resource in &manifest.resources {
            is_in(files, resource.head);
            is_in(files, resource.span);
            tree(files, &resource.properties);
            tree(files, &resource.meta);
        }
        manifest.to_stack();
    }
}

fn parsed(text: &str, parsed: &Parsed) {
    let files = one_file(text);
    tree(&files, &parsed.root);
    parsed.comments.iter().for_each(|it| is_in(&files, it.span));
    for problem in &parsed.problems {
        is_in(&files, problem.span);
        if let Some((_, span)) = &problem.related {
            is_in(&files, *span);
        }
    }
}

fn one_file(text: &str) -> Files {
    let mut files = Files::default();
    files.add(File::new("file", text));
    files
}

fn tree(files: &Files, root: &Node) {
    root.walk(&mut |node| {
        is_in(files, node.span);
        if let Data::Object(fields) = &node.data {
            fields.iter().for_each(|field| is_in(files, field.key_span));
        }
    });
}

fn is_in(files: &Files, span: Span) {
    let text = &files.get(span.file).text;
    let place = text.get(span.start as usize..span.end as usize);
    assert!(place.is_some(), "{span:?} is no place in {text:?}");
    files.span(span);
}
