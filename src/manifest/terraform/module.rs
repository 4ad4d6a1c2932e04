//! A module as it is written: the blocks of a folder's files, by what they declare.

use std::collections::BTreeMap;

use crate::ir::Kind;
use crate::ir::kind::Dialect;
use crate::manifest::tables::kind_of;

use super::syntax::{Attribute, Block, Body, Expression, Kind as Shape, Step};

/// A folder with Terraform files.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// The folder, with `/`; empty for the current one.
    pub folder: String,
    /// Its files, in the order of their names.
    pub files: Vec<Body>,
    /// Its files of variables, in the order in which Terraform reads them.
    pub values: Vec<Values>,
    /// Whether all of its files were read: then what they do not declare is not declared.
    pub is_whole: bool,
}

/// A file of variables.
#[derive(Clone, Debug)]
pub struct Values {
    /// Its name without folder and extension: `terraform`, `prod`, `region.auto`.
    pub name: String,
    /// What it sets.
    pub body: Body,
}

impl Values {
    /// Whether Terraform reads it unasked.
    pub fn is_automatic(&self) -> bool {
        let is_auto = self.name.rsplit_once('.').is_some_and(|(_, end)| end == "auto");
        self.name == "terraform" || (is_auto && !self.name.contains('/'))
    }
}

/// A resource as it is written.
pub(super) struct Written<'m> {
    pub(super) block: &'m Block,
    pub(super) type_name: &'m str,
    pub(super) name: &'m str,
    /// Its kind, if a table has it.
    pub(super) kind: Option<&'static Kind>,
}

/// What a module declares, by name.
pub(super) struct Index<'m> {
    pub(super) module: &'m Module,
    pub(super) resources: Vec<Written<'m>>,
    pub(super) by_name: BTreeMap<(&'m str, &'m str), usize>,
    /// Data sources, by type and name.
    pub(super) data: BTreeMap<&'m str, BTreeMap<&'m str, &'m Block>>,
    pub(super) calls: Vec<(&'m str, &'m Block)>,
    pub(super) variables: BTreeMap<&'m str, &'m Block>,
    pub(super) locals: BTreeMap<&'m str, &'m Attribute>,
    pub(super) outputs: BTreeMap<&'m str, &'m Block>,
}

/// What Terraform itself reads in every resource.
pub(super) fn is_meta(argument: &str) -> bool {
    const META: &[&str] =
        &["count", "for_each", "depends_on", "lifecycle", "provider", "provisioner", "connection"];
    META.contains(&argument)
}

impl<'m> Index<'m> {
    pub(super) fn new(module: &'m Module) -> Self {
        let mut index = Self {
            module,
            resources: Vec::new(),
            by_name: BTreeMap::new(),
            data: BTreeMap::new(),
            calls: Vec::new(),
            variables: BTreeMap::new(),
            locals: BTreeMap::new(),
            outputs: BTreeMap::new(),
        };
        for block in module.files.iter().flat_map(|body| &body.blocks) {
            index.add(block);
        }
        index
    }

    fn add(&mut self, block: &'m Block) {
        match (block.name.as_str(), block.labels.as_slice()) {
            ("resource", [type_name, name]) => {
                let position = self.resources.len();
                self.by_name.entry((type_name, name)).or_insert(position);
                let kind = kind_in(type_name, &block.body);
                self.resources.push(Written { block, type_name, name, kind });
            }
            ("data", [source, name]) => {
                self.data.entry(source).or_default().insert(name, block);
            }
            ("module", [name]) => self.calls.push((name, block)),
            ("variable", [name]) => {
                self.variables.insert(name, block);
            }
            ("output", [name]) => {
                self.outputs.insert(name, block);
            }
            ("locals", []) => {
                let locals = block.body.attributes.iter();
                self.locals.extend(locals.map(|local| (local.name.as_str(), local)));
            }
            _ => {}
        }
    }

    /// The addresses that `moved` blocks name: the old and the new one.
    pub(super) fn moved(&self) -> impl Iterator<Item = (String, String)> {
        self.blocks("moved").filter_map(|block| {
            let named = |name| address(block.body.get(name)?);
            Some((named("from")?, named("to")?))
        })
    }

    /// Every block of a type.
    pub(super) fn blocks(&self, name: &'m str) -> impl Iterator<Item = &'m Block> {
        let module = self.module;
        module.files.iter().flat_map(move |body| body.blocks(name))
    }

    /// The folder that a call calls, if it is one on this disk.
    pub(super) fn called(&self, call: &Block) -> Option<String> {
        let source = call.body.get("source").and_then(Expression::text)?;
        let is_local = source.starts_with("./") || source.starts_with("../");
        is_local.then(|| join(&self.module.folder, source))
    }
}

/// The kind of a resource, if a table has it.
fn kind_in(type_name: &str, body: &Body) -> Option<&'static Kind> {
    let names = body.attributes.iter().map(|it| it.name.as_str());
    let blocks = body.blocks.iter().map(|block| match (block.name.as_str(), &*block.labels) {
        ("dynamic", [name]) => name.as_str(),
        (name, _) => name,
    });
    let set: Vec<_> = names.chain(blocks).filter(|name| !is_meta(name)).collect();
    kind_of(Dialect::Terraform, type_name, &set)
}

/// A path from a folder on, without `.` and `..` as far as they go.
pub(super) fn join(folder: &str, path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    let root = if folder.starts_with('/') { "/" } else { "" };
    format!("{root}{}", steps.join("/"))
}

/// The address that an expression says, or a text: `aws_sqs_queue.mail`.
fn address(expression: &Expression) -> Option<String> {
    match &expression.kind {
        Shape::Text(text) => Some(text.clone()),
        Shape::Name(name) => Some(name.clone()),
        Shape::Path(start, steps) => {
            let mut text = address(start)?;
            for step in steps {
                match step {
                    Step::Name(name) => text.extend([".", name]),
                    Step::Index(index) => match &index.kind {
                        Shape::Integer(number) => text.extend(["[", &number.to_string(), "]"]),
                        Shape::Text(key) => text.extend(["[\"", key, "\"]"]),
                        _ => return None,
                    },
                    Step::Each | Step::EachName => return None,
                }
            }
            Some(text)
        }
        _ => None,
    }
}
