//! `formwork base`: what Dockerfiles build on; and the same question for `formwork check`.

mod bump;
mod dockerfiles;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::diag::{Diagnostic, Span, nearest};
use crate::exchange::Finding;
use crate::exchange::description::BaseImage;
use crate::rules::unlisted_base_image::{Allowed, RULE, judge};
use crate::spec::base_image::{is_digest, is_tag};

use super::arguments::{BaseBump, BaseList, Format};
use super::description::Description;
use super::failure::{Failure, list as names};
use super::lint::write::atomically;
use super::{Exit, Outcome, count, json_text};

use bump::Bump;
use dockerfiles::{Dockerfile, span};

fn base_images(description: &Description) -> &[BaseImage] {
    description.document.facts.as_ref().map_or(&[], |facts| &facts.base_images)
}

/// What `FW0213` finds in the Dockerfiles of an app; nothing if the app lists no base images.
pub(super) fn findings(description: &Description) -> Result<Vec<Finding>, Failure> {
    let allowed = base_images(description);
    if allowed.is_empty() {
        return Ok(Vec::new());
    }
    let allowed: Vec<_> = allowed
        .iter()
        .map(|it| Allowed { repository: &it.repository, tag: &it.tag, digest: &it.digest })
        .collect();
    let (dockerfiles, missing) = dockerfiles::all(description)?;
    let mut found = Vec::new();
    for it in missing {
        let written = &it.service.written;
        let (file, line, column) = (written.file.clone(), written.line, written.column);
        let place = Span { file, line, column, end: None };
        let message = format!("there is no Dockerfile in `{}`", it.folder);
        let help = "write the folder of the Dockerfile relative to the root of the repository";
        found.push(finding(&it.service.name, (message, help.to_owned()), place));
    }
    for dockerfile in &dockerfiles {
        let path = dockerfile.services.join(", ");
        if let Some((message, help, place)) = &dockerfile.problem {
            found.push(finding(&path, (message.clone(), help.clone()), place.clone()));
            continue;
        }
        for image in &dockerfile.images {
            let Some(said) =
                image.name.as_deref().map_or_else(|| Some(unknown()), |name| judge(name, &allowed))
            else {
                continue;
            };
            found.push(finding(&path, said, span(&dockerfile.file, image.from)));
        }
    }
    Ok(found)
}

fn unknown() -> (String, String) {
    (
        "what `FROM` names is only known when the image is built".to_owned(),
        "give its `ARG` a default that is one of the app's base images".to_owned(),
    )
}

fn finding(service: &str, (message, help): (String, String), place: Span) -> Finding {
    Finding::from(&Diagnostic {
        rule: RULE.id,
        name: RULE.name,
        severity: RULE.severity,
        factor: RULE.factor,
        path: format!("{service}/dockerfile"),
        message,
        why: RULE.why,
        help,
        span: Some(place),
        related: Vec::new(),
        environments: Vec::new(),
    })
}

/// A base image and who builds on it.
#[derive(Serialize)]
struct Listed<'l> {
    repository: &'l str,
    tag: &'l str,
    digest: &'l str,
    used_by: Vec<Use<'l>>,
}

#[derive(Serialize)]
struct Use<'l> {
    service: &'l str,
    file: &'l str,
    lines: Vec<u32>,
}

/// Prints the base images of an app, with the services that build on them.
pub(super) fn list(arguments: &BaseList, description: &Description) -> Result<Outcome, Failure> {
    let all = base_images(description);
    let (dockerfiles, _) = dockerfiles::all(description)?;
    let listed: Vec<_> = all
        .iter()
        .map(|base| Listed {
            repository: &base.repository,
            tag: &base.tag,
            digest: &base.digest,
            used_by: uses(base, all, &dockerfiles),
        })
        .collect();
    Ok(Outcome::clean(match arguments.format.format {
        Format::Json => json_text(&listed),
        Format::Text => text(&listed),
    }))
}

fn uses<'l>(base: &BaseImage, all: &[BaseImage], dockerfiles: &'l [Dockerfile]) -> Vec<Use<'l>> {
    let mut uses = Vec::new();
    for dockerfile in dockerfiles {
        let lines = dockerfile.lines_with(base, all);
        let services = dockerfile.services.iter().filter(|_| !lines.is_empty());
        uses.extend(services.map(|service| Use {
            service,
            file: &dockerfile.shown,
            lines: lines.clone(),
        }));
    }
    uses
}

