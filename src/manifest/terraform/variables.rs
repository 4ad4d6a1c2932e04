//! Variables: their declarations, and their values for each environment.

use std::collections::BTreeMap;

use crate::ir::graph::KnobSource;
use crate::ir::{Knob, KnobId, KnobType, Literal, Pseudo, Stack, Text, Value};
use crate::manifest::{Document, everywhere};

use super::expression::{Expression, Part, Step, template};

/// Declares the variables of a root module in its stack, and says what each name stands for.
///
/// What the provider takes as its region and account is no knob: it is where the stack is deployed.
pub(super) fn declare<'d>(
    root: &'d Document,
    values: &[Document],
    stack: &mut Stack,
) -> BTreeMap<&'d str, Value> {
    let provider = &root["provider"]["aws"];
    let region = variable_in(&provider["region"]);
    let account = variable_in(&provider["allowed_account_ids"][0]);
    let mut variables = BTreeMap::new();
    for (name, declaration) in root["variable"].as_object().into_iter().flatten() {
        let value = if region.as_ref() == Some(name) {
            Value::Pseudo(Pseudo::Region)
        } else if account.as_ref() == Some(name) {
            Value::Pseudo(Pseudo::Account)
        } else {
            stack.knobs.push(knob(name, declaration, values));
            Value::Knob(KnobId(u32::try_from(stack.knobs.len() - 1).unwrap_or(u32::MAX)))
        };
        variables.insert(name.as_str(), value);
    }
    variables
}

/// The default tags of the provider whose values are literal.
pub(super) fn tags(root: &Document) -> Vec<(Text, Text)> {
    let tags = root["provider"]["aws"]["default_tags"]["tags"].as_object();
    let literal = |(key, value): (&String, &Document)| match template(value.as_str()?).as_deref() {
        Ok([Part::Literal(text)]) => Some((key.clone().into(), text.clone().into())),
        _ => None,
    };
    tags.into_iter().flatten().filter_map(literal).collect()
}

/// The variable that a text is the value of.
fn variable_in(text: &Document) -> Option<String> {
    let parts = template(text.as_str()?).ok()?;
    let [Part::Interpolation(Expression::Path(steps))] = parts.as_slice() else { return None };
    match steps.as_slice() {
        [Step::Name(var), Step::Name(name)] if var == "var" => Some(name.clone()),
        _ => None,
    }
}

fn knob(name: &str, declaration: &Document, values: &[Document]) -> Knob {
    let default = literal(&declaration["default"]);
    let values = match values {
        [] => everywhere(std::iter::once(default)),
        files => {
            everywhere(files.iter().map(|file| literal(&file[name]).or_else(|| default.clone())))
        }
    };
    Knob {
        path: name.to_owned(),
        description: declaration["description"].as_str().unwrap_or_default().to_owned().into(),
        kind: knob_type(name, declaration),
        class: "".into(),
        source: KnobSource::Environments(values),
    }
}

fn knob_type(name: &str, declaration: &Document) -> KnobType {
    let condition = declaration["validation"]["condition"].as_str().unwrap_or_default();
    match declaration["type"].as_str() {
        Some("number") => bounds(name, condition).unwrap_or(KnobType::Decimal),
        Some("bool") => KnobType::Bool,
        _ => text_type(name, condition).unwrap_or(KnobType::Text(Vec::new())),
    }
}

/// `${var.x >= 1 && var.x <= 5}`.
fn bounds(name: &str, condition: &str) -> Option<KnobType> {
    let least = condition.strip_prefix(&format!("${{var.{name} >= "))?;
    let (least, most) = least.split_once(&format!(" && var.{name} <= "))?;
    Some(KnobType::Number(least.parse().ok()?, most.strip_suffix('}')?.parse().ok()?))
}

/// `${contains(["a", "b"], var.x)}` or `${can(regex("^a", var.x))}`.
fn text_type(name: &str, condition: &str) -> Option<KnobType> {
    let mut parts = template(condition).ok()?;
    let Some(Part::Interpolation(Expression::Call(function, mut arguments))) = parts.pop() else {
        return None;
    };
    if function == "can" {
        let Some(Expression::Call(_, inner)) = arguments.pop() else { return None };
        arguments = inner;
    }
    let [constraint, Expression::Path(steps)] = arguments.as_slice() else { return None };
    if *steps != [Step::Name("var".to_owned()), Step::Name(name.to_owned())] {
        return None;
    }
    match (function.as_str(), constraint) {
        ("contains", Expression::List(items)) => {
            items.iter().map(text_in).collect::<Option<_>>().map(KnobType::Text)
        }
        ("can", pattern) => Some(KnobType::Pattern(text_in(pattern)?, "".into())),
        _ => None,
    }
}

fn text_in(expression: &Expression) -> Option<Text> {
    let Expression::Template(parts) = expression else { return None };
    match parts.as_slice() {
        [] => Some("".into()),
        [Part::Literal(text)] => Some(text.clone().into()),
        _ => None,
    }
}

fn literal(value: &Document) -> Option<Literal> {
    match value {
        Document::String(text) => Some(Literal::Text(text.clone().into())),
        Document::Bool(value) => Some(Literal::Bool(*value)),
        Document::Number(number) => Some(match number.as_i64() {
            Some(whole) => Literal::Integer(whole),
            None => Literal::Decimal(number.as_f64()?),
        }),
        Document::Null | Document::Array(_) | Document::Object(_) => None,
    }
}
