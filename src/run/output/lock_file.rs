//! `formwork.lock` on disk.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::lock::Lock;
use crate::run::Failure;
use crate::run::arguments::LockUse;

use super::failed;

/// A lock with the file it was read from.
#[derive(Debug)]
pub(in crate::run) struct LockFile {
    /// The file.
    pub(in crate::run) path: PathBuf,
    /// What is recorded.
    pub(in crate::run) lock: Lock,
    /// Hash of the text that was read.
    read: [u8; 32],
}

/// A lock that was written beside its file.
#[derive(Debug)]
pub(in crate::run) struct Prepared {
    from: PathBuf,
    to: PathBuf,
}

impl LockFile {
    /// Reads the lock, if there is to be one; a file that is not there is an empty lock.
    pub(in crate::run) fn open(lock: &LockUse) -> Result<Option<Self>, Failure> {
        let (LockUse::Kept(path) | LockUse::Locked(path)) = lock else { return Ok(None) };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(failed("read", path, &error)),
        };
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| unreadable(path, "it is no UTF-8 text", "is it the right file?"))?;
        let lock =
            Lock::read(text).map_err(|wrong| unreadable(path, &wrong.message, &wrong.help))?;
        let read = Sha256::digest(&bytes).into();
        Ok(Some(Self { path: path.clone(), lock, read }))
    }

    /// Whether writing it would change the file.
    pub(in crate::run) fn would_change(&self) -> Result<bool, Failure> {
        let mut hash = Hashed(Sha256::new());
        self.lock.write(&mut hash).map_err(|error| failed("write", &self.path, &error))?;
        Ok(<[u8; 32]>::from(hash.0.finalize()) != self.read)
    }

    /// Writes it beside the file, if it would change.
    pub(in crate::run) fn prepare(&self) -> Result<Option<Prepared>, Failure> {
        if !self.would_change()? {
            return Ok(None);
        }
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let from = self.path.with_file_name(format!(".{name}.formwork-new"));
        let write = || {
            let mut file = io::BufWriter::new(fs::File::create(&from)?);
            self.lock.write(&mut file)?;
            file.flush()
        };
        write().map_err(|error| failed("write", &from, &error))?;
        Ok(Some(Prepared { from, to: self.path.clone() }))
    }
}

impl Prepared {
    /// Puts it into the file's place.
    pub(in crate::run) fn commit(self) -> Result<(), Failure> {
        fs::rename(&self.from, &self.to).map_err(|error| failed("replace", &self.to, &error))
    }
}

fn unreadable(path: &Path, message: &str, help: &str) -> Failure {
    Failure::new(format!("cannot use `{}`: {message}", path.display()), help)
}

/// Hashes what is written to it.
struct Hashed(Sha256);

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
