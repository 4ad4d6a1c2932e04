//! Paths into a JSON document, as far as they name one value: `$.a.b[0]['c d']`, `$`, `$$.x`.
//!
//! A wildcard, slice or filter names several values; a machine that needs them is told so when it is
//! played. Step Functions itself allows no more in a `ResultPath`.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html>

use serde_json::{Map, Value as Json};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// An entry of an object.
    Key(String),
    /// An element of a list.
    Index(usize),
}

/// The steps of a path behind `$`.
///
/// # Errors
/// If it is no path that names one value.
pub(super) fn steps(path: &str) -> Result<Vec<Step>, String> {
    let broken = || format!("`{path}` is no path to one value");
    let mut rest = path.strip_prefix('$').ok_or_else(broken)?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, behind) = if let Some(inner) = rest.strip_prefix("['") {
            let (key, behind) = inner.split_once("']").ok_or_else(broken)?;
            (Step::Key(key.to_owned()), behind)
        } else if let Some(inner) = rest.strip_prefix('[') {
            let (index, behind) = inner.split_once(']').ok_or_else(broken)?;
            (Step::Index(index.parse().map_err(|_| broken())?), behind)
        } else {
            let inner = rest.strip_prefix('.').ok_or_else(broken)?;
            let end = inner.find(['.', '[']).unwrap_or(inner.len());
            let (key, behind) = inner.split_at(end);
            if key.is_empty() || key.contains(['*', '?', '@']) {
                return Err(broken());
            }
            (Step::Key(key.to_owned()), behind)
        };
        steps.push(step);
        rest = behind;
    }
    Ok(steps)
}

/// What stands at a path; `None` if nothing does.
///
/// # Errors
/// If it is no path that names one value.
pub(super) fn look<'d>(path: &str, document: &'d Json) -> Result<Option<&'d Json>, String> {
    let mut value = document;
    for step in steps(path)? {
        let inner = match step {
            Step::Key(key) => value.get(&key),
            Step::Index(index) => value.get(index),
        };
        match inner {
            Some(inner) => value = inner,
            None => return Ok(None),
        }
    }
    Ok(Some(value))
}

/// Puts a value at a path; objects on the way are made.
///
/// # Errors
/// If it is no path that names one value, or leads through something that is no object.
pub(super) fn put(path: &str, document: &mut Json, value: Json) -> Result<(), String> {
    let mut place = document;
    for step in steps(path)? {
        if place.is_null() {
            *place = Json::Object(Map::new());
        }
        let through = || format!("`{path}` leads through something that is no object");
        place = match (step, place) {
            (Step::Key(key), Json::Object(fields)) => fields.entry(key).or_insert(Json::Null),
            (Step::Index(index), Json::Array(items)) => items.get_mut(index).ok_or_else(through)?,
            _ => return Err(through()),
        };
    }
    *place = value;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_name_one_value() {
        let document = json!({"a": {"b": [1, {"c d": 2}]}});
        let check = |path: &str, expected: Option<Json>| {
            assert_eq!(look(path, &document).unwrap().cloned(), expected, "{path}");
        };
        check("$", Some(document.clone()));
        check("$.a.b[0]", Some(json!(1)));
        check("$.a.b[1]['c d']", Some(json!(2)));
        check("$.a.c", None);
        check("$.a.b[7]", None);
        check("$.a.b.c", None);
        for broken in ["a", "$a", "$.", "$.a[*]", "$.a[?(@.x)]", "$.a[", "$..a", "$.*"] {
            assert!(look(broken, &document).is_err(), "{broken}");
        }
    }

    #[test]
    fn values_are_put_where_a_path_leads() {
        let check = |path: &str, expected: Result<Json, &str>| {
            let mut document = json!({"a": 1, "l": [0]});
            let put = put(path, &mut document, json!("new")).map(|()| document);
            assert_eq!(put.as_ref().map_err(String::as_str), expected.as_ref().map_err(|it| *it));
        };
        check("$", Ok(json!("new")));
        check("$.b.c", Ok(json!({"a": 1, "l": [0], "b": {"c": "new"}})));
        check("$.l[0]", Ok(json!({"a": 1, "l": ["new"]})));
        check("$.a.b", Err("`$.a.b` leads through something that is no object"));
    }
}
