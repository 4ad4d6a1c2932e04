//! Findings as `rustc` would show them: the user's line with the culprit underlined, why, and what
//! to do.
//!
//! A file that cannot be read, or that has changed since and has no such line, costs only the frame:
//! the place is named either way. Deliberately absent: decisions about colour (the caller knows the
//! stream) and about severities.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::Factor;
use crate::exchange::Finding;
use crate::exchange::finding::{Position, Severity};

/// Whether escape sequences for colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// They are: the reader is a terminal.
    On,
    /// They are not.
    Off,
}

/// The user's source files, read once each.
///
/// `rustc` names them relative to the root of the workspace.
#[derive(Debug)]
pub struct Sources {
    root: PathBuf,
    files: BTreeMap<String, Option<String>>,
}

impl Sources {
    /// Files under the root of a workspace.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), files: BTreeMap::new() }
    }

    #[expect(clippy::disallowed_methods, reason = "a report shows the source it is about")]
    fn read<'f>(&mut self, files: impl Iterator<Item = &'f str>) {
        for file in files {
            if !self.files.contains_key(file) {
                let text = std::fs::read_to_string(self.root.join(file)).ok();
                self.files.insert(file.to_owned(), text);
            }
        }
    }

    /// The text of a file, and the range of the construct that starts at a place in it.
    fn construct(&self, at: Place<'_>) -> Option<(&str, Range<usize>)> {
        let text = self.files.get(at.file)?.as_deref()?;
        Some((text, construct(text, at.position)?))
    }
}

/// A place in a source file.
#[derive(Clone, Copy)]
struct Place<'f> {
    file: &'f str,
    position: Position,
}

impl Place<'_> {
    fn culprit(finding: &Finding) -> Option<Place<'_>> {
        let (file, span) = finding.file.as_deref().zip(finding.span)?;
        Some(Place { file, position: span.start })
    }

    fn related(finding: &Finding) -> impl Iterator<Item = (&str, Place<'_>)> {
        finding
            .related
            .iter()
            .map(|it| (it.message.as_str(), Place { file: &it.file, position: it.span.start }))
    }
}

/// The bytes of the path (`Service::web`), method or macro that starts at a position.
fn construct(text: &str, at: Position) -> Option<Range<usize>> {
    let index = usize::try_from(at.line).ok()?.checked_sub(1)?;
    let line = text.split_inclusive('\n').nth(index)?;
    let line_start = line.as_ptr() as usize - text.as_ptr() as usize;
    let column = usize::try_from(at.column).ok()?.checked_sub(1)?;
    let line = line.trim_end();
    let (start, first) = line.char_indices().nth(column)?;
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | ':' | '!');
    let length = line[start..].find(|it| !is_part(it)).unwrap_or(line.len() - start);
    Some(line_start + start..line_start + start + length.max(first.len_utf8()))
}

/// All findings, and how many there are.
pub fn render(findings: &[Finding], sources: &mut Sources, colour: Colour) -> String {
    let culprits = findings.iter().filter_map(Place::culprit);
    let related = findings.iter().flat_map(Place::related).map(|(_, at)| at);
    sources.read(culprits.chain(related).map(|at| at.file));
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let mut text = String::new();
    for finding in findings {
        text += &renderer.render(&[group(finding, sources)]);
        text += "\n\n";
    }
    text + &summary(findings) + "\n"
}

fn group<'f>(finding: &'f Finding, sources: &'f Sources) -> Group<'f> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.as_str());
    let note = |name, text| Level::NOTE.with_name(Some(name)).message(text);
    let Shown { frames, bare } = shown(finding, sources);
    let mut group = title.elements(frames);
    if finding.span.is_none() {
        group = group.element(note("at", culprit(finding)));
    }
    for (label, at) in bare {
        let Place { file, position: Position { line, column } } = at;
        group = match label {
            None => group.element(origin(at)).element(note("at", culprit(finding))),
            Some(label) => group.element(note("see", format!("{label}: {file}:{line}:{column}"))),
        }
    }
    let why = note("why", why(finding));
    group.element(why).element(Level::HELP.message(finding.help.as_str()))
}

/// Where a finding plays.
struct Shown<'f> {
    /// Lines with their annotations; places in one file share a frame.
    frames: Vec<Snippet<'f, Annotation<'f>>>,
    /// Places whose line cannot be shown; related ones have a label.
    bare: Vec<(Option<&'f str>, Place<'f>)>,
}

