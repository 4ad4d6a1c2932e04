//! Reads one side of a comparison: an output, a folder of manifests, or one file.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::diff::{Side, Unit, View};
use crate::ir::lifted::{Format, Manifest};
use crate::lint::discover::discover;
use crate::lint::globs::Globs;
use crate::manifest::read::{self, Asked, Entry, Read, Sort, read_deployed};

use super::super::arguments::{Diff, Target};
use super::super::failure::Failure;
use super::super::lint::open;

/// Reads what stands at a path.
fn read_at(path: &Path) -> Result<(Vec<Entry>, Read), Failure> {
    let found = discover(std::slice::from_ref(&path.to_owned()), &Globs::none());
    let found = found.map_err(|missing| {
        Failure::new(format!("cannot read `{}`", missing.path.display()))
            .why(missing.why.to_string())
            .help("say a folder that `synth` wrote, a template, a module, or what `terraform show -json` prints")
    })?;
    let is_values = |entry: &Entry| {
        entry.asked == Asked::ByFolder
            && matches!(Sort::by_name(&entry.name), Some(Sort::Variables | Sort::VariablesJson))
    };
    let entries: Vec<_> = found.entries.into_iter().filter(|entry| !is_values(entry)).collect();
    let read = read::read(&entries, &load, &|| {});
    Ok((entries, read))
}

/// Reads a side, with the values of each environment if it is an output of `synth`.
pub(super) fn read(path: &Path, arguments: &Diff) -> Result<Side, Failure> {
    let (entries, all) = read_at(path)?;
    if let Some(problem) = all.problems.first() {
        let place = all.files.span(problem.span);
        return Err(Failure::new(format!("`{}` cannot be read", place.file))
            .why(problem.message.clone())
            .help(problem.help.clone()));
    }
    let mut side = Side { name: path.display().to_string(), ..Side::default() };
    let environments = environments(path);
    for manifest in all.manifests.iter().filter(|it| is_asked(it, arguments)) {
        let own = own(&entries, manifest, &all);
        let name = unit_name(path, manifest, &own);
        if !arguments.values.is_empty() {
            let unit = deployed(&own, &arguments.values, None)?;
            side.deployed.entry("values".to_owned()).or_default().insert(name.clone(), unit);
        }
        for environment in &environments {
            let values = values(path, &name, environment);
            if !values.is_file() {
                continue;
            }
            let owner = owner(&values);
            let mut unit = deployed(&own, &[values], Some(environment))?;
            unit.owner = unit.owner.or(owner);
            side.deployed.entry(environment.clone()).or_default().insert(name.clone(), unit);
        }
        side.written.insert(name, Unit::new(manifest, View::Written));
    }
    own_tags(&mut side);
    if side.written.is_empty() {
        return Err(Failure::new(format!("nothing in `{}` can be compared", path.display()))
            .why("it holds no template, module, plan or state"));
    }
    Ok(side)
}

/// The tag `owner` that a file of parameters gives its stack.
fn owner(values: &Path) -> Option<String> {
    let document: serde_json::Value = serde_json::from_slice(&open(values).ok()?).ok()?;
    Some(document.get("Tags")?.get("owner")?.as_str()?.to_owned())
}

/// The owner stands in the values: tags are given at deployment.
fn own_tags(side: &mut Side) {
    for units in side.deployed.values() {
        for (name, unit) in units {
            if let (Some(written), Some(owner)) = (side.written.get_mut(name), &unit.owner) {
                written.owner.get_or_insert_with(|| owner.clone());
            }
        }
    }
}

/// Two single units are the same one, whatever their files are called.
pub(super) fn pair((before, after): &mut (Side, Side)) {
    let (Some(old), Some(new)) = (single(before), single(after)) else { return };
    if old != new {
        rename(before, &old, &new);
    }
}

/// Refuses a plan or a state beside a module: it has every value that Terraform computed.
pub(super) fn alike((before, after): &(Side, Side)) -> Result<(), Failure> {
    for (name, one) in &before.written {
        let Some(other) = after.written.get(name) else { continue };
        if one.computed != other.computed {
            let computed = if one.computed { &before.name } else { &after.name };
            let written = if one.computed { &after.name } else { &before.name };
            return Err(Failure::new(format!("`{computed}` is a plan or state, and `{written}` is none"))
                .why("Terraform computes defaults and attributes that no module says, so that all of them would seem to change")
                .help("plan the module, and compare what `terraform show -json PLAN` prints"));
        }
    }
    Ok(())
}

fn single(side: &Side) -> Option<String> {
    let mut names = side.written.keys();
    names.next().filter(|_| names.next().is_none()).cloned()
}

