//! The conditions of a `Choice` state.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html>

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Value as Json;

use super::template::View;

/// Whether a condition holds.
///
/// # Errors
/// If it is no condition, or its variable is nowhere.
pub(super) fn holds(view: View<'_>, rule: &Json) -> Result<bool, String> {
    let broken = || format!("{rule} is no condition");
    let fields = rule.as_object().ok_or_else(broken)?;
    // What comes after the first that decides is not looked at: `IsPresent` guards what follows.
    for (connective, decides) in [("And", false), ("Or", true)] {
        let Some(rules) = fields.get(connective).and_then(Json::as_array) else { continue };
        for rule in rules {
            if holds(view, rule)? == decides {
                return Ok(decides);
            }
        }
        return Ok(!decides);
    }
    if let Some(rule) = fields.get("Not") {
        return holds(view, rule).map(|it| !it);
    }
    let variable = fields.get("Variable").and_then(Json::as_str).ok_or_else(broken)?;
    let operators = fields.iter().filter(|(key, _)| !is_frame(key));
    let [(operator, wanted)] = operators.collect::<Vec<_>>()[..] else { return Err(broken()) };
    test(view, variable, operator, wanted)
}

/// What stands beside an operator.
fn is_frame(key: &str) -> bool {
    matches!(key, "Variable" | "Next" | "Comment")
}

fn test(view: View<'_>, variable: &str, operator: &str, wanted: &Json) -> Result<bool, String> {
    if operator == "IsPresent" {
        return Ok(Some(view.find(variable)?.is_some()) == wanted.as_bool());
    }
    let value = view.at(variable)?;
    let is = match operator {
        "IsNull" => Some(value.is_null()),
        "IsString" => Some(value.is_string()),
        "IsNumeric" => Some(value.is_number()),
        "IsBoolean" => Some(value.is_boolean()),
        _ => None,
    };
    if let Some(is) = is {
        return Ok(Some(is) == wanted.as_bool());
    }
    let (operator, wanted) = match operator.strip_suffix("Path") {
        Some(operator) => (operator, view.at(wanted.as_str().unwrap_or_default())?),
        None => (operator, Cow::Borrowed(wanted)),
    };
    if operator == "StringMatches" {
        let (text, pattern) = (value.as_str(), wanted.as_str().unwrap_or_default());
        return Ok(text.is_some_and(|text| matches(pattern, text)));
    }
    let types = ["String", "Numeric", "Boolean", "Timestamp"];
    let split = types.iter().find_map(|it| Some((*it, operator.strip_prefix(it)?)));
    let (kind, relation) = split.ok_or_else(|| format!("`{operator}` is not played"))?;
    let order = match kind {
        "Numeric" => value.as_f64().zip(wanted.as_f64()).and_then(|(a, b)| a.partial_cmp(&b)),
        "Boolean" => value.as_bool().zip(wanted.as_bool()).map(|(a, b)| a.cmp(&b)),
        // Times are written so that they sort as text.
        _ => value.as_str().zip(wanted.as_str()).map(|(a, b)| a.cmp(b)),
    };
    // A value of another type is neither equal nor less nor greater.
    let Some(order) = order else { return Ok(false) };
    match relation {
        "Equals" => Ok(order == Ordering::Equal),
        "LessThan" => Ok(order == Ordering::Less),
        "LessThanEquals" => Ok(order != Ordering::Greater),
        "GreaterThan" => Ok(order == Ordering::Greater),
        "GreaterThanEquals" => Ok(order != Ordering::Less),
        _ => Err(format!("`{operator}` is not played")),
    }
}

/// Whether a pattern with `*` is a text; `\\*` is a star.
fn matches(pattern: &str, text: &str) -> bool {
    if let Some(rest) = pattern.strip_prefix("\\*") {
        return text.strip_prefix('*').is_some_and(|text| matches(rest, text));
    }
    let mut characters = pattern.chars();
    match characters.next() {
        None => text.is_empty(),
        Some('*') => {
            let rest = characters.as_str();
            let ends = text.char_indices().map(|(index, _)| index).chain([text.len()]);
            ends.into_iter().any(|index| matches(rest, &text[index..]))
        }
        Some(first) => {
            text.strip_prefix(first).is_some_and(|text| matches(characters.as_str(), text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn conditions_hold_or_not() {
        let input = json!({"n": 3, "t": "ALARM", "b": true, "z": null, "m": "a*b", "o": 3.0});
        let context = json!({});
        let view = View { input: &input, context: &context };
        let check = |rule: Json, expected: bool| {
            assert_eq!(holds(view, &rule), Ok(expected), "{rule}");
        };
        check(json!({"Variable": "$.t", "StringEquals": "ALARM", "Next": "x"}), true);
        check(json!({"Variable": "$.t", "StringMatches": "AL*M"}), true);
        check(json!({"Variable": "$.m", "StringMatches": "a\\*b"}), true);
        check(json!({"Variable": "$.n", "NumericGreaterThanEquals": 3}), true);
        check(json!({"Variable": "$.n", "NumericLessThan": 3}), false);
        check(json!({"Variable": "$.n", "NumericEqualsPath": "$.o"}), true);
        check(json!({"Variable": "$.t", "NumericEquals": 3}), false);
        check(json!({"Variable": "$.b", "BooleanEquals": true}), true);
        check(json!({"Variable": "$.z", "IsNull": true}), true);
        check(json!({"Variable": "$.q", "IsPresent": false}), true);
        check(json!({"Not": {"Variable": "$.q", "IsPresent": true}}), true);
        let (yes, no) = (
            json!({"Variable": "$.b", "IsBoolean": true}),
            json!({"Variable": "$.b", "IsNull": true}),
        );
        check(json!({"And": [yes, no], "Next": "x"}), false);
        let nowhere = json!({"Variable": "$.q", "StringEquals": "x"});
        check(json!({"And": [no, nowhere]}), false);
        check(json!({"Or": [yes, nowhere]}), true);
        check(json!({"Or": [yes, no], "Next": "x"}), true);
        for broken in [
            json!({"Variable": "$.q", "StringEquals": "x"}),
            json!({"Variable": "$.n", "NumericNearly": 3}),
            json!({"StringEquals": "x"}),
            json!("x"),
        ] {
            assert!(holds(view, &broken).is_err(), "{broken}");
        }
    }
}
