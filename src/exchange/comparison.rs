//! What environments have in common and where they differ: `formwork parity --out`.

use serde::{Deserialize, Serialize};

use super::Finding;

/// What was compared, and what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// Format of this document: major and minor.
    pub format: String,
    /// What was compared.
    pub subjects: Vec<Subject>,
    /// Where environments differ and should not.
    pub differences: Vec<Difference>,
    /// Where they differ and may, for a while.
    pub allowed: Vec<Allowed>,
}

/// Something that several environments have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Subject {
    /// What it is called, without the environments' names.
    pub name: String,
    /// The environments that have it, from the first that a release reaches to the last.
    pub environments: Vec<String>,
    /// How many resources were matched.
    pub resources: usize,
    /// How many keys of files of values were matched.
    pub keys: usize,
    /// How many values were compared.
    pub values: usize,
    /// How many differences count.
    pub differences: usize,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Difference {
    /// The subject it is in.
    pub subject: String,
    /// What is found; its environments are those that deviate.
    pub finding: Finding,
}

/// A difference that is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Allowed {
    /// The subject it is in.
    pub subject: String,
    /// What is found; its environments are those that deviate.
    pub finding: Finding,
    /// Why it is allowed.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it is allowed.
    pub until: String,
}
