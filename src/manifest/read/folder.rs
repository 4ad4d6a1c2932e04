//! Terraform's files by folder: a folder is a module, whatever the names of its files.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::ir::lifted::{FileId, Manifest};
use crate::manifest::deployment::Deployment;
use crate::manifest::source::{File, Files};
use crate::manifest::syntax;
use crate::manifest::terraform::syntax::{Body, Parsed};
use crate::manifest::terraform::{self, Module, Opened, Values};

use super::decode::decode;
use super::{Asked, Entry, LARGEST, Load, Sort};

/// How far above a folder of variables its module may be.
const MOST_STEPS_UP: usize = 2;

/// What a file of Terraform holds.
pub(super) struct Part {
    /// Whether it sets variables.
    is_values: bool,
    /// Whether all of it was understood.
    is_whole: bool,
    body: Body,
}

/// Reads a file of Terraform.
pub(super) fn parse(id: FileId, text: &str, sort: Sort) -> (Part, Parsed) {
    let is_values = matches!(sort, Sort::Variables | Sort::VariablesJson);
    let mut parsed = match sort {
        Sort::TerraformJson => terraform::json::parse(text, syntax::json::parse(id, text)),
        Sort::VariablesJson => {
            let document = syntax::json::parse(id, text);
            let body = terraform::json::values(&document.root);
            Parsed { body, comments: document.comments, problems: document.problems }
        }
        Sort::Hcl
        | Sort::Variables
        | Sort::Yaml
        | Sort::Json
        | Sort::Compose
        | Sort::Dockerfile => syntax::hcl::parse(id, text),
    };
    let body = std::mem::take(&mut parsed.body);
    let is_whole = parsed.problems.is_empty();
    (Part { is_values, is_whole, body }, parsed)
}

/// The manifests of all parts, each with the entry that it is in. Files that expressions name are
/// read with `load`, and become files of the run.
pub(super) fn lift(
    parts: Vec<(&Entry, Part)>,
    files: &mut Files,
    load: Load<'_>,
    deployment: Option<&Deployment>,
) -> Vec<Manifest> {
    let root = parts.first().and_then(|(entry, _)| base(entry));
    let mut modules: BTreeMap<String, Module> = BTreeMap::new();
    for (entry, part) in parts {
        let (folder, name) = entry.name.rsplit_once('/').unwrap_or(("", &entry.name));
        let module = modules.entry(folder.to_owned()).or_insert_with(|| Module {
            folder: folder.to_owned(),
            is_whole: true,
            ..Module::default()
        });
        // Beside a file that was named there may be others.
        module.is_whole &= part.is_whole && entry.asked == Asked::ByFolder;
        if part.is_values {
            let name = name.trim_end_matches(".json").trim_end_matches(".tfvars").to_owned();
            module.values.push(Values { name, body: part.body });
        } else {
            module.files.push(part.body);
        }
    }
    for module in modules.values_mut() {
        // Terraform reads `terraform.tfvars` first, then the others by name.
        module.values.sort_by_key(|it| (it.name != "terraform", it.name.clone()));
    }
    adopt(&mut modules);
    let top = top(&modules);
    let modules: Vec<_> = modules.into_values().collect();
    let opened: RefCell<BTreeMap<String, Option<Opened>>> = RefCell::default();
    let files = RefCell::new(files);
    terraform::lift(&modules, deployment, &|name: &str| {
        if let Some(known) = opened.borrow().get(name) {
            return known.clone();
        }
        let text = root.as_deref().filter(|_| is_inside(name, &top)).and_then(|root| {
            let bytes = load(&root.join(name)).ok().filter(|bytes| bytes.len() <= LARGEST)?;
            decode(bytes).ok()
        });
        let read = text.map(|text| {
            let shared: Arc<str> = text.as_str().into();
            let file = files.borrow_mut().add(File::new(name, text));
            Opened { text: shared, file: Some(file) }
        });
        opened.borrow_mut().insert(name.to_owned(), read.clone());
        read
    })
}

/// The folder that names are relative to.
fn base(entry: &Entry) -> Option<PathBuf> {
    if entry.name.starts_with('/') {
        return Some(PathBuf::from("/"));
    }
    let mut path = entry.path.as_path();
    for _ in Path::new(&entry.name).components() {
        path = path.parent()?;
    }
    Some(path.to_owned())
}

/// Gives folders that only set variables to the module above them: `environments/prod.tfvars`.
fn adopt(modules: &mut BTreeMap<String, Module>) {
    let (with_files, without): (BTreeMap<_, _>, BTreeMap<_, _>) =
        std::mem::take(modules).into_iter().partition(|(_, module)| !module.files.is_empty());
    *modules = with_files;
    for (folder, module) in without {
        let above = std::iter::successors(Some(folder.as_str()), |it| parent(it));
        let adopter = above.skip(1).take(MOST_STEPS_UP).find(|it| modules.contains_key(*it));
        if let Some(adopter) = adopter.and_then(|it| modules.get_mut(it)) {
            let named = |it: Values| Values { name: format!("{folder}/{}", it.name), ..it };
            adopter.values.extend(module.values.into_iter().map(named));
        }
    }
}

fn parent(folder: &str) -> Option<&str> {
    (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
}

/// The folder that all modules are in.
fn top(modules: &BTreeMap<String, Module>) -> String {
    let mut folders = modules.keys();
    let mut top = folders.next().cloned().unwrap_or_default();
    for folder in folders {
        while !top.is_empty() && *folder != top && !folder.starts_with(&format!("{top}/")) {
            top.truncate(top.rfind('/').unwrap_or(0));
        }
    }
    top
}

/// Whether a path stays below a folder, or below the one that names are relative to.
fn is_inside(name: &str, top: &str) -> bool {
    let is_below = !name.starts_with('/')
        || (!top.is_empty() && name.strip_prefix(top).is_some_and(|rest| rest.starts_with('/')));
    is_below && !name.split('/').any(|step| step == "..")
}
