//! A total order of values, for lists whose order means nothing.

use std::cmp::Ordering;

use crate::ir::Value;

/// Compares two values: by what they are, then by what they say.
pub(super) fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Decimal(a), Value::Decimal(b)) => a.total_cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::List(a), Value::List(b)) | (Value::Concat(a), Value::Concat(b)) => lists(a, b),
        (Value::Object(a), Value::Object(b)) => {
            let mut pairs = a.iter().zip(b).map(|((key, value), (other, theirs))| {
                key.cmp(other).then_with(|| compare(value, theirs))
            });
            pairs.find(|it| it.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
        }
        (Value::Reference(a, attribute), Value::Reference(b, other)) => {
            a.cmp(b).then_with(|| attribute.cmp(other))
        }
        (Value::Knob(a), Value::Knob(b)) => a.cmp(b),
        (Value::Pseudo(a), Value::Pseudo(b)) => a.cmp(b),
        (Value::Import(a), Value::Import(b)) => a.cmp(b),
        (Value::Element(a, index), Value::Element(b, other)) => {
            compare(a, b).then_with(|| index.cmp(other))
        }
        (Value::Zone(a), Value::Zone(b)) => a.cmp(b),
        (Value::Unknown { why, place }, Value::Unknown { why: other_why, place: other_place }) => {
            (why, place).cmp(&(other_why, other_place))
        }
        (a, b) => rank(a).cmp(&rank(b)),
    }
}

fn lists(a: &[Value], b: &[Value]) -> Ordering {
    let mut pairs = a.iter().zip(b).map(|(a, b)| compare(a, b));
    pairs.find(|it| it.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
}

const fn rank(value: &Value) -> u8 {
    match value {
        Value::Bool(_) => 0,
        Value::Integer(_) => 1,
        Value::Decimal(_) => 2,
        Value::Text(_) => 3,
        Value::List(_) => 4,
        Value::Object(_) => 5,
        Value::Reference(..) => 6,
        Value::Knob(_) => 7,
        Value::Concat(_) => 8,
        Value::Pseudo(_) => 9,
        Value::Import(_) => 10,
        Value::Element(..) => 11,
        Value::Zone(_) => 12,
        Value::Unknown { .. } => 13,
    }
}
