//! The ledger on disk: read under a shared lock, grown under an exclusive one.
//!
//! A writer takes the lock before it reads and keeps it until its line is on the disk, so what it
//! decided holds when it writes. Its line goes out in one write at the end of the file; a write that
//! fails is taken back, and one that is cut short by a crash leaves a line without a newline.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::{count, terminal};
use crate::exchange::ledger::Entry;
use crate::release::chain::{self, Fault};
use crate::release::history::{self, History};

/// A ledger that nobody else writes while this lives.
#[derive(Debug)]
pub(super) struct Ledger {
    path: PathBuf,
    file: File,
    length: u64,
    entries: Vec<Entry>,
}

/// Whether a ledger that is not there is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// It is.
    Begin,
    /// That is a mistake.
    Refuse,
}

impl Ledger {
    /// Opens a ledger to add to it; it is sound.
    pub(super) fn open(path: &Path, missing: Missing) -> Result<Self, Failure> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(missing == Missing::Begin);
        let mut file = options.open(path).map_err(|error| unopened(path, &error))?;
        hold(&file, path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| failed("read", path, &error))?;
        let entries = sound(path, &bytes)?;
        Ok(Self { path: path.to_owned(), file, length: length(&bytes), entries })
    }

    /// What is in it of a service, or of the whole app.
    pub(super) fn history<'l>(&'l self, service: Option<&'l str>) -> History<'l> {
        History::new(&self.entries, service)
    }

    /// The last entry.
    pub(super) fn last(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// Adds an entry, which follows all others; it is on the disk when this returns.
    pub(super) fn append(&mut self, mut entry: Entry) -> Result<Entry, Failure> {
        let last = self.entries.last();
        entry.sequence = last.map_or(0, |it| it.sequence) + 1;
        entry.previous = last.map(|it| it.hash.clone());
        let line = chain::seal(&mut entry) + "\n";
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_all());
        if let Err(error) = written {
            // If this fails too, the next reader finds the unfinished line.
            let _ = self.file.set_len(self.length);
            return Err(failed("write", &self.path, &error));
        }
        if self.length == 0 {
            sync_folder(&self.path);
        }
        self.length += length(line.as_bytes());
        self.entries.push(entry.clone());
        Ok(entry)
    }
}

/// The name of a new file is on the disk when its folder is; where folders cannot be opened, the
/// file system sees to it itself.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}

/// The bytes of a ledger, between two writes.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut file = File::open(path).map_err(|error| unopened(path, &error))?;
    // Without locks on a file system a write may be seen half done, which is told as such.
    let _ = file.lock_shared();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| failed("read", path, &error))?;
    Ok(bytes)
}

/// The entries of a ledger that is only read.
pub(super) fn entries(path: &Path) -> Result<Vec<Entry>, Failure> {
    sound(path, &bytes(path)?)
}

/// Mends the last line of a ledger whose writer was stopped; says what was done, if anything was.
pub(super) fn mend(path: &Path) -> Result<Option<String>, Failure> {
    let mut options = OpenOptions::new();
    let mut file = options.read(true).append(true).open(path);
    let file = file.as_mut().map_err(|error| unopened(path, error))?;
    hold(file, path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| failed("read", path, &error))?;
    let (kept, newline) = chain::mended(&bytes);
    let done = match newline {
        Some(newline) => {
            file.write_all(newline).map_err(|error| failed("write", path, &error))?;
            "the newline of the last entry was added".to_owned()
        }
        None if kept < bytes.len() => {
            file.set_len(length(&bytes[..kept])).map_err(|error| failed("write", path, &error))?;
            let cut = count(bytes.len() - kept, "byte");
            format!("{cut} of an unfinished entry were taken away")
        }
        None => return Ok(None),
    };
    file.sync_all().map_err(|error| failed("write", path, &error))?;
    Ok(Some(done))
}

/// Everything that is wrong with a ledger, with its entries.
pub(super) fn judged(bytes: &[u8]) -> (Vec<Entry>, Vec<Fault>) {
    let (entries, mut faults) = chain::read(bytes);
    // What entries mean is judged when they are the ones that were written.
    if faults.is_empty() {
        faults = history::judge(&entries);
    }
    (entries, faults)
}

fn sound(path: &Path, bytes: &[u8]) -> Result<Vec<Entry>, Failure> {
    let (entries, faults) = judged(bytes);
    let Some(first) = faults.first() else { return Ok(entries) };
    let place = format!("{}:{}", path.display(), first.line);
    let failure = Failure::new(format!("{place}: {}", first.message)).help(&*first.help);
    Err(failure.help("`formwork release verify` tells everything that is wrong with it"))
}

fn hold(file: &File, path: &Path) -> Result<(), Failure> {
    let held = match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let shown = path.display();
            terminal::talk(&format!("waiting for another command that writes `{shown}`\n"));
            file.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
        Ok(()) => Ok(()),
    };
    held.map_err(|error| {
        failed("lock", path, &error).help("keep the ledger on a file system that has locks")
    })
}

fn unopened(path: &Path, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return Failure::new(format!("there is no release ledger `{}`", path.display())).help(
            "`formwork release record` begins one; `--ledger FILE` names one that is elsewhere",
        );
    }
    failed("open", path, error)
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot {what} `{}`", path.display())).why(error.to_string())
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
