//! DynamoDB's expressions: what a conditional write asks of an item, and what it makes of it.
//!
//! Facts: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html>,
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html>

use std::sync::Arc;

use super::test::{Test, untyped};
use super::value::{Root, Value};

/// A condition on an item, with the values it is asked with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Exists(Arc<str>),
    Compare(Operand, Operator, Operand),
    /// It is not understood.
    Open,
}

/// A side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Operand {
    Attribute(Arc<str>),
    Value(Value),
}

/// How two operands are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Operator {
    Same,
    Other,
    Below,
    Above,
    AtMost,
    AtLeast,
}

/// What a write does to an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Action {
    /// Sets an attribute.
    Set(Arc<str>, Value),
    /// Sets an attribute to what it is, or to this if it is not there.
    Default(Arc<str>, Value),
    /// Takes an attribute out.
    Remove(Arc<str>),
    /// Puts this in the place of the item.
    Replace(Value),
    /// Deletes the item.
    Delete,
}

/// Names and values for what stands as `#name` and `:value`.
#[derive(Clone, Copy)]
pub(super) struct Given<'g> {
    pub(super) names: &'g Value,
    pub(super) values: &'g Value,
}

impl Given<'_> {
    fn name(&self, word: &str) -> Arc<str> {
        match self.names.field(word) {
            Value::Text(name) if word.starts_with('#') => name,
            _ => word.into(),
        }
    }

    fn operand(&self, word: &str) -> Operand {
        if word.starts_with(':') {
            Operand::Value(self.values.field(word))
        } else {
            Operand::Attribute(self.name(word))
        }
    }
}

impl Condition {
    /// Reads a condition; what is not understood may hold or not.
    pub(super) fn parse(text: &str, given: Given<'_>) -> Self {
        let words = words(text);
        let mut parser = Parser { words: &words, given };
        let parsed = parser.any();
        parsed.filter(|_| parser.words.is_empty()).unwrap_or(Self::Open)
    }

    /// The same, as it is asked of this item.
    pub(super) fn test(&self, item: &Value) -> Test {
        let each = |parts: &[Self]| parts.iter().map(|it| it.test(item)).collect();
        match self {
            Self::All(parts) => Test::All(each(parts)),
            Self::Any(parts) => Test::Any(each(parts)),
            Self::Not(inner) => inner.test(item).not(),
            Self::Exists(name) => Test::Present(item.field(name)),
            Self::Compare(one, operator, two) => compared(one, *operator, two, item),
            Self::Open => Test::Open,
        }
    }

    /// The same, as another execution would ask it.
    pub(super) fn of_other(self) -> Self {
        let each = |parts: Vec<Self>| parts.into_iter().map(Self::of_other).collect();
        match self {
            Self::All(parts) => Self::All(each(parts)),
            Self::Any(parts) => Self::Any(each(parts)),
            Self::Not(inner) => Self::Not(Box::new(inner.of_other())),
            Self::Compare(one, operator, two) => {
                Self::Compare(one.of_other(), operator, two.of_other())
            }
            Self::Exists(_) | Self::Open => self,
        }
    }
}

/// A comparison with what is not there holds only if it asks for another value.
fn compared(one: &Operand, operator: Operator, two: &Operand, item: &Value) -> Test {
    let value = |operand: &Operand| match operand {
        Operand::Attribute(name) => item.field(name),
        Operand::Value(value) => value.clone(),
    };
    let (one, two) = (value(one), value(two));
    let (left, right) = (untyped(&one, &two), untyped(&two, &one));
    let test = match operator {
        Operator::Same => Test::Same(left, right),
        Operator::Other => return Test::Same(left, right).not(),
        Operator::Below => Test::Below(left, right),
        Operator::Above => Test::Below(right, left),
        Operator::AtMost => Test::Below(right, left).not(),
        Operator::AtLeast => Test::Below(left, right).not(),
    };
    let is_there = |value: Value| match value {
        Value::Unknown(_) | Value::Absent => Some(Test::Present(value)),
        _ => None,
    };
    let mut parts: Vec<Test> = [one, two].into_iter().filter_map(is_there).collect();
    parts.push(test);
    Test::All(parts)
}

impl Operand {
    fn of_other(self) -> Self {
        match self {
            Self::Value(value) => Self::Value(value.of_other()),
            Self::Attribute(_) => self,
        }
    }
}

