//! `--check`: what `synth` would change in a folder.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use crate::ir::Dialect;
use crate::run::Failure;
use crate::run::synth::{Make, Sink};

use super::tree::{Part, part};

/// Files that differ from what is in a folder.
#[derive(Debug)]
pub struct Differences {
    folder: PathBuf,
    target: Option<Dialect>,
    made: BTreeSet<Box<str>>,
    lines: Vec<String>,
}

impl Differences {
    /// Compares with `folder`.
    ///
    /// # Errors
    /// If there is no such folder.
    pub fn new(folder: &Path, target: Option<Dialect>) -> Result<Self, Failure> {
        if !folder.is_dir() {
            let message = format!("there is no folder `{}` to compare with", folder.display());
            return Err(Failure::new(message, "run `synth` without `--check` first"));
        }
        Ok(Self { folder: folder.to_owned(), target, made: BTreeSet::new(), lines: Vec::new() })
    }

    /// Lists the differences, and the files of ours that would go.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn finish(mut self) -> Result<Vec<String>, Failure> {
        let folder = self.folder.clone();
        self.surplus(&folder, &mut Vec::new())
            .map_err(|error| super::failed("read", &folder, &error))?;
        self.lines.sort_by(|a, b| a[9..].cmp(&b[9..]));
        Ok(self.lines)
    }

    /// Notes what is told of a file: whether it is the same, if it is there at all.
    fn note(&mut self, path: &str, same: io::Result<bool>) -> Result<(), Failure> {
        match same {
            Ok(true) => {}
            Ok(false) => self.lines.push(format!("changed  {path}")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.lines.push(format!("missing  {path}"));
            }
            Err(error) => return Err(super::failed("read", &self.folder.join(path), &error)),
        }
        self.made.insert(path.into());
        Ok(())
    }

    fn surplus(&mut self, at: &Path, steps: &mut Vec<String>) -> io::Result<()> {
        for entry in fs::read_dir(at)? {
            let entry = entry?;
            steps.push(entry.file_name().to_string_lossy().into_owned());
            let path: Vec<_> = steps.iter().map(String::as_str).collect();
            match part(&path, entry.file_type()?.is_dir(), self.target) {
                Part::Ours => {
                    let path = steps.join("/");
                    if !self.made.contains(path.as_str()) {
                        self.lines.push(format!("surplus  {path}"));
                    }
                }
                Part::Mixed => self.surplus(&entry.path(), steps)?,
                Part::Foreign => {}
            }
            steps.pop();
        }
        Ok(())
    }
}

impl Sink for Differences {
    fn file(&mut self, path: &str, contents: &[u8]) -> Result<(), Failure> {
        let found = fs::read(self.folder.join(path));
        self.note(path, found.map(|found| found == contents))
    }

    fn document(&mut self, path: &str, make: &Make<'_>) -> Result<(), Failure> {
        let same = fs::File::open(self.folder.join(path)).and_then(|file| {
            let mut comparison = Comparison { file: BufReader::new(file), same: true };
            make(&mut comparison)?;
            let ends = comparison.file.fill_buf()?.is_empty();
            Ok(comparison.same && ends)
        });
        self.note(path, same)
    }
}

/// Compares what is written to it with a file.
struct Comparison {
    file: BufReader<fs::File>,
    same: bool,
}

impl Write for Comparison {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let found = self.file.fill_buf()?;
        let count = found.len().min(bytes.len());
        if !self.same || count == 0 || found[..count] != bytes[..count] {
            self.same = false;
            return Ok(bytes.len());
        }
        self.file.consume(count);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
