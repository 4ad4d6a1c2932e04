//! Texts that Terraform takes and the parser does not: a byte is changed, and they are parsed again.

use hcl_edit::parser::Error;
use hcl_edit::structure::Body;

use crate::diag::code;
use crate::manifest::source::Problem;

use super::Origin;

/// How often a text is parsed again.
const MOST: usize = 32;
/// How many bytes of one file are parsed again, at most.
const MOST_BYTES: usize = 16 << 20;

/// What was changed.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// Bytes of the keys that stand twice.
    keys: Vec<(usize, usize)>,
}

/// What the parser stumbled over.
enum Obstacle {
    /// A key, by its first byte and the one after it, that stood there before.
    Key(usize, usize),
    /// The first byte of a heredoc's marker that does not end it.
    Marker(usize),
}

/// Parses a text, mended as often as it helps.
pub(super) fn parse(text: &str) -> (Result<Body, Error>, Mended) {
    let mut mended = Mended::default();
    let mut changed: Option<Vec<u8>> = None;
    let most = (MOST_BYTES / text.len().max(1)).clamp(1, MOST);
    let mut round = 0;
    loop {
        let current = changed.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let current = current.unwrap_or(text);
        let error = match hcl_edit::parser::parse_body(current) {
            Ok(body) => return (Ok(body), mended),
            Err(error) => error,
        };
        let obstacle = obstacle(&error, current).filter(|_| round < most);
        let Some(obstacle) = obstacle else { return (Err(error), mended) };
        let bytes = changed.get_or_insert_with(|| text.as_bytes().to_vec());
        match obstacle {
            Obstacle::Key(start, end) => {
                if !mended.keys.contains(&(start, end)) {
                    mended.keys.push((start, end));
                }
                rename(&mut bytes[start..end], round);
            }
            Obstacle::Marker(start) => bytes[start] = b'.',
        }
        round += 1;
    }
}

/// Writes a name over another one, a different one each round.
fn rename(key: &mut [u8], round: usize) {
    let mut number = round;
    for (position, byte) in key.iter_mut().enumerate().rev() {
        let letters = if position == 0 { b"qjzxkvwy".as_slice() } else { b"qjzxkvwy0123456789" };
        *byte = letters[number % letters.len()];
        number /= letters.len();
    }
}

fn obstacle(error: &Error, text: &str) -> Option<Obstacle> {
    let at = error.location().offset();
    let rest = text.get(at..)?;
    if error.message().contains("found redefined") {
        let (start, key) = match rest.strip_prefix('"') {
            Some(quoted) => (at + 1, &quoted[..quoted.find('"')?]),
            None => (at, &rest[..rest.find(|it: char| !is_name(it)).unwrap_or(rest.len())]),
        };
        let is_plain = !key.is_empty() && !key.contains(['\\', '$', '%', '\n']);
        return is_plain.then_some(Obstacle::Key(start, start + key.len()));
    }
    let line = text[..at].rfind('\n')? + 1;
    let marker = text[line..at].trim_start();
    let opens = |mark: &str| text[..line].contains(&format!("<<{mark}{marker}"));
    let is_marker = !marker.is_empty() && marker.chars().all(is_name) && (opens("") || opens("-"));
    let start = at - marker.len();
    (is_marker && text.as_bytes()[start].is_ascii()).then_some(Obstacle::Marker(start))
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '-'
}

impl Mended {
    /// The key as it is written, if a changed one stands here.
    pub(super) fn key<'t>(&self, text: &'t str, start: usize, end: usize) -> Option<&'t str> {
        let (from, to) = self.keys.iter().find(|(from, to)| start <= *from && *to <= end)?;
        text.get(*from..*to)
    }

    /// The keys that stand twice.
    pub(super) fn problems(&self, origin: &Origin, text: &str) -> Vec<Problem> {
        let problem = |(start, end): &(usize, usize)| {
            let key = text.get(*start..*end).unwrap_or_default();
            Problem {
                code: &code::DUPLICATE_KEY,
                span: origin.span(*start, *end),
                message: format!("`{key}` stands twice in one object"),
                help: "keep the one you mean; the last one counts".to_owned(),
                related: None,
            }
        };
        self.keys.iter().map(problem).collect()
    }
}