fn text(listed: &[Listed<'_>]) -> String {
    let mut text = String::new();
    for it in listed {
        let _ = writeln!(text, "{}:{}\n  {}", it.repository, it.tag, it.digest);
        for user in &it.used_by {
            let lines: Vec<_> = user.lines.iter().map(u32::to_string).collect();
            let _ = writeln!(text, "  {}: {}:{}", user.service, user.file, lines.join(", "));
        }
        if it.used_by.is_empty() {
            text.push_str("  no service builds on it\n");
        }
    }
    if listed.is_empty() {
        text.push_str("the app lists no base images: Dockerfiles may build on anything\n");
    }
    text
}

/// A file that changes.
struct Change {
    path: PathBuf,
    shown: String,
    contents: String,
}

/// Gives a base image another digest, in Dockerfiles and in the description.
pub(super) fn bump(arguments: &BaseBump, description: &Description) -> Result<Outcome, Failure> {
    check_digest(arguments)?;
    let all = base_images(description);
    let base = named(&arguments.name, all)?;
    let bump = Bump { base, all, digest: &arguments.to, tag: arguments.tag.as_deref() };
    let (dockerfiles, _) = dockerfiles::all(description)?;
    let (mut changes, mut services, mut by_hand) = (Vec::new(), Vec::new(), Vec::new());
    for dockerfile in &dockerfiles {
        let (contents, left) = bump.dockerfile(dockerfile);
        let shown = &dockerfile.shown;
        if contents != dockerfile.file.text {
            let mark = if dockerfile.has_mark { "\u{feff}" } else { "" };
            let path = dockerfile.path.clone();
            changes.push(Change {
                path,
                shown: shown.clone(),
                contents: format!("{mark}{contents}"),
            });
        }
        if contents != dockerfile.file.text || !left.is_empty() {
            services.extend(dockerfile.services.iter().map(String::as_str));
        }
        by_hand.extend(left.iter().map(|image| {
            format!("{shown} puts `{image}` together from parts: write `{}` there", arguments.to)
        }));
    }
    if base.digest != arguments.to || bump.tag.is_some_and(|tag| tag != base.tag) {
        match constant(&bump, &description.root)? {
            Some(change) => changes.push(change),
            None => by_hand.push(format!(
                "{}:{} declares it: write `{}` there",
                base.written.file, base.written.line, arguments.to
            )),
        }
    }
    if !arguments.dry_run {
        for change in &changes {
            atomically(&change.path, change.contents.as_bytes())?;
        }
    }
    let is_left = !by_hand.is_empty() || arguments.dry_run && !changes.is_empty();
    Ok(Outcome {
        data: told(arguments, &changes, &services, &by_hand),
        exit: if is_left { Exit::Findings } else { Exit::Clean },
    })
}

fn check_digest(arguments: &BaseBump) -> Result<(), Failure> {
    let (digest, tag) = (&arguments.to, arguments.tag.as_deref());
    if !is_digest(digest) {
        return Err(Failure::new(format!("`{digest}` is no digest"))
            .help("write `sha256:` and 64 hexadecimal digits, as `docker buildx imagetools inspect` prints them"));
    }
    match tag.filter(|tag| !is_tag(tag)) {
        Some(tag) => Err(Failure::new(format!("`{tag}` is no tag of an image"))
            .help("write one as in `1.95-slim`")),
        None => Ok(()),
    }
}

/// The base image that is meant: by its repository, the last part of it, or either with its tag.
fn named<'b>(name: &str, all: &'b [BaseImage]) -> Result<&'b BaseImage, Failure> {
    let spellings = |it: &BaseImage| {
        let last = it.repository.rsplit('/').next().unwrap_or_default().to_owned();
        let with_tag = |name: &str| format!("{name}:{}", it.tag);
        [it.repository.clone(), with_tag(&it.repository), with_tag(&last), last]
    };
    let found: Vec<_> = all.iter().filter(|it| spellings(it).iter().any(|it| it == name)).collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] if all.is_empty() => {
            Err(Failure::new("the app lists no base images")
                .help("list them with `App::base_images`"))
        }
        [] => {
            let failure = Failure::new(format!("the app has no base image `{name}`")).why(format!(
                "its base images are {}",
                names(all.iter().map(|it| &*it.repository))
            ));
            let known: Vec<_> = all.iter().flat_map(spellings).collect();
            Err(match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure,
            })
        }
        several => {
            let full: Vec<_> =
                several.iter().map(|it| format!("{}:{}", it.repository, it.tag)).collect();
            Err(Failure::new(format!("`{name}` names several base images"))
                .help(format!("write one of {}", names(full.iter().map(String::as_str)))))
        }
    }
}

/// The file that declares a base image, with its new digest; `None` if it has to be found by hand.
#[expect(clippy::disallowed_methods, reason = "the description says which file declares it")]
fn constant(bump: &Bump<'_>, root: &Path) -> Result<Option<Change>, Failure> {
    let shown = bump.base.written.file.clone();
    let Ok(path) = root.join(&shown).canonicalize() else { return Ok(None) };
    let source = std::fs::read_to_string(&path)
        .map_err(|error| Failure::new(format!("cannot read `{shown}`")).why(error.to_string()))?;
    Ok(bump.constant(&source).map(|contents| Change { path, shown, contents }))
}

fn told(arguments: &BaseBump, changes: &[Change], services: &[&str], by_hand: &[String]) -> String {
    let mut text = String::new();
    let verb = if arguments.dry_run { "would change" } else { "changed" };
    let built = count(services.len(), "service");
    let _ = match services {
        [] => writeln!(text, "no service builds on another digest of `{}`", arguments.name),
        _ => writeln!(text, "{built} to build anew: {}", names(services.iter().copied())),
    };
    for change in changes {
        let _ = writeln!(text, "{verb} {}", change.shown);
    }
    for line in by_hand {
        let _ = writeln!(text, "by hand: {line}");
    }
    text
}
