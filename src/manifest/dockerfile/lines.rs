//! Lines of a Dockerfile become instructions: continued lines are joined, here-documents are taken
//! along, comments are set aside.
//!
//! Facts: <https://docs.docker.com/reference/dockerfile/#format>.

use std::ops::Range;

use crate::ir::lifted::{FileId, Span};
use crate::manifest::source::Comment;

/// The instructions and comments of a file.
#[derive(Debug)]
pub(super) struct Lines {
    /// The instructions, in order.
    pub(super) instructions: Vec<Instruction>,
    /// The comments, parser directives too.
    pub(super) comments: Vec<Comment>,
    /// The character that continues lines and takes meanings away.
    pub(super) escape: char,
    /// Whether a `syntax` directive names a frontend of its own.
    pub(super) frontend: Option<String>,
    /// A here-document that does not end: the place where it starts, and its name.
    pub(super) open: Option<(Span, String)>,
}

/// An instruction.
#[derive(Debug)]
pub(super) struct Instruction {
    /// Its keyword, in upper case.
    pub(super) keyword: String,
    /// Where the keyword stands.
    pub(super) head: Span,
    /// All of it.
    pub(super) span: Span,
    /// What follows the keyword.
    pub(super) arguments: Joined,
    /// The texts of its here-documents.
    pub(super) documents: Vec<String>,
}

/// Text of several lines as one, whose bytes know where they stand.
#[derive(Debug)]
pub(super) struct Joined {
    /// The text.
    pub(super) text: String,
    file: FileId,
    /// Where pieces start: in the text, and in the file.
    pieces: Vec<(usize, usize)>,
}

impl Joined {
    fn push(&mut self, piece: &str, position: usize) {
        self.pieces.push((self.text.len(), position));
        self.text.push_str(piece);
    }

    fn position(&self, byte: usize) -> usize {
        let next = self.pieces.partition_point(|(start, _)| *start <= byte);
        let (start, position) = self.pieces[next.max(1) - 1];
        position + (byte - start)
    }

    /// Where a part of the text stands.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.position(range.start);
        let end = if range.is_empty() { start } else { self.position(range.end - 1) + 1 };
        Span::new(self.file, start, end)
    }

    /// The range without the space around it.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    /// All of it, without the space around it.
    pub(super) fn all(&self) -> Range<usize> {
        self.trimmed(0..self.text.len())
    }
}

/// A line and where it starts, without its end.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    fn is_comment(&self) -> bool {
        self.text.trim_start().starts_with('#')
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Reads the lines of a file.
pub(super) fn read(file: FileId, text: &str) -> Lines {
    let mut start = 0;
    let lines: Vec<Line<'_>> = text
        .split_inclusive('\n')
        .map(|whole| {
            let line = whole.strip_suffix('\n').unwrap_or(whole);
            let line = Line { start, text: line.strip_suffix('\r').unwrap_or(line) };
            start += whole.len();
            line
        })
        .collect();
    let mut reader = Reader {
        file,
        lines: &lines,
        next: 0,
        read: Lines {
            instructions: Vec::new(),
            comments: Vec::new(),
            escape: '\\',
            frontend: None,
            open: None,
        },
    };
    reader.directives();
    while let Some(line) = lines.get(reader.next) {
        reader.next += 1;
        if line.is_comment() {
            reader.comment(line);
        } else if !line.is_blank() {
            reader.instruction(line);
        }
    }
    reader.read
}

struct Reader<'t> {
    file: FileId,
    lines: &'t [Line<'t>],
    next: usize,
    read: Lines,
}

impl Reader<'_> {
    /// Directives stand before everything else, comments included.
    fn directives(&mut self) {
        for line in self.lines {
            let Some(comment) = line.text.trim_start().strip_prefix('#') else { return };
            let Some((name, value)) = comment.split_once('=') else { return };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "escape" if value == "`" => self.read.escape = '`',
                "syntax" => self.read.frontend = Some(value.to_owned()),
                "escape" | "check" => {}
                _ => return,
            }
        }
    }

    fn comment(&mut self, line: &Line<'_>) {
        let text = line.text.trim();
        let start = line.start + (line.text.len() - line.text.trim_start().len());
        let span = Span::new(self.file, start, start + text.len());
        let text = text.trim_start_matches('#').trim().to_owned();
        self.read.comments.push(Comment { span, text });
    }

    fn instruction(&mut self, line: &Line<'_>) {
        let indent = line.text.len() - line.text.trim_start().len();
        let (first, mut continues) = self.continued(line.text);
        let rest = &first[indent..];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let start = line.start + indent;
        let mut arguments = Joined { text: String::new(), file: self.file, pieces: Vec::new() };
        arguments.push(&rest[length..], start + length);
        let mut end = line.start + first.trim_end().len();
        while continues && let Some(line) = self.lines.get(self.next) {
            self.next += 1;
            if line.is_comment() {
                self.comment(line);
            } else if !line.is_blank() {
                let (piece, more) = self.continued(line.text);
                arguments.push(piece, line.start);
                end = line.start + piece.trim_end().len();
                continues = more;
            }
        }
        let keyword = rest[..length].to_ascii_uppercase();
        let head = Span::new(self.file, start, start + length);
        let documents = self.documents(&keyword, &arguments, head, &mut end);
        let span = Span::new(self.file, start, end.max(start + length));
        let instruction = Instruction { keyword, head, span, arguments, documents };
        self.read.instructions.push(instruction);
    }

    /// A line without the escape character that continues it, and whether one does: one that is
    /// escaped itself does not.
    fn continued<'l>(&self, line: &'l str) -> (&'l str, bool) {
        let trimmed = line.trim_end_matches([' ', '\t']);
        match trimmed.strip_suffix(self.read.escape) {
            Some(rest) if !rest.ends_with(self.read.escape) => (rest, true),
            _ => (line, false),
        }
    }

    /// The here-documents that an instruction announces.
    fn documents(
        &mut self,
        keyword: &str,
        arguments: &Joined,
        head: Span,
        end: &mut usize,
    ) -> Vec<String> {
        if !matches!(keyword, "RUN" | "COPY" | "ADD") {
            return Vec::new();
        }
        let mut documents = Vec::new();
        for (name, tabs) in announced(&arguments.text) {
            let mut document = String::new();
            loop {
                let Some(line) = self.lines.get(self.next) else {
                    self.read.open.get_or_insert((head, name));
                    documents.push(document);
                    return documents;
                };
                self.next += 1;
                let text = if tabs { line.text.trim_start_matches('\t') } else { line.text };
                *end = line.start + line.text.len();
                if text == name {
                    break;
                }
                document.push_str(text);
                document.push('\n');
            }
            documents.push(document);
        }
        documents
    }
}

/// The names of the here-documents of a line, and whether they lose leading tabs.
fn announced(text: &str) -> Vec<(String, bool)> {
    let words = text.split([' ', '\t']);
    let document = |word: &str| {
        let word = word.trim_start_matches(|it: char| it.is_ascii_digit()).strip_prefix("<<")?;
        let (word, tabs) = word.strip_prefix('-').map_or((word, false), |rest| (rest, true));
        let quoted = |quote: char| word.strip_prefix(quote)?.strip_suffix(quote);
        let name = quoted('"').or_else(|| quoted('\'')).unwrap_or(word);
        let is_name = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
        (!name.is_empty() && name.chars().all(is_name)).then(|| (name.to_owned(), tabs))
    };
    words.filter_map(document).collect()
}

/// Whether a word announces a here-document.
pub(super) fn is_announcement(word: &str) -> bool {
    !announced(word).is_empty()
}
