//! Spans of time as Docker writes them: `1m30s`.

use crate::ir::Value;
use crate::ir::lifted::{Data, Node};
use crate::ir::normal::number;

use super::interpolation::mapped;

/// The seconds that a text says; what says none stays as it is.
pub(super) fn seconds(node: Node) -> Node {
    mapped(node, &parse)
}

fn parse(text: &str) -> Option<Data> {
    let mut rest = text.trim();
    if rest == "0" {
        return Some(Data::Integer(0));
    }
    let mut total = 0.0;
    while !rest.is_empty() {
        let length = rest.bytes().take_while(|it| it.is_ascii_digit() || *it == b'.').count();
        let count: f64 = rest[..length].parse().ok()?;
        rest = &rest[length..];
        let (unit, factor) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit))?;
        rest = &rest[unit.len()..];
        total += count * factor;
    }
    let is_read = !text.trim().is_empty() && total.is_finite();
    is_read.then(|| match number(Value::Text(total.to_string().into())) {
        Value::Integer(whole) => Data::Integer(whole),
        _ => Data::Decimal(total),
    })
}

/// A longer unit stands before one that it starts with.
const UNITS: &[(&str, f64)] = &[
    ("h", 3600.0),
    ("ms", 0.001),
    ("m", 60.0),
    ("s", 1.0),
    ("us", 0.000_001),
    ("µs", 0.000_001),
    ("ns", 0.000_000_001),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::lifted::Span;

    #[test]
    fn durations_are_seconds() {
        let check = |text: &'static str, expected| {
            assert_eq!(seconds(Node::text_at(Span::default(), text)).data, expected, "{text}");
        };
        check("10s", Data::Integer(10));
        check("1h1m30s", Data::Integer(3690));
        check("1.5m", Data::Integer(90));
        check("500ms", Data::Decimal(0.5));
        check("0", Data::Integer(0));
        check("soon", Data::Text("soon".into()));
        check("10", Data::Text("10".into()));
        check("", Data::Text("".into()));
    }
}
