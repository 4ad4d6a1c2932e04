//! `parity.json`: the proof that environments are the same system, and every place where they are
//! not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is equal, what differs, and what was set aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Parity {
    /// Format of this document.
    pub format: String,
    /// The app's name.
    pub app: String,
    /// What the hashes mean, in a sentence.
    pub statement: String,
    /// Environments, in the order releases go through them.
    pub environments: Vec<String>,
    /// Every stack with the hashes of what is deployed in each environment.
    pub stacks: Vec<StackHashes>,
    /// Every value that differs between environments.
    pub knobs: Vec<KnobValues>,
    /// Rules set aside for a while.
    pub waivers: Vec<Waiver>,
    /// Resources and properties that formwork did not decide.
    pub escape_hatches: Vec<EscapeHatch>,
}

/// A stack, with hashes that hold for each environment it is deployed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct StackHashes {
    /// The stack's name.
    pub name: String,
    /// The environments it is deployed to.
    pub environments: Vec<String>,
    /// SHA-256 of the CloudFormation template, if the app is written for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloudformation: Option<String>,
    /// SHA-256 of the Terraform root module, if the app is written for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terraform: Option<String>,
}

/// A value that differs between environments, or that is given when a release is deployed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct KnobValues {
    /// The stack.
    pub stack: String,
    /// Its path, as in `orders/tasks-least`.
    pub path: String,
    /// What may differ here: `count`, `size`, `host`, …
    pub class: String,
    /// What it means.
    pub description: String,
    /// The parameter in CloudFormation.
    pub parameter: String,
    /// The variable in Terraform.
    pub variable: String,
    /// Where its values come from.
    pub source: KnobSource,
    /// Its value in each environment: text, a number, or a truth value.
    pub values: BTreeMap<String, Value>,
}

/// Where the values of a knob come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum KnobSource {
    /// The description has one for each environment.
    Description,
    /// Given when a release is deployed, the same in every environment.
    Release,
}

/// A rule set aside at one place, for a while, for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Waiver {
    /// Rule id.
    pub rule: String,
    /// Where it is set aside.
    pub place: String,
    /// Environments it holds for; empty for all.
    pub environments: Vec<String>,
    /// Why.
    pub reason: String,
    /// The team that answers for it.
    pub owner: String,
    /// Its first day.
    pub since: String,
    /// Its last day.
    pub until: String,
}

/// Something that formwork did not decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct EscapeHatch {
    /// A resource of its own, or a property of one of ours.
    pub kind: EscapeKind,
    /// The resource's path.
    pub path: String,
    /// The property, of a patch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// Why it is there.
    pub reason: String,
}

/// What an escape hatch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EscapeKind {
    /// A resource spelled for each dialect.
    Raw,
    /// A property set on a resource of ours.
    Patch,
}
