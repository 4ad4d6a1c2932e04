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

use crate::diag::{Diagnostic, Severity, Span};

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

    /// The text of the file of a span, and the range of the construct that starts there.
    fn construct(&self, span: &Span) -> Option<(&str, Range<usize>)> {
        let text = self.files.get(&span.file)?.as_deref()?;
        Some((text, construct(text, span)?))
    }
}

/// The bytes of the path (`Service::web`), method or macro that starts at a span.
fn construct(text: &str, span: &Span) -> Option<Range<usize>> {
    let index = usize::try_from(span.line).ok()?.checked_sub(1)?;
    let line = text.split_inclusive('\n').nth(index)?;
    let line_start = line.as_ptr() as usize - text.as_ptr() as usize;
    let column = usize::try_from(span.column).ok()?.checked_sub(1)?;
    let (start, first) = line.trim_end().char_indices().nth(column)?;
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | ':' | '!');
    let length = line[start..].find(|it| !is_part(it)).unwrap_or(line.trim_end().len() - start);
    Some(line_start + start..line_start + start + length.max(first.len_utf8()))
}

/// All findings, and how many there are.
pub fn render(findings: &[Diagnostic], sources: &mut Sources, colour: Colour) -> String {
    let spans = findings
        .iter()
        .flat_map(|it| it.span.iter().chain(it.related.iter().map(|(_, span)| span)));
    sources.read(spans.map(|span| span.file.as_str()));
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

fn group<'f>(finding: &'f Diagnostic, sources: &'f Sources) -> Group<'f> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule);
    let Places { frames, bare } = places(finding, sources);
    let note = |name, text| Level::NOTE.with_name(Some(name)).message(text);
    let mut group = title.elements(frames);
    for bare in bare {
        group = match bare {
            Bare::Culprit(span) => {
                group.element(origin(span)).element(note("at", culprit(finding)))
            }
            Bare::Related(label, span) => group.element(note(
                "see",
                format!("{label}: {}:{}:{}", span.file, span.line, span.column),
            )),
        }
    }
    if finding.span.is_none() {
        group = group.element(note("at", culprit(finding)));
    }
    group.element(note("why", why(finding))).element(Level::HELP.message(finding.help.as_str()))
}

/// Where a finding plays.
struct Places<'f> {
    /// Lines with their annotations; places in one file share a frame.
    frames: Vec<Snippet<'f, Annotation<'f>>>,
    /// Places whose line cannot be shown.
    bare: Vec<Bare<'f>>,
}

enum Bare<'f> {
    Culprit(&'f Span),
    Related(&'f str, &'f Span),
}

/// The culprit, then related places.
fn places<'f>(finding: &'f Diagnostic, sources: &'f Sources) -> Places<'f> {
    let culprit = finding.span.iter().map(|span| (None, span));
    let related = finding.related.iter().map(|(label, span)| (Some(label.as_str()), span));
    let mut bare = Vec::new();
    let mut files: Vec<(&str, &str, Vec<Annotation<'_>>)> = Vec::new();
    for (related, span) in culprit.chain(related) {
        let Some((text, range)) = sources.construct(span) else {
            bare.push(related.map_or(Bare::Culprit(span), |label| Bare::Related(label, span)));
            continue;
        };
        let annotation = match related {
            Some(label) => AnnotationKind::Context.span(range).label(label),
            None => AnnotationKind::Primary.span(range).label(self::culprit(finding)),
        };
        match files.iter_mut().find(|(file, ..)| *file == span.file) {
            Some((.., annotations)) => annotations.push(annotation),
            None => files.push((&span.file, text, vec![annotation])),
        }
    }
    let frame =
        |(file, text, annotations)| Snippet::source(text).path(file).annotations(annotations);
    Places { frames: files.into_iter().map(frame).collect(), bare }
}

fn origin(span: &Span) -> Origin<'_> {
    let number = |it: u32| usize::try_from(it).unwrap_or(usize::MAX);
    Origin::path(span.file.as_str()).line(number(span.line)).char_column(number(span.column))
}

/// The structural path, which a waiver would name, and the environments if it is not all of them.
fn culprit(finding: &Diagnostic) -> String {
    match finding.environments.as_slice() {
        [] => finding.path.clone(),
        some => format!("{} in {}", finding.path, some.join(", ")),
    }
}

fn why(finding: &Diagnostic) -> String {
    let factor = finding.factor;
    let subject = match factor.numeral() {
        Some(numeral) => format!("twelve-factor {numeral}, {}", factor.title()),
        None => factor.title().to_owned(),
    };
    format!("{}\n{subject}: {}", finding.why, factor.url())
}

