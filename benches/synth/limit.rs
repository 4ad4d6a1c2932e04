//! What no synthesizer can save: serializing the documents, and writing files of these names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The files of an output folder, parsed.
pub(crate) struct Documents {
    folders: BTreeSet<PathBuf>,
    files: Vec<(PathBuf, Document)>,
}

enum Document {
    Json(Value),
    Text(Vec<u8>),
}

/// Reads every file below `folder`.
pub(crate) fn read(folder: &Path) -> Documents {
    let mut documents = Documents { folders: BTreeSet::new(), files: Vec::new() };
    for path in files(folder) {
        let bytes = fs::read(folder.join(&path)).expect("a file we wrote");
        let document = if path.extension().is_some_and(|it| it == "json") {
            Document::Json(serde_json::from_slice(&bytes).expect("JSON"))
        } else {
            Document::Text(bytes)
        };
        documents.folders.extend(path.parent().map(Path::to_owned));
        documents.files.push((path, document));
    }
    documents
}

/// Serializes the documents as `synth` does, indented by two spaces, and writes them.
pub(crate) fn write(documents: &Documents, folder: &Path) {
    for path in &documents.folders {
        fs::create_dir_all(folder.join(path)).expect("a folder");
    }
    let mut bytes = Vec::new();
    for (path, document) in &documents.files {
        let contents = match document {
            Document::Json(value) => {
                bytes.clear();
                serde_json::to_writer_pretty(&mut bytes, value).expect("a vector takes every byte");
                bytes.push(b'\n');
                &bytes
            }
            Document::Text(contents) => contents,
        };
        fs::write(folder.join(path), contents).expect("room");
    }
}

/// Asserts that both folders hold the same, and returns how many files and bytes.
pub(crate) fn compare(one: &Path, other: &Path) -> (usize, usize) {
    let paths = files(one);
    assert_eq!(paths, files(other));
    let same = |path: &PathBuf| {
        let [a, b] = [one, other].map(|folder| fs::read(folder.join(path)).expect("a file"));
        assert!(a == b, "`{}` differs", path.display());
        a.len()
    };
    (paths.len(), paths.iter().map(same).sum())
}

/// The paths of the files below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = entries.map(|entry| entry.expect("a readable folder"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|it| it.path().strip_prefix(folder).expect("below").to_owned()).collect()
}
