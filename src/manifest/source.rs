//! Files as they were read, and what a parser makes of them.

use crate::diag;
use crate::ir::lifted::{FileId, Node, Span};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, as the user gave it or as discovery found it, with `/`.
    pub path: String,
    /// Its text: UTF-8, without a byte order mark.
    pub text: String,
    /// Where each line starts, in bytes.
    lines: Vec<u32>,
    /// Whether each byte is a character: a file of one long line need not be counted each time.
    is_ascii: bool,
}

impl File {
    /// A file with this text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let after = |(position, byte): (usize, u8)| {
            (byte == b'\n').then(|| u32::try_from(position + 1).unwrap_or(u32::MAX))
        };
        let lines = std::iter::once(0).chain(text.bytes().enumerate().filter_map(after)).collect();
        let is_ascii = text.is_ascii();
        Self { path: path.into(), text, lines, is_ascii }
    }

    /// The first byte of a line, counted from 1; `None` behind the last line.
    pub fn line_start(&self, line: u32) -> Option<u32> {
        self.lines.get(usize::try_from(line).ok()?.checked_sub(1)?).copied()
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub fn position(&self, byte: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines[line - 1] as usize;
        let end = (byte as usize).min(self.text.len());
        let column = match self.text.get(start..end) {
            Some(before) if self.is_ascii => before.len() + 1,
            Some(before) => before.chars().count() + 1,
            None => 1,
        };
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        (number(line), number(column))
    }
}

/// Every file of a run.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<File>);

impl Files {
    /// Adds a file.
    pub fn add(&mut self, file: File) -> FileId {
        self.0.push(file);
        FileId(u32::try_from(self.0.len() - 1).expect("a run reads fewer than 2^32 files"))
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> &File {
        &self.0[id.0 as usize]
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.0.iter()
    }

    /// A place as diagnostics name it.
    pub fn span(&self, span: Span) -> diag::Span {
        let file = self.get(span.file);
        let (line, column) = file.position(span.start);
        let end = Some(file.position(span.end.max(span.start)));
        diag::Span { file: file.path.clone(), line, column, end }
    }

    /// What is written at a place.
    pub fn text(&self, span: Span) -> &str {
        let text = &self.get(span.file).text;
        text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// What a parser makes of a file in YAML or JSON.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The document.
    pub root: Node,
    /// Every comment, without its marker and the space around it.
    pub comments: Vec<Comment>,
    /// What is odd about the text: a duplicate key, a syntax error after which nothing was read.
    pub problems: Vec<Problem>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands, with its marker.
    pub span: Span,
    /// What it says.
    pub text: String,
}

/// Something odd in the text of a file.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Which finding it is.
    pub code: &'static diag::code::Code,
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Another place that plays a part.
    pub related: Option<(String, Span)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_1() {
        let file = File::new("a.yaml", "ä: 1\nb: 2\n");
        let check = |byte, expected| assert_eq!(file.position(byte), expected, "{byte}");
        check(0, (1, 1));
        check(2, (1, 2));
        check(5, (1, 5));
        check(6, (2, 1));
        check(9, (2, 4));
        check(11, (3, 1));
        check(99, (3, 1));
    }
}
