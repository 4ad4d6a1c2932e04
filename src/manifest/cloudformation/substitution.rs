//! `Fn::Sub`: text with names in it.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html>

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ir::lifted::{Data, Node, Span};
use crate::manifest::syntax::Places;

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
    let written = text.text()?;
    let places = Places::new(scope.file, text.span, written);
    let parts = split(written).into_iter().map(|(part, range)| {
        let place = places.span(&range);
        match part {
            Part::Literal(text) => Node::text_at(place, text),
            Part::Name(name) => match (names.get(&name), name.split_once('.')) {
                (Some(value), _) => scope.copy(value),
                (None, Some((id, attribute))) => scope.attribute(id, attribute, place),
                (None, None) => scope.reference(&name, place),
            },
        }
    });
    Some(concat(parts.collect(), span.to(text.span)))
}

/// A part of a substitution's text.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Name(String),
}

/// The parts of a text, and their bytes: `${Name}` is a name, `${!Name}` stands for `${Name}`.
fn split(text: &str) -> Vec<(Part, Range<usize>)> {
    let mut parts = Vec::new();
    let (mut literal, mut from, mut at) = (String::new(), 0, 0);
    while let Some(start) = text[at..].find("${").map(|position| at + position) {
        let Some(end) = text[start..].find('}').map(|position| start + position) else { break };
        literal.push_str(&text[at..start]);
        at = end + 1;
        let name = &text[start + 2..end];
        if let Some(name) = name.strip_prefix('!') {
            literal.extend(["${", name, "}"]);
            continue;
        }
        if !literal.is_empty() {
            parts.push((Part::Literal(std::mem::take(&mut literal)), from..start));
        }
        parts.push((Part::Name(name.trim().to_owned()), start..at));
        from = at;
    }
    literal.push_str(&text[at..]);
    if !literal.is_empty() || parts.is_empty() {
        parts.push((Part::Literal(literal), from..text.len()));
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
        let check = |text: &str, expected: &[Part]| {
            let parts: Vec<_> = split(text).into_iter().map(|(part, _)| part).collect();
            assert_eq!(parts, expected, "{text}");
        };
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

    #[test]
    fn parts_know_their_bytes() {
        let text = "ä${!B}-${ C }y";
        let written: Vec<_> = split(text).into_iter().map(|(_, range)| &text[range]).collect();
        assert_eq!(written, ["ä${!B}-", "${ C }", "y"]);
    }
}
