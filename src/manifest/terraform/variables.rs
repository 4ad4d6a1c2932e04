//! Variables of a root module: their declarations, and their values for each environment.

use std::sync::Arc;

use crate::ir::graph::KnobSource;
use crate::ir::lifted::{Data, Input, Node};
use crate::ir::{Knob, KnobId, KnobType, Literal, Pseudo, Stack, Text};
use crate::manifest::deployment::Deployment;
use crate::manifest::everywhere;

use super::block::text_of;
use super::evaluate::{Evaluator, Scope, is_true, one_of, plain};
use super::module::{Index, Values};
use super::syntax::{Block, Body, Expression, Kind, Operator, Part};

/// Says what each variable of the root module stands for.
///
/// What the provider takes as its region and account is no knob: it is where the stack is deployed.
/// Files that Terraform reads unasked set a variable; of the others, each is an environment.
pub(super) fn declare<'m>(
    evaluator: &mut Evaluator<'m>,
    index: &'m Index<'m>,
    deployment: Option<&'m Deployment>,
    stack: &mut Stack,
) {
    let (mut automatic, environments): (Vec<_>, Vec<_>) =
        index.module.values.iter().partition(|values| values.is_automatic());
    // Terraform reads `terraform.tfvars` first, then the others by name: the last one counts.
    automatic.sort_by_key(|values| (values.name != "terraform", values.name.as_str()));
    let given = deployment.map(|it| it.variables.as_slice());
    let provider = index.blocks("provider").find(|block| block.labels == ["aws"]);
    let region = provider.and_then(|block| variable_in(block.body.get("region")?));
    let account = provider.and_then(|block| match &block.body.get("allowed_account_ids")?.kind {
        Kind::List(items) => variable_in(items.first()?),
        _ => None,
    });
    for (name, block) in &index.variables {
        let pseudo = match Some(*name) {
            it if it == region => Some(Pseudo::Region),
            it if it == account => Some(Pseudo::Account),
            _ => None,
        };
        let node = match pseudo {
            Some(pseudo) => Node::new(block.head, Data::Pseudo(pseudo)),
            None => match given {
                Some(given) => decided(evaluator, name, block, &automatic, given),
                None => input(evaluator, name, block, &automatic, &environments, stack),
            },
        };
        evaluator.root.insert(name, Arc::new(node));
    }
}

/// A variable as one environment sets it: what it does not set has its default.
fn decided<'m>(
    evaluator: &mut Evaluator<'m>,
    name: &'m str,
    block: &'m Block,
    automatic: &[&'m Values],
    given: &'m [Body],
) -> Node {
    let set = given.iter().rev().find_map(|body| body.get(name));
    let set = set.or_else(|| automatic.iter().rev().find_map(|values| values.body.get(name)));
    let value = set.or_else(|| block.body.get("default")).map(|expression| {
        let value = evaluator.eval(Scope::of(0), expression);
        evaluator.conform(0, value, block)
    });
    let span = value.as_ref().map_or(block.head, |it| it.span);
    let secret = is_true(block.body.get("sensitive"));
    let input =
        Arc::new(Input { name: name.to_owned().into(), knob: None, secret, default: value });
    if input.default.is_some() {
        evaluator.give(&input);
    }
    Node::new(span, Data::Input(input))
}

fn input<'m>(
    evaluator: &mut Evaluator<'m>,
    name: &'m str,
    block: &'m Block,
    automatic: &[&'m Values],
    environments: &[&'m Values],
    stack: &mut Stack,
) -> Node {
    let set = |values: &&'m Values| values.body.get(name);
    let value = |evaluator: &mut Evaluator<'m>, expression: &'m Expression| {
        let value = evaluator.eval(Scope::of(0), expression);
        evaluator.conform(0, value, block)
    };
    let by_default = block.body.get("default").map(|it| value(evaluator, it));
    let is_secret = is_true(block.body.get("sensitive"));
    let named = |knob, default: Option<Node>| {
        let span = default.as_ref().map_or(block.head, |it| it.span);
        let input = Input { name: name.to_owned().into(), knob, secret: is_secret, default };
        (span, Arc::new(input))
    };
    if let Some(set) = automatic.iter().rev().find_map(set) {
        let given = value(evaluator, set);
        let (span, input) = named(None, Some(given));
        evaluator.give(&input);
        return Node::new(span, Data::Input(input));
    }
    if environments.is_empty() {
        let (span, input) = named(None, by_default);
        return Node::new(span, Data::Input(input));
    }
    let mut each = Vec::with_capacity(environments.len());
    for environment in environments {
        each.push(match environment.body.get(name) {
            Some(set) => Some(value(evaluator, set)),
            None => by_default.clone(),
        });
    }
    let literals = each.iter().map(|it| it.as_ref().and_then(literal));
    stack.knobs.push(Knob {
        path: name.to_owned(),
        description: text(block.body.get("description")).unwrap_or_default().into(),
        kind: knob_type(name, block),
        class: "".into(),
        source: KnobSource::Environments(everywhere(literals)),
    });
    let is_scalar = each.iter().flatten().all(|it| literal(it).is_some());
    let knob = is_scalar.then(|| KnobId::at(stack.knobs.len() - 1));
    let known: Vec<_> = each.into_iter().flatten().collect();
    let default = known.first().map(|it| it.span).map(|span| one_of(span, alike(known)));
    let (span, input) = named(knob, default);
    Node::new(span, Data::Input(input))
}

/// The values, each once.
fn alike(values: Vec<Node>) -> Vec<Node> {
    let mut kept: Vec<Node> = Vec::new();
    for value in values {
        if literal(&value).is_none() || kept.iter().all(|it| literal(it) != literal(&value)) {
            kept.push(value);
        }
    }
    kept
}

/// The default tags of the provider whose values are literal.
pub(super) fn tags(index: &Index<'_>) -> Vec<(Text, Text)> {
    let provider = index.blocks("provider").find(|block| block.labels == ["aws"]);
    let Some(provider) = provider else { return Vec::new() };
    let nested = provider.body.blocks("default_tags").next().and_then(|it| it.body.get("tags"));
    let written = provider.body.get("default_tags").and_then(|it| entry(it, "tags"));
    let Some(Kind::Object(entries)) = nested.or(written).map(|it| &it.kind) else {
        return Vec::new();
    };
    let literal = |entry: &super::syntax::Entry| {
        Some((entry.key.text()?.to_owned().into(), entry.value.text()?.to_owned().into()))
    };
    entries.iter().filter_map(literal).collect()
}

/// An entry of an object that is written out.
fn entry<'e>(object: &'e Expression, key: &str) -> Option<&'e Expression> {
    let Kind::Object(entries) = &object.kind else { return None };
    let found = entries.iter().rev().find(|entry| entry.key.text() == Some(key))?;
    Some(&found.value)
}

