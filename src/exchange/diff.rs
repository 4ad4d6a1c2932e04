//! What a change does: `formwork diff --format json`.

use serde::{Deserialize, Serialize};

/// Two sides, and what lies between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Diff {
    /// Format of this document: major and minor.
    pub format: String,
    /// What was, as it was named.
    pub before: String,
    /// What will be, as it was named.
    pub after: String,
    /// The environments whose values were looked at.
    pub environments: Vec<String>,
    /// How many resources change.
    pub counts: Counts,
    /// The stacks in which something changes.
    pub stacks: Vec<StackDiff>,
    /// What is refused unless it is acknowledged.
    pub refusals: Vec<Refusal>,
    /// The services that the change reaches without changing them.
    pub reaches: Vec<Reached>,
}

/// How many resources are added, changed, …
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Counts {
    /// New resources.
    pub add: usize,
    /// Resources that change in place.
    pub change: usize,
    /// Resources that are made anew, and the old ones deleted.
    pub replace: usize,
    /// Resources that are deleted.
    pub delete: usize,
    /// Resources that only get another address.
    pub rename: usize,
}

/// What happens to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It is new.
    Add,
    /// It changes in place.
    Change,
    /// It is made anew, and the old one is deleted.
    Replace,
    /// It is deleted.
    Delete,
    /// It gets another address.
    Rename,
}

/// A stack in which something changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct StackDiff {
    /// Its name: the path of its template or module, as in `cloudformation/orders`.
    pub name: String,
    /// The team that owns it, if its tags say so.
    pub owner: Option<String>,
    /// What happens to it as a whole: it is new, it is deleted, or it changes.
    pub action: Action,
    /// The resources that change.
    pub resources: Vec<ResourceDiff>,
}

/// A resource that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct ResourceDiff {
    /// Its logical ID or address.
    pub address: String,
    /// Its address before, if it is renamed.
    pub was: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// What happens to it.
    pub action: Action,
    /// Whether it holds data.
    pub stateful: bool,
    /// The properties for whose sake it is replaced.
    pub because_of: Vec<String>,
    /// The properties that change.
    pub properties: Vec<PropertyDiff>,
}

/// A property that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct PropertyDiff {
    /// Its path below the resource, as in `NetworkConfiguration/Subnets`.
    pub path: String,
    /// What it was; nothing if it was absent.
    pub before: Option<String>,
    /// What it will be; nothing if it will be absent.
    pub after: Option<String>,
    /// The environments in which it changes by their values; none if the template itself changes.
    pub environments: Vec<String>,
    /// What a change of it does.
    pub effect: Effect,
}

/// What a change of a property does to its resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It changes in place.
    InPlace,
    /// It may replace the resource; the provider decides at deployment.
    MayReplace,
    /// It replaces the resource.
    Replaces,
}

/// A change that is not made without a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// The stack.
    pub stack: String,
    /// The resource.
    pub address: String,
    /// What is refused.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub help: String,
    /// Whether it was acknowledged.
    pub acknowledged: bool,
}

/// A service that a change reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Reached {
    /// Its name.
    pub service: String,
    /// The team that owns it, if its tags say so.
    pub owner: Option<String>,
    /// The services over which it is reached; the last one changes.
    pub through: Vec<String>,
}
