//! What the providers' schemas say about every resource type, and what they have against a resource.
//!
//! An index is one text per dialect, embedded as it is: a block per type, sorted by name
//! ([`text`]). A block is found by binary search and decoded when its type is first seen, so that
//! nobody pays for types that are not used. Versions and licences: `schemas/SOURCES.md`.
//!
//! A validator judges what a resource says in its own dialect ([`crate::ir::lifted::Written`]). It
//! is silent about what is not known.

pub mod cloudformation;
pub mod counterpart;
pub mod spelling;
pub mod terraform;
pub mod text;

use std::fmt;

use crate::ir::Text;
use crate::ir::lifted::Span;

/// What kind of mistake it is. A rule of the linter tells each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The type has no such property.
    UnknownProperty,
    /// The provider has no such type.
    UnknownType,
    /// A property that must be set is not.
    MissingProperty,
    /// A value is of another type.
    WrongType,
    /// A value is none of those that are allowed.
    NotAllowed,
    /// A text does not match the pattern.
    PatternMismatch,
    /// A text is not what its format says.
    FormatMismatch,
    /// A number is too small or too large.
    NumberOutOfRange,
    /// A text is too short or too long.
    LengthOutOfRange,
    /// A list or object has too few or too many entries.
    CountOutOfRange,
    /// A property is set that only the provider sets.
    ReadOnly,
    /// Exactly one of several properties may be set, and more are.
    Exclusive,
    /// A property excludes another one that is set.
    Excluded,
    /// Exactly one of several properties must be set, and none is.
    NoneOfExclusive,
    /// At least one of several properties must be set, and none is.
    NoneOfSeveral,
    /// A property needs another one that is not set.
    MissingCompanion,
    /// A list that must not has the same element twice.
    DuplicateItem,
    /// None of several forms fits.
    NoForm,
    /// Not exactly one of several forms fits.
    NotOneForm,
    /// A property or type that the provider gives up.
    Deprecated,
    /// A property or type that only releases of the provider have that are not admitted.
    TooNew,
}

/// One step from the properties of a resource down to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// An entry of an object.
    Key(Text),
    /// An element of a list: its position, and its name if it has one.
    Element(usize, Option<Text>),
}

impl fmt::Display for Step {
    /// Elements go by their name, so that a path survives an insertion.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(name) | Self::Element(_, Some(name)) => f.write_str(name),
            Self::Element(position, None) => write!(f, "{position}"),
        }
    }
}

/// What a schema has against a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What kind of mistake it is.
    pub class: Class,
    /// What is underlined: a value, a key, or what names the object that lacks something.
    pub span: Span,
    /// From the properties to the culprit; to where it would be, if it is missing.
    pub path: Vec<Step>,
    /// What stands there, if it is a literal.
    pub value: String,
    /// What is wrong, with the value. It does not name the resource.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Violation {
    /// Where it is inside its resource: `ContainerDefinitions/app/Image`.
    pub fn place(&self) -> String {
        let steps: Vec<_> = self.path.iter().map(Step::to_string).collect();
        steps.join("/")
    }
}

/// Several names in a sentence: `a`, `b` or `c`. Of many, the first few.
pub fn names<'n>(all: impl IntoIterator<Item = &'n str>, conjunction: &str) -> String {
    const SHOWN: usize = 12;
    let mut quoted: Vec<String> = all.into_iter().map(|name| format!("`{name}`")).collect();
    let hidden = quoted.len().saturating_sub(SHOWN);
    if hidden > 1 {
        quoted.truncate(SHOWN);
        quoted.push(format!("{hidden} more"));
    }
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {conjunction} {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_read_as_a_sentence() {
        let check = |all: &[&str], expected| assert_eq!(names(all.iter().copied(), "or"), expected);
        check(&[], "");
        check(&["a"], "`a`");
        check(&["a", "b"], "`a` or `b`");
        check(&["a", "b", "c"], "`a`, `b` or `c`");
    }
}
