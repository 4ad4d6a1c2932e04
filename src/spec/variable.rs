//! Environment variables: config that is plain, and secrets that are only named.

use std::panic::Location;

use super::environment::MAX_ENVIRONMENTS;
use super::knob::Vary;
use super::scan::Traits;
use super::text;

/// An environment variable of a service. The set of names is the same in every environment.
#[derive(Clone, Copy, Debug)]
pub struct Variable<'a> {
    name: &'a str,
    hash: u64,
    source: Source<'a>,
    traits: Traits,
    at: &'static Location<'static>,
}

/// Where the value of a variable comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// It is written in the description.
    Plain(Vary<&'a str>),
    /// It is an SSM `SecureString` that exists before the service is deployed.
    Secret,
}

/// Config that may be read by anyone who may read a task definition.
///
/// ```
/// use formwork::prelude::*;
/// const LEVEL: Variable = config("LOG_LEVEL", same("info"));
/// assert_eq!(LEVEL.name(), "LOG_LEVEL");
/// ```
#[track_caller]
pub const fn config<'a>(name: &'a str, value: Vary<&'a str>) -> Variable<'a> {
    let mut traits = Traits::of_name(name);
    let environments = if value.environments().is_some() { MAX_ENVIRONMENTS } else { 1 };
    let mut i = 0;
    while i < environments {
        if let Some(value) = value.at(i) {
            traits = traits.and_value(value);
        }
        i += 1;
    }
    let hash = text::name_hash(name);
    Variable { name, hash, source: Source::Plain(value), traits, at: Location::caller() }
}

/// A secret: the SSM parameter `/<app>/<environment>/<service>/<name>`, of type `SecureString`.
///
/// Its value is never in the description, in a template or in Terraform's state; the deployment
/// plan names the command that creates it.
#[track_caller]
pub const fn secret(name: &str) -> Variable<'_> {
    let (hash, traits) = (text::name_hash(name), Traits::of_name(name));
    Variable { name, hash, source: Source::Secret, traits, at: Location::caller() }
}

impl<'a> Variable<'a> {
    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// A hash of its name.
    pub const fn hash(&self) -> u64 {
        self.hash
    }

    /// Where its value comes from.
    pub const fn source(&self) -> &Source<'a> {
        &self.source
    }

    /// Whether its value is written in the description.
    pub const fn is_plain(&self) -> bool {
        matches!(self.source, Source::Plain(_))
    }

    /// What its name and values look like.
    pub const fn traits(&self) -> Traits {
        self.traits
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}
