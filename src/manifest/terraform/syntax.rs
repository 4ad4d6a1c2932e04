//! Terraform's configuration language as a tree with places, whichever syntax it was written in.
//!
//! The native syntax comes from [`syntax::hcl`](crate::manifest::syntax::hcl), JSON from
//! [`json`](super::json). The two are evaluated alike: what is a block in one and an object in the
//! other is told apart by nobody but the reader of the block.

use crate::ir::lifted::Span;
use crate::manifest::source::{Comment, Problem};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// Its content.
    pub body: Body,
    /// Every comment, without its marker and the space around it.
    pub comments: Vec<Comment>,
    /// What is odd about the text.
    pub problems: Vec<Problem>,
}

/// What stands in a file or between the braces of a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// `name = value`.
    pub attributes: Vec<Attribute>,
    /// `type "label" { … }`.
    pub blocks: Vec<Block>,
}

/// An attribute or argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Where its name stands.
    pub name_span: Span,
    /// Its value.
    pub value: Expression,
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its type, as in `resource`.
    pub name: String,
    /// Its type and labels.
    pub head: Span,
    /// All of it.
    pub span: Span,
    /// Its labels.
    pub labels: Vec<String>,
    /// What stands in it.
    pub body: Body,
    /// What it is written in.
    pub syntax: Syntax,
}

/// A syntax of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// The native one.
    Native,
    /// JSON.
    Json,
}

/// An expression and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Decimal(f64),
    /// Text without anything to fill in.
    Text(String),
    /// Text with parts to fill in.
    Template(Vec<Part>),
    /// A list.
    List(Vec<Expression>),
    /// An object.
    Object(Vec<Entry>),
    /// A name.
    Name(String),
    /// Steps from a value on.
    Path(Box<Expression>, Vec<Step>),
    /// A call.
    Call(Box<Call>),
    /// `condition ? yes : no`.
    Choice(Box<[Expression; 3]>),
    /// `-a`.
    Negative(Box<Expression>),
    /// `!a`.
    Not(Box<Expression>),
    /// `a + b`.
    Binary(Operator, Box<[Expression; 2]>),
    /// `[for … : …]`, `{for … : … => …}`.
    For(Box<For>),
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Literal text.
    Literal(Span, String),
    /// `${…}`.
    Value(Expression),
    /// `%{ if … }…%{ else }…%{ endif }`.
    If(Expression, Vec<Part>, Vec<Part>),
    /// `%{ for … in … }…%{ endfor }`.
    For(Names, Expression, Vec<Part>),
}

/// An entry of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its key: text, if it is a bare name.
    pub key: Expression,
    /// Its value.
    pub value: Expression,
}

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// `.name`.
    Name(String),
    /// `[index]`, `.0`.
    Index(Expression),
    /// `[*]`: every step behind it is taken from each element.
    Each,
    /// `.*`: the names behind it are taken from each element.
    EachName,
}

/// A call of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its name, with its namespace.
    pub name: String,
    /// What it is called with.
    pub arguments: Vec<Expression>,
    /// Whether the last argument is a list of arguments: `f(list...)`.
    pub spread: bool,
}

/// The names a loop gives to key and value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The key, or position.
    pub key: Option<String>,
    /// The value.
    pub value: String,
}

/// A loop that makes a list or object.
#[derive(Clone, Debug, PartialEq)]
pub struct For {
    /// Key and value.
    pub names: Names,
    /// What it goes over.
    pub over: Expression,
    /// The key of each entry, if it makes an object.
    pub key: Option<Expression>,
    /// The value of each entry.
    pub value: Expression,
    /// Whether entries with one key become a list: `...`.
    pub grouped: bool,
    /// Which elements it takes.
    pub condition: Option<Expression>,
}

/// What stands between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Remainder,
    /// `==`.
    Equal,
    /// `!=`.
    Unequal,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    Greater,
    /// `>=`.
    AtLeast,
    /// `&&`.
    And,
    /// `||`.
    Or,
}

impl Body {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&Expression> {
        self.attributes.iter().rev().find(|it| it.name == name).map(|it| &it.value)
    }

    /// The blocks of a type.
    pub fn blocks<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Block> {
        self.blocks.iter().filter(move |block| block.name == name)
    }
}

impl Expression {
    /// An expression at a place.
    pub const fn new(span: Span, kind: Kind) -> Self {
        Self { span, kind }
    }

    /// The text, if it is literal.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Calls `visit` with this expression and everything inside it.
    pub fn walk<'e>(&'e self, visit: &mut dyn FnMut(&'e Self)) {
        visit(self);
        match &self.kind {
            Kind::Null
            | Kind::Bool(_)
            | Kind::Integer(_)
            | Kind::Decimal(_)
            | Kind::Text(_)
            | Kind::Name(_) => {}
            Kind::Template(parts) => walk_parts(parts, visit),
            Kind::List(items) => items.iter().for_each(|item| item.walk(visit)),
            Kind::Object(entries) => entries.iter().for_each(|entry| {
                entry.key.walk(visit);
                entry.value.walk(visit);
            }),
            Kind::Path(root, steps) => {
                root.walk(visit);
                for step in steps {
                    if let Step::Index(index) = step {
                        index.walk(visit);
                    }
                }
            }
            Kind::Call(call) => call.arguments.iter().for_each(|it| it.walk(visit)),
            Kind::Choice(parts) => parts.iter().for_each(|it| it.walk(visit)),
            Kind::Negative(value) | Kind::Not(value) => value.walk(visit),
            Kind::Binary(_, sides) => sides.iter().for_each(|it| it.walk(visit)),
            Kind::For(it) => {
                it.over.walk(visit);
                it.key.iter().chain([&it.value]).chain(&it.condition).for_each(|e| e.walk(visit));
            }
        }
    }
}

fn walk_parts<'e>(parts: &'e [Part], visit: &mut dyn FnMut(&'e Expression)) {
    for part in parts {
        match part {
            Part::Literal(..) => {}
            Part::Value(value) => value.walk(visit),
            Part::If(condition, yes, no) => {
                condition.walk(visit);
                walk_parts(yes, visit);
                walk_parts(no, visit);
            }
            Part::For(_, over, body) => {
                over.walk(visit);
                walk_parts(body, visit);
            }
        }
    }
}
