//! Edits of a file that set one property of a resource, and leave every other byte as it is.
//!
//! The property is spelled as the kind's row spells it in the file's dialect, and written as the text
//! around it is: its indentation, quotes, commas and line endings. What cannot be written so is not
//! edited: a value that is computed, a property that Terraform keeps in a resource of its own.

mod hcl;
mod literal;
mod setting;
mod tree;

use crate::ir::kind::Dialect;
use crate::ir::lifted::declaration::is_declaration;
use crate::ir::lifted::{Field, Format, Manifest, Node, Resource, Span};
use crate::manifest::read::{Read, Sort};
use crate::manifest::syntax;
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

/// The edit that mends a finding; `None` if there is none to be made.
pub(super) fn edit(read: &Read, verdict: &Verdict) -> Option<Edit> {
    let (_, repair) = verdict.repair.as_ref()?;
    match repair {
        Repair::Replace { span, text } => {
            let says = says(read.files.text(*span), &verdict.value);
            says.then(|| Edit { span: *span, text: text.clone() })
        }
        Repair::Enter { object, key, value } => {
            let (manifest, resource) = verdict.culprit?;
            let resource = read.manifests[manifest].resources.get(resource)?;
            enter(read, resource, *object, &Setting::entry(key, value))
        }
        Repair::Set { path, value } => {
            let (manifest, resource) = verdict.culprit?;
            let manifest = &read.manifests[manifest];
            let resource = manifest.resources.get(resource)?;
            let dialect = dialect(manifest)?;
            let setting = Setting::new(resource.kind?, dialect, path, value)?;
            set(read, dialect, resource, &setting)
        }
    }
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

fn set(read: &Read, dialect: Dialect, resource: &Resource, setting: &Setting) -> Option<Edit> {
    let id = resource.head.file;
    let file = read.files.get(id);
    let text = &*file.text;
    let sort = Sort::of(&file.path, text);
    match sort {
        Sort::Hcl => {
            let parsed = syntax::hcl::parse(id, text);
            let mut blocks = parsed.body.blocks.iter();
            hcl::set(text, blocks.find(|block| block.span.covers(resource.head))?, setting)
        }
        Sort::Json | Sort::TerraformJson => {
            let root = syntax::json::parse(id, text).root;
            tree::set(text, tree::Syntax::Json, place(&root, dialect, resource)?, setting)
        }
        Sort::Yaml => {
            let root = syntax::yaml::parse(id, text).root;
            tree::set(text, tree::Syntax::Yaml, place(&root, dialect, resource)?, setting)
        }
        Sort::Variables | Sort::VariablesJson | Sort::Compose | Sort::Dockerfile => None,
    }
}

/// Writes an entry into an object of a resource.
fn enter(read: &Read, resource: &Resource, object: Span, setting: &Setting) -> Option<Edit> {
    let file = read.files.get(object.file);
    let text = &*file.text;
    let in_tree = |root: &Node, syntax| {
        let field = find(root, &|field| field.value.span == object)?;
        tree::set(text, syntax, tree::Place { field, steps: &[] }, setting)
    };
    match Sort::of(&file.path, text) {
        Sort::Hcl => hcl::enter(text, node_at(&resource.properties, object)?, setting, "\""),
        // An expression inside a text has its quotes escaped.
        Sort::TerraformJson => {
            hcl::enter(text, node_at(&resource.properties, object)?, setting, "\\\"")
        }
        Sort::Json => in_tree(&syntax::json::parse(object.file, text).root, tree::Syntax::Json),
        Sort::Yaml => in_tree(&syntax::yaml::parse(object.file, text).root, tree::Syntax::Yaml),
        Sort::Variables | Sort::VariablesJson | Sort::Compose | Sort::Dockerfile => None,
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
fn place<'t>(root: &'t Node, dialect: Dialect, resource: &Resource) -> Option<tree::Place<'t>> {
    let field = find(root, &|field| field.key_span == resource.head)?;
    let is_declaration = resource.kind.is_some_and(is_declaration);
    let steps: &'static [&'static str] = match dialect {
        Dialect::CloudFormation if !is_declaration => &["Properties"],
        Dialect::CloudFormation | Dialect::Terraform => &[],
    };
    Some(tree::Place { field, steps })
}

/// The first entry of a tree that is wanted.
fn find<'t>(node: &'t Node, is_wanted: &dyn Fn(&Field) -> bool) -> Option<&'t Field> {
    let inside = |field: &'t Field| {
        if is_wanted(field) { Some(field) } else { find(&field.value, is_wanted) }
    };
    match node.fields() {
        [] => node.items().iter().find_map(|item| find(item, is_wanted)),
        fields => fields.iter().find_map(inside),
    }
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
