//! Which files are judged.
//!
//! A file that is named is always read. A folder is walked, without what its `.gitignore` and
//! `.ignore` files name, without hidden files, and without following links, which may lead in
//! circles. A user's global ignore file is not looked at: everybody gets the same findings.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::manifest::read::{Asked, Entry, is_candidate};

use super::globs::{Globs, PathKind};

/// What was found.
#[derive(Debug, Default)]
pub struct Discovered {
    /// The files, by name.
    pub entries: Vec<Entry>,
    /// Folders that could not be read, and why.
    pub unreadable: Vec<String>,
}

/// A path that was named and cannot be looked at.
#[derive(Debug)]
pub struct Missing {
    /// The path.
    pub path: PathBuf,
    /// Why.
    pub why: std::io::Error,
}

/// The files at these paths, sorted; those in folders only if their name may be a manifest's and
/// `excluded` does not name them.
///
/// # Errors
/// If a path leads nowhere.
pub fn discover(paths: &[PathBuf], excluded: &Globs) -> Result<Discovered, Missing> {
    let mut found = Discovered::default();
    for path in paths {
        let about = fs::metadata(path).map_err(|why| Missing { path: path.clone(), why })?;
        if about.is_dir() {
            walk(path, excluded, &mut found);
        } else {
            found.entries.push(entry(path, Asked::ByName));
        }
    }
    found.entries.sort();
    found.entries.dedup_by(|later, first| later.name == first.name);
    Ok(found)
}

fn walk(folder: &Path, excluded: &Globs, found: &mut Discovered) {
    let mut builder = WalkBuilder::new(folder);
    builder.require_git(false).git_global(false).follow_links(false);
    let excluded = excluded.clone();
    builder.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|it| it.is_dir());
        let kind = if is_folder { PathKind::Folder } else { PathKind::File };
        entry.depth() == 0 || !excluded.matches(entry.path(), kind)
    });
    for item in builder.build() {
        match item {
            Ok(item) => {
                let is_file = item.file_type().is_some_and(|it| it.is_file());
                if is_file && is_candidate(&name(item.path())) {
                    found.entries.push(entry(item.path(), Asked::ByFolder));
                }
            }
            Err(error) => found.unreadable.push(error.to_string()),
        }
    }
}

fn entry(path: &Path, asked: Asked) -> Entry {
    Entry { name: name(path), path: path.to_owned(), asked }
}

/// A path as findings name it: with `/`, and without `./` in front.
fn name(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
