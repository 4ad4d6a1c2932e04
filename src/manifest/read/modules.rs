//! Files of Terraform, put together by folder.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use crate::ir::lifted::{FileId, Manifest};
use crate::manifest::source::{File, Files};
use crate::manifest::terraform::syntax::Body;
use crate::manifest::terraform::{self, Module, Opened, Values};

use super::{Load, Sort, decode};

/// Larger files are not opened by `templatefile` and `file`, in bytes.
const LARGEST: usize = 1 << 20;

/// A file of a module.
pub(super) struct Part {
    folder: String,
    body: Body,
    /// Its name without extension, if it sets variables.
    values: Option<String>,
}

impl Part {
    pub(super) fn new(path: &str, sort: Sort, body: Body) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.strip_suffix(".json").unwrap_or(name).strip_suffix(".tfvars");
        let sets = matches!(sort, Sort::Variables | Sort::VariablesJson);
        let values = sets.then(|| stem.unwrap_or(name).to_owned());
        Self { folder: folder.to_owned(), body, values }
    }
}

/// The manifests of some modules. Files that their expressions open join the others.
pub(super) fn lift(parts: Vec<Part>, load: Load<'_>, files: &mut Files) -> Vec<Manifest> {
    let mut folders: BTreeMap<String, Module> = BTreeMap::new();
    for part in parts {
        let module = folders
            .entry(part.folder)
            .or_insert_with_key(|folder| Module { folder: folder.clone(), ..Module::default() });
        match part.values {
            Some(name) => module.values.push(Values { name, body: part.body }),
            None => module.files.push(part.body),
        }
    }
    let modules: Vec<Module> = folders.into_values().filter(|it| !it.files.is_empty()).collect();
    let opened = RefCell::new((files, BTreeMap::new()));
    let open = |path: &str| {
        let (files, known) = &mut *opened.borrow_mut();
        known.entry(path.to_owned()).or_insert_with(|| open(path, load, files)).clone()
    };
    terraform::lift(&modules, &open)
}

fn open(path: &str, load: Load<'_>, files: &mut Files) -> Option<Opened> {
    let bytes = load(Path::new(path)).ok().filter(|bytes| bytes.len() <= LARGEST)?;
    let text = decode::decode(bytes).ok()?;
    let file: FileId = files.add(File::new(path, text.clone()));
    Some(Opened { text: text.into(), file: Some(file) })
}