/// The culprit, then related places.
fn shown<'f>(finding: &'f Finding, sources: &'f Sources) -> Shown<'f> {
    let culprit = Place::culprit(finding).map(|at| (None, at));
    let related = Place::related(finding).map(|(label, at)| (Some(label), at));
    let mut bare = Vec::new();
    let mut files: Vec<(&str, &str, Vec<Annotation<'_>>)> = Vec::new();
    for (label, at) in culprit.into_iter().chain(related) {
        let Some((text, range)) = sources.construct(at) else {
            bare.push((label, at));
            continue;
        };
        let annotation = match label {
            Some(label) => AnnotationKind::Context.span(range).label(label),
            None => AnnotationKind::Primary.span(range).label(self::culprit(finding)),
        };
        match files.iter_mut().find(|(file, ..)| *file == at.file) {
            Some((.., annotations)) => annotations.push(annotation),
            None => files.push((at.file, text, vec![annotation])),
        }
    }
    let frame =
        |(file, text, annotations)| Snippet::source(text).path(file).annotations(annotations);
    Shown { frames: files.into_iter().map(frame).collect(), bare }
}

fn origin(at: Place<'_>) -> Origin<'_> {
    let number = |it: u32| usize::try_from(it).unwrap_or(usize::MAX);
    let Position { line, column } = at.position;
    Origin::path(at.file).line(number(line)).char_column(number(column))
}

/// The structural path, which a waiver would name, and the environments if it is not all of them.
fn culprit(finding: &Finding) -> String {
    match finding.environments.as_slice() {
        [] => finding.path.clone(),
        some => format!("{} in {}", finding.path, some.join(", ")),
    }
}

/// The reason, and the factor it is about if it is one of the twelve.
fn why(finding: &Finding) -> String {
    let factor = Factor::ALL.iter().find(|it| it.numeral() == Some(&finding.factor));
    match factor {
        Some(factor) => {
            let (title, url) = (factor.title(), factor.url());
            format!("{}\ntwelve-factor {}, {title}: {url}", finding.why, finding.factor)
        }
        None => finding.why.clone(),
    }
}

/// How many findings there are, as in `2 errors, 1 warning`, and how to learn more.
pub fn summary(findings: &[Finding]) -> String {
    let counts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (severity, findings.iter().filter(|it| it.severity == severity).count()))
        .filter(|(_, number)| *number > 0)
        .map(|(severity, number)| match (severity, number) {
            (Severity::Info, _) => format!("{number} info"),
            (_, 1) => format!("1 {}", word(severity)),
            (_, _) => format!("{number} {}s", word(severity)),
        })
        .collect();
    let worst = findings.iter().find(|it| it.severity == Severity::Error).or(findings.first());
    match worst {
        Some(first) => {
            format!("{}; `formwork explain {}` says more", counts.join(", "), first.rule)
        }
        None => "no findings".to_owned(),
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::finding::{Range, Related};

    const SPEC: &str = r#"const KEY: Variable = config("SESSION_KEY", same("äöü"));

const WEB: Service = Service::web("web", BUILD, PORT)
    .env(&[KEY]);
"#;

    fn span(line: u32, column: u32) -> Range {
        let start = Position { line, column };
        Range { start, end: start }
    }

    fn finding(severity: Severity, at: Option<(&str, Range)>) -> Finding {
        Finding {
            rule: "FW0301".to_owned(),
            name: "plaintext-secret-env".to_owned(),
            severity,
            factor: "III".to_owned(),
            path: "web/env/SESSION_KEY".to_owned(),
            message: "service `web`: `SESSION_KEY` holds a secret in plain text".to_owned(),
            why: "whoever may describe the task definition reads plain variables".to_owned(),
            help: "write `secret(\"SESSION_KEY\")`".to_owned(),
            file: at.map(|(file, _)| file.to_owned()),
            span: at.map(|(_, span)| span),
            related: Vec::new(),
            environments: Vec::new(),
            fix: None,
            fingerprint: None,
        }
    }

    fn error(file: &str, line: u32, column: u32) -> Finding {
        finding(Severity::Error, Some((file, span(line, column))))
    }

    fn related(message: &str, file: &str, line: u32, column: u32) -> Related {
        Related { message: message.to_owned(), file: file.to_owned(), span: span(line, column) }
    }

    fn shown(findings: &[Finding]) -> String {
        let files = [("infra/web.rs", Some(SPEC)), ("infra/gone.rs", None)];
        let own = |(file, text): (&str, Option<&str>)| (file.to_owned(), text.map(str::to_owned));
        let mut sources = Sources {
            root: PathBuf::from("/nowhere"),
            files: files.map(own).into_iter().collect(),
        };
        render(findings, &mut sources, Colour::Off)
    }

    fn check(name: &str, findings: &[Finding]) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../snapshots/report");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, shown(findings)));
    }

    #[test]
    fn a_frame_underlines_the_construct() {
        check("frame", &[error("infra/web.rs", 1, 23)]);
    }

    #[test]
    fn related_places_share_the_frame_of_their_file() {
        let mut it = error("infra/web.rs", 1, 23);
        it.related = vec![
            related("the service that gets it", "infra/web.rs", 3, 22),
            related("the team's list", "infra/gone.rs", 7, 5),
        ];
        it.environments = vec!["dev".to_owned(), "prod".to_owned()];
        check("related", &[it]);
    }

    #[test]
    fn without_the_file_the_place_is_named() {
        let error = error("infra/gone.rs", 7, 5);
        let warning = finding(Severity::Warning, Some(("infra/web.rs", span(99, 1))));
        let mut info = finding(Severity::Info, None);
        info.factor = "description".to_owned();
        check("without_file", &[error.clone(), error, warning, info]);
    }

    #[test]
    fn no_findings_are_said_too() {
        assert_eq!(shown(&[]), "no findings\n");
    }

    #[test]
    fn a_construct_is_a_path_a_method_or_a_macro() {
        let of = |text: &'static str, column| {
            construct(text, Position { line: 1, column }).map(|range| &text[range])
        };
        assert_eq!(of("const A: Service = Service::web(\"a\");", 20), Some("Service::web"));
        assert_eq!(of("    .env(&[])", 6), Some("env"));
        assert_eq!(of("x = per_env! { }", 5), Some("per_env!"));
        assert_eq!(of("ä(\"é\")", 3), Some("\""));
        assert_eq!(of("ab", 2), Some("b"));
        assert_eq!(of("ab", 3), None);
        assert_eq!(of("ab", 0), None);
        assert_eq!(construct("ab", Position { line: 0, column: 1 }), None);
    }

    #[test]
    fn colours_only_when_asked() {
        let mut sources = Sources::new(Path::new("/nowhere"));
        let findings = [error("infra/gone.rs", 7, 5)];
        assert!(!render(&findings, &mut sources, Colour::Off).contains('\x1b'));
        assert!(render(&findings, &mut sources, Colour::On).contains('\x1b'));
    }
}