impl Action {
    /// Reads what an update expression does.
    pub(super) fn parse(text: &str, given: Given<'_>) -> Vec<Self> {
        let words = words(text);
        let mut found = Vec::new();
        let (mut rest, mut clause) = (words.as_slice(), "");
        while let Some((word, left)) = rest.split_first() {
            if is_clause(word) {
                (clause, rest) = (word, left);
            } else if word == "," {
                rest = left;
            } else {
                let (action, left) = rest.split_at(end_of_action(rest));
                found.extend(Self::one(&clause.to_ascii_uppercase(), action, given));
                rest = left;
            }
        }
        found
    }

    fn one(clause: &str, words: &[String], given: Given<'_>) -> Option<Self> {
        let name = given.name(words.first()?);
        // A part of an attribute: what the attribute is then is not known.
        let name: Arc<str> = name.split(['.', '[']).next().unwrap_or_default().into();
        let vague = || Value::unknown(Root::Derived(words.join(" ").into(), Vec::new()));
        let is_whole = !words[0].contains(['.', '[']);
        Some(match (clause, words) {
            ("REMOVE", [_]) if is_whole => Self::Remove(name),
            ("SET", [_, _, value]) if is_whole && value.starts_with(':') => {
                Self::Set(name, given.values.field(value))
            }
            ("SET", [_, _, call, _, of, _, value, _])
                if call == "if_not_exists" && given.name(of) == name && value.starts_with(':') =>
            {
                Self::Default(name, given.values.field(value))
            }
            _ => Self::Set(name, vague()),
        })
    }

    /// What it makes of an item.
    pub(super) fn apply(&self, item: Value) -> Value {
        let item = if item == Value::Absent { Value::empty() } else { item };
        match self {
            Self::Set(name, value) => item.with(std::slice::from_ref(name), value.clone()),
            Self::Default(name, value) => match item.field(name) {
                Value::Absent => item.with(std::slice::from_ref(name), value.clone()),
                Value::Unknown(symbol) => {
                    let from = Root::Derived(format!("{symbol} or {value}").into(), vec![symbol]);
                    item.with(std::slice::from_ref(name), Value::unknown(from))
                }
                _ => item,
            },
            Self::Remove(name) => item.with(std::slice::from_ref(name), Value::Absent),
            Self::Replace(value) => value.clone(),
            Self::Delete => Value::empty(),
        }
    }

    /// The attribute that it sets, and to what.
    pub(super) fn sets(&self) -> Option<&Value> {
        match self {
            Self::Set(_, value) | Self::Default(_, value) | Self::Replace(value) => Some(value),
            Self::Remove(_) | Self::Delete => None,
        }
    }

    /// The same, as another execution would do it.
    pub(super) fn of_other(self) -> Self {
        match self {
            Self::Set(name, value) => Self::Set(name, value.of_other()),
            Self::Default(name, value) => Self::Default(name, value.of_other()),
            Self::Replace(value) => Self::Replace(value.of_other()),
            Self::Remove(_) | Self::Delete => self,
        }
    }
}

fn is_clause(word: &str) -> bool {
    ["SET", "REMOVE", "ADD", "DELETE"].iter().any(|it| word.eq_ignore_ascii_case(it))
}

/// Where an action ends: at a comma outside of brackets, or before the next clause.
fn end_of_action(words: &[String]) -> usize {
    let mut depth = 0_usize;
    let end = words.iter().position(|word| {
        match &**word {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (word == "," || is_clause(word))
    });
    end.unwrap_or(words.len())
}

/// Names, values, operators and brackets.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_name = false;
    for character in text.chars() {
        let joins = match character {
            it if it.is_alphanumeric() || "_#:.-[]".contains(it) => is_name,
            '=' | '>' if !is_name => words.last().is_some_and(|it| it == "<" || it == ">"),
            _ => false,
        };
        let is_part = character.is_alphanumeric() || "_#:.-[]".contains(character);
        if let (true, Some(word)) = (joins, words.last_mut()) {
            word.push(character);
        } else if !character.is_whitespace() {
            words.push(character.to_string());
        }
        is_name = is_part;
    }
    words
}

struct Parser<'w> {
    words: &'w [String],
    given: Given<'w>,
}

