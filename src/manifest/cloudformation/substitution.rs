//! `Fn::Sub`: text with names in it.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html>

use std::collections::BTreeMap;

use crate::ir::lifted::{Data, Node, Span};

use super::function::{Scope, concat};

/// What a substitution says; `None` if it is not one.
pub(super) fn substitute(scope: &Scope<'_>, argument: Node, span: Span) -> Option<Node> {
    let (text, names) = match argument.data {
        Data::Text(_) => (argument, BTreeMap::new()),
        Data::List(parts) => {
            let [text, names] = <[Node; 2]>::try_from(parts).ok()?;
            let Data::Object(fields) = names.data else { return None };
            let names = fields.into_iter().map(|it| (it.key.into_owned(), scope.resolve(it.value)));
            (text, names.collect())
        }
        _ => return None,
    };
    let place = text.span;
    let parts = split(text.text()?).into_iter().map(|part| match part {
        Part::Literal(text) => Node::text_at(place, text),
        Part::Name(name) => match (names.get(&name), name.split_once('.')) {
            (Some(value), _) => value.clone(),
            (None, Some((id, attribute))) => scope.attribute(id, attribute, place),
            (None, None) => scope.reference(&name, place),
        },
    });
    Some(concat(parts.collect(), span.to(place)))
}

/// A part of a substitution's text.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Name(String),
}

/// The parts of a text: `${Name}` is a name, `${!Name}` stands for `${Name}`.
fn split(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        let (before, after) = (&rest[..start], &rest[start + 2..]);
        let Some(end) = after.find('}') else { break };
        literal.push_str(before);
        let name = &after[..end];
        match name.strip_prefix('!') {
            Some(name) => literal.extend(["${", name, "}"]),
            None => {
                if !literal.is_empty() {
                    parts.push(Part::Literal(std::mem::take(&mut literal)));
                }
                parts.push(Part::Name(name.trim().to_owned()));
            }
        }
        rest = &after[end + 1..];
    }
    literal.push_str(rest);
    if !literal.is_empty() || parts.is_empty() {
        parts.push(Part::Literal(literal));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_literals() {
        let literal = |text: &str| Part::Literal(text.to_owned());
        let name = |text: &str| Part::Name(text.to_owned());
        let check = |text: &str, expected: &[Part]| assert_eq!(split(text), expected, "{text}");
        check("", &[literal("")]);
        check("a", &[literal("a")]);
        check("${A}", &[name("A")]);
        check(
            "x-${A.B}-${ C }y",
            &[literal("x-"), name("A.B"), literal("-"), name("C"), literal("y")],
        );
        check("a${!B}c", &[literal("a${B}c")]);
        check("a${B", &[literal("a${B")]);
        check("${A}${", &[name("A"), literal("${")]);
    }
}
