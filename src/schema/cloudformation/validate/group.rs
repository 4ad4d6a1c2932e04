//! How the properties of an object, and the elements of a list, belong together.

use crate::ir::Text;
use crate::ir::lifted::{Assumed, Data, Holds, Node};
use crate::schema::{Class, Step, Violation, names};

use super::super::shape::{Check, Range, Word};
use super::same::{is_comparable, is_same, repeated};
use super::value::{self, count, spelled};
use super::{Here, Judge, Mode, Outcome, told};

/// How many conditions are told apart at a time.
const CONDITIONS: usize = 3;

/// Whether a property or an element is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Yes,
    No,
    Maybe,
}

impl Judge<'_> {
    pub(super) fn of_object(&self, node: &Node, check: &Check, here: &Here, outcome: &mut Outcome) {
        match check {
            Check::Needs(needed) => {
                for name in needed {
                    self.needed(node, name, here, outcome);
                }
            }
            Check::Xor(all) => self.exclusive(node, all, here, outcome),
            Check::Or(all) => {
                for presence in self.in_each_case(node, all, here, outcome) {
                    if presence.iter().all(|it| *it == Presence::No) {
                        let message = format!("{} needs {}", self.owner(here), one_of(all));
                        let help = "set at least one of them".to_owned();
                        outcome.push(told((Class::NoneOfSeveral, message, help), node, here));
                    }
                }
            }
            Check::With(first, others) => {
                for other in others {
                    let pair = [first.clone(), other.clone()];
                    if self
                        .in_each_case(node, &pair, here, outcome)
                        .iter()
                        .any(|it| **it == [Presence::Yes, Presence::No])
                    {
                        let message = format!("`{first}` needs `{other}`, which is missing");
                        let help = format!("set `{other}`, or leave out `{first}`");
                        let place = (Class::MissingCompanion, message, help);
                        outcome.push(missing(place, node, other, here));
                    }
                }
            }
            Check::Without(first, others) => {
                for other in others {
                    let pair = [first.clone(), other.clone()];
                    if self
                        .in_each_case(node, &pair, here, outcome)
                        .iter()
                        .any(|it| **it == [Presence::Yes, Presence::Yes])
                    {
                        let message = format!("`{other}` is excluded by `{first}`");
                        let help = "leave out one of them".to_owned();
                        outcome.push(at(Class::Excluded, node, other, (message, help), here));
                    }
                }
            }
            Check::Entries(range) => {
                let values: Vec<&Node> = node.fields().iter().map(|field| &field.value).collect();
                self.counted(node, &values, *range, "properties", here, outcome);
            }
            _ => {}
        }
    }

    fn needed(&self, node: &Node, name: &Word, here: &Here, outcome: &mut Outcome) {
        let cases = self.in_each_case(node, std::slice::from_ref(name), here, outcome);
        let lacking = cases.iter().filter(|it| **it == [Presence::No]).count();
        if lacking > 0 {
            let owner = self.owner(here);
            let message = if lacking == cases.len() {
                format!("{owner} has no `{name}`")
            } else {
                format!("{owner} has no `{name}` in one of the branches")
            };
            let fault =
                (Class::MissingProperty, message, format!("set `{name}`, which is required"));
            outcome.push(missing(fault, node, name, here));
        }
    }

    fn exclusive(&self, node: &Node, all: &[Word], here: &Here, outcome: &mut Outcome) {
        for presence in self.in_each_case(node, all, here, outcome) {
            let set: Vec<&Word> = all
                .iter()
                .zip(&presence)
                .filter(|(_, presence)| **presence == Presence::Yes)
                .map(|(name, _)| name)
                .collect();
            if presence.iter().all(|it| *it == Presence::No) {
                let message = format!("{} needs {}", self.owner(here), one_of(all));
                let help = "set one of them".to_owned();
                outcome.push(told((Class::NoneOfExclusive, message, help), node, here));
            }
            if set.len() > 1 {
                for name in &set {
                    let others = set.iter().filter(|it| it != &name).map(|it| &***it);
                    let message = format!("`{name}` excludes {}", names(others, "and"));
                    let said = (message, "set only one of them".to_owned());
                    outcome.push(at(Class::Exclusive, node, name, said, here));
                }
            }
        }
    }

    /// Which properties are there, for each case that the conditions on them make.
    fn in_each_case(
        &self,
        node: &Node,
        all: &[Word],
        here: &Here,
        outcome: &mut Outcome,
    ) -> Vec<Vec<Presence>> {
        let values: Vec<Option<&Node>> =
            all.iter().map(|name| node.field(name).map(|field| &field.value)).collect();
        let present = |case: &Assumed| -> Vec<Presence> {
            values.iter().map(|value| self.presence(*value, case)).collect()
        };
        let cases = self.cases(values.iter().copied().flatten(), here);
        let found: Vec<_> = cases.iter().map(present).collect();
        if here.mode == Mode::Trial && found.iter().flatten().any(|it| *it == Presence::Maybe) {
            outcome.unknown = true;
            return Vec::new();
        }
        found
    }

    fn presence(&self, value: Option<&Node>, case: &Assumed) -> Presence {
        let Some(value) = value else { return Presence::No };
        match &value.data {
            Data::Absent => Presence::No,
            Data::OneOf(branches) => {
                let decided =
                    self.conditions.of(value).and_then(|name| self.conditions.holds(name, case));
                let each: Vec<_> = match (decided, &**branches) {
                    (Some(Holds::Yes), [yes, _]) => return self.presence(Some(yes), case),
                    (Some(Holds::No), [_, no]) => return self.presence(Some(no), case),
                    (_, branches) => {
                        branches.iter().map(|branch| self.presence(Some(branch), case)).collect()
                    }
                };
                let first = each.first().copied().unwrap_or(Presence::Maybe);
                if each.iter().all(|it| *it == first) { first } else { Presence::Maybe }
            }
            _ => Presence::Yes,
        }
    }

    /// The branch of a value that is taken, if that is known.
    fn taken<'n>(&self, value: &'n Node, case: &Assumed) -> Option<&'n Node> {
        let Data::OneOf(branches) = &value.data else { return Some(value) };
        let holds = self.conditions.holds(self.conditions.of(value)?, case)?;
        match (holds, &**branches) {
            (Holds::Yes, [yes, _]) => self.taken(yes, case),
            (Holds::No, [_, no]) => self.taken(no, case),
            _ => None,
        }
    }

    /// What the conditions on some values may be, taken together; only what is known already, if they
    /// are many or a form is tried.
    fn cases<'n>(&self, values: impl Iterator<Item = &'n Node>, here: &Here) -> Vec<Assumed> {
        let mut undecided: Vec<&Text> = Vec::new();
        for value in values {
            self.undecided(value, &here.assumed, &mut undecided);
        }
        let mut cases = vec![here.assumed.clone()];
        if undecided.len() > CONDITIONS || here.mode == Mode::Trial {
            return cases;
        }
        for name in undecided {
            let each = cases.iter().flat_map(|case| {
                [Holds::Yes, Holds::No].map(|holds| self.conditions.assume(name, holds, case))
            });
            cases = each.flatten().collect();
        }
        cases
    }

    fn undecided<'j>(&'j self, value: &Node, case: &Assumed, found: &mut Vec<&'j Text>) {
        let Data::OneOf(branches) = &value.data else { return };
        if found.len() > CONDITIONS {
            return;
        }
        if let Some(name) = self.conditions.of(value)
            && self.conditions.holds(name, case).is_none()
            && !found.contains(&name)
        {
            found.push(name);
        }
        for branch in branches {
            self.undecided(branch, case, found);
        }
    }

    pub(super) fn of_list(
        &self,
        node: &Node,
        items: &[Node],
        check: &Check,
        here: &Here,
        outcome: &mut Outcome,
    ) {
        let owner = self.owner(here);
        let fault_of = |(class, message): (Class, String), help: &str| {
            told((class, message, help.to_owned()), node, here)
        };
        match check {
            Check::Count(range) => {
                let all: Vec<&Node> = items.iter().collect();
                self.counted(node, &all, *range, "elements", here, outcome);
            }
            Check::Unique => {
                let cases = self.cases(items.iter(), here);
                let twice = cases.iter().find_map(|case| {
                    repeated(items.iter().filter_map(|item| self.taken(item, case)))
                });
                if let Some(twice) = twice {
                    let what = match twice.literal_text() {
                        Some(_) => value::shown(twice),
                        None => "an element".to_owned(),
                    };
                    let message = format!("{owner} has {what} twice");
                    outcome.push(fault_of((Class::DuplicateItem, message), "keep one of them"));
                }
            }
            Check::UniqueBy(keys) => {
                if let [key] = &**keys
                    && let Some(twice) = repeated(items.iter().filter_map(|item| item.get(key)))
                {
                    let what = value::shown(twice);
                    let message = format!("{owner} has two elements whose `{key}` is {what}");
                    outcome.push(fault_of((Class::DuplicateItem, message), "keep one of them"));
                }
            }
            Check::UniqueMost(most) => {
                let mut distinct: Vec<&Node> = Vec::new();
                for item in items.iter().filter(|item| is_comparable(item)) {
                    if !distinct.iter().any(|it| is_same(it, item)) {
                        distinct.push(item);
                    }
                }
                if distinct.len() > *most {
                    let message = format!("{owner} has more than {most} different elements");
                    outcome.push(fault_of((Class::CountOutOfRange, message), "leave some out"));
                }
            }
            _ => {}
        }
    }

    /// How many of some values are there.
    fn counted(
        &self,
        node: &Node,
        values: &[&Node],
        range: Range,
        what: &str,
        here: &Here,
        outcome: &mut Outcome,
    ) {
        for case in self.cases(values.iter().copied(), here) {
            let with = |presence| {
                values.iter().filter(|it| self.presence(Some(it), &case) == presence).count()
            };
            let (sure, perhaps) = (with(Presence::Yes), with(Presence::Maybe));
            if here.mode == Mode::Trial && perhaps > 0 {
                outcome.unknown = true;
                return;
            }
            let is_many = range.most.is_some_and(|most| count(sure) > most);
            let is_few = range.least.is_some_and(|least| count(sure + perhaps) < least);
            if is_many || is_few {
                let owner = self.owner(here);
                let message =
                    format!("{owner} must have {} {what}, and has {sure}", spelled(range));
                let help = if is_many { "leave some out" } else { "add what is missing" };
                let fault = (Class::CountOutOfRange, message, help.to_owned());
                outcome.push(told(fault, node, here));
            }
        }
    }
}

fn one_of(all: &[Word]) -> String {
    names(all.iter().map(|name| &**name), "or")
}

/// That an object lacks an entry.
fn missing(fault: (Class, String, String), node: &Node, name: &Word, here: &Here) -> Violation {
    let mut violation = told(fault, node, here);
    violation.path.push(Step::Key(name.clone()));
    violation
}

/// Something about an entry of an object.
fn at(
    class: Class,
    node: &Node,
    name: &Word,
    (message, help): (String, String),
    here: &Here,
) -> Violation {
    let field = node.field(name);
    let span = field.map_or(here.anchor, |field| field.key_span);
    let value = field.and_then(|field| field.value.literal_text()).unwrap_or_default();
    let mut path = here.path.clone();
    path.push(Step::Key(name.clone()));
    Violation { class, span, path, value: value.into_owned(), message, help }
}