impl Parser<'_> {
    fn pass(&mut self, wanted: &str) -> Option<()> {
        let (word, rest) = self.words.split_first()?;
        word.eq_ignore_ascii_case(wanted).then(|| self.words = rest)
    }

    fn next(&mut self) -> Option<String> {
        let (word, rest) = self.words.split_first()?;
        self.words = rest;
        Some(word.clone())
    }

    fn any(&mut self) -> Option<Condition> {
        let mut parts = vec![self.all()?];
        while self.pass("OR").is_some() {
            parts.push(self.all()?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Condition::Any(parts)) }
    }

    fn all(&mut self) -> Option<Condition> {
        let mut parts = vec![self.one()?];
        while self.pass("AND").is_some() {
            parts.push(self.one()?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Condition::All(parts)) }
    }

    fn one(&mut self) -> Option<Condition> {
        if self.pass("NOT").is_some() {
            return Some(Condition::Not(Box::new(self.one()?)));
        }
        if self.pass("(").is_some() {
            let inner = self.any()?;
            self.pass(")")?;
            return Some(inner);
        }
        let word = self.next()?;
        if self.pass("(").is_some() {
            return self.function(&word);
        }
        let operator = self.next()?;
        let operator = match &*operator.to_ascii_uppercase() {
            "=" => Operator::Same,
            "<>" => Operator::Other,
            "<" => Operator::Below,
            ">" => Operator::Above,
            "<=" => Operator::AtMost,
            ">=" => Operator::AtLeast,
            _ => return None,
        };
        let other = self.next()?;
        // The size of something, or a sum.
        if self.words.first().is_some_and(|it| it == "(") {
            return None;
        }
        let (one, two) = (self.given.operand(&word), self.given.operand(&other));
        Some(Condition::Compare(one, operator, two))
    }

    fn function(&mut self, name: &str) -> Option<Condition> {
        let attribute = self.next()?;
        let exists = Condition::Exists(self.given.name(&attribute));
        let condition = match name {
            "attribute_exists" => exists,
            "attribute_not_exists" => Condition::Not(Box::new(exists)),
            _ => {
                while self.words.first().is_some_and(|it| it != ")") {
                    self.next()?;
                }
                Condition::Open
            }
        };
        self.pass(")")?;
        Some(condition)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test::Facts;
    use super::super::value::Truth;
    use super::*;

    fn given() -> (Value, Value) {
        let typed = |text| Value::object([("S", Value::text(text))]);
        let names = Value::object([("#s", Value::text("State"))]);
        (names, Value::object([(":me", typed("me")), (":busy", typed("busy"))]))
    }

    fn judge(condition: &str, item: &Value) -> Truth {
        let (names, values) = given();
        let given = Given { names: &names, values: &values };
        Facts::default().judge(&Condition::parse(condition, given).test(item))
    }

    fn after(update: &str, item: Value) -> Value {
        let (names, values) = given();
        let actions = Action::parse(update, Given { names: &names, values: &values });
        actions.iter().fold(item, |item, action| action.apply(item))
    }

    #[test]
    fn conditions_are_judged_by_the_item() {
        let free = Value::empty();
        let mine = after("SET Lease = :me, #s = :busy", Value::empty());
        let open = Value::unknown(Root::Item("x".into()));
        let check = |condition, expected: [Truth; 3]| {
            let found = [&free, &mine, &open].map(|item| judge(condition, item));
            assert_eq!(found, expected, "{condition}");
        };
        let (yes, no, maybe) = (Truth::True, Truth::False, Truth::Unknown);
        check("attribute_not_exists(Lease)", [yes, no, maybe]);
        check("attribute_not_exists(Lease) OR Lease = :me", [yes, yes, maybe]);
        check("attribute_not_exists(#s) or #s <> :busy", [yes, no, maybe]);
        check("NOT (attribute_exists(Lease) AND Lease = :me)", [yes, no, maybe]);
        check("Lease=:me", [no, yes, maybe]);
        check("size(Lease) > :me", [maybe, maybe, maybe]);
        check("Lease = ", [maybe, maybe, maybe]);
    }

    #[test]
    fn updates_change_the_item() {
        let item = after("SET Lease=:me,#s = if_not_exists(#s, :busy)", Value::empty());
        assert_eq!(item.to_string(), "Lease=S=me State=S=busy");
        let item = after("REMOVE Lease SET #s = :me", item);
        assert_eq!(item.to_string(), "Lease=nothing State=S=me");
        let item = after("SET Log.last = :me, Seen = Seen + :me REMOVE #s", item);
        assert_eq!(
            item.to_string(),
            "Lease=nothing Log=Log.last = :me Seen=Seen = Seen + :me State=nothing"
        );
    }
}
