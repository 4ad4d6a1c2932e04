//! Escape hatches: resources of any type, and properties set on what formwork emits.
//!
//! Both must fit: a path names a stack, a patch names a resource and a property that its kind has,
//! and what they say is what the providers' schemas take.

mod judge;

use std::panic::Location;

use crate::diag::code::{ESCAPE_HATCH_MISFIT, UNKNOWN_RAW_TYPE};
use crate::diag::{Diagnostic, nearest};
use crate::ir::graph::Body;
use crate::ir::kind::Dialect;
use crate::ir::{Resource, ResourceId, Stack, Text, Value};
use crate::schema::terraform::Releases;
use crate::spec::{App, Patch, Raw, TerraformProvider};

/// Adds the raw resources of a stack and applies the patches on it.
pub(super) fn apply(app: &App<'_>, stack: &mut Stack) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for raw in app.raw_list() {
        if stack_of(raw.path) != Some(&*stack.name) {
            continue;
        }
        match add(stack, raw) {
            Ok(()) => found.extend(refused(app, stack, raw)),
            Err(problem) => found.push(misfit(raw.path, raw.at, &problem)),
        }
    }
    for patch in app.patch_list() {
        let problems = set(app, stack, patch).into_iter();
        found.extend(problems.map(|problem| misfit(patch.path, patch.at, &problem)));
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

/// The releases of the AWS provider that the Terraform output is for.
fn provider(app: &App<'_>) -> Releases {
    Releases::ALL.within(match app.provider() {
        TerraformProvider::V5 => "~> 5.100",
        TerraformProvider::V6 => "~> 6.0",
    })
}

/// What the providers' schemas have against the raw resource that was just added.
fn refused(app: &App<'_>, stack: &Stack, raw: &Raw<'_>) -> Vec<Diagnostic> {
    let Some(Body::Raw { cloudformation, terraform }) = stack.resources.last().map(|it| &it.body)
    else {
        return Vec::new();
    };
    let halves =
        [(Dialect::CloudFormation, cloudformation), (Dialect::Terraform, terraform)].into_iter();
    let judged = halves.filter_map(|(dialect, half)| Some((dialect, half.as_ref()?)));
    let found = judged.flat_map(|(dialect, (type_name, properties))| {
        let violations = judge::raw(dialect, provider(app), type_name, properties);
        violations.into_iter().map(move |it| (type_name, it))
    });
    let told = found.map(|(type_name, it)| {
        let place = it.place();
        let at = if place.is_empty() { String::new() } else { format!(" at `{place}`") };
        let message = format!("`{}` is no `{type_name}`{at}: {}", raw.path, it.message);
        let code = if judge::may_be_newer(&it) { &UNKNOWN_RAW_TYPE } else { &ESCAPE_HATCH_MISFIT };
        code.at(raw.path, message, it.help).written(Some(raw.at))
    });
    told.collect()
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

/// Sets the property of a patch, and says what is wrong with it; nothing if the resource is in
/// another stack.
fn set(app: &App<'_>, stack: &mut Stack, patch: &Patch<'_>) -> Vec<String> {
    let Some(position) = stack.resources.iter().position(|it| it.path == patch.path) else {
        return Vec::new();
    };
    let parsed = serde_json::from_str(patch.value)
        .map_err(|error| format!("has a value for `{}` that is no JSON: {error}", patch.property))
        .and_then(|json: serde_json::Value| value(stack, &json));
    let value = match parsed {
        Ok(value) => value,
        Err(problem) => return vec![problem],
    };
    let resource = &mut stack.resources[position];
    let fits = resource.kind().and_then(|kind| Some((kind, kind.row(patch.property)?)));
    if let Some((kind, row)) = fits {
        let problems = judge::patch(kind, row, provider(app), &value);
        if !problems.is_empty() {
            let told = problems.into_iter();
            return told.map(|it| format!("does not take `{}`: {it}", patch.property)).collect();
        }
    }
    let Err(kind) = resource.put(patch.property, value) else { return Vec::new() };
    let rows = resource.kind().map_or(&[][..], |kind| kind.rows);
    vec![match nearest(patch.property, rows.iter().map(|row| row.name)) {
        Some(near) => format!(
            "is of kind `{kind}`, which has no `{}`; did you mean `{near}`?",
            patch.property
        ),
        None => format!("is of kind `{kind}`, which has no `{}`", patch.property),
    }]
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
