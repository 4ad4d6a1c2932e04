//! Escape hatches: resources of any type, and properties set on what formwork emits.
//!
//! Both must fit: a path names a stack, a patch names a resource and a property that its kind has.

use std::panic::Location;

use crate::diag::code::ESCAPE_HATCH_MISFIT;
use crate::diag::{Diagnostic, nearest};
use crate::ir::{Resource, ResourceId, Stack, Text, Value};
use crate::spec::{App, Patch, Raw};

/// Adds the raw resources of a stack and applies the patches on it.
pub(super) fn apply(app: &App<'_>, stack: &mut Stack) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for raw in app.raw_list() {
        if stack_of(raw.path) != Some(&*stack.name) {
            continue;
        }
        if let Err(problem) = add(stack, raw) {
            found.push(misfit(raw.path, raw.at, &problem));
        }
    }
    for patch in app.patch_list() {
        if let Some(Err(problem)) = set(stack, patch) {
            found.push(misfit(patch.path, patch.at, &problem));
        }
    }
    found
}

/// Patches and raw resources that name no stack or resource of the app.
pub(super) fn unmatched(app: &App<'_>, paths: &[String], stacks: &[String]) -> Vec<Diagnostic> {
    let raw = app
        .raw_list()
        .iter()
        .filter(|raw| !stacks.iter().any(|stack| stack_of(raw.path) == Some(stack)));
    let raw = raw.map(|raw| {
        let problem = format!("names no stack; it starts with one of {}", quoted(stacks));
        misfit(raw.path, raw.at, &problem)
    });
    let patches =
        app.patch_list().iter().filter(|patch| !paths.iter().any(|path| path == patch.path));
    let patches = patches.map(|patch| {
        let near = nearest(patch.path, paths.iter().map(String::as_str));
        let problem = match near {
            Some(near) => format!("names no resource; did you mean `{near}`?"),
            None => "names no resource".to_owned(),
        };
        misfit(patch.path, patch.at, &problem)
    });
    raw.chain(patches).collect()
}

fn stack_of(path: &str) -> Option<&str> {
    path.split_once('/').map(|(stack, _)| stack)
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn misfit(path: &str, at: &'static Location<'static>, problem: &str) -> Diagnostic {
    let help = "name a resource and property as `formwork.lock` and the kind tables do";
    ESCAPE_HATCH_MISFIT.at(path, format!("`{path}` {problem}"), help).written(Some(at))
}

fn add(stack: &mut Stack, raw: &Raw<'_>) -> Result<(), String> {
    let parse = |spelled: Option<(&str, &str)>| match spelled {
        None => Ok(None),
        Some((kind, body)) => {
            let json: serde_json::Value = serde_json::from_str(body)
                .map_err(|error| format!("has properties of `{kind}` that are no JSON: {error}"))?;
            let value = value(stack, &json)?;
            match value {
                Value::Object(_) => Ok(Some((Text::from(kind.to_owned()), value))),
                _ => Err(format!("has properties of `{kind}` that are no JSON object")),
            }
        }
    };
    let (cloudformation, terraform) = (parse(raw.cloudformation)?, parse(raw.terraform)?);
    if cloudformation.is_none() && terraform.is_none() {
        return Err(
            "is spelled in neither dialect; add `.cloudformation(…)` or `.terraform(…)`".to_owned()
        );
    }
    stack.add(Resource::raw(raw.path, cloudformation, terraform).origin(raw.at));
    Ok(())
}

/// Sets the property of a patch; `None` if the resource is in another stack.
fn set(stack: &mut Stack, patch: &Patch<'_>) -> Option<Result<(), String>> {
    let position = stack.resources.iter().position(|it| it.path == patch.path)?;
    let parsed = serde_json::from_str(patch.value)
        .map_err(|error| format!("has a value for `{}` that is no JSON: {error}", patch.property))
        .and_then(|json: serde_json::Value| value(stack, &json));
    let value = match parsed {
        Ok(value) => value,
        Err(problem) => return Some(Err(problem)),
    };
    let resource = &mut stack.resources[position];
    Some(resource.put(patch.property, value).map_err(|kind| {
        let rows = resource.kind().map_or(&[][..], |kind| kind.rows);
        match nearest(patch.property, rows.iter().map(|row| row.name)) {
            Some(near) => {
                format!(
                    "is of kind `{kind}`, which has no `{}`; did you mean `{near}`?",
                    patch.property
                )
            }
            None => format!("is of kind `{kind}`, which has no `{}`", patch.property),
        }
    }))
}

/// JSON as a value, in which `{"$ref": "path.attribute"}` is a reference.
fn value(stack: &Stack, json: &serde_json::Value) -> Result<Value, String> {
    Ok(match json {
        serde_json::Value::Null => return Err("holds a null, which no dialect takes".to_owned()),
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Decimal(number.as_f64().unwrap_or_default()),
        },
        serde_json::Value::String(text) => Value::from(text.clone()),
        serde_json::Value::Array(items) => {
            Value::List(items.iter().map(|item| value(stack, item)).collect::<Result<_, _>>()?)
        }
        serde_json::Value::Object(entries) => {
            if let (Some(serde_json::Value::String(target)), 1) =
                (entries.get("$ref"), entries.len())
            {
                return reference(stack, target);
            }
            let entries =
                entries.iter().map(|(key, it)| Ok((key.clone().into(), value(stack, it)?)));
            Value::Object(entries.collect::<Result<_, String>>()?)
        }
    })
}

fn reference(stack: &Stack, target: &str) -> Result<Value, String> {
    let missing = || {
        let paths = stack.resources.iter().map(|it| it.path.as_str());
        match nearest(target, paths) {
            Some(near) => {
                format!("refers to `{target}`, which is not in its stack; did you mean `{near}`?")
            }
            None => format!("refers to `{target}`, which is not in its stack"),
        }
    };
    let (path, attribute) = target.rsplit_once('.').ok_or_else(missing)?;
    let position = stack.resources.iter().position(|it| it.path == path).ok_or_else(missing)?;
    let id = ResourceId(u32::try_from(position).map_err(|_| missing())?);
    let kind = stack.resources[position].kind();
    let attribute = kind.and_then(|kind| kind.attribute(attribute)).ok_or_else(|| {
        let known: Vec<_> =
            kind.map_or(Vec::new(), |kind| kind.attributes.iter().map(|it| it.name).collect());
        format!("refers to `{target}`; `{path}` has {}", known.join(", "))
    })?;
    Ok(id.get(attribute.name))
}
