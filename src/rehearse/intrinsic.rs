//! The intrinsic functions of the Amazon States Language, but those that are random.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html>

use serde_json::{Value as Json, json};

/// Applies a function.
///
/// # Errors
/// If it is not played, or not with such arguments.
pub(super) fn apply(name: &str, arguments: &[Json]) -> Result<Json, String> {
    let odd = || format!("`{name}` does not take {}", Json::from(arguments));
    match (name, arguments) {
        ("States.Array", items) => Ok(json!(items)),
        ("States.ArrayLength", [Json::Array(items)]) => Ok(json!(items.len())),
        ("States.ArrayContains", [Json::Array(items), item]) => Ok(json!(items.contains(item))),
        ("States.ArrayUnique", [Json::Array(items)]) => {
            let mut found: Vec<&Json> = Vec::new();
            for item in items {
                if !found.contains(&item) {
                    found.push(item);
                }
            }
            Ok(found.into_iter().cloned().collect())
        }
        ("States.ArrayRange", [first, last, step]) => range(first, last, step).ok_or_else(odd),
        ("States.ArrayPartition", [Json::Array(items), size]) => {
            let size = size.as_u64().and_then(|it| usize::try_from(it).ok());
            let size = size.filter(|it| *it > 0).ok_or_else(odd)?;
            Ok(items.chunks(size).map(Json::from).collect())
        }
        ("States.StringSplit", [Json::String(text), Json::String(marks)]) => {
            let parts = text.split(|it| marks.contains(it)).filter(|it| !it.is_empty());
            Ok(parts.map(Json::from).collect())
        }
        ("States.ArrayGetItem", [Json::Array(items), index]) => {
            let index = index.as_u64().and_then(|it| usize::try_from(it).ok());
            index.and_then(|it| items.get(it)).cloned().ok_or_else(odd)
        }
        ("States.MathAdd", [left, right]) => {
            let sum = left.as_i64().zip(right.as_i64()).and_then(|(a, b)| a.checked_add(b));
            sum.map(Json::from).ok_or_else(odd)
        }
        ("States.JsonToString", [value]) => Ok(json!(value.to_string())),
        ("States.StringToJson", [Json::String(text)]) => {
            serde_json::from_str(text).map_err(|_| odd())
        }
        ("States.JsonMerge", [Json::Object(left), Json::Object(right), Json::Bool(false)]) => {
            Ok(left.clone().into_iter().chain(right.clone()).collect())
        }
        ("States.Format", [Json::String(template), values @ ..]) => {
            format_text(template, values).ok_or_else(odd)
        }
        _ => Err(format!("`{name}` with {} arguments is not played", arguments.len())),
    }
}

/// The numbers from one to another; at most 1000.
fn range(first: &Json, last: &Json, step: &Json) -> Option<Json> {
    let (first, last, step) = (first.as_i64()?, last.as_i64()?, step.as_i64()?);
    let mut numbers = Vec::new();
    let mut number = first;
    while step != 0 && (last - number) * step.signum() >= 0 && numbers.len() < 1000 {
        numbers.push(number);
        number = number.checked_add(step)?;
    }
    (step != 0).then(|| json!(numbers))
}

/// A text whose `{}` are replaced, one by one.
fn format_text(template: &str, values: &[Json]) -> Option<Json> {
    let mut text = String::new();
    let mut values = values.iter();
    let mut characters = template.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next()),
            '{' => {
                if characters.next() != Some('}') {
                    return None;
                }
                match values.next()? {
                    Json::String(value) => text.push_str(value),
                    value => text.push_str(&value.to_string()),
                }
            }
            other => text.push(other),
        }
    }
    values.next().is_none().then_some(Json::String(text))
}
