//! Paths into a JSON document: `$.a.b[0]['c d']`, and with several values `$.a[*].b` and
//! `$.a[?(@.b == 'c')]`.
//!
//! Other slices and filters are refused when they are met.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html>

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// An entry of an object.
    Key(String),
    /// An element of a list.
    Index(usize),
    /// Every element.
    Each,
    /// Every element in which what is at a path is this, or is not.
    Where { path: Vec<Step>, is: Relation, value: Json },
}

/// What a filter asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// `==`
    Equal,
    /// `!=`
    Different,
}

/// The steps of a path behind `$`.
///
/// # Errors
/// If it is no path, or one that is not played.
pub(super) fn steps(path: &str) -> Result<Vec<Step>, String> {
    let broken = || format!("`{path}` is no path that is played");
    let mut rest = path.strip_prefix(['$', '@']).ok_or_else(broken)?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, behind) = if let Some(inner) = rest.strip_prefix("[?(") {
            let (filter, behind) = inner.split_once(")]").ok_or_else(broken)?;
            (filtered(filter).ok_or_else(broken)?, behind)
        } else if let Some(inner) = rest.strip_prefix("['") {
            let (key, behind) = inner.split_once("']").ok_or_else(broken)?;
            (Step::Key(key.to_owned()), behind)
        } else if let Some(behind) = rest.strip_prefix("[*]") {
            (Step::Each, behind)
        } else if let Some(inner) = rest.strip_prefix('[') {
            let (index, behind) = inner.split_once(']').ok_or_else(broken)?;
            (Step::Index(index.parse().map_err(|_| broken())?), behind)
        } else {
            let inner = rest.strip_prefix('.').ok_or_else(broken)?;
            let end = inner.find(['.', '[']).unwrap_or(inner.len());
            let (key, behind) = inner.split_at(end);
            if key.is_empty() || key.contains(['*', '?', '@', '(']) {
                return Err(broken());
            }
            (Step::Key(key.to_owned()), behind)
        };
        steps.push(step);
        rest = behind;
    }
    Ok(steps)
}

/// `@.a.b == 'c'`
fn filtered(text: &str) -> Option<Step> {
    let (is, (path, value)) = match text.split_once("==") {
        Some(sides) => (Relation::Equal, sides),
        None => (Relation::Different, text.split_once("!=")?),
    };
    let value = value.trim().replace('\'', "\"");
    let value = serde_json::from_str(&value).ok()?;
    let path = path.trim();
    Some(Step::Where { path: path.starts_with('@').then(|| steps(path).ok())??, is, value })
}

/// What stands at a path; `None` if nothing does. A path with several values gives a list of them.
///
/// # Errors
/// If it is no path, or one that is not played.
pub(super) fn look<'d>(path: &str, document: &'d Json) -> Result<Option<Cow<'d, Json>>, String> {
    let steps = steps(path)?;
    let is_several = steps.iter().any(|it| matches!(it, Step::Each | Step::Where { .. }));
    let Some(found) = follow(&steps, document) else { return Ok(None) };
    Ok(if is_several {
        Some(Cow::Owned(found.into_iter().cloned().collect()))
    } else {
        found.first().map(|it| Cow::Borrowed(*it))
    })
}

/// Every value at a path; `None` if the part of it that names one value leads nowhere.
fn follow<'d>(steps: &[Step], document: &'d Json) -> Option<Vec<&'d Json>> {
    let Some((step, rest)) = steps.split_first() else { return Some(vec![document]) };
    let each = |items: Vec<&'d Json>| {
        Some(items.into_iter().filter_map(|it| follow(rest, it)).flatten().collect())
    };
    match step {
        Step::Key(key) => follow(rest, document.get(key)?),
        Step::Index(index) => follow(rest, document.get(index)?),
        Step::Each => each(match document {
            Json::Array(items) => items.iter().collect(),
            Json::Object(fields) => fields.values().collect(),
            _ => return None,
        }),
        Step::Where { path, is, value } => {
            let holds = |item: &&Json| {
                let found = follow(path, item).and_then(|it| it.first().copied());
                (found == Some(value)) == (*is == Relation::Equal)
            };
            each(document.as_array()?.iter().filter(holds).collect())
        }
    }
}

/// Puts a value at a path; objects on the way are made.
///
/// # Errors
/// If it is no path to one value, or leads through something that is no object.
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
    fn paths_name_values() {
        let document = json!({"a": {"b": [1, {"c d": 2}]}});
        let check = |path: &str, expected: Option<Json>| {
            assert_eq!(look(path, &document).unwrap().map(Cow::into_owned), expected, "{path}");
        };
        check("$", Some(document.clone()));
        check("$.a.b[0]", Some(json!(1)));
        check("$.a.b[1]['c d']", Some(json!(2)));
        check("$.a.c", None);
        check("$.a.b[7]", None);
        check("$.a.b.c", None);
        check("$.a.b[*]['c d']", Some(json!([2])));
        check("$.a.b[*]", Some(json!([1, {"c d": 2}])));
        check("$.a.b[?(@['c d'] == 2)]", Some(json!([{"c d": 2}])));
        check("$.a.b[?(@['c d'] != 2)]", Some(json!([1])));
        check("$.a.b[?(@['c d'] == 'x')]", Some(json!([])));
        check("$.a.c[*]", None);
        for broken in ["a", "$a", "$.", "$.a[?(@.x)]", "$.a[", "$..a", "$.*", "$.a[1:2]"] {
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
