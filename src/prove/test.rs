//! Statements about values, what they teach, and in which cases they hold.

use std::collections::{BTreeMap, BTreeSet};

use super::value::{Object, Root, Symbol, Truth, Value};

/// A statement.
#[derive(Clone, Debug)]
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// Both are the same.
    Same(Value, Value),
    /// It is there.
    Present(Value),
    /// The first is below the second, as numbers are, or texts.
    Below(Value, Value),
    /// It holds, or it does not.
    Known(bool),
    /// Whether it holds is not known.
    Open,
}

/// What tests have taught about values that are not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Facts {
    /// What they are.
    is: BTreeMap<Symbol, Value>,
    /// What they are not.
    is_not: BTreeMap<Symbol, BTreeSet<Value>>,
    /// Which are there.
    present: BTreeSet<Symbol>,
}

impl Test {
    pub(super) fn not(self) -> Self {
        Self::Not(Box::new(self))
    }
}

impl Facts {
    /// The ways in which a test comes out so, each with what is learned from it.
    pub(super) fn cases(&self, test: &Test, wanted: bool) -> Vec<Self> {
        match (test, wanted) {
            (Test::Not(inner), _) => self.cases(inner, !wanted),
            (Test::All(parts), true) | (Test::Any(parts), false) => {
                parts.iter().fold(vec![self.clone()], |so_far, part| {
                    so_far.iter().flat_map(|it| it.cases(part, wanted)).collect()
                })
            }
            (Test::All(parts), false) | (Test::Any(parts), true) => {
                let mut found = Vec::new();
                let mut before = vec![self.clone()];
                for part in parts {
                    found.extend(before.iter().flat_map(|it| it.cases(part, wanted)));
                    before = before.iter().flat_map(|it| it.cases(part, !wanted)).collect();
                }
                found
            }
            (Test::Same(one, two), _) => {
                let (one, two) = (self.known(one), self.known(two));
                match (self.same(&one, &two), wanted) {
                    (Truth::True, true) | (Truth::False, false) => vec![self.clone()],
                    (Truth::True, false) | (Truth::False, true) => Vec::new(),
                    (Truth::Unknown, _) => vec![self.learn(&one, &two, wanted)],
                }
            }
            (Test::Present(value), _) => self.presence(&self.known(value), wanted),
            (Test::Below(one, two), _) => match below(&self.known(one), &self.known(two)) {
                Some(holds) if holds != wanted => Vec::new(),
                _ => vec![self.clone()],
            },
            (Test::Known(holds), _) if *holds != wanted => Vec::new(),
            (Test::Known(_) | Test::Open, _) => vec![self.clone()],
        }
    }

