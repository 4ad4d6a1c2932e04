//! The parser's tree as ours.

use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::{
    self, BinaryOperator, Expression as Parsed, TraversalOperator, UnaryOperator,
};
use hcl_edit::structure;
use hcl_edit::template::{Directive, Element, HeredocTemplate, Strip, Template};

use crate::ir::lifted::Span;
use crate::manifest::terraform::syntax::{
    Attribute, Block, Body, Call, Entry, Expression, For, Kind, Names, Operator, Part, Step, Syntax,
};

use super::heredoc::{flush, lines, strip_end, strip_start, unescaped};
use super::mend::Mended;
use super::{Origin, is_document, literal};

/// A text whose tree is converted.
pub(super) struct Convert<'t> {
    text: &'t str,
    origin: &'t Origin,
    mended: &'t Mended,
    /// Where texts stand, in which no comment starts.
    texts: Vec<(usize, usize)>,
}

/// Literal text, or a template. The lines of a document stay parts, each with its place.
pub(super) fn template_of(span: Span, parts: Vec<Part>) -> Expression {
    match literal(&parts) {
        Some(text) if parts.len() == 1 || !is_document(&text) => {
            Expression::new(span, Kind::Text(text))
        }
        _ => Expression::new(span, Kind::Template(parts)),
    }
}

/// How the literal parts of a template are written.
#[derive(Clone, Copy)]
enum Quoting {
    /// Between quotes, with escapes.
    Quoted,
    /// As they are.
    Plain,
    /// As they are, each line alone.
    Lines,
}

impl<'t> Convert<'t> {
    pub(super) fn new(text: &'t str, origin: &'t Origin, mended: &'t Mended) -> Self {
        Self { text, origin, mended, texts: Vec::new() }
    }

    /// Where texts stand, in their order.
    pub(super) fn texts(mut self) -> Vec<(usize, usize)> {
        self.texts.sort_unstable();
        self.texts
    }

    fn span(&self, range: Option<Range<usize>>) -> Span {
        let range = range.unwrap_or_default();
        self.origin.span(range.start, range.end)
    }

    fn is_text(&mut self, range: Option<Range<usize>>) {
        self.texts.extend(range.map(|it| (it.start, it.end)));
    }

    /// A name as the original text has it.
    fn name(&self, parsed: &str, range: Option<Range<usize>>) -> String {
        let range = range.unwrap_or_default();
        self.mended.key(self.text, range.start, range.end).unwrap_or(parsed).to_owned()
    }

    pub(super) fn body(&mut self, body: &structure::Body) -> Body {
        let mut read = Body::default();
        for structure in body {
            match structure {
                structure::Structure::Attribute(attribute) => {
                    read.attributes.push(Attribute {
                        name: self.name(attribute.key.as_str(), attribute.key.span()),
                        name_span: self.span(attribute.key.span()),
                        value: self.expression(&attribute.value),
                    });
                }
                structure::Structure::Block(block) => read.blocks.push(self.block(block)),
            }
        }
        read
    }

    fn block(&mut self, block: &structure::Block) -> Block {
        let head = self.span(block.ident.span());
        let last = block.labels.last().map(|label| self.span(label.span()));
        for label in &block.labels {
            self.is_text(label.span());
        }
        Block {
            name: block.ident.as_str().to_owned(),
            head: last.map_or(head, |last| head.to(last)),
            span: self.span(block.span()),
            labels: block.labels.iter().map(|label| label.as_str().to_owned()).collect(),
            body: self.body(&block.body),
            syntax: Syntax::Native,
        }
    }

