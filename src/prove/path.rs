//! Paths into a state's data: the part of JSONPath that tells where a value is.
//!
//! Wildcards and a filter by equality are followed through lists that are known. What else a path
//! can say makes a value that is not known, and that is the same wherever the same is said.

use std::sync::Arc;

use super::value::{Root, Symbol, Truth, Value};

/// A path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) of: Of,
    pub(super) steps: Vec<Step>,
}

/// Where a path starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// `$`: the state's data.
    Data,
    /// `$$`: the context object.
    Context,
    /// `$name`: a variable.
    Variable,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(Arc<str>),
    Index(usize),
    /// `[*]`.
    Each,
    /// `[?(@.key == value)]`: those elements of which it holds.
    Where(Vec<Step>, Value),
    /// Anything else, as it is written.
    Other(Arc<str>),
}

impl Path {
    /// Reads a path; a variable's name is its first step.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let rest = text.trim().strip_prefix('$')?;
        let (of, rest) = match rest.strip_prefix('$') {
            Some(rest) => (Of::Context, rest.to_owned()),
            None if rest.starts_with(|it: char| it.is_alphabetic() || it == '_') => {
                (Of::Variable, format!(".{rest}"))
            }
            None => (Of::Data, rest.to_owned()),
        };
        Some(Self { of, steps: steps(&rest) })
    }

    /// Its keys, if it has nothing else.
    pub(super) fn keys(&self) -> Option<Vec<Arc<str>>> {
        let key = |step: &Step| match step {
            Step::Key(key) => Some(key.clone()),
            Step::Index(_) | Step::Each | Step::Where(..) | Step::Other(_) => None,
        };
        self.steps.iter().map(key).collect()
    }
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (step, left) = step(rest);
        steps.push(step);
        rest = left;
    }
    steps
}

fn step(text: &str) -> (Step, &str) {
    if let Some(rest) = text.strip_prefix('.')
        && !rest.starts_with(['.', '*'])
    {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        return (Step::Key(rest[..end].into()), &rest[end..]);
    }
    if let Some(rest) = text.strip_prefix("[?(@")
        && let Some(end) = rest.find(")]")
        && let Some(found) = filter(&rest[..end])
    {
        return (found, &rest[end + 2..]);
    }
    if let Some((inner, left)) = text.strip_prefix('[').and_then(|it| it.split_once(']')) {
        let quoted = inner.trim().trim_matches(['\'', '"']);
        if quoted.len() < inner.trim().len() {
            return (Step::Key(quoted.into()), left);
        }
        if inner == "*" {
            return (Step::Each, left);
        }
        if let Ok(index) = inner.parse() {
            return (Step::Index(index), left);
        }
    }
    (Step::Other(text.into()), "")
}

/// What stands between `@` and `)]`.
fn filter(text: &str) -> Option<Step> {
    let (left, right) = text.split_once("==")?;
    let right = right.trim();
    let quoted = right.trim_matches(['\'', '"']);
    let value = if quoted.len() < right.len() {
        Value::text(quoted)
    } else {
        Value::Integer(right.parse().ok()?)
    };
    Some(Step::Where(steps(left.trim()), value))
}

/// What stands at a path; `Absent` if nothing does.
pub(super) fn get(value: &Value, steps: &[Step]) -> Value {
    let Some((step, rest)) = steps.split_first() else { return value.clone() };
    match (step, value) {
        (Step::Key(key), _) => get(&value.field(key), rest),
        (Step::Index(index), Value::List(items)) => {
            items.get(*index).map_or(Value::Absent, |it| get(it, rest))
        }
        (Step::Each, Value::List(items)) => {
            let found = items.iter().map(|it| get(it, rest)).filter(|it| *it != Value::Absent);
            Value::List(found.collect())
        }
        (Step::Where(inner, wanted), Value::List(items)) => {
            let holds = |it: &&Value| get(it, inner).same(wanted);
            if items.iter().any(|it| holds(&it) == Truth::Unknown) {
                return derived(value, step, rest);
            }
            let found = items.iter().filter(|it| holds(it) == Truth::True);
            Value::List(found.map(|it| get(it, rest)).collect())
        }
        (Step::Index(_) | Step::Each | Step::Where(..) | Step::Other(_), _) => {
            derived(value, step, rest)
        }
    }
}

/// What is not known, by where it is from.
fn derived(value: &Value, step: &Step, rest: &[Step]) -> Value {
    match value {
        Value::Unknown(symbol) => get(&Value::Unknown(symbol.child(&format!("{step:?}"))), rest),
        Value::Absent => Value::Absent,
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Object(_) => {
            let mut from: Vec<Symbol> = Vec::new();
            value.symbols(&mut |it| from.push(it.clone()));
            Value::unknown(Root::Derived(format!("{value}{step:?}{rest:?}").into(), from))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(value: &Value, path: &str) -> String {
        get(value, &Path::parse(path).unwrap().steps).to_string()
    }

    #[test]
    fn paths_lead_into_what_is_known() {
        let alarm = |name, state| Value::object([("Name", Value::text(name)), ("State", state)]);
        let firing = Value::object([(
            "alarms",
            Value::List(vec![alarm("a", Value::text("OK")), alarm("b", Value::text("ALARM"))]),
        )]);
        assert_eq!(found(&firing, "$.alarms[1].Name"), "b");
        assert_eq!(found(&firing, "$['alarms'][*].State"), "OK ALARM");
        assert_eq!(found(&firing, "$.alarms[?(@.State == 'ALARM')].Name"), "b");
        assert_eq!(found(&firing, "$.alarms[7]"), "nothing");
        assert_eq!(found(&firing, "$.gone"), "nothing");
    }

    #[test]
    fn paths_into_what_is_not_known_are_told_apart() {
        let input = Value::unknown(Root::Input);
        assert_eq!(found(&input, "$.a['b']"), "$.a.b");
        assert_ne!(found(&input, "$.a[0]"), found(&input, "$.a[1]"));
        assert_eq!(found(&input, "$.a[-1:]"), found(&input, "$.a[-1:]"));
    }
}