fn rename(side: &mut Side, old: &str, new: &str) {
    for units in std::iter::once(&mut side.written).chain(side.deployed.values_mut()) {
        if let Some(unit) = units.remove(old) {
            units.insert(new.to_owned(), unit);
        }
    }
}

fn is_asked(manifest: &Manifest, arguments: &Diff) -> bool {
    match (manifest.format, arguments.target) {
        (Format::CloudFormation, target) => target != Some(Target::Terraform),
        (Format::Terraform | Format::Plan, target) => target != Some(Target::Cloudformation),
        (Format::TaskDefinition | Format::Compose | Format::Dockerfile, _) => false,
    }
}

/// The files that a manifest is made of.
fn own(entries: &[Entry], manifest: &Manifest, all: &Read) -> Vec<Entry> {
    let files: BTreeSet<&str> =
        manifest.resources.iter().map(|it| all.files.get(it.head.file).path.as_str()).collect();
    let folder = &manifest.frame.name;
    let is_own = |entry: &&Entry| match manifest.format {
        Format::Terraform => {
            let above = entry.name.rsplit_once('/').map_or(".", |(above, _)| above);
            above == folder
        }
        _ => files.contains(entry.name.as_str()),
    };
    entries.iter().filter(is_own).cloned().collect()
}

/// What a unit is called: its path below the side, without what every template is called.
fn unit_name(root: &Path, manifest: &Manifest, own: &[Entry]) -> String {
    let path = match (manifest.format, own.first()) {
        (Format::Terraform, Some(entry)) => entry.path.parent().unwrap_or(root).to_owned(),
        (_, Some(entry)) => entry.path.clone(),
        _ => PathBuf::from(&manifest.frame.name),
    };
    let below = path.strip_prefix(root).unwrap_or(&path);
    let name = below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let name = if name.is_empty() {
        path.file_name().map_or(".".to_owned(), |it| it.to_string_lossy().into_owned())
    } else {
        name
    };
    let ends = [".template.json", ".template.yaml", ".json", ".yaml", ".yml"];
    ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).to_owned()
}

/// The environments of an output, by the folders of their parameter files.
fn environments(root: &Path) -> Vec<String> {
    let names = |folder: &Path, end: &str| -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.map(|it| it.file_name().to_string_lossy().into_owned());
        names.filter_map(|it| Some(it.strip_suffix(end)?.to_owned())).collect()
    };
    let mut found = BTreeSet::new();
    let templates = root.join("cloudformation");
    for name in names(&templates, "") {
        let folder = templates.join(&name);
        if folder.is_dir() && !names(&folder, ".parameters.json").is_empty() {
            found.insert(name);
        }
    }
    let modules = root.join("terraform");
    for stack in names(&modules, "") {
        found.extend(names(&modules.join(stack), ".tfvars.json"));
    }
    found.into_iter().collect()
}

/// The file that gives a unit of an output its values in an environment.
fn values(root: &Path, unit: &str, environment: &str) -> PathBuf {
    match unit.strip_prefix("cloudformation/") {
        Some(stack) => {
            root.join("cloudformation").join(environment).join(format!("{stack}.parameters.json"))
        }
        None => root.join(unit).join(format!("{environment}.tfvars.json")),
    }
}

/// A unit with the values of some files.
fn deployed(own: &[Entry], values: &[PathBuf], workspace: Option<&str>) -> Result<Unit, Failure> {
    let entry = |path: &PathBuf| Entry {
        name: path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
        path: path.clone(),
        asked: Asked::ByName,
    };
    let values: Vec<_> = values.iter().map(entry).collect();
    let (read, _) = read_deployed(own, &values, workspace, &load);
    if let Some(problem) = read.problems.first() {
        let place = read.files.span(problem.span);
        return Err(Failure::new(format!("`{}` cannot be read", place.file))
            .why(problem.message.clone())
            .help(problem.help.clone()));
    }
    let units: BTreeMap<_, _> = read
        .manifests
        .iter()
        .map(|it| (it.frame.name.clone(), Unit::new(it, View::Deployed)))
        .collect();
    Ok(units.into_values().next().unwrap_or_default())
}

/// Opens a file; of what `aws cloudformation get-template` prints, the template.
fn load(path: &Path) -> io::Result<Vec<u8>> {
    let bytes = open(path)?;
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Ok(bytes);
    }
    let Ok(serde_json::Value::Object(mut document)) = serde_json::from_slice(&bytes) else {
        return Ok(bytes);
    };
    Ok(match document.remove("TemplateBody") {
        Some(serde_json::Value::String(text)) => text.into_bytes(),
        Some(template) => template.to_string().into_bytes(),
        None => bytes,
    })
}
