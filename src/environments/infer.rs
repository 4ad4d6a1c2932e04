//! Which files belong to which environment, by their paths: `dev.tfvars` and `prod.tfvars`,
//! `envs/dev/` and `envs/prod/`.
//!
//! Files that differ in an environment's name alone belong together. Variables are for the module in
//! their folder or in one above; parameters are for the template that is called like them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::manifest::read::{Entry, Sort};
use crate::rules::parity::canonical;

use super::input::Input;

/// How far above its values a module or template may be.
const MOST_STEPS_UP: usize = 3;

/// What belongs together, by what it is called without the environments' names: the inputs of each
/// environment.
pub fn groups(entries: &[Entry]) -> Vec<(String, Vec<Input>)> {
    let folders: BTreeSet<&str> =
        entries.iter().filter(|it| is_module(&it.name)).map(|it| folder(&it.name)).collect();
    let mut found: BTreeMap<String, BTreeMap<String, BTreeSet<Input>>> = BTreeMap::new();
    for entry in entries {
        let Some((pattern, environment)) = split(&entry.name) else { continue };
        let Some((pattern, input)) = input(entry, entries, &folders, (pattern, environment)) else {
            continue;
        };
        let environments = found.entry(pattern).or_default();
        environments.entry(input.environment.clone()).or_default().insert(input);
    }
    let several = found.into_iter().filter(|(_, environments)| environments.len() >= 2);
    several.map(|(name, it)| (name, it.into_values().flatten().collect())).collect()
}

fn is_module(name: &str) -> bool {
    matches!(Sort::by_name(name), Some(Sort::Hcl | Sort::TerraformJson))
}

fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path without its environment, and the environment. One with two environments in it is the
/// last one's.
fn split(path: &str) -> Option<(String, String)> {
    let mut environment: Option<&str> = None;
    for (_, word) in words(path) {
        if canonical(word).is_some() {
            environment = Some(word);
        }
    }
    let environment = environment?;
    let mut pattern = String::with_capacity(path.len());
    let mut end = 0;
    for (start, word) in words(path) {
        if canonical(word).is_some() && canonical(word) == canonical(environment) {
            pattern.push_str(&path[end..start]);
            pattern.push_str("{env}");
            end = start + word.len();
        }
    }
    pattern.push_str(&path[end..]);
    Some((pattern, environment.to_owned()))
}

/// The words of a path, each with where it starts.
fn words(path: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + path[rest..].find(|it: char| it.is_alphanumeric())?;
        let length = path[start..].find(|it: char| !it.is_alphanumeric());
        let end = length.map_or(path.len(), |length| start + length);
        rest = end;
        Some((start, &path[start..end]))
    })
}

fn input(
    entry: &Entry,
    entries: &[Entry],
    folders: &BTreeSet<&str>,
    (pattern, environment): (String, String),
) -> Option<(String, Input)> {
    let whole = |values: Vec<PathBuf>, path: PathBuf| Input { environment, path, values };
    match Sort::by_name(&entry.name)? {
        // A folder is a module, if the environment's name is in its own path.
        Sort::Hcl | Sort::TerraformJson => {
            let (pattern, _) = split(folder(&entry.name))?;
            Some((pattern, whole(Vec::new(), entry.path.parent()?.to_owned())))
        }
        Sort::Variables | Sort::VariablesJson => {
            let own = folder(&entry.name);
            if folders.contains(own) && split(own).is_some() {
                // The module of one environment, with its own values.
                return None;
            }
            let above = std::iter::successors(Some(own), |it| (!it.is_empty()).then(|| folder(it)));
            let steps = above.take(MOST_STEPS_UP).position(|it| folders.contains(it));
            match steps.and_then(|steps| entry.path.ancestors().nth(steps + 1)) {
                Some(module) => {
                    let module =
                        if module.as_os_str().is_empty() { ".".into() } else { module.into() };
                    Some((pattern, whole(vec![entry.path.clone()], module)))
                }
                None => Some((pattern, whole(Vec::new(), entry.path.clone()))),
            }
        }
        Sort::Yaml | Sort::Json => match template(entry, entries) {
            Some(template) => Some((pattern, whole(vec![entry.path.clone()], template))),
            None => Some((pattern, whole(Vec::new(), entry.path.clone()))),
        },
        Sort::Compose | Sort::Dockerfile => None,
    }
}

