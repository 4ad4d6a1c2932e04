//! The linter on manifests: a folder of fixtures per rule, and what we write ourselves.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files reads files; a helper that cannot go on fails its test"
)]

mod rules;
mod surface;
mod synthesized;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use formwork::lint::Verdict;
use formwork::lint::judge::{Unknowns, judge};
use formwork::lint::select::Selection;
use formwork::manifest::read::{Asked, Entry, Read, read};

/// A file that was read as the user would name it.
fn read_file(path: &Path) -> Read {
    read_files(&[path.to_owned()])
}

/// Files that were read together.
fn read_files(paths: &[PathBuf]) -> Read {
    let entry = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // A module is a folder, though each of these has a file only.
        let is_module = [".tf", ".tf.json"].iter().any(|it| name.ends_with(it));
        let asked = if is_module { Asked::ByFolder } else { Asked::ByName };
        Entry { name, path: path.clone(), asked }
    };
    let entries: Vec<_> = paths.iter().map(entry).collect();
    read(&entries, &|path| fs::read(path), &|| ())
}

/// A text that was read as a file of this name.
fn read_text(name: &str, text: &str) -> Read {
    let entry = Entry { name: name.to_owned(), path: name.into(), asked: Asked::ByName };
    let load = |_: &Path| -> io::Result<Vec<u8>> { Ok(text.as_bytes().to_vec()) };
    read(&[entry], &load, &|| ())
}

/// What the selected rules find.
fn lint(read: &Read, selection: &Selection) -> Vec<Verdict> {
    judge(read, selection, Unknowns::Silent)
}
