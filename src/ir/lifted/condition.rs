//! Conditions that decide between branches, as far as one follows from another.
//!
//! A condition that is assumed decides those it is made of: if `All(a, b)` holds, `a` does. Nothing is
//! ever tried out, so that a question costs what the conditions it is about have parts.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::{Node, Span};
use crate::ir::value::Text;

/// How deep conditions may name each other.
const DEPTH: usize = 24;

/// How many parts of conditions one question may go through; behind them nothing is known.
const PARTS: usize = 2000;

/// The conditions of a manifest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conditions {
    /// Which one decides, by the place of the choice; the first branch is taken if it holds.
    pub choices: BTreeMap<Span, Text>,
    /// What they say, by name.
    pub logic: BTreeMap<Text, Logic>,
}

/// What a condition says.
#[derive(Clone, Debug, PartialEq)]
pub enum Logic {
    /// What another one says.
    Named(Text),
    /// The opposite.
    Not(Box<Self>),
    /// Each of these.
    All(Vec<Self>),
    /// At least one of these.
    Any(Vec<Self>),
    /// That an input has this value.
    Equal(Text, Text),
    /// Something else.
    Unknown,
}

/// What is assumed of conditions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assumed {
    known: BTreeMap<Text, bool>,
    inputs: Vec<(Text, Text, bool)>,
}

impl Conditions {
    /// What decides between the branches of a choice, if it has a name.
    pub fn of(&self, choice: &Node) -> Option<&Text> {
        self.choices.get(&choice.span)
    }

    /// Assumes that a condition holds, or does not; `None` if that cannot be.
    pub fn assume(&self, name: &Text, holds: Holds, before: &Assumed) -> Option<Assumed> {
        let mut after = before.clone();
        let left = Cell::new(PARTS);
        self.add(&Logic::Named(name.clone()), holds, &mut after, &left, 0).then_some(after)
    }

    /// Whether a condition holds, if that follows from what is assumed.
    pub fn holds(&self, name: &Text, assumed: &Assumed) -> Option<Holds> {
        let left = Cell::new(PARTS);
        self.value(&Logic::Named(name.clone()), assumed, &left, 0).map(Holds::from)
    }

    /// Whether it can be.
    fn add(
        &self,
        logic: &Logic,
        holds: Holds,
        assumed: &mut Assumed,
        left: &Cell<usize>,
        depth: usize,
    ) -> bool {
        let is = holds == Holds::Yes;
        if depth > DEPTH {
            return true;
        }
        match self.value(logic, assumed, left, depth) {
            Some(known) if known != is => return false,
            _ => {}
        }
        match (logic, is) {
            (Logic::Named(name), _) => {
                let is_new = assumed.known.insert(name.clone(), is).is_none();
                match self.logic.get(name) {
                    Some(inner) if is_new => self.add(inner, holds, assumed, left, depth + 1),
                    _ => true,
                }
            }
            (Logic::Not(inner), _) => self.add(inner, holds.opposite(), assumed, left, depth + 1),
            (Logic::All(parts), true) | (Logic::Any(parts), false) => {
                parts.iter().all(|part| self.add(part, holds, assumed, left, depth + 1))
            }
            (Logic::Equal(input, value), _) => {
                assumed.inputs.push((input.clone(), value.clone(), is));
                true
            }
            (Logic::All(_) | Logic::Any(_) | Logic::Unknown, _) => true,
        }
    }

    fn value(
        &self,
        logic: &Logic,
        assumed: &Assumed,
        left: &Cell<usize>,
        depth: usize,
    ) -> Option<bool> {
        left.set(left.get().checked_sub(1)?);
        if depth > DEPTH {
            return None;
        }
        match logic {
            Logic::Named(name) => {
                let inner = || self.value(self.logic.get(name)?, assumed, left, depth + 1);
                assumed.known.get(name).copied().or_else(inner)
            }
            Logic::Not(inner) => self.value(inner, assumed, left, depth + 1).map(|is| !is),
            Logic::All(parts) => self.each(parts, Holds::No, assumed, left, depth),
            Logic::Any(parts) => self.each(parts, Holds::Yes, assumed, left, depth),
            Logic::Equal(input, value) => assumed.inputs.iter().find_map(|(other, known, is)| {
                let is_same = known == value;
                (other == input && (is_same || *is)).then_some(is_same && *is)
            }),
            Logic::Unknown => None,
        }
    }

    /// What parts say together, of which one decides if it is `decisive`.
    fn each(
        &self,
        parts: &[Logic],
        decisive: Holds,
        assumed: &Assumed,
        left: &Cell<usize>,
        depth: usize,
    ) -> Option<bool> {
        let decisive = decisive == Holds::Yes;
        let mut all_known = true;
        for part in parts {
            match self.value(part, assumed, left, depth + 1) {
                Some(is) if is == decisive => return Some(decisive),
                Some(_) => {}
                None => all_known = false,
            }
        }
        all_known.then_some(!decisive)
    }
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It does.
    Yes,
    /// It does not.
    No,
}

impl Holds {
    /// The other one.
    pub const fn opposite(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
        }
    }
}

impl From<bool> for Holds {
    fn from(is: bool) -> Self {
        if is { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &'static str) -> Logic {
        Logic::Named(name.into())
    }

    #[test]
    fn one_condition_follows_from_another() {
        let logic = [
            ("prod", Logic::Equal("Stage".into(), "prod".into())),
            ("test", Logic::Equal("Stage".into(), "test".into())),
            ("not_prod", Logic::Not(Box::new(named("prod")))),
            ("both", Logic::All(vec![named("prod"), named("wide")])),
            ("either", Logic::Any(vec![named("prod"), named("wide")])),
            ("loop", Logic::Not(Box::new(named("loop")))),
        ];
        let logic = logic.into_iter().map(|(name, logic)| (name.into(), logic)).collect();
        let conditions = Conditions { choices: BTreeMap::new(), logic };
        let check = |name: &'static str, holds, about: &'static str, expected| {
            let assumed = conditions.assume(&name.into(), holds, &Assumed::default()).unwrap();
            assert_eq!(conditions.holds(&about.into(), &assumed), expected, "{name} {about}");
        };
        check("prod", Holds::Yes, "prod", Some(Holds::Yes));
        check("prod", Holds::Yes, "not_prod", Some(Holds::No));
        check("prod", Holds::Yes, "test", Some(Holds::No));
        check("prod", Holds::No, "test", None);
        check("prod", Holds::Yes, "either", Some(Holds::Yes));
        check("prod", Holds::No, "both", Some(Holds::No));
        check("prod", Holds::Yes, "both", None);
        check("both", Holds::Yes, "wide", Some(Holds::Yes));
        check("both", Holds::No, "wide", None);
        check("either", Holds::No, "not_prod", Some(Holds::Yes));
        check("wide", Holds::Yes, "prod", None);
        let prod = conditions.assume(&"prod".into(), Holds::Yes, &Assumed::default()).unwrap();
        assert_eq!(conditions.assume(&"test".into(), Holds::Yes, &prod), None);
        assert!(conditions.assume(&"wide".into(), Holds::No, &prod).is_some());
    }
}
