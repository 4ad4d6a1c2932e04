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
use crate::exchange::finding::{self, Position, Severity};

use super::concise::word;

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
    files: BTreeMap<String, Option<Lines>>,
}

/// A text whose lines are found at once: a file may have a thousand findings.
#[derive(Debug)]
struct Lines {
    text: String,
    /// Where each starts.
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: String) -> Self {
        let after = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self { starts: std::iter::once(0).chain(after).collect(), text }
    }

    /// What stands on a line from a position on, and the byte where it starts.
    fn rest(&self, at: Position) -> Option<(usize, &str)> {
        let index = usize::try_from(at.line).ok()?.checked_sub(1)?;
        let line_start = *self.starts.get(index)?;
        let line = self.text[line_start..].lines().next()?.trim_end();
        let column = usize::try_from(at.column).ok()?.checked_sub(1)?;
        let (start, _) = line.char_indices().nth(column)?;
        Some((line_start + start, &line[start..]))
    }

    /// The bytes of the path (`Service::web`), method or macro that starts at a position.
    fn construct(&self, at: Position) -> Option<Range<usize>> {
        let (start, rest) = self.rest(at)?;
        let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | ':' | '!');
        let length = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
        Some(start..start + length.max(rest.chars().next()?.len_utf8()))
    }

    /// The bytes between two positions; if they are on different lines, up to the end of the first.
    fn written(&self, at: finding::Range) -> Option<Range<usize>> {
        let (start, rest) = self.rest(at.start)?;
        let columns = if at.start.line == at.end.line {
            usize::try_from(at.end.column.saturating_sub(at.start.column)).ok()?
        } else {
            usize::MAX
        };
        let end = rest.char_indices().nth(columns).map_or(rest.len(), |(end, _)| end);
        Some(start..start + end)
    }

    /// The lines around some bytes: the number of the first, where it starts, and their text.
    fn around(&self, bytes: Range<usize>) -> (usize, usize, &str) {
        let line = |byte| self.starts.partition_point(|start| *start <= byte);
        let first = line(bytes.start);
        let start = self.starts[first - 1];
        let end = self.starts.get(line(bytes.end)).map_or(self.text.len(), |next| *next);
        (first, start, &self.text[start..end])
    }
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
                self.files.insert(file.to_owned(), text.map(Lines::new));
            }
        }
    }

    /// Files whose text is known already.
    pub fn of(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let files = files.into_iter().map(|(file, text)| (file, Some(Lines::new(text))));
        Self { root: PathBuf::new(), files: files.collect() }
    }

    /// The lines of a file, and the bytes of what stands at a place in it.
    fn range(&self, at: Place<'_>) -> Option<(&Lines, Range<usize>)> {
        let lines = self.files.get(at.file)?.as_ref()?;
        let range = if at.range.start == at.range.end {
            lines.construct(at.range.start)
        } else {
            lines.written(at.range)
        };
        Some((lines, range?))
    }
}

/// A place in a source file.
#[derive(Clone, Copy)]
struct Place<'f> {
    file: &'f str,
    range: finding::Range,
}

impl Place<'_> {
    fn culprit(finding: &Finding) -> Option<Place<'_>> {
        let (file, span) = finding.file.as_deref().zip(finding.span)?;
        Some(Place { file, range: span })
    }

    fn related(finding: &Finding) -> impl Iterator<Item = (&str, Place<'_>)> {
        finding
            .related
            .iter()
            .map(|it| (it.message.as_str(), Place { file: &it.file, range: it.span }))
    }
}

/// All findings, and how many there are.
pub fn render(findings: &[Finding], sources: &mut Sources, colour: Colour) -> String {
    self::findings(findings, sources, colour) + &summary(findings) + "\n"
}

