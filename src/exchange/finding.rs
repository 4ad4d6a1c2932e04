//! A finding, as `check --format json` and the linter print it.

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Span};

/// What is wrong, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Rule id, as in `FW0301`.
    pub rule: String,
    /// Rule name, as in `plaintext-secret-env`.
    pub name: String,
    /// `error`, `warning` or `info`.
    pub severity: Severity,
    /// The factor's Roman number; the name of what else it is about, if it is none of the twelve.
    pub factor: String,
    /// What is wrong, with the value.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub help: String,
    /// Structural path of the culprit, as in `orders/env/SESSION_KEY`.
    pub path: String,
    /// The file it was written in, if it is known.
    pub file: Option<String>,
    /// Where in the file.
    pub span: Option<Range>,
    /// Other places that play a part.
    pub related: Vec<Related>,
    /// Environments it concerns; empty for all.
    pub environments: Vec<String>,
    /// How `lint --fix` mends it; absent if it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// What stays the same while the file around it changes: a digest of rule, file, path and value.
    /// Absent if no file is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
}

/// Whether a finding is mended without being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Fix {
    /// `--fix` mends it.
    Safe,
    /// `--fix --unsafe-fixes` mends it: somebody should look at the result.
    Unsafe,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed.
    Error,
}

/// A part of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Range {
    /// Its first character.
    pub start: Position,
    /// The character after its last; its first if only that is known.
    pub end: Position,
}

/// A character of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// Another place that plays a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Related {
    /// What it is.
    pub message: String,
    /// The file.
    pub file: String,
    /// Where in the file.
    pub span: Range,
}

impl From<&Span> for Range {
    fn from(span: &Span) -> Self {
        let start = Position { line: span.line, column: span.column };
        let end = span.end.map_or(start, |(line, column)| Position { line, column });
        Self { start, end }
    }
}

impl From<crate::rules::lint::Safety> for Fix {
    fn from(safety: crate::rules::lint::Safety) -> Self {
        match safety {
            crate::rules::lint::Safety::Safe => Self::Safe,
            crate::rules::lint::Safety::Unsafe => Self::Unsafe,
        }
    }
}

impl From<crate::diag::Severity> for Severity {
    fn from(severity: crate::diag::Severity) -> Self {
        match severity {
            crate::diag::Severity::Info => Self::Info,
            crate::diag::Severity::Warning => Self::Warning,
            crate::diag::Severity::Error => Self::Error,
        }
    }
}

impl From<&Diagnostic> for Finding {
    fn from(it: &Diagnostic) -> Self {
        let related = it.related.iter().map(|(message, span)| Related {
            message: message.clone(),
            file: span.file.clone(),
            span: span.into(),
        });
        Self {
            rule: it.rule.to_owned(),
            name: it.name.to_owned(),
            severity: it.severity.into(),
            factor: it.factor.numeral().unwrap_or(it.factor.title()).to_owned(),
            message: it.message.clone(),
            why: it.why.to_owned(),
            help: it.help.clone(),
            path: it.path.clone(),
            file: it.span.as_ref().map(|span| span.file.clone()),
            span: it.span.as_ref().map(Range::from),
            related: related.collect(),
            environments: it.environments.clone(),
            fix: None,
            fingerprint: None,
        }
    }
}
