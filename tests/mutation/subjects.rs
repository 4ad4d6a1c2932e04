//! Good manifests: what we write ourselves, and real templates in which the rules find no error.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use formwork::ir::kind::Dialect;
use formwork::lint::judge::{Unknowns, judge};
use formwork::lint::select::Selection;
use formwork::manifest::read::{Asked, Entry, read};
use formwork::rules;
use serde_json::Value as Json;

use super::file;

/// A manifest to be broken.
pub(crate) struct Subject {
    /// Its file, relative to the snapshots.
    pub(crate) name: String,
    pub(crate) dialect: Dialect,
    pub(crate) document: Json,
    /// What the rules say of it as it is: rule, path and message, with how often.
    found: Findings,
}

type Findings = BTreeMap<(String, String, String), usize>;

/// Whether a mutant has findings that the good manifest has not.
pub(crate) struct Noticed {
    pub(crate) by_default: bool,
    pub(crate) by_any: bool,
}

/// Runs every rule.
pub(crate) struct Judge {
    all: Selection,
    default: BTreeSet<&'static str>,
}

impl Judge {
    pub(crate) fn new() -> Self {
        let all = Selection::new(&["all".to_owned()], &[]).unwrap();
        let is_default = |id: &&&str| {
            let lint = rules::find(id).and_then(|rule| rule.lint);
            lint.is_some_and(|lint| lint.default)
        };
        let ids: Vec<&'static str> = all.rules().iter().map(|rule| rule.id).collect();
        let default = ids.iter().filter(is_default).copied().collect();
        Self { all, default }
    }

    fn findings(&self, dialect: Dialect, text: &str) -> Findings {
        let name = match dialect {
            Dialect::CloudFormation => "stack.template.json",
            Dialect::Terraform => "main.tf.json",
        };
        let entry = Entry { name: name.to_owned(), path: name.into(), asked: Asked::ByFolder };
        let load = |_: &Path| -> io::Result<Vec<u8>> { Ok(text.as_bytes().to_vec()) };
        let read = read(&[entry], &load, &|| ());
        let mut found = Findings::new();
        for verdict in judge(&read, &self.all, Unknowns::Silent) {
            let it = verdict.diagnostic;
            *found.entry((it.rule.to_owned(), it.path, it.message)).or_default() += 1;
        }
        found
    }

    /// Compares a mutant with what it was made of.
    pub(crate) fn notices(&self, subject: &Subject, text: &str) -> Noticed {
        let found = self.findings(subject.dialect, text);
        let is_new = |(key, count): &(&(String, String, String), &usize)| {
            subject.found.get(*key).is_none_or(|before| before < *count)
        };
        let new: Vec<_> = found.iter().filter(is_new).map(|(key, _)| key).collect();
        Noticed {
            by_default: new.iter().any(|(rule, ..)| self.is_default(rule)),
            by_any: !new.is_empty(),
        }
    }

    /// Whether no default rule finds anything.
    fn is_clean(&self, subject: &Subject) -> bool {
        subject.found.keys().all(|(rule, ..)| !self.is_default(rule))
    }

    /// A code without a rule tells of a file that cannot be read: everybody sees it.
    fn is_default(&self, id: &str) -> bool {
        self.default.contains(id) || rules::find(id).is_none()
    }

    fn subject(&self, name: String, dialect: Dialect, path: &Path) -> Subject {
        let document: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let found = self.findings(dialect, &text(&document));
        Subject { name, dialect, document, found }
    }
}

/// The text of a document, as a user might have it.
pub(crate) fn text(document: &Json) -> String {
    serde_json::to_string_pretty(document).unwrap()
}

/// Every template and every root module of the examples whose output is checked in.
pub(crate) fn all(judge: &Judge) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for app in ["hello", "shop"] {
        let folder = file("snapshots").join(app);
        let name =
            |path: &Path| path.strip_prefix(file("snapshots")).unwrap().display().to_string();
        for path in files(&folder.join("cloudformation"), ".template.json") {
            subjects.push(judge.subject(name(&path), Dialect::CloudFormation, &path));
        }
        for path in files(&folder.join("terraform"), "main.tf.json") {
            subjects.push(judge.subject(name(&path), Dialect::Terraform, &path));
        }
    }
    subjects
}

/// The templates in JSON of the corpus in which the default rules find nothing; none without it.
pub(crate) fn real(judge: &Judge) -> Vec<Subject> {
    let corpus =
        std::env::var_os("FORMWORK_CORPUS").map_or_else(|| file("../shared/corpus"), Into::into);
    if !corpus.is_dir() {
        println!(
            "skipped: no {}: set FORMWORK_CORPUS to a folder of real manifests",
            corpus.display()
        );
        return Vec::new();
    }
    let mut subjects = Vec::new();
    for path in files(&corpus, ".json") {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let is_template =
            serde_json::from_str::<Json>(&text).is_ok_and(|it| it["Resources"].is_object());
        if is_template {
            let name = path.strip_prefix(&corpus).unwrap().display().to_string();
            let subject = judge.subject(name, Dialect::CloudFormation, &path);
            subjects.extend(Some(subject).filter(|it| judge.is_clean(it)));
        }
    }
    subjects
}

/// Files below a folder whose names end so, in order.
fn files(folder: &Path, ending: &str) -> Vec<std::path::PathBuf> {
    let mut found: Vec<_> = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    found.sort();
    found
}
