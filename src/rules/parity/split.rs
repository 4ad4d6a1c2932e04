//! Who says what: the majority, and who deviates from it.

use super::{Comparison, Leaf, Place, Tier, Value};

/// Environments that say the same.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they say, as the first of them writes it; `None` if they do not set it.
    pub value: Option<Value>,
    /// The environments, by position.
    pub environments: Vec<usize>,
}

/// What environments say, if they do not say the same.
#[derive(Clone, Debug)]
pub struct Split {
    /// What most of them say; of several, what production says.
    pub majority: Group,
    /// What the others say, in the order of the environments.
    pub deviants: Vec<Group>,
}

impl Split {
    /// Who says what of a value, among the environments that could have it. `None` if they agree, or
    /// if fewer than two are known.
    pub fn of(comparison: &Comparison<'_>, leaf: &Leaf, heads: &[Option<Place>]) -> Option<Self> {
        Self::by(comparison, leaf, heads, |value| {
            let bare = value.map(|it| it.bare.clone());
            match bare {
                Some(None) => None,
                Some(Some(bare)) if is_nothing(&bare) => Some(String::new()),
                Some(Some(bare)) => Some(bare),
                None => Some(String::new()),
            }
        })
    }

    /// Who says what, told apart by a key; of whom it is `None`, nothing is known.
    pub fn by(
        comparison: &Comparison<'_>,
        leaf: &Leaf,
        heads: &[Option<Place>],
        key: impl Fn(Option<&Value>) -> Option<String>,
    ) -> Option<Self> {
        let mut groups: Vec<(String, Group)> = Vec::new();
        for (at, value) in leaf.values.iter().enumerate() {
            if heads[at].is_none() {
                continue;
            }
            let Some(key) = key(value.as_ref()) else { continue };
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, group)) => group.environments.push(at),
                None => {
                    groups.push((key, Group { value: value.clone(), environments: vec![at] }));
                }
            }
        }
        if groups.len() < 2 {
            return None;
        }
        let weight = |group: &Group| {
            let late = |at: &usize| comparison.environments[*at].tier == Tier::Production;
            (group.environments.len(), group.environments.iter().any(late))
        };
        let most = groups.iter().map(|(_, group)| weight(group)).max()?;
        let position = groups.iter().rposition(|(_, group)| weight(group) == most)?;
        let (_, majority) = groups.remove(position);
        Some(Self { majority, deviants: groups.into_iter().map(|(_, group)| group).collect() })
    }

    /// All groups: the majority first.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        std::iter::once(&self.majority).chain(&self.deviants)
    }
}

/// Whether a value says no more than one that is not set.
fn is_nothing(bare: &str) -> bool {
    matches!(bare, "" | "false" | "0" | "null")
}

/// Names in a sentence: `` `dev`, `test` and `prod` ``.
pub fn list(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
