//! Mends findings: makes the edits, judges the result, and keeps what helped.
//!
//! Edits that touch one another are made one after the other, each in a round of its own. After a
//! round everything is read and judged again; a file in which a finding is still there, or that
//! cannot be read any more, goes back to what it was. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::code;
use crate::ir::lifted::FileId;
use crate::manifest::read::{Entry, Load, Read, read};
use crate::rules::lint::Safety;

use super::edit::{Edit, edits};
use super::globs::without_dots;
use super::{Options, Report, Verdict, lint};

/// More rounds than this are not made; each mends at least one finding of each file.
const ROUNDS: usize = 100;

/// What a run of fixes came to.
#[derive(Debug)]
pub struct Mended {
    /// The files that are different, by name.
    pub changes: Vec<Change>,
    /// How many findings were mended.
    pub count: usize,
    /// Findings that a repair was known for and could not be made, as `file:line: FW0203`.
    pub left: Vec<String>,
    /// What was read at last.
    pub read: Read,
    /// What was found at last.
    pub report: Report,
}

/// A file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name in findings.
    pub name: String,
    /// How to open it.
    pub path: PathBuf,
    /// Its text before.
    pub before: String,
    /// Its text after.
    pub after: String,
    /// Its bytes after.
    pub bytes: Vec<u8>,
}

/// What tells a finding from others while lines move.
type Key = (String, &'static str, String, String);

/// What files hold instead of what is on the disk, by absolute path.
type Overlay = BTreeMap<PathBuf, Change>;

/// The state of a run.
struct Run<'r> {
    entries: &'r [Entry],
    load: Load<'r>,
    options: &'r Options,
    working: &'r Path,
    overlay: Overlay,
    given_up: BTreeSet<Key>,
    /// Files that get one edit a round, since several did not work.
    careful: BTreeSet<String>,
}

/// Edits of a file in one round, and the findings they mend.
#[derive(Default)]
struct Planned {
    edits: Vec<Edit>,
    keys: Vec<Key>,
}

/// Makes every edit that is at least so safe.
pub fn fix(
    entries: &[Entry],
    load: Load<'_>,
    options: &Options,
    working: &Path,
    allowed: Safety,
    first: (Read, Report),
) -> Mended {
    let (given_up, careful) = (BTreeSet::new(), BTreeSet::new());
    let overlay = BTreeMap::new();
    let mut run = Run { entries, load, options, working, overlay, given_up, careful };
    let (mut read, mut report) = first;
    let mut count = 0;
    for _ in 0..ROUNDS {
        let planned = run.plan(&read, &report, allowed);
        if planned.is_empty() {
            break;
        }
        let before = run.overlay.clone();
        run.apply(&read, &planned);
        let (after, judged) = run.judge();
        let broken = broken(&planned, &report, &judged);
        if broken.is_empty() {
            (read, report) = (after, judged);
        } else {
            for name in &broken {
                run.revert(name, &before);
            }
            (read, report) = run.judge();
        }
        let kept = planned.iter().filter(|(name, _)| !broken.contains(*name));
        count += kept.map(|(_, it)| it.keys.len()).sum::<usize>();
        run.learn(planned, &broken);
    }
    let left = report.verdicts.iter().filter(|it| is_allowed(it, allowed)).map(place).collect();
    let changes = run.overlay.into_values().filter(|it| it.before != it.after).collect();
    Mended { changes, count, left, read, report }
}

fn is_allowed(verdict: &Verdict, allowed: Safety) -> bool {
    verdict.repair.as_ref().is_some_and(|(safety, _)| *safety <= allowed)
}

fn place(verdict: &Verdict) -> String {
    let it = &verdict.diagnostic;
    match &it.span {
        Some(span) => format!("{}:{}: {}", span.file, span.line, it.rule),
        None => format!("{}: {}", it.path, it.rule),
    }
}

fn key(verdict: &Verdict) -> Key {
    let it = &verdict.diagnostic;
    let file = it.span.as_ref().map_or(String::new(), |span| span.file.clone());
    (file, it.rule, it.path.clone(), it.message.clone())
}