    pub(super) fn expression(&mut self, parsed: &Parsed) -> Expression {
        let span = self.span(parsed.span());
        let kind = match parsed {
            Parsed::Null(_) => Kind::Null,
            Parsed::Bool(value) => Kind::Bool(*value.value()),
            Parsed::Number(number) => match number.value().as_i64() {
                Some(whole) => Kind::Integer(whole),
                None => Kind::Decimal(number.value().as_f64().unwrap_or_default()),
            },
            Parsed::String(text) => {
                self.is_text(parsed.span());
                Kind::Text(text.value().clone())
            }
            Parsed::Array(items) => {
                Kind::List(items.iter().map(|it| self.expression(it)).collect())
            }
            Parsed::Object(object) => Kind::Object(self.entries(object)),
            Parsed::StringTemplate(template) => {
                self.is_text(parsed.span());
                return template_of(span, self.parts(template, Quoting::Quoted));
            }
            Parsed::HeredocTemplate(heredoc) => {
                self.is_text(parsed.span());
                let parts = self.heredoc(heredoc);
                let body = match parts.as_slice() {
                    [Part::Literal(body, _)] => *body,
                    _ => span,
                };
                return template_of(body, parts);
            }
            Parsed::Parenthesis(inner) => return self.expression(inner.inner()),
            Parsed::Variable(name) => Kind::Name(name.as_str().to_owned()),
            Parsed::Conditional(it) => Kind::Choice(Box::new([
                self.expression(&it.cond_expr),
                self.expression(&it.true_expr),
                self.expression(&it.false_expr),
            ])),
            Parsed::FuncCall(call) => Kind::Call(Box::new(self.call(call))),
            Parsed::Traversal(traversal) => self.path(traversal),
            Parsed::UnaryOp(it) => {
                let value = Box::new(self.expression(&it.expr));
                match it.operator.value() {
                    UnaryOperator::Neg => Kind::Negative(value),
                    UnaryOperator::Not => Kind::Not(value),
                }
            }
            Parsed::BinaryOp(it) => {
                let sides = [self.expression(&it.lhs_expr), self.expression(&it.rhs_expr)];
                Kind::Binary(operator(*it.operator.value()), Box::new(sides))
            }
            Parsed::ForExpr(it) => Kind::For(Box::new(self.loop_over(it))),
        };
        Expression::new(span, kind)
    }

    fn entries(&mut self, object: &expr::Object) -> Vec<Entry> {
        let entry = |(key, value): (&expr::ObjectKey, &expr::ObjectValue)| {
            let key = match key {
                expr::ObjectKey::Ident(name) => {
                    let text = self.name(name.as_str(), name.span());
                    Expression::new(self.span(name.span()), Kind::Text(text))
                }
                expr::ObjectKey::Expression(Parsed::String(text)) => {
                    self.is_text(text.span());
                    let name = self.name(text.value(), text.span());
                    Expression::new(self.span(text.span()), Kind::Text(name))
                }
                expr::ObjectKey::Expression(key) => self.expression(key),
            };
            Entry { key, value: self.expression(value.expr()) }
        };
        object.iter().map(entry).collect()
    }

    fn call(&mut self, call: &expr::FuncCall) -> Call {
        let namespace = call.name.namespace.iter().map(|part| format!("{}::", part.as_str()));
        Call {
            name: namespace.chain([call.name.name.as_str().to_owned()]).collect(),
            arguments: call.args.iter().map(|it| self.expression(it)).collect(),
            spread: call.args.expand_final(),
        }
    }

    fn path(&mut self, traversal: &expr::Traversal) -> Kind {
        let root = Box::new(self.expression(&traversal.expr));
        let step = |operator: &hcl_edit::Decorated<TraversalOperator>| match operator.value() {
            TraversalOperator::AttrSplat(_) => Step::EachName,
            TraversalOperator::FullSplat(_) => Step::Each,
            TraversalOperator::GetAttr(name) => Step::Name(name.as_str().to_owned()),
            TraversalOperator::Index(index) => Step::Index(self.expression(index)),
            TraversalOperator::LegacyIndex(index) => {
                let number = i64::try_from(*index.value()).unwrap_or(i64::MAX);
                Step::Index(Expression::new(self.span(operator.span()), Kind::Integer(number)))
            }
        };
        Kind::Path(root, traversal.operators.iter().map(step).collect())
    }

    fn loop_over(&mut self, it: &expr::ForExpr) -> For {
        For {
            names: Names {
                key: it.intro.key_var.as_ref().map(|name| name.as_str().to_owned()),
                value: it.intro.value_var.as_str().to_owned(),
            },
            over: self.expression(&it.intro.collection_expr),
            key: it.key_expr.as_ref().map(|key| self.expression(key)),
            value: self.expression(&it.value_expr),
            grouped: it.grouping,
            condition: it.cond.as_ref().map(|condition| self.expression(&condition.expr)),
        }
    }

    fn heredoc(&mut self, heredoc: &HeredocTemplate) -> Vec<Part> {
        if heredoc.indent().is_none() {
            return self.parts(&heredoc.template, Quoting::Plain);
        }
        let mut parts = self.parts(&heredoc.template, Quoting::Lines);
        flush(&mut parts);
        parts
    }

