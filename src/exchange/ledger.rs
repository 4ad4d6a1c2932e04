//! `formwork.releases.jsonl`: the release ledger, one entry a line, and what is told of it.
//!
//! An entry says that a release came to an environment. A release is a build (images, templates, the
//! commit they are from), the same wherever it runs; its parameters are those of the environment.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::release::StackRelease;

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Entry {
    /// Format of this document.
    pub format: String,
    /// Its number in the ledger, from 1.
    pub sequence: u64,
    /// The hash of the entry before it; `null` in the first.
    pub previous: Option<String>,
    /// When it was added, in UTC, as in `2026-12-15T09:30:00Z`. Never before the entry before it.
    pub at: String,
    /// The app's name.
    pub app: String,
    /// The service it is a release of; `null` for the whole app.
    pub service: Option<String>,
    /// How the release came to the environment.
    pub action: Action,
    /// The release's identifier.
    pub release: String,
    /// The environment it came to.
    pub environment: String,
    /// Every environment, in the order releases go through them.
    pub environments: Vec<String>,
    /// The entry whose release ran in the environment before; `null` if none did.
    pub parent: Option<u64>,
    /// The entry it was taken from: of the environment before, when it was promoted; of the same
    /// environment, when it was rolled back to; `null` when it was recorded.
    pub source: Option<u64>,
    /// The commit its templates are synthesized from, in hexadecimal.
    pub commit: String,
    /// The version of formwork that wrote the templates.
    pub formwork: String,
    /// The image of every service that is released, `repository@sha256:digest`.
    pub images: BTreeMap<String, String>,
    /// Every stack that is released, with the hashes of what is deployed.
    pub templates: Vec<StackRelease>,
    /// Those of them that are in the environment, with the hashes of their parameters.
    pub parameters: Vec<StackParameters>,
    /// SHA-256 of the line up to this field. It stands last.
    pub hash: String,
}

/// How a release comes to an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is new, and comes to the first environment.
    Record,
    /// It comes from the environment before.
    Promote,
    /// It comes back to an environment that it ran in.
    Rollback,
}

/// The parameters of a stack in an environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct StackParameters {
    /// The stack's name.
    pub name: String,
    /// SHA-256 of its CloudFormation parameter file; `null` if that back end was not written.
    pub cloudformation: Option<String>,
    /// SHA-256 of its Terraform variable file; `null` if that back end was not written.
    pub terraform: Option<String>,
}

/// What runs where, as `release list --format json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Releases {
    /// Format of this document.
    pub format: String,
    /// The app's name; `null` while the ledger is empty.
    pub app: Option<String>,
    /// The hash of the last entry; `null` while the ledger is empty.
    pub head: Option<String>,
    /// What runs in every environment, in the order releases go through them, service by service.
    pub running: Vec<Running>,
    /// Every entry, in the order they were added.
    pub entries: Vec<Entry>,
}

/// What runs in an environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Running {
    /// The environment.
    pub environment: String,
    /// The service; `null` for the whole app.
    pub service: Option<String>,
    /// The release; `null` if there never was one, as are the next three.
    pub release: Option<String>,
    /// The number of the entry.
    pub entry: Option<u64>,
    /// Since when.
    pub since: Option<String>,
    /// The commit.
    pub commit: Option<String>,
    /// How far it is behind the environment before it; `null` if it is not.
    pub behind: Option<Gap>,
}

/// How far an environment is behind the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Gap {
    /// The service; `null` for the whole app.
    pub service: Option<String>,
    /// The environment that is behind.
    pub environment: String,
    /// The environment before it.
    pub ahead: String,
    /// Since when the one before has run a release that this one lacks.
    pub since: String,
    /// Whole days since then.
    pub days: u64,
    /// Releases that wait.
    pub releases: u64,
    /// Different commits they are from.
    pub commits: u64,
}
