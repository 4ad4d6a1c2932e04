//! Lowering: an app becomes stacks, one construct a file.
//!
//! [`plan`] says which stacks there are and in which order; [`lower`] makes one of them. Stacks are
//! made one at a time so that an app of thousands of services never stands in memory whole.
//!
//! Invariant: lowering is pure; equal input gives equal stacks. A base reads the platform only, a
//! service reads the platform, its own base and the bases of what it calls: no cycle, even when two
//! services call each other.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::ir::{Scope, Stack};
use crate::rules::Index;
use crate::spec::App;

/// One stack of an app, before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its name.
    pub name: String,
    /// What it is.
    pub part: Part,
    /// Where it is deployed.
    pub scope: Scope,
    /// The names of the stacks it is deployed after.
    pub after: Vec<String>,
}

/// What a stack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The image repositories.
    Registry,
    /// What services share.
    Platform,
    /// What a service keeps between releases: its security group, log group and stores.
    Base(usize),
    /// A service, by position in [`Index::services`].
    Service(usize),
    /// A stack of a module, by position in the app and among the module's stacks.
    Module(usize, usize),
}

/// Priorities of listener rules, by the rule's path.
pub type Priorities = BTreeMap<String, u32>;

/// A listener rule that needs a priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenerRule {
    /// Its path, as in `orders/listener-rule`.
    pub path: String,
    /// Whether it looks at paths too, and so must be asked before a rule of the host alone.
    pub has_paths: bool,
}

/// What lowering reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'i, 'a> {
    /// The app, indexed.
    pub index: &'i Index<'i, 'a>,
    /// Priorities of listener rules.
    pub priorities: &'i Priorities,
}

/// The stacks of an app, in deployment order.
pub fn plan(index: &Index<'_, '_>) -> Vec<Planned> {
    let _ = index;
    Vec::new()
}

/// The listener rules of an app, in the order of its services.
pub fn listener_rules(index: &Index<'_, '_>) -> Vec<ListenerRule> {
    let _ = index;
    Vec::new()
}

/// Makes one stack.
///
/// # Errors
/// Findings about what can only be seen here: raw resources and patches that do not fit.
pub fn lower(input: Input<'_, '_>, planned: &Planned) -> (Stack, Vec<Diagnostic>) {
    let _ = input;
    (Stack::new(planned.name.clone(), ""), Vec::new())
}

/// Tags of every resource of an app.
pub fn tags(app: &App<'_>) -> Vec<(String, String)> {
    app.tag_list().iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}