/// The template that a file of parameters is called like: `dev/orders.parameters.json` is for
/// `orders.template.json`.
fn template(values: &Entry, entries: &[Entry]) -> Option<PathBuf> {
    let file = values.name.rsplit('/').next()?;
    if !words(file).any(|(_, word)| matches!(word, "parameters" | "params" | "parameter")) {
        return None;
    }
    let bare = |name: &str| {
        let parts = words(name).map(|(_, word)| word);
        let parts = parts.filter(|it| {
            canonical(it).is_none()
                && !matches!(
                    *it,
                    "parameters" | "params" | "parameter" | "template" | "json" | "yaml" | "yml"
                )
        });
        parts.collect::<Vec<_>>().join("-")
    };
    let wanted = bare(file);
    let own = folder(&values.name);
    let above = std::iter::successors(Some(own), |it| (!it.is_empty()).then(|| folder(it)));
    let near: Vec<&str> = above.take(MOST_STEPS_UP).collect();
    let is_template = |it: &&Entry| {
        let name = it.name.rsplit('/').next().unwrap_or(&it.name);
        near.contains(&folder(&it.name))
            && it.name != values.name
            && split(name).is_none()
            && !words(name).any(|(_, word)| matches!(word, "parameters" | "params" | "parameter"))
            && bare(name) == wanted
    };
    entries.iter().find(is_template).map(|it| it.path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::read::Asked;

    fn entries(names: &[&str]) -> Vec<Entry> {
        let entry = |name: &&str| Entry {
            name: (*name).to_owned(),
            path: (*name).into(),
            asked: Asked::ByFolder,
        };
        names.iter().map(entry).collect()
    }

    #[test]
    fn what_differs_in_an_environment_alone_belongs_together() {
        let check = |names: &[&str], expected: &[(&str, &[&str])]| {
            let found = groups(&entries(names));
            let found: Vec<(String, Vec<String>)> = found
                .into_iter()
                .map(|(name, inputs)| {
                    let text = |it: &Input| {
                        let values: Vec<_> =
                            it.values.iter().map(|it| format!(":{}", it.display())).collect();
                        format!("{}={}{}", it.environment, it.path.display(), values.concat())
                    };
                    (name, inputs.iter().map(text).collect())
                })
                .collect();
            let expected: Vec<(String, Vec<String>)> = expected
                .iter()
                .map(|(name, inputs)| {
                    ((*name).to_owned(), inputs.iter().map(|it| (*it).to_owned()).collect())
                })
                .collect();
            assert_eq!(found, expected, "{names:?}");
        };
        check(
            &["infra/main.tf", "infra/dev.tfvars", "infra/prod.tfvars"],
            &[(
                "infra/{env}.tfvars",
                &["dev=infra:infra/dev.tfvars", "prod=infra:infra/prod.tfvars"],
            )],
        );
        check(
            &["envs/dev/a.tf", "envs/dev/b.tf", "envs/prod/a.tf"],
            &[("envs/{env}", &["dev=envs/dev", "prod=envs/prod"])],
        );
        check(
            &["orders.template.json", "dev/orders.parameters.json", "prod/orders.parameters.json"],
            &[(
                "{env}/orders.parameters.json",
                &[
                    "dev=orders.template.json:dev/orders.parameters.json",
                    "prod=orders.template.json:prod/orders.parameters.json",
                ],
            )],
        );
        check(&["dev.yaml", "main.yaml"], &[]);
    }
}
