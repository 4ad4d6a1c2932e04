//! What is compared: what the command line says, what `formwork.toml` says, or what paths say.

use std::path::{Path, PathBuf};

use crate::environments::infer;
use crate::environments::input::Input;
use crate::environments::keyed;
use crate::lint::discover::discover;
use crate::manifest::read::{Entry, Sort};

use super::super::arguments::Parity;
use super::super::failure::Failure;
use super::super::lint::open;
use super::settings::Settings;

/// Inputs that belong together.
pub(super) struct Found {
    /// The inputs of all environments.
    pub(super) inputs: Vec<Input>,
    /// Whether somebody said so, and nothing to compare is a mistake.
    pub(super) is_asked: bool,
}

/// What belongs together.
pub(super) fn groups(arguments: &Parity, settings: &Settings) -> Result<Vec<Found>, Failure> {
    let asked = |inputs| vec![Found { inputs, is_asked: true }];
    if !arguments.env.is_empty() {
        return enough(arguments.env.clone()).map(asked);
    }
    if !settings.environments.is_empty() {
        return enough(expanded(settings)?).map(asked);
    }
    let entries = entries(&arguments.paths, settings)?;
    let groups = infer::groups(&entries).into_iter();
    let mut found: Vec<_> = groups.map(|(_, inputs)| Found { inputs, is_asked: false }).collect();
    let keyed = entries.iter().filter(|it| is_keyed(it)).map(|it| Found {
        inputs: vec![Input {
            environment: String::new(),
            path: it.path.clone(),
            values: Vec::new(),
        }],
        is_asked: false,
    });
    found.extend(keyed);
    Ok(found)
}

/// Inputs of two environments at least, or of one file that is keyed by environment.
fn enough(inputs: Vec<Input>) -> Result<Vec<Input>, Failure> {
    let first = inputs.first().map(|it| it.environment.clone());
    if inputs.iter().all(|it| Some(&it.environment) == first.as_ref()) {
        return Err(Failure::new("one environment is nothing to compare")
            .help("say two at least, as in `--env staging=infra:staging.tfvars --env prod=…`"));
    }
    Ok(inputs)
}

/// The inputs of `formwork.toml`, with their patterns filled in.
fn expanded(settings: &Settings) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for (environment, sources) in &settings.environments {
        for source in sources {
            let odd =
                |why| Failure::new(format!("`{source}` is no part of `{environment}`")).why(why);
            let input = Input::of(environment, source).map_err(odd)?.below(&settings.root);
            let paths = matching(&input.path);
            if paths.is_empty() {
                return Err(odd("nothing is there".to_owned()));
            }
            inputs.extend(paths.into_iter().map(|path| Input { path, ..input.clone() }));
        }
    }
    Ok(inputs)
}

/// What a path with `*` in its names stands for, in the order of the names.
fn matching(pattern: &Path) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    for part in pattern {
        let text = part.to_string_lossy();
        let mut next = Vec::new();
        for path in found {
            if text.contains('*') {
                next.extend(inside(&path, &text));
            } else {
                next.push(path.join(part));
            }
        }
        found = next;
    }
    found.retain(|path| path.exists());
    found
}

fn inside(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let looked = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(looked).into_iter().flatten().flatten();
    let names = entries.map(|it| it.file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| is_like(name, pattern)).collect();
    names.sort();
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// The files of Terraform beside a file.
pub(super) fn beside(file: &Path) -> Vec<PathBuf> {
    file.parent().map(|folder| inside(folder, "*.tf")).unwrap_or_default()
}

/// Whether a name is like a pattern, in which `*` stands for anything.
fn is_like(name: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    last.map_or(rest.is_empty(), |part| rest.is_empty() || name.ends_with(part))
}

/// The files at some paths.
pub(super) fn entries(paths: &[PathBuf], settings: &Settings) -> Result<Vec<Entry>, Failure> {
    let found = discover(paths, &settings.excluded).map_err(|missing| {
        let path = missing.path.display();
        Failure::new(format!("cannot look at `{path}`")).why(missing.why.to_string())
    })?;
    Ok(found.entries)
}

/// Whether a file may be keyed by environment.
fn is_keyed(entry: &Entry) -> bool {
    matches!(Sort::by_name(&entry.name), Some(Sort::Json | Sort::Yaml))
        && open(&entry.path)
            .is_ok_and(|bytes| std::str::from_utf8(&bytes).is_ok_and(keyed::may_be_in))
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn patterns_fill_names() {
        for (name, pattern, expected) in [
            ("web.dev.yaml", "*.dev.yaml", true),
            ("web.dev.yaml", "web.*", true),
            ("web.dev.yaml", "*dev*", true),
            ("web.prod.yaml", "*.dev.yaml", false),
            ("a.dev.yaml.dev.yaml", "*.dev.yaml", true),
            ("web", "web", true),
        ] {
            assert_eq!(is_like(name, pattern), expected, "{name} {pattern}");
        }
    }
}
