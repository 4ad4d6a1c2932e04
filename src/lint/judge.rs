//! Runs the rules on the manifests.
//!
//! Manifests are judged side by side; findings come out by file, line, column and rule whatever the
//! order. What several callers of one Terraform module have in common is told once, and so is what
//! two rules have against one value. A rule that panics is one finding, and the others go on.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::diag::{Diagnostic, code};
use crate::ir::lifted::{Data, Manifest, Node, Resource};
use crate::manifest::read::Read;
use crate::manifest::source::{Files, Problem};
use crate::rules::Rule;
use crate::rules::lint::{Findings, Found, Judge, path_of};

use super::Verdict;
use super::select::Selection;

/// Whether values that are not known are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknowns {
    /// A rule that cannot see a value is silent.
    #[default]
    Silent,
    /// Each is told.
    Told,
}

/// Everything the selected rules find, and what is odd about the files.
pub fn judge(read: &Read, selection: &Selection, unknowns: Unknowns) -> Vec<Verdict> {
    let walks = walks(selection.rules());
    let one = |(position, manifest): (usize, &Manifest)| {
        let mut verdicts: Vec<_> =
            walks.iter().flat_map(|walk| run(walk, position, manifest, &read.files)).collect();
        if unknowns == Unknowns::Told {
            let places = manifest.resources.iter().enumerate();
            verdicts
                .extend(places.flat_map(|(index, it)| unknown((position, index), it, &read.files)));
        }
        verdicts
    };
    let found = read.manifests.par_iter().enumerate().flat_map_iter(one);
    let mut verdicts: Vec<Verdict> = found.collect();
    verdicts.extend(read.problems.iter().map(|it| problem(it, &read.files)));
    sort(&mut verdicts);
    verdicts
}

/// Sorts by place, then by rule; what is said twice is said once.
pub(super) fn sort(verdicts: &mut Vec<Verdict>) {
    let key = |it: &Verdict| {
        let Diagnostic { span, rule, message, path, .. } = &it.diagnostic;
        let start = span.as_ref().map(|it| (it.file.clone(), it.line, it.column));
        let end = span.as_ref().and_then(|it| it.end);
        (start, *rule, message.clone(), end, path.clone())
    };
    verdicts.sort_by_cached_key(key);
    let mut told = BTreeSet::new();
    verdicts.retain(|it| {
        let Some(span) = it.span else { return true };
        told.insert((span, it.diagnostic.rule, without_modules(&it.diagnostic.message)))
    });
    leave_out_covered(verdicts);
}

/// A rule, and those that say less than it does of the same value.
const COVERED: &[(&str, &[&str])] = &[("FW6006", &["FW6009"]), ("FW6177", &["FW6006", "FW6009"])];

fn leave_out_covered(verdicts: &mut Vec<Verdict>) {
    let mut covered = BTreeSet::new();
    for it in &*verdicts {
        let rules = COVERED.iter().find(|(rule, _)| *rule == it.diagnostic.rule);
        let rules = rules.map(|it| it.1).unwrap_or_default();
        covered.extend(it.span.iter().flat_map(|span| rules.iter().map(|rule| (*span, *rule))));
    }
    verdicts.retain(|it| it.span.is_none_or(|span| !covered.contains(&(span, it.diagnostic.rule))));
}

/// A message without the modules in its addresses: callers of one module find the same.
fn without_modules(message: &str) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some(start) = rest.find("module.") {
        let (before, call) = rest.split_at(start);
        text.push_str(before);
        // An index may have dots of its own, between quotes.
        let call = &call["module.".len()..];
        let name = call.find(['.', '[', '`', '/', ' ']).unwrap_or(call.len());
        let indexed = call[name..].strip_prefix('[').and_then(|index| index.find("]."));
        let index = indexed.map_or(0, |length| length + 2);
        rest = call[name + index..].strip_prefix('.').unwrap_or(&call[name..]);
    }
    text + rest
}

/// A walk over a manifest: of one rule, or of those of a family that are selected.
struct Walk {
    judge: Judge,
    rules: Vec<&'static Rule>,
}

