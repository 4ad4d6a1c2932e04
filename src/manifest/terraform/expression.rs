//! Terraform expressions out of text: templates, and the part of the native syntax that the back
//! end writes inside `${…}`.
//!
//! Deliberately absent: operators, conditions, `for`, splats, directives, heredocs.
//!
//! Facts: <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>

use crate::ir::Value;

/// How deeply expressions may be nested.
const DEEPEST: usize = 64;

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// Literal text.
    Literal(String),
    /// An interpolation.
    Interpolation(Expression),
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// A number or truth value.
    Literal(Value),
    /// A template between quotes.
    Template(Vec<Part>),
    /// A list.
    List(Vec<Expression>),
    /// An object with literal keys.
    Object(Vec<(String, Expression)>),
    /// A reference, as in `aws_lb.main.subnets[0]`.
    Path(Vec<Step>),
    /// One element of what is no reference.
    Element(Box<Expression>, usize),
    /// A call of a function.
    Call(String, Vec<Expression>),
}

/// A step of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A name.
    Name(String),
    /// An element of a list.
    Index(usize),
}

/// Reads a template that is not between quotes.
///
/// # Errors
/// What it uses that is not understood.
pub(super) fn template(text: &str) -> Result<Vec<Part>, String> {
    Parser { rest: text, depth: 0 }.template(false)
}

/// Text being read.
struct Parser<'t> {
    rest: &'t str,
    depth: usize,
}

