//! Modules: a pattern as data, with a function that lowers it.
//!
//! Rules read a module's fields like those of the app; its `lower` runs when the app is
//! synthesized, over the same public graph that formwork itself lowers to. This is the one place
//! where the spec knows of the graph.

use std::panic::Location;

use crate::ir::Stack;

use super::api::Call;
use super::app::App;
use super::knob::Vary;
use super::service::{Host, Service};
use super::store::Store;
use super::text;

/// A pattern: what it consists of, and how it becomes stacks.
#[derive(Clone, Copy, Debug)]
pub struct Module<'a> {
    /// Its name, unique in the app.
    pub name: &'a str,
    /// A hash of its name: [`text::name_hash`].
    pub hash: u64,
    /// Services it brings.
    pub services: &'a [&'a Service<'a>],
    /// Stores it brings.
    pub stores: &'a [Store<'a>],
    /// Contracts it calls.
    pub calls: &'a [Call<'a>],
    /// Hosts it answers to.
    pub hosts: &'a [Host<'a>],
    /// Its settings.
    pub settings: &'a [Setting<'a>],
    /// Turns it into stacks. Pure: equal input gives equal stacks.
    pub lower: fn(&Module<'_>, &App<'_>) -> Vec<Stack>,
    /// Where it was written.
    pub at: &'static Location<'static>,
}

/// A named value of a module.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value in each environment.
    pub value: Vary<&'a str>,
}

impl<'a> Module<'a> {
    /// A module that consists of nothing yet.
    #[track_caller]
    pub const fn new(name: &'a str, lower: fn(&Module<'_>, &App<'_>) -> Vec<Stack>) -> Self {
        Self {
            name,
            hash: text::name_hash(name),
            services: &[],
            stores: &[],
            calls: &[],
            hosts: &[],
            settings: &[],
            lower,
            at: Location::caller(),
        }
    }

    /// The setting called `name`.
    pub fn setting(&self, name: &str) -> Option<&Vary<&'a str>> {
        self.settings.iter().find(|setting| setting.name == name).map(|setting| &setting.value)
    }
}