/// The walks that rules need, in the order of the rules.
fn walks(rules: &[&'static Rule]) -> Vec<Walk> {
    let mut walks: Vec<Walk> = Vec::new();
    for rule in rules {
        let Some(lint) = &rule.lint else { continue };
        let is_own = |walk: &&mut Walk| match (walk.judge, lint.judge) {
            (Judge::Family(known), Judge::Family(own)) => std::ptr::eq(known, own),
            _ => false,
        };
        match walks.iter_mut().find(is_own) {
            Some(walk) => walk.rules.push(rule),
            None => walks.push(Walk { judge: lint.judge, rules: vec![rule] }),
        }
    }
    walks
}

/// What one walk finds in one manifest.
fn run(walk: &Walk, position: usize, manifest: &Manifest, files: &Files) -> Vec<Verdict> {
    let Some(first) = walk.rules.first() else { return Vec::new() };
    let judged = catch_unwind(AssertUnwindSafe(|| match walk.judge {
        Judge::Rule(judge) => {
            let mut findings = Findings::new(manifest, first);
            judge(manifest, &mut findings);
            findings.into_found()
        }
        Judge::Family(family) => (family.judge)(manifest, &walk.rules),
    }));
    match judged {
        Ok(found) => found.into_iter().map(|it| verdict(it, position, files)).collect(),
        Err(panic) => vec![broken(first, &*panic, manifest, files)],
    }
}

fn verdict(found: Found, position: usize, files: &Files) -> Verdict {
    let Found { rule, resource, span, path, value, message, help, related, repair } = found;
    let (severity, safety) = rule.lint.map_or((rule.severity, None), |it| (it.severity, it.repair));
    let related = related.into_iter().map(|(label, span)| (label, files.span(span)));
    Verdict {
        diagnostic: Diagnostic {
            rule: rule.id,
            name: rule.name,
            severity,
            factor: rule.factor,
            path,
            message,
            why: rule.why,
            help,
            span: Some(files.span(span)),
            related: related.collect(),
            environments: Vec::new(),
        },
        span: Some(span),
        value,
        culprit: Some((position, resource)),
        repair: safety.zip(repair),
    }
}

/// That a rule failed, at the file.
fn broken(
    rule: &Rule,
    panic: &(dyn std::any::Any + Send),
    manifest: &Manifest,
    files: &Files,
) -> Verdict {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or(panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
    let mut diagnostic = code::BROKEN_RULE.at(
        &manifest.frame.name,
        format!("rule `{}` ({}) failed: {text}", rule.name, rule.id),
        format!("report it to formwork with the file; until then, `--ignore {}`", rule.id),
    );
    let span = manifest.resources.first().map(|first| first.head);
    diagnostic.span = span.map(|span| files.span(span));
    Verdict::of(diagnostic, span)
}

fn problem(problem: &Problem, files: &Files) -> Verdict {
    let file = files.get(problem.span.file);
    let mut diagnostic = problem.code.at(&file.path, &problem.message, &problem.help);
    diagnostic.span = Some(files.span(problem.span));
    let related = problem.related.iter();
    diagnostic.related = related.map(|(label, span)| (label.clone(), files.span(*span))).collect();
    Verdict::of(diagnostic, Some(problem.span))
}

/// Each value of a resource that is not known.
fn unknown(culprit: (usize, usize), resource: &Resource, files: &Files) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    let mut visit = |node: &Node| {
        let why = match &node.data {
            Data::Unknown(why) => why.to_string(),
            Data::Input(input) if input.default.is_none() => {
                format!("`{}` is given at deployment", input.name)
            }
            _ => return,
        };
        let mut diagnostic = code::UNKNOWN_VALUE.at(
            path_of(resource, node),
            format!("not judged: {why}"),
            "give a default or a literal, if the rules should see it",
        );
        diagnostic.span = Some(files.span(node.span));
        let of = Verdict::of(diagnostic, Some(node.span));
        verdicts.push(Verdict { culprit: Some(culprit), ..of });
    };
    resource.properties.walk(&mut visit);
    resource.meta.walk(&mut visit);
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Factor, Severity};
    use crate::ir::lifted::{FileId, Format, Span};
    use crate::manifest::source::File;
    use crate::rules::{Check, Lint};

    const fn rule(judge: fn(&Manifest, &mut Findings<'_>), id: &'static str) -> Rule {
        Rule {
            id,
            name: "test",
            severity: Severity::Warning,
            factor: Factor::Config,
            what: "",
            why: "",
            bad: "",
            good: "",
            fix: "",
            source: "",
            waivable: false,
            check: Check::Unrepresentable,
            lint: Some(Lint::new(Severity::Warning, judge)),
        }
    }

    static PANICS: Rule = rule(|_, _| panic!("a test of what happens then"), "FW9001");
    static FINDS: Rule = rule(
        |manifest, findings| {
            let resource = &manifest.resources[0];
            findings.at(resource, &resource.properties, "found", "mend it");
        },
        "FW9002",
    );

    /// Two manifests that have one resource in common, as modules with two callers do.
    fn read() -> Read {
        let mut read = Read::default();
        let file = read.files.add(File::new("a.tf", "resource {\n  a = 1\n}\n"));
        for name in ["one", "two"] {
            let mut manifest = Manifest::new(Format::Terraform, name);
            let (head, span) = (Span::new(file, 0, 8), Span::new(file, 0, 20));
            manifest.resources.push(Resource {
                address: "a".to_owned(),
                type_name: "t".into(),
                kind: None,
                properties: Node::new(Span::new(FileId(0), 13, 18), Data::Object(Vec::new())),
                meta: Node::empty(head),
                head,
                span,
                after: Vec::new(),
                keep: crate::ir::Keep::Delete,
                written: Vec::new(),
            });
            read.manifests.push(manifest);
        }
        read
    }

    #[test]
    fn callers_of_a_module_find_the_same() {
        let check = |message: &str, expected: &str| {
            assert_eq!(without_modules(message), expected, "{message}");
        };
        check("`aws_sqs_queue.a` is odd", "`aws_sqs_queue.a` is odd");
        check("`module.a.aws_sqs_queue.b` is odd", "`aws_sqs_queue.b` is odd");
        check("`module.a[\"x.y\"].module.b[0].aws_sqs_queue.c` is", "`aws_sqs_queue.c` is");
        check("the source of `module.a` moves", "the source of `` moves");
    }

    #[test]
    fn a_rule_that_panics_is_a_finding_and_the_others_go_on() {
        let found = judge(&read(), &Selection::only(&[&PANICS, &FINDS]), Unknowns::Silent);
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.diagnostic.rule, it.diagnostic.span.as_ref().map(|span| span.line)))
            .collect();
        assert_eq!(found, [("FW0007", Some(1)), ("FW9002", Some(2))]);
    }
}