impl Run<'_> {
    /// The edits of a round, by file.
    fn plan(&mut self, read: &Read, report: &Report, allowed: Safety) -> BTreeMap<String, Planned> {
        let mut by_file: BTreeMap<FileId, Vec<(Edit, Key)>> = BTreeMap::new();
        let mendable = report.verdicts.iter().filter(|it| is_allowed(it, allowed));
        let open = mendable.map(|it| (it, key(it))).filter(|it| !self.given_up.contains(&it.1));
        let open: Vec<_> = open.collect();
        let made = edits(read, open.iter().map(|(verdict, _)| *verdict));
        for ((_, key), edit) in open.into_iter().zip(made) {
            match edit.filter(|it| self.is_asked(&read.files.get(it.span.file).path)) {
                Some(edit) => by_file.entry(edit.span.file).or_default().push((edit, key)),
                None => {
                    self.given_up.insert(key);
                }
            }
        }
        let mut planned = BTreeMap::new();
        for (file, edits) in by_file {
            let name = read.files.get(file).path.clone();
            let most = if self.careful.contains(&name) { 1 } else { usize::MAX };
            planned.insert(name, apart(edits, most));
        }
        planned
    }

    /// Whether a file is one that was asked for: what is read because another names it is not edited.
    fn is_asked(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    fn apply(&mut self, read: &Read, planned: &BTreeMap<String, Planned>) {
        for (name, Planned { edits, .. }) in planned {
            let Some(entry) = self.entries.iter().find(|entry| entry.name == *name) else {
                continue;
            };
            let Some(file) = edits.first().map(|edit| read.files.get(edit.span.file)) else {
                continue;
            };
            let mut after = file.text.clone();
            for edit in edits.iter().rev() {
                let range = edit.span.start as usize..edit.span.end as usize;
                if after.get(range.clone()).is_some() {
                    after.replace_range(range, &edit.text);
                }
            }
            let path = self.absolute(&entry.path);
            let old = self.overlay.get(&path).map(|it| it.before.clone());
            let before = old.unwrap_or_else(|| file.text.clone());
            let on_disk = (self.load)(&entry.path).unwrap_or_default();
            // What cannot be written back as it was, is not written: the result is judged as it is.
            let Some(bytes) = encoded(&on_disk, &before, &after) else { continue };
            let change =
                Change { name: name.clone(), path: entry.path.clone(), before, after, bytes };
            self.overlay.insert(path, change);
        }
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        without_dots(&self.working.join(path))
    }

    fn judge(&self) -> (Read, Report) {
        let load = |path: &Path| -> io::Result<Vec<u8>> {
            match self.overlay.get(&self.absolute(path)) {
                Some(change) => Ok(change.bytes.clone()),
                None => (self.load)(path),
            }
        };
        let read = read(self.entries, &load, &|| {});
        let report = lint(&read, self.options);
        (read, report)
    }

    fn revert(&mut self, name: &str, before: &Overlay) {
        let Some(entry) = self.entries.iter().find(|entry| entry.name == name) else { return };
        let path = self.absolute(&entry.path);
        match before.get(&path) {
            Some(change) => self.overlay.insert(path, change.clone()),
            None => self.overlay.remove(&path),
        };
    }

    /// What did not work alone is given up; what did not work with others is tried alone.
    fn learn(&mut self, planned: BTreeMap<String, Planned>, broken: &BTreeSet<String>) {
        for (name, Planned { edits, keys }) in planned {
            if broken.contains(&name) {
                if edits.len() == 1 {
                    self.given_up.extend(keys);
                } else {
                    self.careful.insert(name);
                }
            }
        }
    }
}

/// The files in which a finding is still there, or that have problems they did not have.
fn broken(
    planned: &BTreeMap<String, Planned>,
    before: &Report,
    after: &Report,
) -> BTreeSet<String> {
    let count = |report: &Report, wanted: &Key| {
        report.verdicts.iter().filter(|it| key(it) == *wanted).count()
    };
    let problems = |report: &Report, name: &str| {
        let codes = [&code::BROKEN_FILE, &code::DUPLICATE_KEY, &code::OVERSIZED_FILE];
        let is_problem = |it: &&Verdict| {
            let it = &it.diagnostic;
            codes.iter().any(|code| code.id == it.rule)
                && it.span.as_ref().is_some_and(|span| span.file == name)
        };
        report.verdicts.iter().filter(is_problem).count()
    };
    let is_broken = |(name, planned): &(&String, &Planned)| {
        planned.keys.iter().any(|key| count(after, key) >= count(before, key))
            || problems(after, name) > problems(before, name)
    };
    planned.iter().filter(is_broken).map(|(name, _)| name.clone()).collect()
}

/// The edits that touch none of those before, in the order of the file. Two findings that are mended
/// by the same edit are mended by one.
fn apart(mut edits: Vec<(Edit, Key)>, most: usize) -> Planned {
    edits.sort();
    let mut planned = Planned::default();
    for (edit, key) in edits {
        match planned.edits.last() {
            Some(last) if *last == edit => planned.keys.push(key),
            Some(last) if edit.span.start <= last.span.end => {}
            _ if planned.edits.len() < most => {
                planned.edits.push(edit);
                planned.keys.push(key);
            }
            _ => {}
        }
    }
    planned
}

/// Text as the bytes of a file that had `on_disk` for `before`: with its byte order mark. UTF-16 is
/// not written.
fn encoded(on_disk: &[u8], before: &str, after: &str) -> Option<Vec<u8>> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let (mark, rest) = match on_disk.strip_prefix(MARK) {
        Some(rest) => (MARK, rest),
        None => (&[][..], on_disk),
    };
    (rest == before.as_bytes()).then(|| [mark, after.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::lifted::Span;

    #[test]
    fn edits_that_touch_wait() {
        let edit = |start, end, text: &str| {
            let span = Span::new(FileId(0), start, end);
            (
                Edit { span, text: text.to_owned() },
                (text.to_owned(), "", String::new(), String::new()),
            )
        };
        let check = |edits: Vec<(Edit, Key)>, most, expected: &[&str], mended| {
            let planned = apart(edits, most);
            let texts: Vec<_> = planned.edits.iter().map(|it| it.text.as_str()).collect();
            assert_eq!((texts.as_slice(), planned.keys.len()), (expected, mended));
        };
        check(vec![edit(9, 9, "b"), edit(1, 3, "a")], 9, &["a", "b"], 2);
        check(vec![edit(1, 3, "a"), edit(2, 5, "b")], 9, &["a"], 1);
        check(vec![edit(4, 4, "a"), edit(4, 4, "b")], 9, &["a"], 1);
        check(vec![edit(4, 4, "a"), edit(4, 4, "a")], 9, &["a"], 2);
        check(vec![edit(4, 4, "a"), edit(9, 9, "b")], 1, &["a"], 1);
    }

    #[test]
    fn a_byte_order_mark_is_kept() {
        let check = |on_disk: &[u8], expected: Option<&[u8]>| {
            assert_eq!(encoded(on_disk, "a", "b").as_deref(), expected);
        };
        check(b"a", Some(b"b"));
        check(b"\xef\xbb\xbfa", Some(b"\xef\xbb\xbfb"));
        check(b"\xff\xfea\0", None);
    }
}