    /// The parts of a template without quotes around it.
    pub(super) fn template(&mut self, template: &Template) -> Vec<Part> {
        self.parts(template, Quoting::Plain)
    }

    fn parts<'p>(
        &mut self,
        elements: impl IntoIterator<Item = &'p Element>,
        quoting: Quoting,
    ) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut strips_next = false;
        for element in elements {
            let strips = std::mem::take(&mut strips_next);
            match element {
                Element::Literal(literal) => {
                    let range = literal.span().unwrap_or_default();
                    let raw = self.text.get(range.clone()).unwrap_or(literal.value());
                    let (span, before) = (self.span(Some(range)), parts.len());
                    match quoting {
                        Quoting::Quoted => {
                            parts.push(Part::Literal(span, literal.value().clone()));
                        }
                        Quoting::Plain => parts.push(Part::Literal(span, unescaped(raw))),
                        Quoting::Lines => lines(span, raw, &mut parts),
                    }
                    if strips {
                        strip_start(&mut parts[before..]);
                    }
                }
                Element::Interpolation(it) => {
                    if strips_before(it.strip) {
                        strip_end(&mut parts);
                    }
                    strips_next = strips_after(it.strip);
                    parts.push(Part::Value(self.expression(&it.expr)));
                }
                Element::Directive(directive) => {
                    if strips_before(opening(directive)) {
                        strip_end(&mut parts);
                    }
                    strips_next = strips_after(closing(directive));
                    parts.push(self.directive(directive));
                }
            }
        }
        parts
    }

    fn directive(&mut self, directive: &Directive) -> Part {
        match directive {
            Directive::If(it) => {
                let condition = self.expression(&it.if_expr.cond_expr);
                let mut yes = self.template(&it.if_expr.template);
                let mut no = Vec::new();
                if strips_after(it.if_expr.strip) {
                    strip_start(&mut yes);
                }
                if let Some(other) = &it.else_expr {
                    no = self.template(&other.template);
                    if strips_before(other.strip) {
                        strip_end(&mut yes);
                    }
                    if strips_after(other.strip) {
                        strip_start(&mut no);
                    }
                }
                if strips_before(it.endif_expr.strip) {
                    let last = if it.else_expr.is_some() { &mut no } else { &mut yes };
                    strip_end(last);
                }
                Part::If(condition, yes, no)
            }
            Directive::For(it) => {
                let mut body = self.template(&it.for_expr.template);
                if strips_after(it.for_expr.strip) {
                    strip_start(&mut body);
                }
                if strips_before(it.endfor_expr.strip) {
                    strip_end(&mut body);
                }
                let names = Names {
                    key: it.for_expr.key_var.as_ref().map(|name| name.as_str().to_owned()),
                    value: it.for_expr.value_var.as_str().to_owned(),
                };
                Part::For(names, self.expression(&it.for_expr.collection_expr), body)
            }
        }
    }
}

fn opening(directive: &Directive) -> Strip {
    match directive {
        Directive::If(it) => it.if_expr.strip,
        Directive::For(it) => it.for_expr.strip,
    }
}

fn closing(directive: &Directive) -> Strip {
    match directive {
        Directive::If(it) => it.endif_expr.strip,
        Directive::For(it) => it.endfor_expr.strip,
    }
}

fn strips_before(strip: Strip) -> bool {
    matches!(strip, Strip::Start | Strip::Both)
}

fn strips_after(strip: Strip) -> bool {
    matches!(strip, Strip::End | Strip::Both)
}

fn operator(operator: BinaryOperator) -> Operator {
    match operator {
        BinaryOperator::Eq => Operator::Equal,
        BinaryOperator::NotEq => Operator::Unequal,
        BinaryOperator::LessEq => Operator::AtMost,
        BinaryOperator::GreaterEq => Operator::AtLeast,
        BinaryOperator::Less => Operator::Less,
        BinaryOperator::Greater => Operator::Greater,
        BinaryOperator::Plus => Operator::Add,
        BinaryOperator::Minus => Operator::Subtract,
        BinaryOperator::Mul => Operator::Multiply,
        BinaryOperator::Div => Operator::Divide,
        BinaryOperator::Mod => Operator::Remainder,
        BinaryOperator::And => Operator::And,
        BinaryOperator::Or => Operator::Or,
    }
}
