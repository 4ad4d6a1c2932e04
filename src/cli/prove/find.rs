//! Which state machines files define: resources of manifests, and definitions in files of their own.

use std::collections::BTreeMap;

use crate::ir::lifted::{Data, FileId, Manifest, Node, Resource, Span};
use crate::manifest::read::{Read, Sort};
use crate::manifest::syntax;
use crate::prove::is_machine;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found<'r> {
    pub(super) machines: Vec<Defined<'r>>,
    /// Machines whose definition is not known, and why.
    pub(super) broken: Vec<(Span, String)>,
}

/// A state machine.
#[derive(Debug)]
pub(super) struct Defined<'r> {
    /// The address of its resource, or its file.
    pub(super) name: String,
    /// Where it stands.
    pub(super) head: Span,
    /// Its definition, with what is put into it.
    pub(super) definition: Node,
    pub(super) manifest: Option<&'r Manifest>,
    pub(super) resource: Option<&'r Resource>,
}

/// Properties that hold a definition.
const DEFINITIONS: [&str; 4] =
    ["definition", "definition_string", "Definition", "DefinitionString"];

/// Every state machine.
pub(super) fn find(read: &Read) -> Found<'_> {
    let mut found = Found::default();
    for manifest in &read.manifests {
        for resource in manifest.resources.iter().filter(|it| is_machine(it)) {
            of_resource(manifest, resource, &mut found);
        }
    }
    let lifted: Vec<FileId> =
        read.manifests.iter().flat_map(|it| it.resources.iter().map(|it| it.head.file)).collect();
    for (position, file) in read.files.iter().enumerate() {
        let id = FileId(u32::try_from(position).unwrap_or(u32::MAX));
        let may_be = file.text.contains("StartAt") && file.text.contains("States");
        if !may_be || lifted.contains(&id) {
            continue;
        }
        let parsed = match Sort::of(&file.path, &file.text) {
            Sort::Json => syntax::json::parse(id, &file.text),
            Sort::Yaml => syntax::yaml::parse(id, &file.text),
            Sort::Hcl
            | Sort::TerraformJson
            | Sort::Variables
            | Sort::VariablesJson
            | Sort::Compose
            | Sort::Dockerfile => continue,
        };
        if parsed.root.get("StartAt").is_some() && parsed.root.get("States").is_some() {
            found.machines.push(Defined {
                name: file.path.clone(),
                head: Span { end: parsed.root.span.start, ..parsed.root.span },
                definition: parsed.root,
                manifest: None,
                resource: None,
            });
        } else if let Some(problem) = parsed.problems.first() {
            found.broken.push((problem.span, problem.message.clone()));
        }
    }
    found
}

fn of_resource<'r>(manifest: &'r Manifest, resource: &'r Resource, found: &mut Found<'r>) {
    let written = resource.written.iter().map(|it| &it.properties);
    let substitutions = written
        .chain([&resource.properties])
        .find_map(|it| it.get("DefinitionSubstitutions"))
        .map(substitutions)
        .unwrap_or_default();
    let mut definitions = DEFINITIONS.into_iter().filter_map(|name| resource.property(name));
    let Some(node) = definitions.next() else {
        let what =
            format!("the definition of `{}` stands elsewhere: name its file", resource.address);
        return found.broken.push((resource.head, what));
    };
    let mut definition = node.known().clone();
    if let Some(text) = definition.text() {
        let Some(parsed) = parsed(text, &substitutions, definition.span) else {
            let what = format!("the definition of `{}` is no JSON", resource.address);
            return found.broken.push((definition.span, what));
        };
        definition = parsed;
    }
    if definition.get("States").is_none() {
        let what =
            format!("the definition of `{}` is not known before deployment", resource.address);
        return found.broken.push((definition.span, what));
    }
    fill(&mut definition, &substitutions);
    found.machines.push(Defined {
        name: resource.address.clone(),
        head: resource.head,
        definition,
        manifest: Some(manifest),
        resource: Some(resource),
    });
}

fn substitutions(node: &Node) -> BTreeMap<String, Node> {
    node.fields().iter().map(|field| (field.key.to_string(), field.value.clone())).collect()
}

/// A definition that is JSON only after `${…}` is filled in; all of it stands where the text does.
fn parsed(text: &str, substitutions: &BTreeMap<String, Node>, span: Span) -> Option<Node> {
    let mut text = text.to_owned();
    for (key, value) in substitutions {
        if let Some(literal) = value.literal_text() {
            text = text.replace(&format!("${{{key}}}"), &literal);
        }
    }
    let parsed = syntax::json::parse(span.file, &text);
    if !parsed.problems.is_empty() {
        return None;
    }
    let mut root = parsed.root;
    place(&mut root, span);
    Some(root)
}

fn place(node: &mut Node, span: Span) {
    node.span = span;
    match &mut node.data {
        Data::Object(fields) => {
            for field in fields {
                field.key_span = span;
                place(&mut field.value, span);
            }
        }
        Data::List(items) => items.iter_mut().for_each(|it| place(it, span)),
        _ => {}
    }
}

/// Puts values in the place of `${key}`.
fn fill(node: &mut Node, substitutions: &BTreeMap<String, Node>) {
    match &mut node.data {
        Data::Object(fields) => fields.iter_mut().for_each(|it| fill(&mut it.value, substitutions)),
        Data::List(items) => items.iter_mut().for_each(|it| fill(it, substitutions)),
        Data::Text(text) if text.contains("${") => {
            let parts = parts(text, node.span, substitutions);
            if let Some(parts) = parts {
                node.data = match <[Node; 1]>::try_from(parts) {
                    Ok([only]) => only.data,
                    Err(parts) => Data::Concat(parts),
                };
            }
        }
        _ => {}
    }
}

/// The parts of a text in which a substitution stands.
fn parts(text: &str, span: Span, substitutions: &BTreeMap<String, Node>) -> Option<Vec<Node>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (key, after) = after.split_once('}')?;
        let value = substitutions.get(key)?;
        if !before.is_empty() {
            parts.push(Node::text_at(span, before.to_owned()));
        }
        parts.push(value.clone());
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Node::text_at(span, rest.to_owned()));
    }
    Some(parts)
}
