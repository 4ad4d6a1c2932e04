//! One app's identities while it is synthesized.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diag::{Diagnostic, code};
use crate::ir::graph::Body;
use crate::ir::name::pascal_case;
use crate::ir::{Resource, Stack};
use crate::lower::{ListenerRule, Priorities};
use crate::spec::Removed;

use super::file::{Entry, KindName, Section};
use super::priorities;

/// What was recorded of an app, and what is recorded of it now.
#[derive(Debug)]
pub struct Ledger<'a> {
    /// Whether there is a lock at all.
    locked: bool,
    recorded: Section,
    next: Section,
    /// Whether each [`Removed`] was needed.
    removed: Vec<(&'a Removed<'a>, bool)>,
    /// Entries whose identity went to another path.
    taken: BTreeMap<Box<str>, Entry>,
}

impl<'a> Ledger<'a> {
    /// Starts from what was recorded; from nothing, if there is no lock.
    pub fn new(recorded: Option<Section>, removed: &'a [Removed<'a>]) -> Self {
        Self {
            locked: recorded.is_some(),
            recorded: recorded.unwrap_or_default(),
            next: Section::default(),
            removed: removed.iter().map(|it| (it, false)).collect(),
            taken: BTreeMap::new(),
        }
    }

    /// The priorities of the app's listener rules: the recorded ones, and new ones for new rules.
    ///
    /// # Errors
    /// If a listener has no priority left.
    pub fn priorities(&mut self, rules: &[ListenerRule]) -> Result<Priorities, Box<Diagnostic>> {
        let allocated = priorities::allocate(rules, &self.recorded.priorities)?;
        self.next.priorities.clone_from(&allocated);
        Ok(allocated)
    }

    /// Gives the resources of a stack their recorded identities, and records those they have now.
    pub fn identify(&mut self, stack: &mut Stack) -> Vec<Diagnostic> {
        let name: Rc<str> = Rc::from(&*stack.name);
        let mut found = Vec::new();
        for resource in &mut stack.resources {
            found.extend(self.identify_one(&name, resource));
        }
        found
    }

    fn identify_one(&mut self, stack: &Rc<str>, resource: &mut Resource) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let kind = kind_of(resource);
        let mut entry = Entry {
            kind,
            stack: Rc::clone(stack),
            id: None,
            was: None,
            stateful: resource.kind().is_some_and(|kind| kind.stateful),
        };
        if self.locked {
            self.inherit(resource, &mut entry, &mut found);
        } else if let Some(was) = &resource.was {
            entry.id = Some(pascal_case(was).into());
            entry.was = Some(was.as_str().into());
        }
        resource.was = entry.was.as_deref().map(str::to_owned);
        let default = pascal_case(&resource.path);
        resource.recorded_id = entry.id.as_deref().filter(|id| **id != *default).map(str::to_owned);
        entry.id = resource.recorded_id.as_deref().map(Into::into);
        if let Some(other) = self.next.resources.insert(resource.path.as_str().into(), entry) {
            let message = format!(
                "`{}` is the path of two resources, in stacks `{}` and `{stack}`",
                resource.path, other.stack
            );
            let help = "give one of the services, stores or modules another name";
            found.push(
                code::COLLIDING_NAMES.at(&*resource.path, message, help).written(resource.origin),
            );
        }
        found
    }

    /// Takes over the identity recorded for the resource's path, or for the one it was.
    fn inherit(&mut self, resource: &Resource, entry: &mut Entry, found: &mut Vec<Diagnostic>) {
        let path = &*resource.path;
        if let Some(old) = self.recorded.resources.remove(path) {
            let same_kind = old.kind.name() == entry.kind.name();
            if same_kind && old.stack == entry.stack {
                entry.was = old.was.clone().filter(|was| resource.was.as_deref() == Some(was));
                entry.id = old.id;
            } else if old.stateful && !self.may_go(path) {
                found.push(moved(resource, &old, entry));
            }
            return;
        }
        let Some(was) = resource.was.as_deref() else { return };
        let Some(old) = self.recorded.resources.remove(was) else { return };
        if old.kind.name() == entry.kind.name() {
            entry.id = Some(old.id(was).into_owned().into());
            entry.was = Some(was.into());
            self.taken.insert(was.into(), old);
        } else {
            self.recorded.resources.insert(was.into(), old);
        }
    }

    /// Whether the app says that the resource at `path` may go.
    fn may_go(&mut self, path: &str) -> bool {
        let mut may = false;
        for (removed, used) in &mut self.removed {
            let rest = path.strip_prefix(removed.path);
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
                (may, *used) = (true, true);
            }
        }
        may
    }

    /// What is recorded now, and findings about what is gone.
    pub fn finish(mut self) -> (Section, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let gone = std::mem::take(&mut self.recorded.resources);
        for (path, entry) in gone.iter().filter(|(_, entry)| entry.stateful) {
            if !self.may_go(path) {
                found.push(lost(path, entry));
            }
        }
        if self.locked {
            let unused = self.removed.iter().filter(|(_, used)| !used);
            found.extend(unused.map(|(removed, _)| unused_removal(removed)));
        }
        (self.next, found)
    }
}

fn kind_of(resource: &Resource) -> KindName {
    match &resource.body {
        Body::Declared { kind, .. } => KindName::Known(kind),
        Body::Raw { cloudformation, terraform } => {
            let types: [Option<&Cow<'_, str>>; 2] = [
                cloudformation.as_ref().map(|(kind, _)| kind),
                terraform.as_ref().map(|(kind, _)| kind),
            ];
            let names: Vec<_> = types.into_iter().flatten().map(|it| &**it).collect();
            KindName::Other {
                name: names.join(" ").into(),
                terraform: terraform.as_ref().map(|(kind, _)| (&**kind).into()),
            }
        }
    }
}

fn moved(resource: &Resource, old: &Entry, new: &Entry) -> Diagnostic {
    let path = &*resource.path;
    let message = if old.stack == new.stack {
        format!(
            "`{path}` holds data and was `{}`; now it is `{}`",
            old.kind.name(),
            new.kind.name()
        )
    } else {
        format!(
            "`{path}` holds data and was in stack `{}`; now it is in `{}`",
            old.stack, new.stack
        )
    };
    let help = format!(
        "leave it where it is; or, once its data is elsewhere, say so: `.removed(&[Removed {{ path: \"{path}\", reason: \"…\" }}])`"
    );
    code::MOVED_STATEFUL.at(path, message, help).written(resource.origin)
}

fn lost(path: &str, entry: &Entry) -> Diagnostic {
    let message = format!(
        "`{path}` ({}, in stack `{}`) holds data and is no longer described",
        entry.kind.name(),
        entry.stack
    );
    let help = format!(
        "if it has another name now, say `.was(…)` with the old one; if it is gone on purpose, say `.removed(&[Removed {{ path: \"{path}\", reason: \"…\" }}])`"
    );
    code::LOST_STATEFUL.at(path, message, help)
}

fn unused_removal(removed: &Removed<'_>) -> Diagnostic {
    let message = format!("nothing that holds data is recorded at `{}`", removed.path);
    code::UNUSED_REMOVAL.at(removed.path, message, "delete this `Removed`: it has done its work")
}
