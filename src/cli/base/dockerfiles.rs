//! The Dockerfiles of an app's services, and the images they build on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag;
use crate::exchange::description::{BaseImage, Service};
use crate::ir::lifted::{Data, FileId, Node};
use crate::manifest::dockerfile;
use crate::manifest::source::File;

use super::super::description::Description;
use super::super::failure::Failure;

/// A Dockerfile.
#[derive(Debug)]
pub(in crate::cli) struct Dockerfile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The path that is shown.
    pub(super) shown: String,
    /// The services that are built from it.
    pub(super) services: Vec<String>,
    /// Its text, without the byte order mark.
    pub(super) file: File,
    /// Whether a byte order mark stands before it.
    pub(super) has_mark: bool,
    /// What it builds on.
    pub(super) images: Vec<Image>,
    /// What is wrong with it, if it cannot be read.
    pub(super) problem: Option<(String, String, diag::Span)>,
}

/// An image that a Dockerfile builds on.
#[derive(Debug)]
pub(super) struct Image {
    /// Its name; `None` if it is only known when the image is built.
    pub(super) name: Option<String>,
    /// Where `FROM` says it, in bytes.
    pub(super) from: (usize, usize),
    /// Where the name stands in one piece, in bytes: in `FROM`, or in the default of an `ARG`.
    pub(super) place: Option<(usize, usize)>,
}

/// A service whose Dockerfile is not there.
pub(in crate::cli) struct Missing<'d> {
    pub(super) service: &'d Service,
    pub(super) folder: &'d str,
}

/// The Dockerfiles of the services of a description, each once, and those that are not there.
pub(in crate::cli) fn all(
    description: &Description,
) -> Result<(Vec<Dockerfile>, Vec<Missing<'_>>), Failure> {
    let (mut found, mut missing) = (BTreeMap::<PathBuf, Vec<String>>::new(), Vec::new());
    for service in &description.document.services {
        let Some(folder) = service.dockerfile.as_deref() else { continue };
        match locate(&description.root, &service.written.file, folder) {
            Some(path) => found.entry(path).or_default().push(service.name.clone()),
            None => missing.push(Missing { service, folder }),
        }
    }
    let root = description.root.canonicalize().unwrap_or_else(|_| description.root.clone());
    let read = found.into_iter().map(|(path, services)| read(path, services, &root));
    Ok((read.collect::<Result<_, _>>()?, missing))
}

/// The Dockerfile in a folder of the repository. Where no repository is, a folder above the file
/// that declares the service is taken for it.
fn locate(root: &Path, declared_in: &str, folder: &str) -> Option<PathBuf> {
    let root = root.canonicalize().ok()?;
    let declared = root.join(declared_in);
    let above: Vec<&Path> = declared.ancestors().skip(1).collect();
    let is_repository = |it: &&Path| it.join(".git").exists();
    let top = above.iter().position(is_repository).or(above.iter().position(|it| *it == root));
    let inside = &above[..top.map_or(0, |position| position + 1)];
    let candidates = inside.iter().rev().map(|it| it.join(folder).join("Dockerfile"));
    candidates.filter_map(|it| it.canonicalize().ok()).find(|it| it.is_file())
}

fn read(path: PathBuf, services: Vec<String>, root: &Path) -> Result<Dockerfile, Failure> {
    let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    let unreadable = |why: String| Failure::new(format!("cannot read `{shown}`")).why(why);
    let bytes = std::fs::read(&path).map_err(|error| unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| unreadable("it is not UTF-8".to_owned()).help("save it as UTF-8"))?;
    let (has_mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (true, rest.to_owned()),
        None => (false, text),
    };
    let (manifest, _, problems) = dockerfile::parse(FileId(0), &text, &shown);
    let images = manifest.resources.iter().filter_map(|stage| {
        let is_stage = stage.property("from_stage").and_then(Node::bool) == Some(true);
        stage.property("from").filter(|_| !is_stage).map(|node| image(node, &text))
    });
    let images = images.collect();
    let file = File::new(shown.clone(), text);
    let problem = problems.into_iter().next().map(|it| {
        let span = span(&file, (it.span.start as usize, it.span.end as usize));
        (it.message, it.help, span)
    });
    Ok(Dockerfile { path, shown, services, file, has_mark, images, problem })
}

fn image(node: &Node, text: &str) -> Image {
    let bytes = |node: &Node| (node.span.start as usize, node.span.end as usize);
    let value = match &node.data {
        Data::Input(input) => input.default.as_ref(),
        _ => Some(node),
    };
    let name = value.and_then(Node::text).map(str::to_owned);
    let place = value.zip(name.as_deref()).and_then(|(value, name)| {
        let (start, end) = bytes(value);
        let written = text.get(start..end)?;
        let bare = ['"', '\'']
            .into_iter()
            .find_map(|quote| written.strip_prefix(quote)?.strip_suffix(quote));
        match bare {
            Some(bare) if bare == name => Some((start + 1, end - 1)),
            _ => (written == name).then_some((start, end)),
        }
    });
    Image { name, from: bytes(node), place }
}

/// A part of a file, as findings have it.
pub(super) fn span(file: &File, (start, end): (usize, usize)) -> diag::Span {
    let position = |byte: usize| file.position(u32::try_from(byte).unwrap_or(u32::MAX));
    let (line, column) = position(start);
    diag::Span { file: file.path.clone(), line, column, end: Some(position(end)) }
}

impl Dockerfile {
    /// Where it builds on a base image, by line.
    pub(super) fn lines_with(&self, base: &BaseImage, others: &[BaseImage]) -> Vec<u32> {
        let uses = self.images.iter().filter(|it| {
            it.name.as_deref().is_some_and(|name| super::bump::is_meant(name, base, others))
        });
        uses.map(|it| span(&self.file, it.from).line).collect()
    }
}
