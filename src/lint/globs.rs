//! Patterns for files, as `.gitignore` has them, relative to the folder of `formwork.toml`.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns; what they match is named by them.
#[derive(Clone, Debug)]
pub struct Globs {
    /// The folder they are relative to.
    root: PathBuf,
    /// What relative paths are relative to.
    working: PathBuf,
    matcher: Arc<Gitignore>,
}

impl Globs {
    /// No patterns.
    pub fn none() -> Self {
        let matcher = Arc::new(Gitignore::empty());
        Self { root: PathBuf::new(), working: PathBuf::new(), matcher }
    }

    /// Patterns relative to the folder `root`; both folders are absolute.
    ///
    /// # Errors
    /// If a pattern is malformed: what is wrong with it.
    pub fn new(root: &Path, working: &Path, patterns: &[String]) -> Result<Self, String> {
        if patterns.is_empty() {
            return Ok(Self::none());
        }
        let mut builder = GitignoreBuilder::new(root);
        for pattern in patterns {
            builder.add_line(None, pattern).map_err(|error| error.to_string())?;
        }
        let matcher = Arc::new(builder.build().map_err(|error| error.to_string())?);
        Ok(Self { root: root.to_owned(), working: working.to_owned(), matcher })
    }

    /// Whether a pattern names this path, or a folder it is in.
    pub fn matches(&self, path: &Path, kind: PathKind) -> bool {
        if self.matcher.is_empty() {
            return false;
        }
        let path = without_dots(&self.working.join(path));
        let Ok(path) = path.strip_prefix(&self.root) else { return false };
        let is_folder = matches!(kind, PathKind::Folder);
        !path.as_os_str().is_empty()
            && self.matcher.matched_path_or_any_parents(path, is_folder).is_ignore()
    }
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// A path without `.` and `..`, as it is written: links are not looked at.
pub(super) fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_relative_to_their_folder() {
        let patterns = ["vendor/", "*.test.yaml", "/old.yaml"].map(str::to_owned);
        let globs = Globs::new(Path::new("/app"), Path::new("/app/infra"), &patterns).unwrap();
        let check = |path: &str, kind, expected| {
            assert_eq!(globs.matches(Path::new(path), kind), expected, "{path}");
        };
        check("vendor", PathKind::Folder, true);
        check("vendor/a.yaml", PathKind::File, true);
        check("vendor", PathKind::File, false);
        check("web/a.test.yaml", PathKind::File, true);
        check("old.yaml", PathKind::File, false);
        check("../old.yaml", PathKind::File, true);
        check("./../old.yaml", PathKind::File, true);
        check("../../elsewhere/a.test.yaml", PathKind::File, false);
        check("..", PathKind::Folder, false);
    }

    #[test]
    fn malformed_patterns_are_refused() {
        assert!(Globs::new(Path::new("/"), Path::new("/"), &["a{b".to_owned()]).is_err());
    }
}
