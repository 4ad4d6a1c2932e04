//! Suppressions: findings that somebody has looked at and wants, with the reason beside them.
//!
//! ```text
//! # formwork: allow FW0301 -- the reason          the line it is on, or the next one
//! # formwork: allow-file FW0301 -- the reason     the file, before anything else in it
//! ```
//!
//! JSON has no comments: `Metadata.formwork.allow` of a template or resource, `"//"` in Terraform,
//! `x-formwork-allow` in task definitions and Compose files. A suppression without a reason, or of a
//! rule that does not exist, is a finding; so is one that matches none.

mod comment;
mod metadata;
mod place;

use crate::diag::code;
use crate::ir::lifted::{FileId, Span};
use crate::manifest::read::Read;
use crate::manifest::source::Files;
use crate::rules::lint::keys_of;

use super::select::{self, Unknown};
use super::{Options, Silence, Verdict};

use place::Lines;

/// A permission for one rule.
#[derive(Clone, Debug)]
struct Allow {
    rule: &'static str,
    reason: String,
    /// Where it is written.
    span: Span,
    scope: Scope,
}

/// What a permission is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// A file.
    File(FileId),
    /// What starts on a line of a file.
    Line(FileId, u32),
    /// What is inside, and the resource whose head is.
    Area(Span),
    /// The resource around it, or the file.
    Around(Span),
}

/// What was read of suppressions.
#[derive(Debug, Default)]
struct Suppressions {
    allows: Vec<Allow>,
    /// What is wrong with some.
    broken: Vec<Verdict>,
}

/// Sets the findings aside that are suppressed; what is odd about suppressions joins the findings.
pub(super) fn apply(
    read: &Read,
    options: &Options,
    mut verdicts: Vec<Verdict>,
) -> (Vec<Verdict>, Vec<(Verdict, Silence)>) {
    let mut suppressions = comment::read(read);
    metadata::read(read, &mut suppressions);
    let Suppressions { allows, broken } = suppressions;
    if allows.is_empty() {
        verdicts.extend(broken);
        return (verdicts, Vec::new());
    }
    let areas = areas(read, &allows);
    let (mut open, mut silenced) = (Vec::new(), Vec::new());
    let mut used = vec![false; allows.len()];
    for verdict in verdicts {
        let resource = verdict
            .culprit
            .map(|(manifest, resource)| &read.manifests[manifest].resources[resource]);
        let keys = resource.map(|it| keys_of(it, &verdict.diagnostic.path)).unwrap_or_default();
        let mut reason = None;
        for (position, (allow, area)) in allows.iter().zip(&areas).enumerate() {
            let covers = |span: Span| area.iter().any(|area| area.covers(span));
            let is_meant = allow.rule == verdict.diagnostic.rule
                && (verdict.span.is_some_and(covers)
                    || resource.is_some_and(|it| covers(it.head))
                    || keys.iter().copied().any(covers));
            if is_meant {
                used[position] = true;
                reason.get_or_insert(&allow.reason);
            }
        }
        match reason {
            Some(reason) => silenced.push((verdict, Silence::Suppressed(reason.clone()))),
            None => open.push(verdict),
        }
    }
    let was_run = |allow: &Allow| options.runs(allow.rule, &read.files.get(allow.span.file).path);
    let unused = allows.iter().zip(used).filter(|(allow, used)| !used && was_run(allow));
    open.extend(unused.map(|(allow, _)| unused_allow(allow, &read.files)));
    open.extend(broken);
    (open, silenced)
}

/// What each permission covers; nothing, if nothing starts on its line.
fn areas(read: &Read, allows: &[Allow]) -> Vec<Option<Span>> {
    let wanted = allows.iter().filter_map(|allow| match allow.scope {
        Scope::Line(file, line) => Some((file, line)),
        Scope::File(_) | Scope::Area(_) | Scope::Around(_) => None,
    });
    let lines = Lines::find(read, wanted);
    let whole = |file: FileId| Span::new(file, 0, usize::MAX);
    let area = |allow: &Allow| match allow.scope {
        Scope::File(file) => Some(whole(file)),
        Scope::Line(file, line) => lines.area(file, line),
        Scope::Area(span) => Some(span),
        Scope::Around(span) => Some(place::around(read, span).unwrap_or(whole(span.file))),
    };
    allows.iter().map(area).collect()
}

impl Suppressions {
    /// Adds a permission for each of some rules, or says what is wrong with it.
    fn add<'r>(
        &mut self,
        files: &Files,
        rules: impl IntoIterator<Item = &'r str>,
        reason: Option<&str>,
        span: Span,
        scope: Scope,
    ) {
        let mut any = false;
        for word in rules {
            any = true;
            match rule(word) {
                Err(Unknown { message, help }) => self.broken(files, span, message, help),
                Ok(rule) => match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
                    Some(reason) => {
                        let reason = reason.to_owned();
                        self.allows.push(Allow { rule, reason, span, scope });
                    }
                    None => self.broken(
                        files,
                        span,
                        format!("the suppression of `{word}` has no reason"),
                        format!("say why: `formwork: allow {word} -- the reason`"),
                    ),
                },
            }
        }
        if !any {
            let help = "name a rule: `formwork: allow FW0301 -- the reason`";
            self.broken(files, span, "the suppression names no rule", help);
        }
    }

    fn broken(
        &mut self,
        files: &Files,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let path = &files.get(span.file).path;
        let mut diagnostic = code::BROKEN_SUPPRESSION.at(path, message, help);
        diagnostic.span = Some(files.span(span));
        self.broken.push(Verdict::of(diagnostic, Some(span)));
    }
}

/// The id of what a suppression names.
fn rule(word: &str) -> Result<&'static str, Unknown> {
    let fixed = |id: &str, name: &str| Unknown {
        message: format!("`{name}` ({id}) cannot be suppressed"),
        help: "mend what it tells".to_owned(),
    };
    match select::find(word)? {
        Some(id) => match code::CODES.iter().find(|it| it.id == id) {
            Some(code) if !is_suppressible(code) => Err(fixed(code.id, code.name)),
            _ => Ok(id),
        },
        None => Err(select::unknown(word, "`formwork explain` lists all rules")),
    }
}

/// Findings of no rule that are about a place in a manifest, not about what is done with it.
fn is_suppressible(code: &code::Code) -> bool {
    [code::DUPLICATE_KEY.id, code::UNKNOWN_VALUE.id].contains(&code.id)
}

fn unused_allow(allow: &Allow, files: &Files) -> Verdict {
    let path = &files.get(allow.span.file).path;
    let mut diagnostic = code::UNUSED_SUPPRESSION.at(
        path,
        format!("nothing is found that `allow {}` would suppress", allow.rule),
        "take it out, or move it to the line before what it is for",
    );
    diagnostic.span = Some(files.span(allow.span));
    Verdict::of(diagnostic, Some(allow.span))
}
