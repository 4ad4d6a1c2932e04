//! Emits a stack, lifts it, and says what differs.

use formwork::backend::cloudformation::ParametersFormat;
use formwork::backend::terraform::tags_of;
use formwork::backend::{File, Target, cloudformation, places_of, terraform};
use formwork::ir::graph::Body;
use formwork::ir::kind::Row;
use formwork::ir::lifted::{FileId, Manifest, Node};
use formwork::ir::normal::normal;
use formwork::ir::{Dialect, Stack};
use formwork::manifest::terraform::{self as module, Module, Values};
use formwork::manifest::{cloudformation as template, syntax};
use serde_json::Value as Document;

/// Both dialects.
pub(crate) const DIALECTS: [Dialect; 2] = [Dialect::CloudFormation, Dialect::Terraform];

/// Emits and lifts a stack, and compares it with what it was.
///
/// # Errors
/// What differs.
pub(crate) fn through(target: &Target<'_>, stack: &Stack, dialect: Dialect) -> Result<(), String> {
    let (document, values) = emit(target, stack, dialect);
    let mut wrong = undeclared(&document);
    let manifest = lift(dialect, &stack.name, &document, &values);
    let lifted = manifest.to_stack();
    wrong.extend(manifest.unread.iter().map(|it| format!("unread: {:?} ({})", it.span, it.why)));
    let place = places_of(stack, target.places).next().map(|(_, place)| place);
    let mut expected = tags_of(target, stack, place);
    expected.retain(|(key, _)| {
        key != "environment" || (dialect == Dialect::CloudFormation && values.len() == 1)
    });
    let told: Vec<_> = lifted.tags.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    if told != expected {
        wrong.push(format!("tags: {told:?}, not {expected:?}"));
    }
    let (read, was) = (normal(&lifted, dialect), normal(stack, dialect));
    if read != was {
        wrong.extend(difference(&print(&was), &print(&read)));
    }
    if normal(&was, dialect) != was {
        wrong.push("the normal form has another normal form".to_owned());
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{dialect:?} of {}:\n{}\n{document:#}", stack.name, wrong.join("\n")))
}

/// A document and its value files as a manifest: what is written is parsed again.
pub(crate) fn lift(
    dialect: Dialect,
    name: &str,
    document: &Document,
    values: &[Document],
) -> Manifest {
    let values: Vec<Node> = values.iter().enumerate().map(|(i, it)| parse(i + 1, it)).collect();
    match dialect {
        Dialect::CloudFormation => {
            template::lift(parse(0, document), &document.to_string(), name, &values)
        }
        Dialect::Terraform => {
            let text = document.to_string();
            let parsed = syntax::json::parse(FileId(0), &text);
            let environment = |(position, values): (usize, &Node)| Values {
                name: format!("environment-{position}"),
                body: module::json::values(values),
            };
            let root = Module {
                folder: name.to_owned(),
                files: vec![module::json::parse(&text, parsed).body],
                values: values.iter().enumerate().map(environment).collect(),
                is_whole: true,
            };
            module::lift(&[root], None, &|_| None).swap_remove(0)
        }
    }
}

/// A document as its text is read.
pub(crate) fn parse(file: usize, document: &Document) -> Node {
    let id = FileId(u32::try_from(file).expect("a stack has few files"));
    syntax::json::parse(id, &document.to_string()).root
}

/// The main document of a stack, and its value files in the order of the environments.
fn emit(target: &Target<'_>, stack: &Stack, dialect: Dialect) -> (Document, Vec<Document>) {
    let files = match dialect {
        Dialect::CloudFormation => {
            cloudformation::emit(target, stack, ParametersFormat::Configuration)
        }
        Dialect::Terraform => terraform::emit(target, stack),
    };
    let json = |file: &File| serde_json::from_slice(&file.contents).expect("we write JSON");
    let is_values = |file: &&File| {
        file.path.ends_with(".parameters.json") || file.path.ends_with(".tfvars.json")
    };
    (json(&files[0]), files.iter().filter(is_values).map(json).collect())
}

/// Variables that the provider's settings read, and nothing declares.
fn undeclared(document: &Document) -> Vec<String> {
    let settings = document["provider"].to_string();
    let names = settings.split("${var.").skip(1).filter_map(|rest| rest.split('}').next());
    let missing = names.filter(|name| document["variable"].get(name).is_none());
    missing.map(|name| format!("no variable {name}")).collect()
}

/// The lines that only one of two stacks has.
fn difference(was: &[String], read: &[String]) -> Vec<String> {
    let gone = was.iter().filter(|line| !read.contains(line)).map(|line| format!("- {line}"));
    let new = read.iter().filter(|line| !was.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(new).collect()
}

/// A stack as lines.
fn print(stack: &Stack) -> Vec<String> {
    let mut lines = vec![format!("{} {:?}", stack.name, stack.description)];
    let knobs = stack.knobs.iter().enumerate();
    lines.extend(knobs.map(|(position, knob)| format!("knob {position}: {knob:?}")));
    let imports = stack.imports.iter().enumerate();
    lines.extend(imports.map(|(position, import)| format!("import {position}: {import:?}")));
    for (position, resource) in stack.resources.iter().enumerate() {
        let (path, after, keep) = (&resource.path, &resource.after, resource.keep);
        match &resource.body {
            Body::Declared { kind, properties, runtime_owned, differing: _ } => {
                let owned: Vec<_> = runtime_owned.iter().map(|row| row.name).collect();
                let kind = kind.name;
                lines.push(format!("{position} {path}: {kind} {after:?} {keep:?} {owned:?}"));
                let property =
                    |(row, value): &(&Row, _)| format!("    {position} {}: {value:?}", row.name);
                lines.extend(properties.iter().map(property));
            }
            raw @ Body::Raw { .. } => {
                lines.push(format!("{position} {path}: {raw:?} {after:?} {keep:?}"));
            }
        }
    }
    lines
}
