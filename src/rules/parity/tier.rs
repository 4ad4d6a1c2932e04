//! Environments by their names, and the order in which a release reaches them.

/// An environment that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// Its name, as it is written.
    pub name: String,
    /// What it is for.
    pub tier: Tier,
}

/// What an environment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// To try things out.
    Trial,
    /// To see that a release works, before it goes to production.
    Verification,
    /// What people use.
    Production,
}

/// Names of environments, with what they are short for and how late a release reaches them.
const NAMES: [(&str, &str, u8); 18] = [
    ("dev", "development", 0),
    ("devel", "development", 0),
    ("development", "development", 0),
    ("int", "integration", 1),
    ("integration", "integration", 1),
    ("test", "test", 2),
    ("tst", "test", 2),
    ("qa", "qa", 2),
    ("uat", "uat", 3),
    ("stg", "staging", 3),
    ("stage", "staging", 3),
    ("staging", "staging", 3),
    ("preprod", "preproduction", 4),
    ("preproduction", "preproduction", 4),
    ("prod", "production", 5),
    ("prd", "production", 5),
    ("production", "production", 5),
    ("live", "production", 5),
];

fn find(name: &str) -> Option<(&'static str, u8)> {
    let plain: String =
        name.chars().filter(|it| !matches!(it, '-' | '_')).flat_map(char::to_lowercase).collect();
    let (_, full, rank) = NAMES.iter().find(|(short, ..)| *short == plain)?;
    Some((full, *rank))
}

/// Whether a text is the name of an environment.
pub fn is_environment(text: &str) -> bool {
    find(text).is_some()
}

/// What a name is short for: `prod` and `live` are `production`.
pub fn canonical(name: &str) -> Option<&'static str> {
    find(name).map(|(full, _)| full)
}

/// How late a release reaches an environment of this name; those that nobody knows come before
/// production.
pub fn rank(name: &str) -> u8 {
    find(name).map_or(3, |(_, rank)| rank)
}

impl Environment {
    /// One with this name.
    pub fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        let tier = match rank(&name) {
            0..=2 => Tier::Trial,
            3 | 4 => Tier::Verification,
            _ => Tier::Production,
        };
        Self { name, tier }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_releases_go() {
        let mut names = ["prod", "staging", "dev", "pre-prod", "training", "qa"];
        names.sort_by_key(|name| rank(name));
        assert_eq!(names, ["dev", "qa", "staging", "training", "pre-prod", "prod"]);
        assert_eq!(canonical("Live"), Some("production"));
        assert!(!is_environment("eu-west-1"));
        assert_eq!(Environment::new("uat").tier, Tier::Verification);
    }
}
