//! Build specifications that stand in a CodeBuild project as text.
//!
//! They are YAML, but only their outline is wanted here: sections, phases and lines of commands,
//! each by its indentation. One written as JSON has no outline.
//!
//! Facts: <https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html>

use crate::ir::lifted::{Manifest, Node, Resource};

use super::super::image::HOLE;
use super::spelled;

/// A build specification.
#[derive(Clone, Debug)]
pub(crate) struct Buildspec<'m> {
    /// The project.
    pub project: &'m Resource,
    /// The text.
    pub node: &'m Node,
    text: String,
}

/// A key of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key<'t> {
    /// Its name.
    pub name: &'t str,
    /// The section that it is in; empty for a section.
    pub section: &'t str,
}

/// The build specifications of a manifest that stand in it.
pub(crate) fn buildspecs(manifest: &Manifest) -> Vec<Buildspec<'_>> {
    let mut found = Vec::new();
    for project in manifest.of("codebuild/project") {
        let node = project.properties.at("source.buildspec");
        for node in node.map(Node::branches).unwrap_or_default() {
            let text = spelled(manifest, node);
            // A single line is the name of a file; a text in one hole is not known.
            let is_inline = text.contains('\n') || text.trim_start().starts_with('{');
            if is_inline && text.trim() != HOLE.to_string() {
                found.push(Buildspec { project, node, text });
            }
        }
    }
    found
}

impl Buildspec<'_> {
    /// Its lines without comments.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        let is_comment = |line: &&str| line.trim_start().starts_with('#');
        self.text.lines().filter(move |line| !line.trim().is_empty() && !is_comment(line))
    }

    /// Its sections and what stands directly in them; none if it is not written in blocks.
    pub(crate) fn keys(&self) -> Vec<Key<'_>> {
        let mut keys = Vec::new();
        let (mut base, mut section, mut inner) = (None, "", None);
        for line in self.lines() {
            let indent = line.len() - line.trim_start().len();
            let base = *base.get_or_insert(indent);
            let Some(name) = key(line) else { continue };
            if indent == base {
                (section, inner) = (name, None);
                keys.push(Key { name, section: "" });
            } else if indent > base && *inner.get_or_insert(indent) == indent {
                keys.push(Key { name, section });
            }
        }
        keys
    }
}

/// The key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let (name, rest) = line.trim_start().split_once(':')?;
    let name = name.trim_end().trim_matches(['"', '\'']);
    let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
    let is_key = !name.is_empty() && !name.starts_with('-') && name.chars().all(is_word);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_a_key() {
        for (line, expected) in [
            ("phases:", Some("phases")),
            ("  pre_build: # first", Some("pre_build")),
            ("  \"build\":", Some("build")),
            ("  - echo a: b", None),
            ("  http://x", None),
            ("- name: x", None),
            ("commands", None),
        ] {
            assert_eq!(key(line), expected, "{line}");
        }
    }
}
