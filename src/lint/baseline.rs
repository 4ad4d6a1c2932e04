//! Baselines: what was found when linting began does not count, so that only what is new fails.
//!
//! A finding is known by its rule, file, structural path and value, never by its line. Files are
//! named relative to the baseline's folder, whatever folder a run starts in. The document has one
//! entry a line, so that two branches merge.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::diag::{Span, code};
use crate::exchange::baseline::{Baseline, Known};
use crate::exchange::{FORMAT, is_readable};

use super::globs::without_dots;
use super::{Options, Silence, Verdict};

/// A baseline and the place it has.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name in findings.
    pub name: String,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// The folder that names of judged files are relative to.
    pub working: PathBuf,
}

/// A baseline that was read.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Where it is.
    pub place: Place,
    /// What it says.
    pub text: String,
    document: Baseline,
}

/// What tells a finding from others.
type Key = (String, String, String, String);

impl Recorded {
    /// Reads a baseline.
    ///
    /// # Errors
    /// If it is none: why.
    pub fn parse(place: Place, text: String) -> Result<Self, String> {
        let document: Baseline = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        if !is_readable(&document.format) {
            let format = &document.format;
            return Err(format!("its format is `{format}`; this formwork reads `{FORMAT}`"));
        }
        Ok(Self { place, text, document })
    }

    /// Sets the findings aside that the baseline has. An entry whose rule was run and whose file was
    /// looked at, and that is no longer found, is a finding.
    pub(super) fn apply(
        &self,
        options: &Options,
        verdicts: Vec<Verdict>,
    ) -> (Vec<Verdict>, Vec<(Verdict, Silence)>) {
        let mut left: BTreeMap<Key, u32> = BTreeMap::new();
        for known in &self.document.findings {
            *left.entry(key_of(known)).or_default() += known.count;
        }
        let (mut open, mut silenced) = (Vec::new(), Vec::new());
        for verdict in verdicts {
            let known = key(&self.place, &verdict).and_then(|key| left.get_mut(&key));
            match known {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    silenced.push((verdict, Silence::Known));
                }
                _ => open.push(verdict),
            }
        }
        let roots = options.paths.iter();
        let roots: Vec<_> =
            roots.map(|root| without_dots(&self.place.working.join(root))).collect();
        let is_judged = |known: &&Known| {
            let file = without_dots(&self.place.folder.join(&known.file));
            options.runs(&known.rule, &known.file)
                && roots.iter().any(|root| file.starts_with(root))
        };
        for known in self.document.findings.iter().filter(is_judged) {
            let Some(count) = left.get_mut(&key_of(known)) else { continue };
            if std::mem::take(count) > 0 {
                open.push(self.stale(known));
            }
        }
        (open, silenced)
    }

    fn stale(&self, known: &Known) -> Verdict {
        let Known { file, rule, path, .. } = known;
        let line = self.text.lines().position(|line| line.trim_end_matches(',') == line_of(known));
        let mut diagnostic = code::STALE_BASELINE.at(
            &self.place.name,
            format!("{rule} at `{path}` in `{file}` is no longer found, or less often"),
            "write the baseline anew with `--write-baseline`",
        );
        let line = line.and_then(|index| u32::try_from(index + 1).ok()).unwrap_or(1);
        diagnostic.span = Some(Span { file: self.place.name.clone(), line, column: 1, end: None });
        Verdict::of(diagnostic, None)
    }
}

/// A baseline of findings, as text.
pub fn write<'v>(place: &Place, verdicts: impl IntoIterator<Item = &'v Verdict>) -> String {
    let mut counts: BTreeMap<Key, u32> = BTreeMap::new();
    for key in verdicts.into_iter().filter_map(|it| key(place, it)) {
        *counts.entry(key).or_default() += 1;
    }
    let mut text = format!("{{\n  \"format\": \"{FORMAT}\",\n  \"findings\": [");
    for (position, ((file, rule, path, value), count)) in counts.into_iter().enumerate() {
        let comma = if position > 0 { "," } else { "" };
        let known = Known { file, rule, path, value, count };
        let _ = write!(text, "{comma}\n{}", line_of(&known));
    }
    if text.ends_with('[') { text + "]\n}\n" } else { text + "\n  ]\n}\n" }
}

/// A digest of what tells a finding from others, for tools that keep track of findings.
pub(super) fn fingerprint(verdict: &Verdict) -> Option<String> {
    verdict.culprit?;
    let it = &verdict.diagnostic;
    let file = it.span.as_ref().map_or("", |span| &span.file);
    Some(digest(&[it.rule, file, &it.path, &verdict.value]))
}

/// Whether a finding may stand in a baseline. What is odd about files or suppressions may not: it
/// has to be mended.
pub fn is_recorded(verdict: &Verdict) -> bool {
    let rule = verdict.diagnostic.rule;
    rule == code::DUPLICATE_KEY.id || (verdict.culprit.is_some() && rule != code::UNKNOWN_VALUE.id)
}

fn key(place: &Place, verdict: &Verdict) -> Option<Key> {
    let span = verdict.diagnostic.span.as_ref().filter(|_| is_recorded(verdict))?;
    let path = without_dots(&place.working.join(&span.file));
    let file = match path.strip_prefix(&place.folder) {
        Ok(path) => path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
        Err(_) => span.file.clone(),
    };
    let rule = verdict.diagnostic.rule.to_owned();
    Some((file, rule, verdict.diagnostic.path.clone(), digest(&[&verdict.value])))
}

fn key_of(known: &Known) -> Key {
    let Known { file, rule, path, value, .. } = known.clone();
    (file, rule, path, value)
}

fn line_of(known: &Known) -> String {
    let text = serde_json::to_string(known);
    "    ".to_owned() + &text.expect("an entry is text and a number: a bug in formwork")
}

/// The first 16 hexadecimal digits of the SHA-256 of some texts.
fn digest(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for (position, text) in texts.iter().enumerate() {
        hash.update(if position > 0 { "\0" } else { "" });
        hash.update(text);
    }
    hash.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The folder that a file is in, absolute.
pub fn folder_of(working: &Path, file: &Path) -> PathBuf {
    let mut path = without_dots(&working.join(file));
    path.pop();
    path
}