    /// Whether a test holds, if nothing more is learned.
    pub(super) fn judge(&self, test: &Test) -> Truth {
        match (self.cases(test, true).is_empty(), self.cases(test, false).is_empty()) {
            (false, true) => Truth::True,
            (true, false) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    fn known(&self, value: &Value) -> Value {
        let mut value = value.clone();
        self.apply(&mut value);
        value
    }

    /// Puts what is learned into a value.
    pub(super) fn apply(&self, value: &mut Value) {
        for (symbol, known) in &self.is {
            value.learn(symbol, known);
        }
    }

    fn same(&self, one: &Value, two: &Value) -> Truth {
        let differ = |one: &Value, two: &Value| match one {
            Value::Unknown(it) => self.is_not.get(it).is_some_and(|values| values.contains(two)),
            _ => false,
        };
        if differ(one, two) || differ(two, one) { Truth::False } else { one.same(two) }
    }

    fn learn(&self, one: &Value, two: &Value, is_same: bool) -> Self {
        let mut facts = self.clone();
        let ((Value::Unknown(symbol), value) | (value, Value::Unknown(symbol))) = (one, two) else {
            return facts;
        };
        // What a deployment decides, and what names an execution, stay as they are.
        let is_fixed = |it: &Symbol| matches!(it.root, Root::Deployment(_) | Root::Execution(_));
        let (symbol, value) = match value {
            Value::Unknown(other) if is_fixed(symbol) && !is_fixed(other) => {
                (other, &Value::Unknown(symbol.clone()))
            }
            _ => (symbol, value),
        };
        if is_same {
            facts.is.insert(symbol.clone(), value.clone());
        } else {
            facts.is_not.entry(symbol.clone()).or_default().insert(value.clone());
        }
        facts
    }

    fn presence(&self, value: &Value, wanted: bool) -> Vec<Self> {
        let symbol = match value {
            Value::Unknown(Symbol { root: Root::Execution(_) | Root::Deployment(_), .. }) => {
                return if wanted { vec![self.clone()] } else { Vec::new() };
            }
            Value::Unknown(symbol) => typed(symbol),
            Value::Absent if wanted => return Vec::new(),
            Value::Absent => return vec![self.clone()],
            _ if wanted => return vec![self.clone()],
            _ => return Vec::new(),
        };
        let mut facts = self.clone();
        match (self.present.contains(&symbol), wanted) {
            (true, false) => return Vec::new(),
            (true, true) => {}
            (false, true) => {
                facts.present.insert(symbol);
            }
            (false, false) => {
                facts.is.insert(symbol, Value::Absent);
            }
        }
        vec![facts]
    }

    /// Takes out what was learned about what a value is.
    pub(super) fn take(&mut self) -> Self {
        Self { is: std::mem::take(&mut self.is), ..Self::default() }
    }

    /// Forgets what is about nothing that is still there.
    pub(super) fn keep(&mut self, is_there: &dyn Fn(&Root) -> bool) {
        self.is_not.retain(|symbol, _| is_there(&symbol.root));
        self.present.retain(|symbol| is_there(&symbol.root));
    }
}

/// What may be there or not: of a DynamoDB value (`Item.Lease.S`), the attribute.
fn typed(symbol: &Symbol) -> Symbol {
    let mut symbol = symbol.clone();
    let is_type = |it: &str| TYPES.contains(&it);
    if matches!(symbol.root, Root::Item(_)) && symbol.path.last().is_some_and(|it| is_type(it)) {
        symbol.path.pop();
    }
    symbol
}

/// What DynamoDB calls the types of values.
const TYPES: [&str; 10] = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"];

/// A DynamoDB value without its type; of one that is not known, with the type of another.
pub(super) fn untyped(value: &Value, like: &Value) -> Value {
    let type_of = |value: &Value| match value {
        Value::Object(Object { fields, rest: None }) if fields.len() == 1 => {
            fields.keys().next().filter(|key| TYPES.contains(&&***key)).cloned()
        }
        _ => None,
    };
    match (type_of(value), type_of(like)) {
        (Some(of), _) | (None, Some(of)) => value.field(&of),
        (None, None) => value.clone(),
    }
}

fn below(one: &Value, two: &Value) -> Option<bool> {
    match (one, two) {
        (Value::Integer(one), Value::Integer(two)) => Some(one < two),
        (Value::Text(one), Value::Text(two)) => Some(one < two),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live() -> Value {
        Value::unknown(Root::Input).field("live")
    }

    #[test]
    fn a_test_that_came_out_comes_out_so_again() {
        let is_blue = Test::Same(live(), Value::text("blue"));
        let facts = Facts::default();
        assert_eq!(facts.judge(&is_blue), Truth::Unknown);
        for wanted in [true, false] {
            let [learned] = facts.cases(&is_blue, wanted).try_into().unwrap();
            assert_eq!(learned.judge(&is_blue), Truth::from(wanted));
        }
        let [blue] = facts.cases(&is_blue, true).try_into().unwrap();
        assert_eq!(blue.judge(&Test::Same(live(), Value::text("green"))), Truth::False);
        let mut data = Value::unknown(Root::Input);
        blue.apply(&mut data);
        assert_eq!(data.field("live"), Value::text("blue"));
    }

    #[test]
    fn either_of_two_is_told_case_by_case() {
        let of = |text| Test::Same(live(), Value::text(text));
        let either = Test::Any(vec![of("blue"), of("green")]);
        assert_eq!(Facts::default().cases(&either, true).len(), 2);
        let [neither] = Facts::default().cases(&either, false).try_into().unwrap();
        assert_eq!(neither.judge(&of("green")), Truth::False);
        assert_eq!(neither.judge(&of("red")), Truth::Unknown);
        assert_eq!(neither.judge(&either.not()), Truth::True);
    }

    #[test]
    fn what_is_not_there_stays_so() {
        let lease = Value::unknown(Root::Item("table".into())).field("Lease");
        let present = Test::Present(lease.field("S"));
        let [free] = Facts::default().cases(&present, false).try_into().unwrap();
        assert_eq!(free.judge(&Test::Present(lease.clone())), Truth::False);
        let [held] = Facts::default().cases(&present, true).try_into().unwrap();
        assert_eq!(held.judge(&Test::Present(lease)), Truth::True);
    }
}
