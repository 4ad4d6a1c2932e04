//! Collections while they are read: what is open, and what is made of it when it closes.

use std::collections::BTreeMap;

use crate::diag::code;
use crate::ir::Text;
use crate::ir::lifted::{Data, Field, FileId, Node, Span};
use crate::manifest::source::Problem;

use super::{DEPTH, NODES, problem, too_deep, too_many};

/// A document in the making. `M` is what a language remembers of an open collection.
pub(super) struct Tree<M> {
    pub(super) file: FileId,
    pub(super) problems: Vec<Problem>,
    open: Vec<Open<M>>,
    root: Option<Node>,
    /// Values that may still be made.
    left: usize,
}

/// A collection that is not closed yet.
pub(super) struct Open<M> {
    start: usize,
    /// Where its content ends, so far.
    end: usize,
    /// The key whose value comes next.
    key: Option<(Text, Span)>,
    content: Content,
    pub(super) mark: M,
}

/// What an open collection holds.
pub(super) enum Content {
    List(Vec<Node>),
    Object(Vec<Field>),
}

/// Nothing more can be read; a problem says why.
pub(super) struct Stop;

impl<M> Tree<M> {
    pub(super) fn new(file: FileId) -> Self {
        Self { file, problems: Vec::new(), open: Vec::new(), root: None, left: NODES }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// Tells a problem after which nothing can be read.
    pub(super) fn stop(&mut self, problem: Problem) -> Stop {
        self.problems.push(problem);
        Stop
    }

    /// Opens a collection that starts at this byte.
    pub(super) fn open(&mut self, start: usize, content: Content, mark: M) -> Result<(), Stop> {
        if self.open.len() >= DEPTH {
            return Err(self.stop(too_deep(self.span(start, start + 1))));
        }
        self.open.push(Open { start, end: start, key: None, content, mark });
        Ok(())
    }

    /// How many collections are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Closes the innermost collection. `end` is the byte after it, if it has a mark at its end.
    pub(super) fn close(&mut self, end: Option<usize>) -> Option<(Node, M)> {
        let open = self.open.pop()?;
        let data = match open.content {
            Content::List(items) => Data::List(items),
            Content::Object(fields) => {
                duplicates(&fields, &mut self.problems);
                Data::Object(fields)
            }
        };
        let span = self.span(open.start, end.unwrap_or(open.end).max(open.start));
        Some((Node::new(span, data), open.mark))
    }

    /// Whether a key comes next.
    pub(super) fn wants_key(&self) -> bool {
        self.is_object() && self.open.last().is_some_and(|open| open.key.is_none())
    }

    /// The innermost collection is an object, and this its next key.
    pub(super) fn key(&mut self, text: Text, span: Span) {
        if let Some(open) = self.open.last_mut() {
            open.end = open.end.max(span.end as usize);
            open.key = Some((text, span));
        }
    }

    /// Puts a value where it belongs, which ends at this byte.
    pub(super) fn put(&mut self, node: Node, end: usize) -> Result<(), Stop> {
        self.spend(1, node.span)?;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.end = open.end.max(end);
        match (&mut open.content, open.key.take()) {
            (Content::List(items), _) => items.push(node),
            (Content::Object(fields), Some((key, key_span))) => {
                fields.push(Field { key, key_span, value: node });
            }
            (Content::Object(_), None) => unreachable!("a value without a key: a bug in formwork"),
        }
        Ok(())
    }

    /// Where the innermost collection starts, and where it ends so far.
    pub(super) fn innermost(&self) -> (usize, usize) {
        self.open.last().map_or((0, 0), |open| (open.start, open.end))
    }

    /// Whether the innermost collection is an object.
    pub(super) fn is_object(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.content, Content::Object(_)))
    }

    /// Counts values that were made.
    pub(super) fn spend(&mut self, values: usize, at: Span) -> Result<(), Stop> {
        match self.left.checked_sub(values) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(self.stop(too_many(at))),
        }
    }

    /// The document; absent if nothing was read, or if reading was stopped.
    pub(super) fn finish(self, result: &Result<(), Stop>) -> (Node, Vec<Problem>) {
        let nothing = Node::new(Span::new(self.file, 0, 0), Data::Absent);
        (self.root.filter(|_| result.is_ok()).unwrap_or(nothing), self.problems)
    }
}

/// Tells of every key that stands twice.
fn duplicates(fields: &[Field], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for field in fields {
        let Some(first) = seen.insert(&field.key, field.key_span) else { continue };
        let mut twice = problem(
            &code::DUPLICATE_KEY,
            field.key_span,
            format!("`{}` stands twice in this object", field.key),
            "remove one of them; the last one counts here, and elsewhere perhaps the first",
        );
        twice.related = Some(("it stands here already".to_owned(), first));
        problems.push(twice);
    }
}
