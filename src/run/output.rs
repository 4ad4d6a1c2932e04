//! The output folder: written beside and swapped in, or compared.
//!
//! A run writes to `.<name>.formwork-new` beside the folder and then renames twice: the old folder
//! to `.<name>.formwork-old`, the new one into its place. A run that is interrupted leaves the old
//! tree, if need be under that name, and the next run puts it back. Whatever in the folder is not
//! ours (state, `.terraform`, `.terraform.lock.hcl`, notes) moves over to the new tree.

mod compare;
mod lock_file;
mod tree;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::ir::Dialect;

use super::Failure;
use super::synth::{Make, Sink};

pub use compare::Differences;
pub(super) use lock_file::LockFile;

/// The file that tells a folder of ours from others.
const MARKER: &str = "deploy-plan.json";
/// Held while a run writes to the folder that has it.
const BUSY: &str = ".busy";

/// A folder being written.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    new: PathBuf,
    old: PathBuf,
    busy: Option<File>,
}

impl Folder {
    /// Begins to write `folder`, the output of `app`.
    ///
    /// # Errors
    /// If it may not be replaced, or another run writes it.
    pub fn open(folder: &Path, app: &str) -> Result<Self, Failure> {
        let folder = place(folder)?;
        let [new, old] = ["new", "old"].map(|suffix| beside(&folder, suffix));
        recover(&folder, &old)?;
        refuse_foreign(&folder, app)?;
        if new.exists() {
            let _free = take_hold(&new, &folder)?;
            fs::remove_dir_all(&new).map_err(|error| failed("remove", &new, &error))?;
        }
        fs::create_dir(&new).map_err(|error| failed("create", &new, &error))?;
        let busy = take_hold(&new, &folder)?;
        Ok(Self { path: folder, new, old, busy: Some(busy) })
    }

    /// Puts what was written into the folder's place; of the parts of a back end only those of
    /// `target`, if there is one.
    ///
    /// # Errors
    /// Those of the file system; the old tree is kept.
    pub fn commit(mut self, target: Option<Dialect>) -> Result<(), Failure> {
        self.busy = None;
        let swap = || {
            fs::remove_file(self.new.join(BUSY))?;
            if self.path.exists() {
                fs::rename(&self.path, &self.old)?;
                if let Err(error) = fs::rename(&self.new, &self.path) {
                    fs::rename(&self.old, &self.path)?;
                    return Err(error);
                }
                tree::carry_over(&self.old, &self.path, target)?;
                fs::remove_dir_all(&self.old)
            } else {
                fs::rename(&self.new, &self.path)
            }
        };
        swap().map_err(|error| failed("replace", &self.path, &error))
    }
}

impl Sink for Folder {
    fn file(&mut self, path: &str, contents: &[u8]) -> Result<(), Failure> {
        let path = self.new.join(path);
        let write = || create(&path)?.write_all(contents);
        write().map_err(|error| failed("write", &path, &error))
    }

    fn document(&mut self, path: &str, make: &Make<'_>) -> Result<(), Failure> {
        let path = self.new.join(path);
        let write = || {
            let mut out = io::BufWriter::new(create(&path)?);
            make(&mut out)?;
            out.flush()
        };
        write().map_err(|error| failed("write", &path, &error))
    }
}

/// Creates a file, with its folder if that is new.
fn create(path: &Path) -> io::Result<File> {
    match File::create(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            File::create(path)
        }
        other => other,
    }
}

impl Drop for Folder {
    /// Leaves nothing behind if it was not committed.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.new);
    }
}

/// The folder's place, with links and `..` resolved.
fn place(folder: &Path) -> Result<PathBuf, Failure> {
    let shown = folder.display();
    if let Ok(found) = fs::metadata(folder)
        && !found.is_dir()
    {
        let help = "name a folder, as in `--out infra`";
        return Err(Failure::new(format!("`{shown}` is a file"), help));
    }
    let resolved = if folder.exists() {
        folder.canonicalize().map_err(|error| failed("open", folder, &error))?
    } else {
        let Some(name) = folder.file_name() else {
            let help = "name a folder, as in `--out infra`";
            return Err(Failure::new(format!("`{shown}` names no folder"), help));
        };
        let parent = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|error| failed("create", parent, &error))?;
        parent.canonicalize().map_err(|error| failed("open", parent, &error))?.join(name)
    };
    let working = std::env::current_dir().and_then(|it| it.canonicalize());
    if resolved.parent().is_none() || working.is_ok_and(|working| working.starts_with(&resolved)) {
        let message =
            format!("`{shown}` is the working folder, or holds it, and would be replaced");
        return Err(Failure::new(message, "name a folder inside it, as in `--out infra`"));
    }
    Ok(resolved)
}

/// The name of a folder beside `folder` that belongs to us.
fn beside(folder: &Path, suffix: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.formwork-{suffix}"))
}

/// Completes what an interrupted run left.
fn recover(folder: &Path, old: &Path) -> Result<(), Failure> {
    if !old.exists() {
        return Ok(());
    }
    let recover = || {
        if !folder.exists() {
            return fs::rename(old, folder);
        }
        // A run for one back end moves the part of the other over whole.
        for part in ["cloudformation", "terraform", "resolved", "pipelines"] {
            if old.join(part).exists() && !folder.join(part).exists() {
                fs::rename(old.join(part), folder.join(part))?;
            }
        }
        tree::carry_over(old, folder, None)?;
        fs::remove_dir_all(old)
    };
    recover().map_err(|error| failed("clean up", old, &error))
}

/// Refuses a folder that is not the output of `app`.
fn refuse_foreign(folder: &Path, app: &str) -> Result<(), Failure> {
    let shown = folder.display();
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed("read", folder, &error)),
    };
    if entries.next().is_none() {
        return Ok(());
    }
    match written_by_us(folder) {
        Some(other) if other == app => Ok(()),
        Some(other) => Err(Failure::new(
            format!("`{shown}` holds the output of another app, `{other}`"),
            "write each app to a folder of its own; if it was renamed, delete the folder first",
        )),
        None => Err(Failure::new(
            format!("`{shown}` is not empty, and formwork did not write it"),
            "name another folder, or empty this one",
        )),
    }
}

/// The app whose output a folder is, if we wrote it.
fn written_by_us(folder: &Path) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Marker {
        format: String,
        app: String,
        #[serde(rename = "environments")]
        _environments: serde::de::IgnoredAny,
    }
    let file = File::open(folder.join(MARKER)).ok()?;
    let marker: Marker = serde_json::from_reader(io::BufReader::new(file)).ok()?;
    crate::exchange::is_readable(&marker.format).then_some(marker.app)
}

/// Holds the folder `new` for as long as the file lives.
fn take_hold(new: &Path, folder: &Path) -> Result<File, Failure> {
    let path = new.join(BUSY);
    let file = File::create(&path).map_err(|error| failed("create", &path, &error))?;
    // Some network file systems have no locks; there, two runs at once are not told apart.
    if matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) {
        let message = format!("another run is writing `{}`", folder.display());
        return Err(Failure::new(message, "wait until it is done"));
    }
    Ok(file)
}

/// A failure of the file system, with a way out.
fn failed(what: &str, path: &Path, error: &io::Error) -> Failure {
    let help = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "choose a folder you may write to, or change its permissions"
        }
        io::ErrorKind::StorageFull => "make room on the disk; nothing was replaced",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a part of the path is a file: choose another one"
        }
        _ => "nothing was replaced; run it again when this is mended",
    };
    Failure::new(format!("cannot {what} `{}`: {error}", path.display()), help)
}
