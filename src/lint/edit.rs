//! Edits of a file that set one property of a resource, and leave every other byte as it is.
//!
//! The property is spelled as the kind's row spells it in the file's dialect, and written as the text
//! around it is: its indentation, quotes, commas and line endings. What cannot be written so is not
//! edited: a value that is computed, a property that Terraform keeps in a resource of its own.

mod hcl;
mod literal;
mod setting;
mod tree;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::ir::kind::Dialect;
use crate::ir::lifted::declaration::is_declaration;
use crate::ir::lifted::{Field, FileId, Format, Manifest, Node, Resource, Span};
use crate::manifest::read::{Read, Sort};
use crate::manifest::syntax;
use crate::manifest::terraform::syntax::{Block, Parsed as Hcl};
use crate::rules::lint::Repair;

use super::Verdict;

use setting::Setting;

/// Text that is written over a part of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edit {
    /// What it is written over; empty to insert.
    pub(super) span: Span,
    /// The text.
    pub(super) text: String,
}

/// The edits that mend findings, in their order; `None` where there is none to be made.
pub(super) fn edits<'v>(
    read: &Read,
    verdicts: impl IntoIterator<Item = &'v Verdict>,
) -> Vec<Option<Edit>> {
    let mut by_file: BTreeMap<Option<FileId>, Vec<(usize, &Verdict)>> = BTreeMap::new();
    let mut count = 0;
    for verdict in verdicts {
        by_file.entry(parsed_file(read, verdict)).or_default().push((count, verdict));
        count += 1;
    }
    let of_file = |(file, verdicts): (Option<FileId>, Vec<(usize, &Verdict)>)| {
        // A file is parsed once, however many findings it has.
        let parsed = file.map_or(Parsed::None, |id| Parsed::of(read, id));
        let index = parsed.index();
        let edit = |(position, verdict)| (position, edit(read, &parsed, &index, verdict));
        verdicts.into_iter().map(edit).collect::<Vec<_>>()
    };
    let mut edits = vec![None; count];
    let found: Vec<_> = by_file.into_par_iter().flat_map_iter(of_file).collect();
    for (position, edit) in found {
        edits[position] = edit;
    }
    edits
}

/// The file whose syntax an edit has to know.
fn parsed_file(read: &Read, verdict: &Verdict) -> Option<FileId> {
    match &verdict.repair.as_ref()?.1 {
        Repair::Replace { .. } => None,
        Repair::Enter { object, .. } => Some(object.file),
        Repair::Set { .. } => {
            let (manifest, resource) = verdict.culprit?;
            Some(read.manifests[manifest].resources.get(resource)?.head.file)
        }
    }
}

/// A file as its syntax has it.
enum Parsed {
    Hcl(Hcl),
    Tree(Node, tree::Syntax),
    /// Nothing can be edited in it but text.
    None,
}

/// The entries of a tree, by what they are looked up by; of several, the first.
#[derive(Default)]
struct Index<'t> {
    by_key: BTreeMap<Span, &'t Field>,
    by_value: BTreeMap<Span, &'t Field>,
}

impl Parsed {
    fn of(read: &Read, id: FileId) -> Self {
        let file = read.files.get(id);
        let text = &*file.text;
        match Sort::of(&file.path, text) {
            Sort::Hcl => Self::Hcl(syntax::hcl::parse(id, text)),
            Sort::Json | Sort::TerraformJson => {
                Self::Tree(syntax::json::parse(id, text).root, tree::Syntax::Json)
            }
            Sort::Yaml => Self::Tree(syntax::yaml::parse(id, text).root, tree::Syntax::Yaml),
            Sort::Variables | Sort::VariablesJson | Sort::Compose | Sort::Dockerfile => Self::None,
        }
    }

    fn index(&self) -> Index<'_> {
        let mut index = Index::default();
        if let Self::Tree(root, _) = self {
            index.add(root);
        }
        index
    }
}

impl<'t> Index<'t> {
    fn add(&mut self, node: &'t Node) {
        for field in node.fields() {
            self.by_key.entry(field.key_span).or_insert(field);
            self.by_value.entry(field.value.span).or_insert(field);
            self.add(&field.value);
        }
        node.items().iter().for_each(|item| self.add(item));
    }
}