/// How many findings there are, as in `2 errors, 1 warning`, and how to learn more.
pub fn summary(findings: &[Diagnostic]) -> String {
    let counts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (severity, findings.iter().filter(|it| it.severity == severity).count()))
        .filter(|(_, number)| *number > 0)
        .map(|(severity, number)| match (severity, number) {
            (Severity::Info, _) => format!("{number} info"),
            (_, 1) => format!("1 {severity}"),
            (_, _) => format!("{number} {severity}s"),
        })
        .collect();
    match findings.first() {
        Some(first) => {
            format!("{}; `formwork explain {}` says more", counts.join(", "), first.rule)
        }
        None => "no findings".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Factor;

    const SPEC: &str = r#"const KEY: Variable = config("SESSION_KEY", same("äöü"));

const WEB: Service = Service::web("web", BUILD, PORT)
    .env(&[KEY]);
"#;

    fn span(file: &str, line: u32, column: u32) -> Span {
        Span { file: file.to_owned(), line, column }
    }

    fn finding(span: Option<Span>) -> Diagnostic {
        Diagnostic {
            rule: "FW0301",
            name: "plaintext-secret-env",
            severity: Severity::Error,
            factor: Factor::Config,
            path: "web/env/SESSION_KEY".to_owned(),
            message: "service `web`: `SESSION_KEY` holds a secret in plain text".to_owned(),
            why: "whoever may describe the task definition reads plain variables",
            help: "write `secret(\"SESSION_KEY\")`".to_owned(),
            span,
            related: Vec::new(),
            environments: Vec::new(),
        }
    }

    fn shown(findings: &[Diagnostic]) -> String {
        let files = [("infra/web.rs", Some(SPEC)), ("infra/gone.rs", None)];
        let own = |(file, text): (&str, Option<&str>)| (file.to_owned(), text.map(str::to_owned));
        let mut sources = Sources {
            root: PathBuf::from("/nowhere"),
            files: files.map(own).into_iter().collect(),
        };
        render(findings, &mut sources, Colour::Off)
    }

    fn check(name: &str, findings: &[Diagnostic]) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../snapshots/report");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, shown(findings)));
    }

    #[test]
    fn a_frame_underlines_the_construct() {
        check("frame", &[finding(Some(span("infra/web.rs", 1, 23)))]);
    }

    #[test]
    fn related_places_share_the_frame_of_their_file() {
        let mut it = finding(Some(span("infra/web.rs", 1, 23)));
        it.related = vec![
            ("the service that gets it".to_owned(), span("infra/web.rs", 3, 22)),
            ("the team's list".to_owned(), span("infra/gone.rs", 7, 5)),
        ];
        it.environments = vec!["dev".to_owned(), "prod".to_owned()];
        check("related", &[it]);
    }

    #[test]
    fn without_the_file_the_place_is_named() {
        let mut warning = finding(Some(span("infra/web.rs", 99, 1)));
        warning.severity = Severity::Warning;
        let mut info = finding(None);
        info.severity = Severity::Info;
        let error = finding(Some(span("infra/gone.rs", 7, 5)));
        check("without_file", &[error.clone(), error, warning, info]);
    }

    #[test]
    fn no_findings_are_said_too() {
        assert_eq!(shown(&[]), "no findings\n");
    }

    #[test]
    fn a_construct_is_a_path_a_method_or_a_macro() {
        let of = |text: &'static str, column| {
            construct(text, &span("", 1, column)).map(|range| &text[range])
        };
        assert_eq!(of("const A: Service = Service::web(\"a\");", 20), Some("Service::web"));
        assert_eq!(of("    .env(&[])", 6), Some("env"));
        assert_eq!(of("x = per_env! { }", 5), Some("per_env!"));
        assert_eq!(of("ä(\"é\")", 3), Some("\""));
        assert_eq!(of("ab", 2), Some("b"));
        assert_eq!(of("ab", 3), None);
        assert_eq!(of("ab", 0), None);
        assert_eq!(construct("ab", &span("", 0, 1)), None);
    }

    #[test]
    fn colours_only_when_asked() {
        let mut sources = Sources::new(Path::new("/nowhere"));
        let findings = [finding(Some(span("infra/gone.rs", 7, 5)))];
        assert!(!render(&findings, &mut sources, Colour::Off).contains('\x1b'));
        assert!(render(&findings, &mut sources, Colour::On).contains('\x1b'));
    }
}
