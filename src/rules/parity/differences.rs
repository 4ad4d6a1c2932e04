//! What is found between environments.

use super::super::Rule;
use super::split::{Group, Split, list};
use super::{Class, Comparison, Leaf, Place, Topic};

/// Longer values are cut in messages.
const LONGEST: usize = 60;

/// Findings of one rule in one comparison.
#[derive(Debug)]
pub struct Differences<'c, 'm> {
    comparison: &'c Comparison<'m>,
    rule: &'static Rule,
    found: Vec<Difference>,
}

/// A finding between environments.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The rule.
    pub rule: &'static Rule,
    /// Structural path, without the environments' names.
    pub path: String,
    /// The environments that deviate, by position.
    pub environments: Vec<usize>,
    /// Where the first of them does.
    pub place: Place,
    /// What stands there.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What the others say, and where.
    pub related: Vec<(String, Place)>,
}

impl<'c, 'm> Differences<'c, 'm> {
    /// Nothing found yet.
    pub const fn new(comparison: &'c Comparison<'m>, rule: &'static Rule) -> Self {
        Self { comparison, rule, found: Vec::new() }
    }

    /// What was found.
    pub fn into_found(self) -> Vec<Difference> {
        self.found
    }

    /// The names of some environments, in a sentence.
    pub fn names(&self, environments: &[usize]) -> String {
        let name = |at: &usize| &*self.comparison.environments[*at].name;
        list(&environments.iter().map(name).collect::<Vec<_>>())
    }

    /// Tells of something at a place.
    pub fn tell(
        &mut self,
        path: impl Into<String>,
        (environments, place): (Vec<usize>, Place),
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Difference {
        self.found.push(Difference {
            rule: self.rule,
            path: path.into(),
            environments,
            place,
            value: String::new(),
            message: message.into(),
            help: help.into(),
            related: Vec::new(),
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Tells of every value of a topic on which environments do not agree.
    pub fn tell_topic(&mut self, topic: Topic, help: &str) {
        let comparison = self.comparison;
        for (leaf, heads) in comparison.leaves().filter(|(it, _)| it.class == Class::Equal(topic)) {
            if let Some(split) = Split::of(comparison, leaf, &heads) {
                self.tell_split(leaf, &heads, &split, help);
            }
        }
    }

    /// Tells of a value on which environments do not agree: at those that deviate.
    pub fn tell_split(
        &mut self,
        leaf: &Leaf,
        heads: &[Option<Place>],
        split: &Split,
        help: &str,
    ) -> Option<&mut Difference> {
        let clauses: Vec<_> = split.deviants.iter().chain([&split.majority]).collect();
        let said = |group: &Group| {
            let value = group.value.as_ref().map_or("not set".to_owned(), |it| shown(&it.text));
            format!("{value} in {}", self.names(&group.environments))
        };
        let said: Vec<_> = clauses.iter().map(|group| said(group)).collect();
        let (last, first) = said.split_last()?;
        let message = format!("`{}` is {}, but {last}", leaf.path, first.join(", "));
        let place = |at: usize| leaf.values[at].as_ref().map(|it| it.place).or(heads[at]);
        let deviants: Vec<usize> =
            split.deviants.iter().flat_map(|it| it.environments.iter().copied()).collect();
        let first = *deviants.first()?;
        let others = (0..heads.len()).filter(|at| *at != first);
        let related = others.filter_map(|at| {
            let name = &self.comparison.environments[at].name;
            let value = leaf.values[at].as_ref().map_or("not set".to_owned(), |it| shown(&it.text));
            Some((format!("{value} in `{name}`"), place(at)?))
        });
        let related = related.collect();
        let value = leaf.values[first].as_ref().map(|it| it.text.clone()).unwrap_or_default();
        let difference =
            self.tell(leaf.path.clone(), (deviants, place(first)?), message, help.to_owned());
        (difference.value, difference.related) = (value, related);
        Some(difference)
    }
}

/// A value in a message.
pub(super) fn shown(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return format!("`{text}`");
    }
    let start: String = text.chars().take(LONGEST).collect();
    format!("`{start}…`")
}