/// All findings, each with an empty line after it.
pub fn findings(findings: &[Finding], sources: &mut Sources, colour: Colour) -> String {
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
    text
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
        let Place { file, range: finding::Range { start: Position { line, column }, .. } } = at;
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
    let mut files: Vec<(&str, &Lines, Vec<Marked<'_>>)> = Vec::new();
    for (label, at) in culprit.into_iter().chain(related) {
        let Some((lines, range)) = sources.range(at) else {
            bare.push((label, at));
            continue;
        };
        match files.iter_mut().find(|(file, ..)| *file == at.file) {
            Some((.., marked)) => marked.push((label, range)),
            None => files.push((at.file, lines, vec![(label, range)])),
        }
    }
    let frame = |(file, lines, marked)| frame(finding, file, lines, marked);
    Shown { frames: files.into_iter().map(frame).collect(), bare }
}

/// Bytes of a file; related ones have a label.
type Marked<'f> = (Option<&'f str>, Range<usize>);

/// The lines of a file that have something marked, and those between.
fn frame<'f>(
    finding: &'f Finding,
    file: &'f str,
    lines: &'f Lines,
    marked: Vec<Marked<'f>>,
) -> Snippet<'f, Annotation<'f>> {
    let first = marked.iter().map(|(_, range)| range.start).min().unwrap_or_default();
    let last = marked.iter().map(|(_, range)| range.end).max().unwrap_or_default();
    let (number, offset, text) = lines.around(first..last);
    let annotations = marked.into_iter().map(|(label, range)| {
        let range = range.start - offset..range.end - offset;
        match label {
            Some(label) => AnnotationKind::Context.span(range).label(label),
            None => AnnotationKind::Primary.span(range).label(culprit(finding)),
        }
    });
    Snippet::source(text).line_start(number).path(file).annotations(annotations)
}

fn origin(at: Place<'_>) -> Origin<'_> {
    let number = |it: u32| usize::try_from(it).unwrap_or(usize::MAX);
    let Position { line, column } = at.range.start;
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
        let mut sources = Sources::of([("infra/web.rs".to_owned(), SPEC.to_owned())]);
        sources.root = PathBuf::from("/nowhere");
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
        let of = |text: &'static str, line, column| {
            let range = Lines::new(text.to_owned()).construct(Position { line, column });
            range.map(|range| &text[range])
        };
        assert_eq!(of("const A: Service = Service::web(\"a\");", 1, 20), Some("Service::web"));
        assert_eq!(of("    .env(&[])", 1, 6), Some("env"));
        assert_eq!(of("x = per_env! { }", 1, 5), Some("per_env!"));
        assert_eq!(of("ä(\"é\")", 1, 3), Some("\""));
        assert_eq!(of("ab", 1, 2), Some("b"));
        assert_eq!(of("ab", 1, 3), None);
        assert_eq!(of("ab", 1, 0), None);
        assert_eq!(of("ab", 0, 1), None);
        assert_eq!(of("ab\r\ncd", 2, 1), Some("cd"));
        assert_eq!(of("ab\n", 2, 1), None);
    }

    #[test]
    fn what_has_an_end_is_underlined_up_to_it_or_to_the_end_of_its_line() {
        let of = |text: &'static str, from: (u32, u32), to: (u32, u32)| {
            let at = |(line, column)| Position { line, column };
            let range = finding::Range { start: at(from), end: at(to) };
            Lines::new(text.to_owned()).written(range).map(|range| &text[range])
        };
        assert_eq!(of("Image: ä:latest # x", (1, 8), (1, 16)), Some("ä:latest"));
        assert_eq!(of("A:\r\n  B: 1\r\n", (1, 1), (2, 7)), Some("A:"));
        assert_eq!(of("ab", (1, 1), (1, 9)), Some("ab"));
        assert_eq!(of("ab", (3, 1), (3, 2)), None);
    }

    #[test]
    fn colours_only_when_asked() {
        let mut sources = Sources::new(Path::new("/nowhere"));
        let findings = [error("infra/gone.rs", 7, 5)];
        assert!(!render(&findings, &mut sources, Colour::Off).contains('\x1b'));
        assert!(render(&findings, &mut sources, Colour::On).contains('\x1b'));
    }
}
