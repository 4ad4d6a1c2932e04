//! How rules judge environments side by side: what each of them has of one thing.
//!
//! A [`Comparison`] is one thing that every environment has: a template with its parameters, a
//! Terraform folder, a file keyed by environment. What is a matter of identity (accounts, regions,
//! an environment's own name) is already taken out of its values. A rule looks for values of its own
//! [`Topic`] that differ, and tells [`Differences`]: the environments that deviate from the
//! majority, with the places of the others.

mod class;
mod differences;
mod key;
mod split;
mod tier;

pub use class::{Class, Topic, class_of, class_of_key, has_exceptions};
pub use differences::{Difference, Differences};
pub use split::{Group, Split, list};
pub use tier::{Environment, Tier, canonical, is_environment, rank};

use crate::ir::lifted::{Manifest, Resource, Span};

/// Judges one thing that several environments have.
pub type Across = fn(&Comparison<'_>, &mut Differences<'_, '_>);

/// A place in one of the readings of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which reading.
    pub read: usize,
    /// Where in its files.
    pub span: Span,
}

/// One thing that several environments have.
#[derive(Debug)]
pub struct Comparison<'m> {
    /// What it is, without the environments' names.
    pub subject: String,
    /// The environments, from the first that a release reaches to the last.
    pub environments: Vec<Environment>,
    /// Where each environment's part starts; `None` if it has none.
    pub heads: Vec<Option<Place>>,
    /// What each environment deploys, if it is manifests that are compared.
    pub manifests: Vec<Option<&'m Manifest>>,
    /// Their resources, matched.
    pub resources: Vec<Matched<'m>>,
    /// What files of values say, by key.
    pub keys: Vec<Leaf>,
    /// Where the parts of the environments come from.
    pub origin: Origin,
}

/// Where the parts of environments come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// One manifest with values for each environment.
    Shared,
    /// A manifest for each environment.
    Separate,
    /// Values alone.
    Values,
}

/// A resource, in each environment that has it.
#[derive(Debug)]
pub struct Matched<'m> {
    /// Its address, without the environments' names.
    pub address: String,
    /// The resource in each environment.
    pub each: Vec<Option<Instance<'m>>>,
    /// What it says, by property.
    pub leaves: Vec<Leaf>,
}

/// A resource in one environment.
#[derive(Clone, Copy, Debug)]
pub struct Instance<'m> {
    /// Where it is declared.
    pub head: Place,
    /// The resource.
    pub resource: &'m Resource,
}

/// One value, in each environment that has it.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Structural path, without the environments' names.
    pub path: String,
    /// What may differ.
    pub class: Class,
    /// The value in each environment; `None` if it is not set.
    pub values: Vec<Option<Value>>,
}

/// A value in one environment.
#[derive(Clone, Debug)]
pub struct Value {
    /// Where it is written.
    pub place: Place,
    /// As it reads.
    pub text: String,
    /// Without what is a matter of identity; `None` if it is not known.
    pub bare: Option<String>,
    /// What sort of value it is.
    pub shape: Shape,
}

/// What sort of value a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A truth value.
    Bool,
    /// A list.
    List,
    /// An object.
    Object,
    /// Nothing: `null`, or a text without letters.
    Nothing,
    /// Not known.
    Unknown,
}

impl Shape {
    /// Its name in a finding.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "a number",
            Self::Bool => "a truth value",
            Self::List => "a list",
            Self::Object => "an object",
            Self::Nothing => "nothing",
            Self::Unknown => "not known",
        }
    }
}

impl Value {
    /// The number it is.
    pub fn number(&self) -> Option<f64> {
        self.text.trim().parse().ok().filter(|it: &f64| it.is_finite())
    }

    /// The truth value it is.
    pub fn bool(&self) -> Option<bool> {
        match self.text.trim() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

impl<'m> Comparison<'m> {
    /// The place of production among the environments, if it is one of them and has a part.
    pub fn production(&self) -> Option<usize> {
        let is_it = |at: &usize| {
            self.environments[*at].tier == Tier::Production && self.heads[*at].is_some()
        };
        (0..self.environments.len()).rev().find(is_it)
    }

    /// The environments that have a part.
    pub fn present(&self) -> impl Iterator<Item = usize> {
        self.heads.iter().enumerate().filter(|(_, head)| head.is_some()).map(|(at, _)| at)
    }

    /// Every value: of files of values, then of resources, with the environments that could have it.
    pub fn leaves(&self) -> impl Iterator<Item = (&Leaf, Vec<Option<Place>>)> {
        let keys = self.keys.iter().map(|leaf| (leaf, self.heads.clone()));
        let of = |it: &'_ Matched<'m>| -> Vec<Option<Place>> {
            it.each.iter().map(|it| it.as_ref().map(|it| it.head)).collect()
        };
        let inside = self.resources.iter().flat_map(move |matched| {
            let heads = of(matched);
            matched.leaves.iter().map(move |leaf| (leaf, heads.clone()))
        });
        keys.chain(inside)
    }
}