impl Parser<'_> {
    /// A template, up to the end of the text or, if `quoted`, the closing quote.
    fn template(&mut self, quoted: bool) -> Result<Vec<Part>, String> {
        let (mut parts, mut literal) = (Vec::new(), String::new());
        loop {
            if self.eat("$${") {
                literal.push_str("${");
            } else if self.eat("%%{") {
                literal.push_str("%{");
            } else if self.eat("${") {
                if !literal.is_empty() {
                    parts.push(Part::Literal(std::mem::take(&mut literal)));
                }
                parts.push(Part::Interpolation(self.expression()?));
                self.expect("}")?;
            } else if self.rest.starts_with("%{") {
                return Err("directives of templates are not understood".to_owned());
            } else if quoted && self.eat("\"") {
                break;
            } else if quoted && self.eat("\\") {
                literal.push(self.escape()?);
            } else {
                match self.next() {
                    Some('\n' | '\r') if quoted => {
                        return Err("a text between quotes ends at the line".to_owned());
                    }
                    Some(character) => literal.push(character),
                    None if quoted => return Err("a text has no end".to_owned()),
                    None => break,
                }
            }
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        Ok(parts)
    }

    /// What stands behind a backslash between quotes.
    fn escape(&mut self) -> Result<char, String> {
        let digits = match self.next() {
            Some('n') => return Ok('\n'),
            Some('r') => return Ok('\r'),
            Some('t') => return Ok('\t'),
            Some(character @ ('"' | '\\')) => return Ok(character),
            Some('u') => 4,
            Some('U') => 8,
            _ => return Err("a text has an escape that is not understood".to_owned()),
        };
        let code = self.rest.get(..digits).and_then(|code| {
            let code = u32::from_str_radix(code, 16).ok()?;
            char::from_u32(code)
        });
        let character = code.ok_or("a text has an escape that is no character")?;
        self.rest = &self.rest[digits..];
        Ok(character)
    }

    fn expression(&mut self) -> Result<Expression, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the expression is nested too deeply".to_owned());
        }
        self.skip_space();
        let mut expression = self.primary()?;
        loop {
            if self.eat(".") {
                let step = self.step()?;
                let Expression::Path(steps) = &mut expression else {
                    return Err("a name behind what is no reference is not understood".to_owned());
                };
                steps.push(step);
            } else if self.eat("[") {
                let index = self.index()?;
                self.expect("]")?;
                match &mut expression {
                    Expression::Path(steps) => steps.push(Step::Index(index)),
                    _ => expression = Expression::Element(Box::new(expression), index),
                }
            } else {
                break;
            }
        }
        self.skip_space();
        self.depth -= 1;
        Ok(expression)
    }

    fn primary(&mut self) -> Result<Expression, String> {
        if self.eat("\"") {
            return self.template(true).map(Expression::Template);
        }
        if self.eat("[") {
            return self.list("]").map(Expression::List);
        }
        if self.eat("{") {
            return self.object();
        }
        if self.rest.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
            return self.number();
        }
        let name = self.name()?;
        if self.eat("(") {
            return Ok(Expression::Call(name, self.list(")")?));
        }
        match name.as_str() {
            "true" => Ok(Expression::Literal(Value::Bool(true))),
            "false" => Ok(Expression::Literal(Value::Bool(false))),
            "null" => Err("`null` is no value".to_owned()),
            _ => Ok(Expression::Path(vec![Step::Name(name)])),
        }
    }

    /// Expressions between commas, up to the closing bracket.
    fn list(&mut self, close: &str) -> Result<Vec<Expression>, String> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.eat(close) {
                return Ok(items);
            }
            items.push(self.expression()?);
            if !self.eat(",") {
                self.expect(close)?;
                return Ok(items);
            }
        }
    }

    fn object(&mut self) -> Result<Expression, String> {
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            if self.eat("}") {
                return Ok(Expression::Object(entries));
            }
            let key = self.key()?;
            self.skip_space();
            if !self.eat("=") && !self.eat(":") {
                return Err(self.unexpected());
            }
            entries.push((key, self.expression()?));
            // Between lines, the comma may be missing.
            self.eat(",");
        }
    }

    fn key(&mut self) -> Result<String, String> {
        if !self.eat("\"") {
            return self.name();
        }
        let mut parts = self.template(true)?;
        match (parts.pop(), parts.is_empty()) {
            (None, _) => Ok(String::new()),
            (Some(Part::Literal(key)), true) => Ok(key),
            _ => Err("a key that is computed is not understood".to_owned()),
        }
    }

    fn number(&mut self) -> Result<Expression, String> {
        let is_part = |(position, character): &(usize, char)| {
            let before = self.rest[..*position].chars().next_back();
            match character {
                '0'..='9' | '.' | 'e' | 'E' => true,
                '-' | '+' => matches!(before, None | Some('e' | 'E')),
                _ => false,
            }
        };
        let length = self.rest.char_indices().take_while(is_part).count();
        let (text, rest) = self.rest.split_at(length);
        let whole = text.parse().ok().map(Value::Integer);
        let number = whole.or_else(|| text.parse().ok().map(Value::Decimal));
        let number = number.ok_or_else(|| format!("`{text}` is no number"))?;
        self.rest = rest;
        Ok(Expression::Literal(number))
    }

    fn step(&mut self) -> Result<Step, String> {
        if self.rest.starts_with(|first: char| first.is_ascii_digit()) {
            return self.index().map(Step::Index);
        }
        self.name().map(Step::Name)
    }

    fn index(&mut self) -> Result<usize, String> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (text, rest) = self.rest.split_at(length);
        let index = text.parse().map_err(|_| "an index that is no number is not understood")?;
        self.rest = rest;
        Ok(index)
    }

    fn name(&mut self) -> Result<String, String> {
        let is_part = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
        let length = self.rest.find(|it| !is_part(it)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(length);
        if name.is_empty() || name.starts_with(|first: char| first.is_numeric() || first == '-') {
            return Err(self.unexpected());
        }
        self.rest = rest;
        Ok(name.to_owned())
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next()?;
        self.rest = characters.as_str();
        Some(next)
    }

    fn eat(&mut self, expected: &str) -> bool {
        let rest = self.rest.strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, expected: &str) -> Result<(), String> {
        if self.eat(expected) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    fn unexpected(&self) -> String {
        match self.rest.chars().next() {
            Some(character) => format!("`{character}` is not understood here"),
            None => "the expression has no end".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Expression {
        Expression::Path(names.iter().map(|name| Step::Name((*name).to_owned())).collect())
    }

    fn literal(text: &str) -> Part {
        Part::Literal(text.to_owned())
    }

    fn check(text: &str, expected: Expression) {
        assert_eq!(template(text), Ok(vec![Part::Interpolation(expected)]), "{text}");
    }

    #[test]
    fn templates_have_literal_text_and_interpolations() {
        let check = |text: &str, expected: &[Part]| {
            assert_eq!(template(text).as_deref(), Ok(expected), "{text}");
        };
        check("", &[]);
        check("a $b %c \\n \"", &[literal("a $b %c \\n \"")]);
        check("$${a} %%{b} $$${c} $", &[literal("${a} %{b} $${c} $")]);
        check("$$", &[literal("$$")]);
        let id = || Part::Interpolation(names(&["var", "id"]));
        check("a-${var.id}-${ var.id }", &[literal("a-"), id(), literal("-"), id()]);
        let dollar = Part::Interpolation(Expression::Template(vec![literal("$")]));
        check("${\"$\"}${var.id}", &[dollar, id()]);
    }

    #[test]
    fn expressions_are_what_the_back_end_writes() {
        let text = |text| Expression::Template(vec![literal(text)]);
        check("${\"a\\\"\\\\\\n\\u00e9$${x}\"}", text("a\"\\\n\u{e9}${x}"));
        check("${[-1, 2.5, true]}", {
            let items = [Value::Integer(-1), Value::Decimal(2.5), Value::Bool(true)];
            Expression::List(items.map(Expression::Literal).into())
        });
        check("${{\"a b\" = var.x, c: []}}", {
            let list = Expression::List(Vec::new());
            Expression::Object(vec![("a b".into(), names(&["var", "x"])), ("c".into(), list)])
        });
        check("${split(\",\", var.x)}", {
            Expression::Call("split".into(), vec![text(","), names(&["var", "x"])])
        });
        let [Step::Name(kind), Step::Name(name), Step::Name(list)] =
            ["aws_db", "a-b", "secret"].map(|it| Step::Name(it.to_owned()))
        else {
            unreachable!()
        };
        let steps = [kind, name, list].map(Step::Name).into_iter().chain([Step::Index(0)]);
        check("${aws_db.a-b.secret[0]}", Expression::Path(steps.collect()));
        let zones = Expression::Call("zones".into(), Vec::new());
        check("${zones()[1]}", Expression::Element(Box::new(zones), 1));
    }

    #[test]
    fn anything_else_is_an_error() {
        for text in [
            "${",
            "${}",
            "${a",
            "${a.}",
            "${a ? b : c}",
            "${a + 1}",
            "${!a}",
            "${a[*].b}",
            "${a[\"k\"]}",
            "${[for x in y : x]}",
            "%{ if a }",
            "${\"a}",
            "${\"\\x\"}",
            "${\"\\ud800\"}",
            "${\"\\u12\"}",
            "${a b}",
            "${f(}",
            "${{a}}",
            "${{\"${b}\" = 1}}",
            "${1.2.3}",
            "${-}",
            "${99999999999999999999.a}",
            "${a[99999999999999999999999]}",
            "${null}",
            "${~ a ~}",
            "${<<EOT\nEOT}",
            "${é",
            "${\"\\u0é00\"}",
            "${\"\n\"}",
        ] {
            assert!(template(text).is_err(), "{text}");
        }
        let deep = format!("${{{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
        assert!(template(&deep).is_err());
        let nested = "${\"".repeat(10_000);
        assert!(template(&nested).is_err());
    }
}
