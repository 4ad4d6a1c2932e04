//! Files of any format become manifests: which front end reads what.
//!
//! A file is what its name says (`.tf`, `Dockerfile`, `compose.yaml`), or what its content says
//! (templates, task definitions, plans). One that is neither is passed by in silence, unless it was
//! named by the user. A broken file is a [`Problem`], and the others are read all the same.
//!
//! Nothing here opens a file: the caller does, and decides what may be opened.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diag::code::{self, Code};
use crate::ir::lifted::{Data, FileId, Manifest, Node, Span};

use super::deployment::{self, Deployment, Given};
use super::source::{Comment, File, Files, Parsed, Problem};
use super::{cloudformation, compose, dockerfile, plan, syntax, task_definition};

mod decode;
mod folder;
mod inside;
mod sort;

pub use sort::{Sort, is_candidate};

/// Larger files are not read, in bytes. The largest template that CloudFormation takes has 1 MB;
/// plans are larger.
pub const LARGEST: usize = 32 << 20;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name in findings: relative, with `/`.
    pub name: String,
    /// How to open it.
    pub path: PathBuf,
    /// Who asked for it.
    pub asked: Asked,
}

/// Who asked for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// The user named it: what is odd about it is told.
    ByName,
    /// It was found in a folder: it may be no manifest at all.
    ByFolder,
}

/// How a file is opened: up to [`LARGEST`] bytes and one more.
pub type Load<'l> = &'l (dyn Fn(&Path) -> io::Result<Vec<u8>> + Sync);

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Read {
    /// The files.
    pub files: Files,
    /// What they declare.
    pub manifests: Vec<Manifest>,
    /// Their comments.
    pub comments: Vec<(FileId, Vec<Comment>)>,
    /// What is odd about them.
    pub problems: Vec<Problem>,
    /// Files that were named and are none of the formats.
    pub unknown: Vec<FileId>,
}

/// What one file holds.
enum Piece {
    /// No manifest.
    Nothing,
    /// None of the formats, though the user named it.
    Unrecognized,
    /// One manifest.
    Manifest(Box<Manifest>),
    /// A part of a Terraform module.
    Terraform(folder::Part),
}

/// A file, and what a front end made of it.
struct Reading {
    file: File,
    piece: Piece,
    comments: Vec<Comment>,
    problems: Vec<Problem>,
}

/// Reads files, in the order given; `seen` is called after each.
pub fn read(entries: &[Entry], load: Load<'_>, seen: &(dyn Fn() + Sync)) -> Read {
    read_open(entries, load, seen, (Vec::new(), None))
}

/// Reads files as one environment deploys them, with its files of values.
pub fn read_deployed(
    entries: &[Entry],
    values: &[Entry],
    workspace: Option<&str>,
    load: Load<'_>,
) -> (Read, Vec<Given>) {
    let (mut given, mut files, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (position, entry) in values.iter().enumerate() {
        let id = file_id(entries.len() + position);
        let bytes = load(&entry.path).map_err(|error| error.to_string());
        let text = bytes.and_then(|it| decode::decode(it).map_err(|why| why.to_string()));
        match text {
            Ok(text) => {
                let (read, odd) = deployment::parse(id, &entry.name, &text);
                given.push(read);
                problems.extend(odd);
                files.push(File::new(&entry.name, text));
            }
            Err(why) => {
                let message = format!("this file cannot be read: {why}");
                let help = "make it readable, and save it as UTF-8";
                let unread = Reading::unread(id, entry, &code::BROKEN_FILE, message, help);
                problems.extend(unread.problems);
                files.push(unread.file);
            }
        }
    }
    let deployment = Deployment::new(&given, workspace.map(str::to_owned));
    let mut read = read_open(entries, load, &|| {}, (files, Some(&deployment)));
    read.problems.extend(problems);
    (read, given)
}

/// Reads files; those of values are read already, and stand behind them.
fn read_open(
    entries: &[Entry],
    load: Load<'_>,
    seen: &(dyn Fn() + Sync),
    (values, deployment): (Vec<File>, Option<&Deployment>),
) -> Read {
    let numbered = entries.par_iter().enumerate();
    let readings: Vec<Reading> = numbered
        .map(|(position, entry)| {
            let id = file_id(position);
            let reading = guarded(|| open(id, entry, load, deployment)).unwrap_or_else(|why| {
                let message = format!("formwork failed at this file: {why}");
                Reading::unread(id, entry, &code::BROKEN_RULE, message, OUR_BUG)
            });
            seen();
            reading
        })
        .collect();
    let mut read = Read::default();
    let mut parts = Vec::new();
    for (entry, reading) in entries.iter().zip(readings) {
        let id = read.files.add(reading.file);
        read.comments.push((id, reading.comments));
        read.problems.extend(reading.problems);
        match reading.piece {
            Piece::Nothing => {}
            Piece::Unrecognized => read.unknown.push(id),
            Piece::Manifest(manifest) => read.manifests.push(*manifest),
            Piece::Terraform(part) => parts.push((entry, part)),
        }
    }
    for file in values {
        read.files.add(file);
    }
    let first = entries.iter().position(|entry| Sort::by_name(&entry.name) == Some(Sort::Hcl));
    match guarded(|| folder::lift(parts, &mut read.files, load, deployment)) {
        Ok(manifests) => read.manifests.extend(manifests),
        Err(why) => read.problems.push(Problem {
            code: &code::BROKEN_RULE,
            span: Span::new(file_id(first.unwrap_or_default()), 0, 0),
            message: format!("formwork failed at the Terraform of this run: {why}"),
            help: OUR_BUG.to_owned(),
            related: None,
        }),
    }
    let files = &read.files;
    read.manifests.par_iter_mut().for_each(|manifest| inside::locate(manifest, files));
    read
}

const OUR_BUG: &str = "report it to formwork with the file; until then, exclude it";

/// Runs a front end; one that panics costs its own file, not the run.
fn guarded<T>(front_end: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(front_end)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|it| (*it).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
    })
}

