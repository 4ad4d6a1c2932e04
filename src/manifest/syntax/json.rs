//! JSON, with what people write into it all the same: comments and trailing commas.

use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::tokens::Token;
use jsonc_parser::{ParseStringErrorKind, Scanner, ScannerOptions};

use crate::ir::lifted::{Data, FileId, Node, Span};
use crate::manifest::source::{Comment, Parsed, Problem};

use super::broken;
use super::tree::{Content, Stop, Tree};

/// Reads a document.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        scanner: Scanner::new(bare, &OPTIONS),
        skipped: text.len() - bare.len(),
        tree: Tree::new(file),
        comments: Vec::new(),
        expected: Expected::Value,
        done: false,
    };
    let result = reader.read();
    let (root, problems) = reader.tree.finish(&result);
    Parsed { root, comments: reader.comments, problems }
}

const OPTIONS: ScannerOptions = ScannerOptions {
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

struct Reader<'t> {
    scanner: Scanner<'t>,
    /// Bytes of a byte order mark before what is scanned.
    skipped: usize,
    tree: Tree<()>,
    comments: Vec<Comment>,
    expected: Expected,
    /// Whether the document is complete.
    done: bool,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// A value, and nothing else.
    Value,
    /// An element or the end of a list.
    ItemOrEnd,
    /// A key or the end of an object.
    KeyOrEnd,
    /// The colon after a key.
    Colon,
    /// A comma, or the end of what is open.
    CommaOrEnd,
}

impl<'t> Reader<'t> {
    fn read(&mut self) -> Result<(), Stop> {
        loop {
            let token = match self.scanner.scan() {
                Ok(Some(token)) => token,
                Ok(None) => return self.end(),
                Err(error) => return Err(self.scan_error(&error)),
            };
            self.token(token)?;
        }
    }

    fn token(&mut self, token: Token<'t>) -> Result<(), Stop> {
        match (token, self.expected) {
            (Token::CommentLine(text) | Token::CommentBlock(text), _) => {
                let text = text.trim().to_owned();
                self.comments.push(Comment { span: self.span(), text });
                Ok(())
            }
            (_, _) if self.done => Err(self.unexpected("the document has ended already")),
            (Token::CloseBrace, Expected::KeyOrEnd)
            | (Token::CloseBracket, Expected::ItemOrEnd) => self.close(),
            (token, Expected::CommaOrEnd) => self.after_value(&token),
            (Token::String(text), Expected::KeyOrEnd) => {
                let span = self.span();
                self.tree.key(text.into_owned().into(), span);
                self.expected = Expected::Colon;
                Ok(())
            }
            (_, Expected::KeyOrEnd) => Err(self.unexpected("a key in double quotes belongs here")),
            (Token::Colon, Expected::Colon) => {
                self.expected = Expected::Value;
                Ok(())
            }
            (_, Expected::Colon) => Err(self.unexpected("a colon belongs between key and value")),
            (token, Expected::Value | Expected::ItemOrEnd) => self.value(token),
        }
    }

    fn value(&mut self, token: Token<'t>) -> Result<(), Stop> {
        let data = match token {
            Token::OpenBrace => {
                self.expected = Expected::KeyOrEnd;
                return self.tree.open(self.start(), Content::Object(Vec::new()), ());
            }
            Token::OpenBracket => {
                self.expected = Expected::ItemOrEnd;
                return self.tree.open(self.start(), Content::List(Vec::new()), ());
            }
            Token::String(text) => Data::Text(text.into_owned().into()),
            Token::Boolean(value) => Data::Bool(value),
            Token::Null => Data::Absent,
            Token::Number(number) => self::number(number),
            Token::Word(_) => return Err(self.unexpected("text stands in double quotes")),
            Token::CloseBrace
            | Token::CloseBracket
            | Token::Comma
            | Token::Colon
            | Token::CommentLine(_)
            | Token::CommentBlock(_) => return Err(self.unexpected("a value belongs here")),
        };
        let span = self.span();
        self.put(Node::new(span, data))
    }

    fn put(&mut self, node: Node) -> Result<(), Stop> {
        let end = node.span.end as usize;
        self.expected = Expected::CommaOrEnd;
        self.done = self.tree.depth() == 0;
        self.tree.put(node, end)
    }

    fn close(&mut self) -> Result<(), Stop> {
        let end = self.span().end as usize;
        match self.tree.close(Some(end)) {
            Some((node, ())) => self.put(node),
            None => Err(self.unexpected("nothing is open that could end here")),
        }
    }

    fn after_value(&mut self, token: &Token<'t>) -> Result<(), Stop> {
        match (token, self.tree.is_object()) {
            (Token::Comma, true) => self.expected = Expected::KeyOrEnd,
            (Token::Comma, false) => self.expected = Expected::ItemOrEnd,
            (Token::CloseBrace, true) | (Token::CloseBracket, false) => return self.close(),
            (_, true) => return Err(self.unexpected("a comma or `}` belongs here")),
            (_, false) => return Err(self.unexpected("a comma or `]` belongs here")),
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Stop> {
        if self.done || (self.tree.depth() == 0 && self.expected == Expected::Value) {
            return Ok(());
        }
        let (start, _) = self.tree.innermost();
        let span = self.tree.span(start, start + 1);
        Err(self.stop(span, "what is opened here is never closed"))
    }

    fn start(&self) -> usize {
        self.skipped + self.scanner.token_start()
    }

    fn span(&self) -> Span {
        self.tree.span(self.start(), self.skipped + self.scanner.token_end())
    }

    fn unexpected(&mut self, reason: &str) -> Stop {
        self.stop(self.span(), reason)
    }

    fn scan_error(&mut self, error: &ParseError) -> Stop {
        let range = error.range();
        let span = self.tree.span(self.skipped + range.start, self.skipped + range.end);
        self.stop(span, reason(error.kind()))
    }

    fn stop(&mut self, span: Span, reason: &str) -> Stop {
        let problem: Problem = broken("JSON", span, reason);
        self.tree.stop(problem)
    }
}

fn number(text: &str) -> Data {
    if let Ok(whole) = text.parse() {
        return Data::Integer(whole);
    }
    match text.parse() {
        Ok(number) if f64::is_finite(number) => Data::Decimal(number),
        _ => Data::Unknown("the number is too large".into()),
    }
}

/// What is wrong, in our words. The kinds that a scanner never tells have none of their own.
fn reason(kind: &ParseErrorKind) -> &'static str {
    match kind {
        ParseErrorKind::SingleQuotedStringsNotAllowed => "text stands in double quotes",
        ParseErrorKind::UnterminatedCommentBlock => "the comment never ends",
        ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            "the text never ends: its closing quote is missing"
        }
        ParseErrorKind::String(_) => "the text has an escape that JSON does not know",
        ParseErrorKind::HexadecimalNumbersNotAllowed
        | ParseErrorKind::UnaryPlusNumbersNotAllowed
        | ParseErrorKind::BareDecimalPointNumbersNotAllowed
        | ParseErrorKind::NonFiniteNumbersNotAllowed
        | ParseErrorKind::ExpectedDigit
        | ParseErrorKind::ExpectedDigitFollowingNegativeSign
        | ParseErrorKind::ExpectedPlusMinusOrDigitInNumberLiteral => {
            "the number is written in a way that JSON does not know"
        }
        _ => "this is no value; text stands in double quotes",
    }
}
