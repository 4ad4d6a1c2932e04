//! Releases of the provider: which of them a configuration admits, and what they changed.
//!
//! Facts: <https://developer.hashicorp.com/terraform/language/expressions/version-constraints>,
//! `schemas/terraform-changes.txt`

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use crate::ir::lifted::{Manifest, Node, Resource};

static CHANGES: &str = include_str!("../../../schemas/terraform-changes.txt");

/// What each path's changes are.
static BY_PATH: LazyLock<BTreeMap<&'static str, Change>> = LazyLock::new(|| {
    let lines = CHANGES.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(change).collect()
});

/// The provider that is judged.
const SOURCE: &str = "hashicorp/aws";
/// The first release that the index and the changes say nothing about.
const UNSEEN: Release = Release(6, 32, 0);
/// The oldest release that the index is good for: a major release takes arguments away.
const OLDEST: Release = Release(5, 0, 0);

/// A release: major, minor and patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release(pub u32, pub u32, pub u32);

/// The releases that a configuration admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Releases {
    /// The oldest.
    from: Release,
    /// The first that is too new; `None` if none is.
    below: Option<Release>,
}

/// What a release did to an argument, block or resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Added(Release),
    /// It may be left out, or may be there more often.
    Relaxed(Release),
    Removed(Release),
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)?;
        if self.2 > 0 { write!(f, ".{}", self.2) } else { Ok(()) }
    }
}

impl Releases {
    /// All of them.
    pub const ALL: Self = Self { from: Release(0, 0, 0), below: None };

    /// Whether one of them is as new as this one, or newer.
    pub fn reach(self, release: Release) -> bool {
        self.below.is_none_or(|below| below > release)
    }

    /// Whether all of them are as new as this one, or newer.
    pub(super) fn start_at(self, release: Release) -> bool {
        self.from >= release
    }

    /// Whether all of them are known: what is in none of them is a mistake.
    pub fn are_known(self) -> bool {
        self.from >= OLDEST && self.below.is_some_and(|below| below <= UNSEEN)
    }

    /// The last of them, as a constraint says it.
    pub(super) fn end(self) -> String {
        self.below.map_or_else(String::new, |below| format!("below {below}"))
    }

    /// Those that a constraint leaves: `~> 5.0, != 5.3`. What is not understood leaves all.
    pub fn within(self, constraint: &str) -> Self {
        constraint.split(',').fold(self, |left, one| left.and(one.trim()).unwrap_or(left))
    }

    fn and(self, one: &str) -> Option<Self> {
        let digits = one.find(|it: char| it.is_ascii_digit())?;
        let (operator, version) = one.split_at(digits);
        let parts: Vec<u32> = version
            .trim()
            .split('.')
            .map(|part| part.split(['-', '+']).next().unwrap_or_default().parse().ok())
            .collect::<Option<_>>()?;
        let part = |position: usize| parts.get(position).copied().unwrap_or(0);
        let Release(major, minor, patch) = Release(part(0), part(1), part(2));
        let (from, next) = (Release(major, minor, patch), Release(major, minor, patch + 1));
        let (from, below) = match operator.trim().trim_start_matches('v') {
            "" | "=" => (from, Some(next)),
            ">=" => (from, None),
            ">" => (next, None),
            "<" => (self.from, Some(from)),
            "<=" => (self.from, Some(next)),
            "~>" if parts.len() > 2 => (from, Some(Release(major, minor + 1, 0))),
            "~>" => (from, Some(Release(major + 1, 0, 0))),
            _ => return None,
        };
        let below = match (self.below, below) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Some(Self { from: self.from.max(from), below })
    }
}

/// The releases of the AWS provider that all modules of a configuration admit; `None` if `aws` is
/// another provider there.
pub fn releases(manifest: &Manifest) -> Option<Releases> {
    let mut left = Releases::ALL;
    for requirement in manifest.of("provider-requirement") {
        if text(requirement, "name") != Some("aws") {
            continue;
        }
        if requirement.property("source").is_some_and(|source| !is_aws(source)) {
            return None;
        }
        if let Some(constraint) = text(requirement, "version") {
            left = left.within(constraint);
        }
    }
    Some(left)
}

fn text<'r>(requirement: &'r Resource, name: &str) -> Option<&'r str> {
    requirement.property(name).and_then(Node::text)
}

fn is_aws(source: &Node) -> bool {
    let text = source.text().map(str::to_ascii_lowercase);
    text.is_none_or(|text| text.trim_start_matches("registry.terraform.io/") == SOURCE)
}

/// What later releases changed of a resource, or of an argument or block by its path in one.
pub(super) fn change_of(path: &str) -> Option<Change> {
    BY_PATH.get(path).copied()
}

/// Whether later releases changed anything of a resource.
pub(super) fn is_changed(type_name: &str) -> bool {
    let mut from = BY_PATH.range(type_name..);
    from.next().is_some_and(|(path, _)| path.starts_with(type_name))
}

/// Reads `+ aws_lb.health_check_logs 6.25`.
fn change(line: &'static str) -> Option<(&'static str, Change)> {
    let mut words = line.split(' ');
    let (mark, path, release) = (words.next()?, words.next()?, words.next()?);
    let mut parts = release.split('.').map(|part| part.parse().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    let release = Release(part(), part(), part());
    let change = match mark {
        "+" => Change::Added(release),
        "?" => Change::Relaxed(release),
        "-" => Change::Removed(release),
        _ => return None,
    };
    Some((path, change))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_leave_what_terraform_takes() {
        let check = |constraint: &str, from: Release, below: Option<Release>| {
            assert_eq!(Releases::ALL.within(constraint), Releases { from, below }, "{constraint}");
        };
        let none = Release(0, 0, 0);
        check("", none, None);
        check("~> 5.0", Release(5, 0, 0), Some(Release(6, 0, 0)));
        check("~> 5", Release(5, 0, 0), Some(Release(6, 0, 0)));
        check("~>5.31.2", Release(5, 31, 2), Some(Release(5, 32, 0)));
        check(">= 4.9, < 6", Release(4, 9, 0), Some(Release(6, 0, 0)));
        check("5.100.0", Release(5, 100, 0), Some(Release(5, 100, 1)));
        check("= 5.1", Release(5, 1, 0), Some(Release(5, 1, 1)));
        check("> 5.99", Release(5, 99, 1), None);
        check("<= 5.3", none, Some(Release(5, 3, 1)));
        check("!= 5.3", none, None);
        check(">= 6.0-beta1", Release(6, 0, 0), None);
        check("latest", none, None);
    }

    #[test]
    fn every_change_is_read() {
        let lines = CHANGES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(BY_PATH.len(), lines);
        let mut paths: Vec<_> = CHANGES.lines().filter_map(change).map(|(path, _)| path).collect();
        assert!(paths.is_sorted());
        paths.dedup();
        assert_eq!(paths.len(), lines);
        let Release(major, minor, _) = UNSEEN;
        let last = format!("up to {major}.{}.0", minor - 1);
        assert!(CHANGES.contains(&last), "{last}");
        assert!(BY_PATH.values().all(|it| match it {
            Change::Added(release) | Change::Relaxed(release) | Change::Removed(release) =>
                (Release(6, 0, 0)..UNSEEN).contains(release),
        }));
    }
}