fn file_id(position: usize) -> FileId {
    FileId(u32::try_from(position).expect("a run reads fewer than 2^32 files"))
}

impl Reading {
    fn new(entry: &Entry, text: String) -> Self {
        Self {
            file: File::new(&entry.name, text),
            piece: Piece::Nothing,
            comments: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// A file that is not read, and why.
    fn unread(id: FileId, entry: &Entry, code: &'static Code, message: String, help: &str) -> Self {
        let span = Span::new(id, 0, 0);
        let problem = Problem { code, span, message, help: help.to_owned(), related: None };
        Self { problems: vec![problem], ..Self::new(entry, String::new()) }
    }
}

fn open(id: FileId, entry: &Entry, load: Load<'_>, deployment: Option<&Deployment>) -> Reading {
    let bytes = match load(&entry.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("this file cannot be opened: {error}");
            let help = "make it readable, or exclude it in `formwork.toml`";
            return Reading::unread(id, entry, &code::BROKEN_FILE, message, help);
        }
    };
    if bytes.len() > LARGEST {
        let message = format!("this file has more than {} MiB", LARGEST >> 20);
        let help = "exclude it in `formwork.toml`, or split it";
        return Reading::unread(id, entry, &code::OVERSIZED_FILE, message, help);
    }
    match decode::decode(bytes) {
        Ok(text) => parse(id, entry, text, deployment),
        // An image that is called `logo.template` is none of ours.
        Err(_) if entry.asked == Asked::ByFolder && !Sort::of(&entry.name, "").is_sure() => {
            Reading::new(entry, String::new())
        }
        Err(why) => {
            let message = format!("this file is no text: {why}");
            Reading::unread(id, entry, &code::BROKEN_FILE, message, "save it as UTF-8")
        }
    }
}

fn parse(id: FileId, entry: &Entry, text: String, deployment: Option<&Deployment>) -> Reading {
    let sort = Sort::of(&entry.name, &text);
    let mut reading = Reading::new(entry, text);
    let text = &reading.file.text;
    let is_named = entry.asked == Asked::ByName;
    if !is_named && !sort.may_be_in(text) {
        return reading;
    }
    let parsed = match sort {
        Sort::Hcl | Sort::TerraformJson | Sort::Variables | Sort::VariablesJson => {
            let (part, parsed) = folder::parse(id, text, sort);
            reading.piece = Piece::Terraform(part);
            (reading.comments, reading.problems) = (parsed.comments, parsed.problems);
            return reading;
        }
        Sort::Dockerfile => {
            let (manifest, comments, problems) = dockerfile::parse(id, text, &entry.name);
            reading.piece = Piece::Manifest(Box::new(manifest));
            (reading.comments, reading.problems) = (comments, problems);
            return reading;
        }
        Sort::Yaml | Sort::Compose => syntax::yaml::parse(id, text),
        Sort::Json => syntax::json::parse(id, text),
    };
    let Parsed { root, comments, problems } = parsed;
    let is_broken = root.data == Data::Absent && !problems.is_empty();
    reading.piece = match recognize(root, text, entry, deployment) {
        Some(manifest) => Piece::Manifest(Box::new(manifest)),
        None if is_named && !is_broken => Piece::Unrecognized,
        None => Piece::Nothing,
    };
    let is_ours = matches!(reading.piece, Piece::Manifest(_)) || is_named || is_broken;
    if is_ours {
        (reading.comments, reading.problems) = (comments, problems);
    }
    reading
}

/// What a document is, by its content; a Compose file also by its name.
fn recognize(
    root: Node,
    text: &str,
    entry: &Entry,
    deployment: Option<&Deployment>,
) -> Option<Manifest> {
    let name = &entry.name;
    if cloudformation::is_template(&root) {
        Some(match deployment {
            Some(it) => cloudformation::lift_deployed(root, text, name, it),
            None => cloudformation::lift(root, text, name, &[]),
        })
    } else if plan::is_plan(&root) {
        Some(plan::lift(&root, name))
    } else if compose::is_compose(&root, name) {
        Some(compose::lift(&root, name))
    } else if task_definition::is_task_definition(&root) {
        Some(task_definition::lift(root, name))
    } else {
        None
    }
}
