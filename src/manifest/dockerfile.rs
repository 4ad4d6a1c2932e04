//! The Dockerfile front end: the stages of an image, each as a
//! [stage](crate::ir::lifted::declaration::IMAGE_STAGE).
//!
//! A stage has what its own instructions say. What it takes over from an earlier stage is found by
//! its `parent`; what it takes over from another image is not known.
//!
//! Facts: <https://docs.docker.com/reference/dockerfile/>.

mod lines;
mod stage;
mod words;

use crate::diag::code::BROKEN_FILE;
use crate::ir::lifted::{FileId, Format, Manifest, Span, Unread};

use super::source::{Comment, Problem};
use lines::Instruction;
use stage::{Scope, Stage};

/// The instructions there are.
const KEYWORDS: &[&str] = &[
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// Stages beyond these are not read; every stage may look through all before it.
const MOST_STAGES: usize = 500;

/// Reads a Dockerfile. What is wrong with it is told once, by the first mistake.
pub fn parse(file: FileId, text: &str, name: &str) -> (Manifest, Vec<Comment>, Vec<Problem>) {
    let lines = lines::read(file, text);
    let mut manifest = Manifest::new(Format::Dockerfile, name);
    let mut problems = Vec::new();
    let mut global = Scope::new(lines.escape);
    let mut stages: Vec<Stage> = Vec::new();
    for instruction in &lines.instructions {
        let is_full = stages.len() == MOST_STAGES;
        match (instruction.keyword.as_str(), stages.last_mut()) {
            ("FROM", _) if is_full => {
                let why = format!("only {MOST_STAGES} stages are read");
                manifest.unread.push(Unread { span: instruction.span, why: why.into() });
                break;
            }
            ("FROM", _) => match Stage::new(instruction, &mut stages, &global) {
                Some(stage) => stages.push(stage),
                None => problems.push(no_image(instruction)),
            },
            ("ARG", None) => global.arguments(instruction),
            (keyword, _) if !KEYWORDS.contains(&keyword) => match &lines.frontend {
                Some(frontend) if !frontend.contains("docker/dockerfile") => {
                    let why = format!("`{keyword}` is an instruction of `{frontend}`");
                    manifest.unread.push(Unread { span: instruction.span, why: why.into() });
                }
                _ => problems.push(no_instruction(instruction)),
            },
            (_, Some(stage)) => stage.instruction(instruction, &global),
            (_, None) => problems.push(no_stage(instruction)),
        }
    }
    if let Some((span, document)) = lines.open {
        problems.push(no_end(span, &document));
    }
    if stages.is_empty() && problems.is_empty() {
        problems.push(empty(Span::new(file, 0, text.len())));
    }
    problems.sort_by_key(|problem| problem.span.start);
    problems.truncate(1);
    let last = stages.len().saturating_sub(1);
    for (position, stage) in stages.into_iter().enumerate() {
        let resource = stage.finish(position, position == last, &manifest);
        manifest.resources.push(resource);
    }
    (manifest, lines.comments, problems)
}

fn broken(span: Span, message: String, help: String) -> Problem {
    Problem { code: &BROKEN_FILE, span, message, help, related: None }
}

fn no_instruction(instruction: &Instruction) -> Problem {
    let keyword = &instruction.keyword;
    let likeness = |known: &&&str| {
        let alike = strsim::jaro_winkler(known, keyword);
        (alike >= 0.8).then_some(alike)
    };
    let best = KEYWORDS
        .iter()
        .filter(|known| likeness(known).is_some())
        .max_by(|a, b| likeness(a).partial_cmp(&likeness(b)).unwrap_or(std::cmp::Ordering::Equal));
    let help = match best {
        Some(known) => format!("write `{known}`"),
        None => "start the line with an instruction, such as `RUN`, or continue the line before it"
            .to_owned(),
    };
    broken(instruction.head, format!("a Dockerfile has no instruction `{keyword}`"), help)
}

fn no_image(instruction: &Instruction) -> Problem {
    broken(
        instruction.span,
        "`FROM` names no image to build on".to_owned(),
        "name one, as in `FROM debian:12`, or `scratch`".to_owned(),
    )
}

fn no_stage(instruction: &Instruction) -> Problem {
    broken(
        instruction.span,
        format!("`{}` stands before the first `FROM`", instruction.keyword),
        "start the Dockerfile with `FROM`; only `ARG` may stand before it".to_owned(),
    )
}

fn no_end(span: Span, document: &str) -> Problem {
    broken(
        span,
        format!("the here-document `{document}` does not end"),
        format!("write `{document}` on a line of its own where it ends"),
    )
}

fn empty(span: Span) -> Problem {
    broken(
        span,
        "the Dockerfile builds nothing".to_owned(),
        "start it with `FROM` and an image".to_owned(),
    )
}
