//! What lies outside a machine and is changed by it: weights, DynamoDB items, leases.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::expression::{Action, Condition};
use super::test::Facts;
use super::value::{Root, Truth, Value};

/// Everything that outlives an execution.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct World {
    /// The shares of traffic, by listener rule, listener or record set. What was not shifted is not
    /// here: it is taken to be settled.
    pub(super) weights: BTreeMap<Value, Shares>,
    /// The items that were read or written.
    pub(super) items: BTreeMap<Arc<str>, Value>,
    /// What another execution would write to take the lease of an item, once it was tried.
    pub(super) leases: BTreeMap<Arc<str>, ItemWrite>,
    /// The items whose lease this execution holds.
    pub(super) held: BTreeSet<Arc<str>>,
}

/// Which target gets how much of the traffic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shares {
    /// Each target's weight.
    Known(BTreeMap<Value, i64>),
    /// They are not known, and why.
    Unknown(Arc<str>),
}

/// A write to a DynamoDB item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ItemWrite {
    /// The item, by its table and key.
    pub(super) item: Arc<str>,
    /// When it is done; always, without one.
    pub(super) condition: Option<Condition>,
    /// What it does.
    pub(super) actions: Vec<Action>,
}

impl Shares {
    /// The target that gets everything, if one does.
    pub(super) fn settled(&self) -> Option<&Value> {
        let Self::Known(shares) = self else { return None };
        let mut some = shares.iter().filter(|(_, weight)| **weight != 0);
        let first = some.next()?;
        some.next().is_none().then_some(first.0)
    }

    /// As `blue 95, green 5`.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Known(shares) => {
                let each = shares.iter().map(|(it, weight)| format!("{} {weight}", short(it)));
                each.collect::<Vec<_>>().join(", ")
            }
            Self::Unknown(_) => "not known".to_owned(),
        }
    }
}

/// A target by its name alone, if it is an ARN.
fn short(target: &Value) -> String {
    let text = target.to_string();
    let name = text.split_once("targetgroup/").and_then(|(_, name)| name.split('/').next());
    name.unwrap_or(&text).to_owned()
}

impl ItemWrite {
    /// The same, as another execution would do it.
    pub(super) fn of_other(self) -> Self {
        Self {
            item: self.item,
            condition: self.condition.map(Condition::of_other),
            actions: self.actions.into_iter().map(Action::of_other).collect(),
        }
    }

    /// What it makes of an item.
    pub(super) fn apply(&self, item: Value) -> Value {
        self.actions.iter().fold(item, |item, action| action.apply(item))
    }

    /// Whether it is done to this item.
    pub(super) fn holds(&self, item: &Value) -> Truth {
        let test = self.condition.as_ref().map(|it| it.test(item));
        test.map_or(Truth::True, |test| Facts::default().judge(&test))
    }

    /// Whether it takes a lease: it is done to an item that is not there, it writes whose the item
    /// is then, and after it another execution could not do the same.
    pub(super) fn takes_lease(&self) -> bool {
        let names_holder = |it: &Action| it.sets().is_some_and(Value::names_execution);
        let other = self.clone().of_other();
        self.condition.is_some()
            && self.actions.iter().any(names_holder)
            && other.holds(&Value::empty()) != Truth::False
            && other.holds(&self.apply(Value::empty())) != Truth::True
    }
}

impl World {
    /// What is known of an item.
    pub(super) fn item(&self, id: &Arc<str>) -> Value {
        let unknown = || Value::unknown(Root::Item(id.clone()));
        self.items.get(id).cloned().unwrap_or_else(unknown)
    }

    /// Does a write: it may take a lease, or give one back.
    pub(super) fn write(&mut self, write: &ItemWrite) {
        let item = write.apply(self.item(&write.item));
        self.attempt(write);
        if write.takes_lease() {
            self.held.insert(write.item.clone());
        }
        // A lease is free once another execution could take it.
        let is_free = |lease: &ItemWrite| lease.holds(&item) == Truth::True;
        if self.leases.get(&write.item).is_some_and(is_free) {
            self.held.remove(&write.item);
        }
        self.items.insert(write.item.clone(), item);
    }

    /// Remembers how a lease is taken.
    pub(super) fn attempt(&mut self, write: &ItemWrite) {
        if write.takes_lease() {
            self.leases.insert(write.item.clone(), write.clone().of_other());
        }
    }

    /// Whether a write could still be done after another execution took the lease: it was sent
    /// before, and arrives late.
    pub(super) fn is_done_late(&self, write: &ItemWrite) -> bool {
        let Some(lease) = self.leases.get(&write.item) else { return false };
        !write.takes_lease() && write.holds(&lease.apply(self.item(&write.item))) != Truth::False
    }

    /// Calls a function with every value in it.
    pub(super) fn values(&mut self, change: &mut dyn FnMut(&mut Value)) {
        self.items.values_mut().for_each(&mut *change);
        for shares in self.weights.values_mut() {
            if let Shares::Known(shares) = shares {
                *shares = std::mem::take(shares)
                    .into_iter()
                    .map(|(mut target, weight)| {
                        change(&mut target);
                        (target, weight)
                    })
                    .collect();
            }
        }
    }

    /// What is not as it should be once nothing runs.
    pub(super) fn unsettled(&self) -> Option<String> {
        let split = self.split();
        match (split, self.held.is_empty()) {
            (None, true) => None,
            (None, false) => Some("the lease is held".to_owned()),
            (Some(split), true) => Some(split),
            (Some(split), false) => Some(format!("{split} and the lease is held")),
        }
    }

    fn split(&self) -> Option<String> {
        self.weights.values().find(|it| it.settled().is_none()).map(|shares| match shares {
            Shares::Known(_) => format!("traffic is split ({})", shares.text()),
            Shares::Unknown(why) => format!("traffic may be split ({why})"),
        })
    }

    /// As a step of a path tells it.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for shares in self.weights.values() {
            let _ = write!(text, "{}{}", if text.is_empty() { "" } else { "; " }, shares.text());
        }
        if !self.held.is_empty() {
            text += if text.is_empty() { "lease held" } else { "; lease held" };
        }
        text
    }
}
