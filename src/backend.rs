//! Back ends: a graph becomes files.
//!
//! [`cloudformation`] and [`terraform`] have the same files, so that they can be read side by side:
//! `stack` (one stack's files), `property` (codecs), `value` (references and literals), `variables`
//! (parameters and their values). Neither decides anything about the system: whatever differs
//! between them stands in the kind tables.

pub mod cloudformation;
pub mod json;
pub mod terraform;

use crate::ir::{Place, Stack};

/// A file of the output, relative to its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, with forward slashes.
    pub path: String,
    /// What it holds.
    pub contents: Vec<u8>,
}

/// What a back end needs to know beside the stack it writes.
#[derive(Clone, Copy, Debug)]
pub struct Target<'g> {
    /// The app's name.
    pub app: &'g str,
    /// Where the app runs.
    pub places: &'g [Place],
    /// Tags of every resource of the app.
    pub tags: &'g [(String, String)],
    /// What Terraform needs to know.
    pub terraform: &'g terraform::Settings,
    /// What was given for deployment, if it was.
    pub release: &'g Release,
}

/// Images and the release they belong to, as given for a deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// The release's identifier.
    pub id: Option<String>,
    /// Image of each service, `repository@sha256:digest`.
    pub images: std::collections::BTreeMap<String, String>,
}

/// The places a stack is deployed to: one for each environment, or one for the app.
pub fn places_of<'g>(
    stack: &Stack,
    places: &'g [Place],
) -> impl Iterator<Item = (usize, &'g Place)> {
    let only = match stack.scope {
        crate::ir::Scope::App(index) => Some(index),
        crate::ir::Scope::Environment | crate::ir::Scope::Region(_) => None,
    };
    places.iter().enumerate().filter(move |(index, _)| only.is_none_or(|only| only == *index))
}

/// The region a stack is deployed to in a place.
pub fn region_of<'s>(stack: &'s Stack, place: &'s Place) -> &'s str {
    match &stack.scope {
        crate::ir::Scope::Region(region) => region,
        crate::ir::Scope::Environment | crate::ir::Scope::App(_) => &place.region,
    }
}
