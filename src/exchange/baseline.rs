//! A baseline, as `lint --write-baseline` writes it: findings that were there when linting began.

use serde::{Deserialize, Serialize};

/// The findings that do not count, sorted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Format of this document.
    pub format: String,
    /// One entry for each kind of finding at one place.
    pub findings: Vec<Known>,
}

/// A finding that does not count. No line is recorded, so that edits around it change nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The file, relative to this document's folder.
    pub file: String,
    /// Rule id, as in `FW0301`.
    pub rule: String,
    /// Structural path of the culprit.
    pub path: String,
    /// The first 16 hexadecimal digits of the SHA-256 of the value there; of nothing, if there is no
    /// literal.
    pub value: String,
    /// How many such findings there are.
    pub count: u32,
}
