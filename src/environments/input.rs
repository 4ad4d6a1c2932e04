//! Which files an environment is made of, as the user says it: `dev=infra:dev.tfvars`.

use std::path::{Path, PathBuf};

/// A part of an environment: a template, a folder or a file of values, with the files that give it
/// its values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The environment's name.
    pub environment: String,
    /// The template or folder.
    pub path: PathBuf,
    /// Files of parameters or variables; a later one counts.
    pub values: Vec<PathBuf>,
}

impl Input {
    /// Reads `NAME=PATH[:VALUES]…`.
    ///
    /// # Errors
    /// If a name or a path is missing: what is.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, rest) = text.split_once('=').ok_or("write it as NAME=PATH")?;
        if name.trim().is_empty() {
            return Err("the environment's name is missing before `=`".to_owned());
        }
        Self::of(name.trim(), rest)
    }

    /// Reads `PATH[:VALUES]…` of an environment. A colon that is followed by a backslash belongs to
    /// a path of Windows.
    ///
    /// # Errors
    /// If a path is missing.
    pub fn of(environment: &str, text: &str) -> Result<Self, String> {
        let mut parts: Vec<String> = Vec::new();
        for part in text.split(':') {
            match parts.last_mut() {
                Some(drive) if part.starts_with('\\') && drive.len() == 1 => {
                    drive.push(':');
                    drive.push_str(part);
                }
                _ => parts.push(part.to_owned()),
            }
        }
        if parts.iter().any(String::is_empty) {
            return Err("a path is missing".to_owned());
        }
        let mut parts = parts.into_iter().map(PathBuf::from);
        let path = parts.next().ok_or("a path is missing")?;
        Ok(Self { environment: environment.to_owned(), path, values: parts.collect() })
    }

    /// The same with its paths below a folder.
    pub fn below(self, folder: &Path) -> Self {
        let values = self.values.iter().map(|it| folder.join(it)).collect();
        Self { path: folder.join(&self.path), values, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environments_name_their_files() {
        let input = Input::parse("dev=infra:a.tfvars:b.tfvars").unwrap();
        assert_eq!((&*input.environment, input.path), ("dev", "infra".into()));
        assert_eq!(input.values, [PathBuf::from("a.tfvars"), "b.tfvars".into()]);
        let windows = Input::parse("dev=C:\\infra:dev.json").unwrap();
        assert_eq!(windows.path, PathBuf::from("C:\\infra"));
        for odd in ["dev", "=infra", "dev=", "dev=a:"] {
            assert!(Input::parse(odd).is_err(), "{odd}");
        }
    }
}