/// The edit that mends a finding in a file; `None` if there is none to be made.
fn edit(read: &Read, parsed: &Parsed, index: &Index<'_>, verdict: &Verdict) -> Option<Edit> {
    let (_, repair) = verdict.repair.as_ref()?;
    match repair {
        Repair::Replace { span, text } => {
            let says = says(read.files.text(*span), &verdict.value);
            says.then(|| Edit { span: *span, text: text.clone() })
        }
        Repair::Enter { object, key, value } => {
            let (manifest, resource) = verdict.culprit?;
            let resource = read.manifests[manifest].resources.get(resource)?;
            let file = read.files.get(object.file);
            let setting = Setting::entry(key, value);
            match (parsed, Sort::of(&file.path, &file.text)) {
                (Parsed::Hcl(_), _) => {
                    hcl::enter(&file.text, node_at(&resource.properties, *object)?, &setting, "\"")
                }
                // An expression inside a text has its quotes escaped.
                (_, Sort::TerraformJson) => {
                    let node = node_at(&resource.properties, *object)?;
                    hcl::enter(&file.text, node, &setting, "\\\"")
                }
                (Parsed::Tree(_, syntax), _) => {
                    let place = tree::Place { field: index.by_value.get(object)?, steps: &[] };
                    tree::set(&file.text, *syntax, place, &setting)
                }
                (Parsed::None, _) => None,
            }
        }
        Repair::Set { path, value } => {
            let (manifest, resource) = verdict.culprit?;
            let manifest = &read.manifests[manifest];
            let resource = manifest.resources.get(resource)?;
            let dialect = dialect(manifest)?;
            let setting = Setting::new(resource.kind?, dialect, path, value)?;
            let text = &*read.files.get(resource.head.file).text;
            match parsed {
                Parsed::Hcl(parsed) => hcl::set(text, block(parsed, resource.head)?, &setting),
                Parsed::Tree(_, syntax) => {
                    tree::set(text, *syntax, place(index, dialect, resource)?, &setting)
                }
                Parsed::None => None,
            }
        }
    }
}

/// The block that a head stands in; blocks stand in their order.
fn block(parsed: &Hcl, head: Span) -> Option<&Block> {
    let blocks = &parsed.body.blocks;
    let behind = blocks.partition_point(|block| block.span.start <= head.start);
    blocks[..behind].last().filter(|block| block.span.covers(head))
}

/// Whether a literal is written there, and not a document that it is somewhere in.
fn says(written: &str, value: &str) -> bool {
    const WORDS: [(&str, &[&str]); 2] = [("true", &["yes", "on"]), ("false", &["no", "off"])];
    let bare = written.trim_matches(['"', '\'']);
    let is_word = |word: &&str| word.eq_ignore_ascii_case(bare);
    is_word(&value) || WORDS.iter().any(|(it, words)| *it == value && words.iter().any(&is_word))
}

fn dialect(manifest: &Manifest) -> Option<Dialect> {
    match manifest.format {
        Format::CloudFormation => Some(Dialect::CloudFormation),
        Format::Terraform => Some(Dialect::Terraform),
        // A plan is made from something else, and the others have no kinds of their own.
        Format::Plan | Format::TaskDefinition | Format::Compose | Format::Dockerfile => None,
    }
}

/// The object at a place.
fn node_at(root: &Node, place: Span) -> Option<&Node> {
    let mut found = None;
    root.walk(&mut |node| {
        if node.span == place && !node.fields().is_empty() {
            found = Some(node);
        }
    });
    found
}

/// Where a resource stands in a tree: its object, and the steps to its properties.
fn place<'t>(index: &Index<'t>, dialect: Dialect, resource: &Resource) -> Option<tree::Place<'t>> {
    let field = index.by_key.get(&resource.head)?;
    let is_declaration = resource.kind.is_some_and(is_declaration);
    let steps: &'static [&'static str] = match dialect {
        Dialect::CloudFormation if !is_declaration => &["Properties"],
        Dialect::CloudFormation | Dialect::Terraform => &[],
    };
    Some(tree::Place { field, steps })
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn only_a_literal_is_written_over() {
        assert!(says("false", "false"));
        assert!(says("False", "false"));
        assert!(says("'off'", "false"));
        assert!(says("\"nginx:latest\"", "nginx:latest"));
        assert!(!says("[{\"readonlyRootFilesystem\": false}]", "false"));
        assert!(!says("yes", "false"));
    }
}
