//! The ledger as text: each line holds the hash of the line before, and ends with its own.
//!
//! A line is one JSON object whose last field is `hash`: SHA-256 of the bytes of the line before
//! `,"hash":`. So each byte of a line is covered, the last line included. What a chain cannot show is
//! that its end was cut off at a line, or that all of it was written anew: for that a reader needs a
//! hash it has seen before ([`holds`]).

use crate::diag::code::{ALTERED_LEDGER, Code, SHORTENED_LEDGER, UNFINISHED_ENTRY};
use crate::exchange::is_readable;
use crate::exchange::ledger::Entry;
use crate::parity::sha256;

use super::time::seconds;

/// What stands between the hashed part of a line and its hash.
const SEAL: &str = ",\"hash\":\"";
/// What stands behind it.
const END: &str = "\"}";
/// The length of a hash.
const HASH: usize = 64;

/// Something wrong with a ledger.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What kind of wrong.
    pub code: &'static Code,
    /// What is wrong, with the values.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Fault {
    fn altered(line: usize, message: impl Into<String>) -> Self {
        let help = "take the file from version control or a copy: every entry is needed as it was \
                    written";
        Self { line, code: &ALTERED_LEDGER, message: message.into(), help: help.to_owned() }
    }
}

/// The line of an entry, without its newline; whatever the entry says of its hash is replaced.
///
/// # Panics
/// Never: an entry has text keys only.
pub fn seal(entry: &mut Entry) -> String {
    entry.hash.clear();
    let text = serde_json::to_string(&entry).expect("an entry is plain data: a bug in formwork");
    let body = text.strip_suffix(&format!("{SEAL}{END}"));
    let body = body.expect("`hash` is the last field of an entry: a bug in formwork");
    entry.hash = sha256(body.as_bytes());
    format!("{body}{SEAL}{}{END}", entry.hash)
}

/// Reads a ledger: the entries that could be read, and all that is wrong with them as a chain.
pub fn read(bytes: &[u8]) -> (Vec<Entry>, Vec<Fault>) {
    let (whole, rest) = match bytes.iter().rposition(|it| *it == b'\n') {
        Some(newline) => bytes.split_at(newline + 1),
        None => (&bytes[..0], bytes),
    };
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    let (mut line, mut is_read) = (0, true);
    let lines = whole.split_inclusive(|it| *it == b'\n').map(|line| &line[..line.len() - 1]);
    for text in lines {
        line += 1;
        // What a line follows is not known while the line before it cannot be read.
        let is_linked = std::mem::replace(&mut is_read, true);
        match unseal(text) {
            Ok(entry) => {
                if is_linked && let Some(why) = unlinked(entries.last(), &entry) {
                    faults.push(Fault::altered(line, why));
                }
                entries.push(entry);
            }
            Err(why) => {
                faults.push(Fault::altered(line, why));
                is_read = false;
            }
        }
    }
    if !rest.is_empty() {
        faults.push(unfinished(line + 1, whole.len(), rest));
    }
    (entries, faults)
}

/// The entry of a line.
fn unseal(line: &[u8]) -> Result<Entry, String> {
    let text = std::str::from_utf8(line).map_err(|_| "this line is no UTF-8 text".to_owned())?;
    if text.ends_with('\r') {
        return Err("this line ends in CR LF: something rewrote line ends, as git does unless \
                    `.gitattributes` says `*.releases.jsonl -text`"
            .to_owned());
    }
    let sealed = text.strip_suffix(END).and_then(|it| {
        let hash = it.get(it.len().checked_sub(HASH)?..)?;
        Some((it.strip_suffix(hash)?.strip_suffix(SEAL)?, hash))
    });
    let Some((body, hash)) = sealed else {
        return Err("this line is no entry: it does not end with its hash".to_owned());
    };
    let actual = sha256(body.as_bytes());
    if actual != hash {
        return Err(format!(
            "this line was changed: it says its hash is `{hash}`, and it is `{actual}`"
        ));
    }
    let entry: Entry =
        serde_json::from_str(text).map_err(|error| format!("this line is no entry: {error}"))?;
    if !is_readable(&entry.format) {
        return Err(format!("this entry has format {}, which is not known", entry.format));
    }
    if entry.hash != hash {
        return Err("this entry has two hashes".to_owned());
    }
    Ok(entry)
}

/// Why an entry does not follow the one before.
fn unlinked(before: Option<&Entry>, entry: &Entry) -> Option<String> {
    let number = before.map_or(0, |it| it.sequence);
    if entry.previous.as_ref() != before.map(|it| &it.hash) {
        let said = entry.previous.as_deref().unwrap_or("no entry");
        return Some(match before {
            None => format!(
                "the ledger begins with entry {}, which follows `{said}`: the entries \
                             before it are gone",
                entry.sequence
            ),
            Some(before) => format!(
                "entry {} follows `{said}`, and before it stands entry {}, `{}`: lines were moved, \
                 removed, or two branches were merged",
                entry.sequence, before.sequence, before.hash
            ),
        });
    }
    if entry.sequence != number + 1 {
        return Some(format!("entry {} stands where {} belongs", entry.sequence, number + 1));
    }
    let Some(time) = seconds(&entry.at) else {
        return Some(format!("`{}` is no time", entry.at));
    };
    let before = before?;
    if entry.app != before.app {
        return Some(format!("this entry is of `{}`, the ledger of `{}`", entry.app, before.app));
    }
    (seconds(&before.at)? > time)
        .then(|| format!("`{}` is before the entry before, `{}`", entry.at, before.at))
}

/// A last line without its newline.
fn unfinished(line: usize, offset: usize, rest: &[u8]) -> Fault {
    let message = if unseal(rest).is_ok() {
        format!("the entry at byte {offset} is whole, and only its newline is missing")
    } else {
        format!(
            "the entry at byte {offset} breaks off after {} bytes: its writer was stopped, or the \
             file was cut",
            rest.len()
        )
    };
    let help = "`formwork release verify --mend` completes it or takes it away, and says which; then \
                run the command that was stopped again";
    Fault { line, code: &UNFINISHED_ENTRY, message, help: help.to_owned() }
}

/// What a ledger becomes when its last line is mended: its length, and whether a newline follows.
pub fn mended(bytes: &[u8]) -> (usize, Option<&'static [u8]>) {
    let whole = bytes.iter().rposition(|it| *it == b'\n').map_or(0, |newline| newline + 1);
    match &bytes[whole..] {
        [] => (whole, None),
        rest if unseal(rest).is_ok() => (bytes.len(), Some(b"\n")),
        _ => (whole, None),
    }
}

/// What is wrong if the ledger lacks an entry that a reader has seen.
pub fn holds(entries: &[Entry], head: &str) -> Option<Fault> {
    if entries.iter().any(|it| it.hash == head) {
        return None;
    }
    let last = entries.last().map_or("it is empty".to_owned(), |it| {
        format!("it ends with entry {}, `{}`", it.sequence, it.hash)
    });
    Some(Fault {
        line: entries.len().max(1),
        code: &SHORTENED_LEDGER,
        message: format!("no entry has the hash `{head}`; {last}"),
        help: "take the file from version control or a copy, or find out who cut it".to_owned(),
    })
}
