//! Texts, numbers and truth values: their type, and what their schema says of them.
//!
//! CloudFormation takes `"80"` for a number and `"true"` for a truth value, and turns either into text.

use crate::diag::nearest;
use crate::ir::lifted::{Data, Node};
use crate::schema::{Class, names};

use super::super::shape::{Check, Literal, Range, Types};
use super::format;

/// What is wrong: class, message, help.
type Broken = (Class, String, String);

/// How much of a value is shown.
const SHOWN: usize = 60;

/// Whether a literal can be taken for one of these types.
pub(super) fn is_of(node: &Node, types: Types) -> bool {
    types.is_any()
        || match &node.data {
            Data::Object(_) => types.has(Types::OBJECT),
            Data::List(_) => types.has(Types::LIST),
            _ => is_scalar_of(node, types),
        }
}

fn is_scalar_of(node: &Node, types: Types) -> bool {
    let text = node.text().map(str::trim);
    let is_bool = matches!(node.data, Data::Bool(_));
    types.has(Types::STRING)
        || types.has(Types::BOOLEAN) && (is_bool || text.is_some_and(is_truth))
        || types.has(Types::NUMBER) && number(node).is_some()
        || types.has(Types::INTEGER)
            && !is_bool
            && text.is_none_or(|text| text.parse::<i128>().is_ok())
}

fn is_truth(text: &str) -> bool {
    matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
}

/// The number that a value is, or that it says as text.
#[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
pub(super) fn number(node: &Node) -> Option<f64> {
    match &node.data {
        Data::Integer(number) => Some(*number as f64),
        Data::Decimal(number) => Some(*number),
        Data::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

pub(super) fn wrong_type(node: &Node, types: Types, owner: &str) -> Broken {
    let wanted = types.names().map(with_article).collect::<Vec<_>>().join(" or ");
    let found = match &node.data {
        Data::Object(_) => "an object".to_owned(),
        Data::List(_) => "a list".to_owned(),
        _ => shown(node),
    };
    let help = match &node.data {
        Data::List(_) => "write its one element without the list",
        Data::Object(_) => "write the value itself",
        _ if types.has(Types::LIST) => "write a list, even of one element",
        _ if types.has(Types::OBJECT) => "write an object with the properties it needs",
        _ => "write a value of that type",
    };
    let message = format!("{owner} must be {wanted}, and is {found}");
    (Class::WrongType, message, help.to_owned())
}

fn with_article(name: &str) -> String {
    let article = if name.starts_with(['i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// What is wrong with a literal, by one check.
pub(super) fn broken(node: &Node, check: &Check, owner: &str) -> Option<Broken> {
    match check {
        Check::In(allowed) => {
            let is_it = |it: &Literal| is_equal(node, it, <str as PartialEq>::eq);
            (!allowed.iter().any(is_it)).then(|| not_allowed(node, allowed, owner))
        }
        Check::InAnyCase(allowed) => {
            let is_it = |it: &Literal| is_equal(node, it, str::eq_ignore_ascii_case);
            (!allowed.iter().any(is_it)).then(|| not_allowed(node, allowed, owner))
        }
        Check::Match(pattern) => {
            let matches = pattern.matches(&node.literal_text()?);
            (!matches).then(|| mismatch(node, owner, "does not match", &pattern.text))
        }
        Check::Unmatch(pattern) => {
            let matches = pattern.matches(&node.literal_text()?);
            matches.then(|| mismatch(node, owner, "may not match", &pattern.text))
        }
        Check::Format(name) => {
            let fault = format::fault(name, node.text()?)?;
            let message = format!("{} is no {}", shown(node), fault.what);
            Some((Class::FormatMismatch, message, format!("write {}", fault.example)))
        }
        Check::Length(range) => {
            let length = node.text()?.chars().count();
            (!range.has(count(length))).then(|| out_of_length(*range, length, owner))
        }
        _ => out_of_range(node, check, owner),
    }
}

fn out_of_range(node: &Node, check: &Check, owner: &str) -> Option<Broken> {
    let number = number(node)?;
    let (is_right, wanted) = match check {
        Check::Range(range) => (range.has(number), spelled(*range)),
        Check::Above(least) => (number > *least, format!("above {least}")),
        Check::Below(most) => (number < *most, format!("below {most}")),
        Check::Multiple(step) => {
            let is_whole = (number / step).fract().abs() < f64::EPSILON;
            (is_whole, format!("a multiple of {step}"))
        }
        _ => return None,
    };
    let message = format!("{owner} must be {wanted}, and is {}", shown(node));
    let help = format!("choose a number that is {wanted}");
    (!is_right).then_some((Class::NumberOutOfRange, message, help))
}

fn is_equal(node: &Node, allowed: &Literal, same: impl Fn(&str, &str) -> bool) -> bool {
    match allowed {
        Literal::Text(text) => node
            .literal_text()
            .is_some_and(|it| same(&it, text) || is_truth(&it) && it.eq_ignore_ascii_case(text)),
        Literal::Bool(value) => node.bool() == Some(*value),
        Literal::Number(allowed) => {
            number(node).is_some_and(|number| (number - allowed).abs() < f64::EPSILON)
        }
    }
}

fn not_allowed(node: &Node, allowed: &[Literal], owner: &str) -> Broken {
    let spelled: Vec<String> = allowed
        .iter()
        .map(|it| match it {
            Literal::Text(text) => text.to_string(),
            Literal::Bool(value) => value.to_string(),
            Literal::Number(number) => number.to_string(),
        })
        .collect();
    let all = || spelled.iter().map(|it| &**it);
    let written = node.literal_text().unwrap_or_default();
    let help = match nearest(&written, all()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("use {}", names(all(), "or")),
    };
    let message = format!("{} is not allowed for {owner}", shown(node));
    (Class::NotAllowed, message, help)
}

fn mismatch(node: &Node, owner: &str, verb: &str, pattern: &str) -> Broken {
    let message = format!("{} of {owner} {verb} `{pattern}`", shown(node));
    let help = match verb {
        "may not match" => "write a value without a match",
        _ => "write a value that matches",
    };
    (Class::PatternMismatch, message, help.to_owned())
}

fn out_of_length(range: Range, length: usize, owner: &str) -> Broken {
    let wanted = spelled(range);
    let message = format!("{owner} must have {wanted} characters, and has {length}");
    let is_long = range.most.is_some_and(|most| count(length) > most);
    let help = if is_long { "shorten it" } else { "write more" };
    (Class::LengthOutOfRange, message, help.to_owned())
}

/// A range in words.
pub(super) fn spelled(range: Range) -> String {
    match (range.least, range.most) {
        (Some(least), Some(most)) if (least - most).abs() < f64::EPSILON => least.to_string(),
        (Some(0.0) | None, Some(most)) => format!("at most {most}"),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, None) => "any".to_owned(),
    }
}

/// A number of things, for a range.
#[expect(clippy::cast_precision_loss, reason = "no file holds 2^53 things")]
pub(super) const fn count(number: usize) -> f64 {
    number as f64
}

/// A literal in a message; of a long one, the start.
pub(super) fn shown(node: &Node) -> String {
    let text = node.literal_text().unwrap_or_default();
    let text = text.replace(['\n', '\r', '\t'], " ");
    if text.is_empty() {
        return "the empty text".to_owned();
    }
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("`{}…`", text.split_at(end).0),
        None => format!("`{text}`"),
    }
}
