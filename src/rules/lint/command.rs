//! What starts in a container: of task definitions, Compose files and Dockerfiles.

use std::collections::BTreeSet;

use crate::ir::lifted::{Manifest, Node, Resource};

use super::service::one_offs;
use super::{containers_of, spelled};

/// What is started.
#[derive(Clone, Debug)]
pub(crate) struct Command<'m> {
    /// The task definition, Compose service or stage.
    pub resource: &'m Resource,
    /// The container; a Dockerfile's image has no name.
    container: Option<&'m str>,
    /// The words of entry point and command, with a hole for what is not known. A shell's script is
    /// one word, with its shell before it.
    pub words: Vec<String>,
    /// The property, for a finding.
    pub node: &'m Node,
    /// Who started it.
    pub form: Form,
}

/// Where a command is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// In a container of a task that runs on its own.
    Task,
    /// In a container of a task whose end does not matter, or that runs once and ends.
    Passing,
    /// In a Compose file.
    Compose,
    /// In a Dockerfile.
    Image,
}

impl Command<'_> {
    /// Whose command it is, as the start of a message.
    pub(crate) fn subject(&self) -> String {
        self.container.map_or_else(|| "the image".to_owned(), |name| format!("`{name}`"))
    }

    /// Its words, for a predicate.
    pub(crate) fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }
}

/// Every command of a manifest that is written down.
pub(crate) fn commands(manifest: &Manifest) -> Vec<Command<'_>> {
    let passing = one_offs(manifest);
    let of = |resource| commands_of(manifest, resource, &passing);
    manifest.resources.iter().flat_map(of).collect()
}

fn commands_of<'m>(
    manifest: &'m Manifest,
    resource: &'m Resource,
    passing: &BTreeSet<&str>,
) -> Vec<Command<'m>> {
    if resource.is("image-stage") {
        let is_last = resource.property("last").and_then(Node::bool) == Some(true);
        let command = is_last.then(|| of_image(manifest, resource)).flatten();
        return command.into_iter().collect();
    }
    let mut found = Vec::new();
    for container in containers_of(resource) {
        let form = match () {
            () if resource.is("compose-service") => Form::Compose,
            () if container.is_expendable() || passing.contains(&*resource.address) => {
                Form::Passing
            }
            () => Form::Task,
        };
        let parts = [container.get("entry_point"), container.get("command")];
        let words = parts.into_iter().flatten().flat_map(|it| words(manifest, it)).collect();
        if let Some(node) = parts[1].or(parts[0]) {
            found.push(Command { resource, container: Some(container.name()), words, node, form });
        }
    }
    found
}

/// What an image runs. A text is a script for the shell; after an entry point in that form, the
/// command is not used at all.
fn of_image<'m>(manifest: &'m Manifest, stage: &'m Resource) -> Option<Command<'m>> {
    let (entry, command) = (stage.property("entry_point"), stage.property("command"));
    let of =
        |words, node| Command { resource: stage, container: None, words, node, form: Form::Image };
    let words = |node: &Node| match node.text() {
        Some(script) => vec!["/bin/sh".to_owned(), "-c".to_owned(), script.to_owned()],
        None => words(manifest, node),
    };
    match (entry, command) {
        (Some(entry), Some(command)) if entry.text().is_none() => {
            Some(of([words(entry), words(command)].concat(), command))
        }
        (Some(node), _) | (None, Some(node)) => Some(of(words(node), node)),
        (None, None) => None,
    }
}

fn words(manifest: &Manifest, node: &Node) -> Vec<String> {
    match node.items() {
        [] => vec![spelled(manifest, node)],
        items => items.iter().map(|item| spelled(manifest, item)).collect(),
    }
}
