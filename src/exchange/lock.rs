//! `formwork.lock`: the identities that were given to resources. Written by [`crate::lock`], one
//! line for each resource, so that two branches merge.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// The file: a section for each app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LockFile {
    /// Format of this document.
    pub format: String,
    /// Sections by the app's name.
    #[serde(deserialize_with = "unique")]
    pub apps: BTreeMap<String, LockSection>,
}

/// What is recorded of an app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LockSection {
    /// Priorities of listener rules, by the rule's path.
    #[serde(deserialize_with = "unique")]
    pub priorities: BTreeMap<String, u32>,
    /// Resources by path.
    #[serde(deserialize_with = "unique")]
    pub resources: BTreeMap<String, LockEntry>,
}

/// What is recorded of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LockEntry {
    /// Its kind, as in `ecs/service`; the types of a raw resource.
    pub kind: String,
    /// The stack it is in.
    pub stack: String,
    /// Its logical ID in CloudFormation.
    pub id: String,
    /// Its address in Terraform; absent if Terraform has no such resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether it holds data.
    #[serde(default, skip_serializing_if = "is_false")]
    pub stateful: bool,
    /// The path whose identity it took over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A map in which no key stands twice, as it would after a merge that kept both sides.
fn unique<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    deserializer.deserialize_map(Unique(PhantomData))
}

struct Unique<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Unique<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = entries.next_entry::<String, T>()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(format_args!("it has `{key}` twice")));
            }
            map.insert(key, value);
        }
        Ok(map)
    }
}