/// The variable that an expression is the value of.
fn variable_in(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        Kind::Template(parts) => match parts.as_slice() {
            [Part::Value(value)] => variable_in(value),
            _ => None,
        },
        Kind::Path(root, steps) => match (&root.kind, steps.as_slice()) {
            (Kind::Name(var), [super::syntax::Step::Name(name)]) if var == "var" => Some(name),
            _ => None,
        },
        _ => None,
    }
}

fn knob_type(name: &str, block: &Block) -> KnobType {
    let condition = block.body.blocks("validation").next();
    let condition = condition.and_then(|it| it.body.get("condition"));
    let type_name = block.body.get("type").and_then(text_of);
    match type_name.as_deref() {
        Some("number") => condition.and_then(|it| bounds(name, it)).unwrap_or(KnobType::Decimal),
        Some("bool") => KnobType::Bool,
        _ => condition.and_then(|it| text_type(name, it)).unwrap_or(KnobType::Text(Vec::new())),
    }
}

fn inner(expression: &Expression) -> &Expression {
    match &expression.kind {
        Kind::Template(parts) => match parts.as_slice() {
            [Part::Value(value)] => value,
            _ => expression,
        },
        _ => expression,
    }
}

/// `var.x >= 1 && var.x <= 5`.
fn bounds(name: &str, condition: &Expression) -> Option<KnobType> {
    let Kind::Binary(Operator::And, sides) = &inner(condition).kind else { return None };
    let bound = |side: &Expression, wanted: Operator| match &side.kind {
        Kind::Binary(operator, sides)
            if *operator == wanted && variable_in(&sides[0]) == Some(name) =>
        {
            match &sides[1].kind {
                Kind::Integer(number) => Some(*number),
                Kind::Negative(number) => match number.kind {
                    Kind::Integer(number) => number.checked_neg(),
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    };
    let [least, most] = &**sides;
    Some(KnobType::Number(bound(least, Operator::AtLeast)?, bound(most, Operator::AtMost)?))
}

/// `contains(["a", "b"], var.x)` or `can(regex("^a", var.x))`.
fn text_type(name: &str, condition: &Expression) -> Option<KnobType> {
    let Kind::Call(mut call) = inner(condition).kind.clone() else { return None };
    let function = call.name.clone();
    if function == "can" {
        let Kind::Call(inner) = call.arguments.pop()?.kind else { return None };
        call = inner;
    }
    let [constraint, variable] = call.arguments.as_slice() else { return None };
    if variable_in(variable) != Some(name) {
        return None;
    }
    match (function.as_str(), &constraint.kind) {
        ("contains", Kind::List(items)) => {
            let texts = items.iter().map(|item| Some(item.text()?.to_owned().into()));
            texts.collect::<Option<_>>().map(KnobType::Text)
        }
        ("can", Kind::Text(pattern)) => Some(KnobType::Pattern(pattern.clone().into(), "".into())),
        _ => None,
    }
}

fn text(expression: Option<&Expression>) -> Option<String> {
    expression?.text().map(str::to_owned)
}

fn literal(value: &Node) -> Option<Literal> {
    match &plain(value)?.data {
        Data::Text(text) => Some(Literal::Text(text.clone())),
        Data::Bool(value) => Some(Literal::Bool(*value)),
        Data::Integer(number) => Some(Literal::Integer(*number)),
        Data::Decimal(number) => Some(Literal::Decimal(*number)),
        _ => None,
    }
}
