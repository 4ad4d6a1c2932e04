//! What the rules of a `Choice` state test.
//!
//! Facts: <https://states-language.net/spec.html#choice-state>

use crate::ir::lifted::Node;

use super::path::Path;
use super::template::{Nothing, Scope, constant};
use super::test::{Facts, Test};
use super::value::{Truth, Value};

/// What a rule of a `Choice` state tests.
pub(super) fn test(rule: &Node, scope: &Scope<'_>) -> Result<Test, Nothing> {
    for (key, all) in [("And", true), ("Or", false)] {
        if let Some(parts) = rule.get(key) {
            return several(parts.items(), all, scope);
        }
    }
    if let Some(inner) = rule.get("Not") {
        return Ok(test(inner, scope)?.not());
    }
    let Some(variable) = rule.get("Variable").and_then(Node::text) else {
        return Ok(rule.get("Condition").and_then(Node::bool).map_or(Test::Open, Test::Known));
    };
    let Some(path) = Path::parse(variable) else { return Err(Nothing(variable.to_owned())) };
    let value = scope.path(&path);
    let operators = rule.fields().iter().filter(|it| !BESIDE.contains(&&*it.key));
    let Some(operator) = operators.map(|it| (&*it.key, &it.value)).next() else {
        return Ok(Test::Open);
    };
    if value == Value::Absent && operator.0 != "IsPresent" {
        return Err(Nothing(variable.to_owned()));
    }
    compared(value, operator.0, operator.1, scope)
}

/// Parts are tested in order: what `IsPresent` says is not there is not looked at after it.
fn several(parts: &[Node], all: bool, scope: &Scope<'_>) -> Result<Test, Nothing> {
    let mut tests = Vec::new();
    for part in parts {
        match test(part, scope) {
            Ok(it) => tests.push(it),
            Err(nothing) => {
                let is_decided = |it: &Test| Facts::default().judge(it) == Truth::from(!all);
                if tests.iter().any(is_decided) {
                    return Ok(Test::Known(!all));
                }
                return Err(nothing);
            }
        }
    }
    Ok(if all { Test::All(tests) } else { Test::Any(tests) })
}

/// Keys of a rule beside its operator.
const BESIDE: [&str; 5] = ["Variable", "Next", "Comment", "Assign", "Output"];

fn compared(value: Value, operator: &str, node: &Node, scope: &Scope<'_>) -> Result<Test, Nothing> {
    let is_wanted = node.bool() != Some(false);
    let such = |test: Test| if is_wanted { test } else { test.not() };
    let is = |known: fn(&Value) -> bool| match &value {
        Value::Unknown(_) => Test::Open,
        known_value => such(Test::Known(known(known_value))),
    };
    match operator {
        "IsPresent" => return Ok(such(Test::Present(value))),
        "IsNull" => return Ok(such(Test::Same(value, Value::Null))),
        "IsString" => return Ok(is(|it| matches!(it, Value::Text(_)))),
        "IsNumeric" => return Ok(is(|it| matches!(it, Value::Integer(_)))),
        "IsBoolean" => return Ok(is(|it| matches!(it, Value::Bool(_)))),
        _ => {}
    }
    let (operator, other) = match operator.strip_suffix("Path") {
        Some(operator) => (operator, scope.expression(node.text().unwrap_or("$"))?),
        None => (operator, constant(node, scope.manifest)),
    };
    let kind = ["String", "Numeric", "Boolean", "Timestamp"]
        .into_iter()
        .find_map(|kind| operator.strip_prefix(kind));
    Ok(match kind {
        Some("Equals") => Test::Same(value, other),
        Some("LessThan") => Test::Below(value, other),
        Some("GreaterThan") => Test::Below(other, value),
        Some("LessThanEquals") => Test::Below(other, value).not(),
        Some("GreaterThanEquals") => Test::Below(value, other).not(),
        _ => Test::Open,
    })
}
