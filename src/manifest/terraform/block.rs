//! Blocks as objects: arguments, nested blocks, dynamic blocks.

use std::collections::BTreeMap;

use crate::ir::lifted::{Data, Field, Node, Span};

use super::evaluate::{Evaluator, Scope};
use super::module::is_meta;
use super::syntax::{Block, Body, Expression, Kind, Step};

/// How many blocks one dynamic block makes.
const MOST: usize = 256;

/// The arguments and nested blocks of a resource, but for those that Terraform itself reads.
pub(super) fn properties(evaluator: &mut Evaluator<'_>, scope: Scope<'_>, block: &Block) -> Node {
    object(evaluator, scope, &block.body, block.span, is_meta)
}

/// Nothing is meta inside a nested block: an action of a pipeline has an argument `provider`.
const fn is_never_meta(_: &str) -> bool {
    false
}

fn object(
    evaluator: &mut Evaluator<'_>,
    scope: Scope<'_>,
    body: &Body,
    span: Span,
    is_skipped: fn(&str) -> bool,
) -> Node {
    let mut fields = Vec::with_capacity(body.attributes.len() + body.blocks.len());
    for attribute in body.attributes.iter().filter(|attribute| !is_skipped(&attribute.name)) {
        let value = evaluator.eval(scope, &attribute.value);
        let key = attribute.name.clone().into();
        fields.push(Field { key, key_span: attribute.name_span, value });
    }
    let mut blocks: BTreeMap<&str, (Span, Vec<Node>)> = BTreeMap::new();
    for block in body.blocks.iter().filter(|block| !is_skipped(&block.name)) {
        let (name, made) = match (block.name.as_str(), block.labels.as_slice()) {
            ("dynamic", [name]) => (name.as_str(), dynamic(evaluator, scope, name, block)),
            (name, _) => {
                (name, vec![object(evaluator, scope, &block.body, block.span, is_never_meta)])
            }
        };
        blocks.entry(name).or_insert_with(|| (block.head, Vec::new())).1.extend(made);
    }
    for (name, (key_span, mut made)) in blocks {
        let value = match made.len() {
            0 => continue,
            1 => made.swap_remove(0),
            _ => {
                let span = made[0].span.to(made[made.len() - 1].span);
                if made.iter().any(|it| matches!(it.data, Data::Unknown(_))) {
                    Node::unknown(span, "how many blocks there are is decided at deployment")
                } else {
                    Node::new(span, Data::List(made))
                }
            }
        };
        fields.push(Field { key: name.to_owned().into(), key_span, value });
    }
    fields.sort_by_key(|field| field.key_span);
    Node::new(span, Data::Object(fields))
}

/// The blocks that a dynamic block makes; if that is decided at deployment, it says so.
fn dynamic(
    evaluator: &mut Evaluator<'_>,
    scope: Scope<'_>,
    name: &str,
    block: &Block,
) -> Vec<Node> {
    let (Some(over), Some(content)) =
        (block.body.get("for_each"), block.body.blocks("content").next())
    else {
        return Vec::new();
    };
    let iterator = match block.body.get("iterator").map(|it| &it.kind) {
        Some(Kind::Name(name) | Kind::Text(name)) => name.as_str(),
        _ => name,
    };
    let over = evaluator.eval(scope, over);
    let undecided =
        || Node::unknown(block.span, "whether there is such a block is decided at deployment");
    let is_decided = evaluator.decided(&over).is_some();
    let Some(rounds) = evaluator.iterations(&over).filter(|it| it.len() <= MOST) else {
        return vec![undecided()];
    };
    if rounds.is_empty() && !is_decided {
        return vec![undecided()];
    }
    let each = |evaluator: &mut Evaluator<'_>, round: &Node| {
        evaluator.named_scope(scope, iterator, round, |evaluator, scope| {
            object(evaluator, scope, &content.body, block.span, is_never_meta)
        })
    };
    let made: Vec<_> = rounds.iter().map(|round| each(evaluator, round)).collect();
    made
}

/// What stands beside the properties of a resource, as it is spelled.
pub(super) fn meta(evaluator: &mut Evaluator<'_>, scope: Scope<'_>, block: &Block) -> Node {
    let mut fields = Vec::new();
    for attribute in block.body.attributes.iter().filter(|it| is_meta(&it.name)) {
        let value = match attribute.name.as_str() {
            "count" | "for_each" => evaluator.eval(scope, &attribute.value),
            _ => spelled(&attribute.value),
        };
        let key = attribute.name.clone().into();
        fields.push(Field { key, key_span: attribute.name_span, value });
    }
    for lifecycle in block.body.blocks("lifecycle") {
        let mut inner = Vec::new();
        for attribute in &lifecycle.body.attributes {
            let value = match attribute.name.as_str() {
                "ignore_changes" | "replace_triggered_by" => spelled(&attribute.value),
                _ => evaluator.eval(scope, &attribute.value),
            };
            let key = attribute.name.clone().into();
            inner.push(Field { key, key_span: attribute.name_span, value });
        }
        let value = Node::new(lifecycle.span, Data::Object(inner));
        fields.push(Field { key: "lifecycle".into(), key_span: lifecycle.head, value });
    }
    fields.extend(provisioners(evaluator, scope, block));
    fields.sort_by_key(|field| field.key_span);
    Node::new(block.span, Data::Object(fields))
}

/// What a resource runs when it is made, each with its `type`: `local-exec`, `remote-exec`.
fn provisioners(evaluator: &mut Evaluator<'_>, scope: Scope<'_>, block: &Block) -> Option<Field> {
    let first = block.body.blocks("provisioner").next()?;
    let each = block.body.blocks("provisioner").map(|it| {
        let label = it.labels.first().map(String::as_str).unwrap_or_default();
        let kind = Node::text_at(it.head, label.to_owned());
        let mut fields = vec![Field { key: "type".into(), key_span: it.head, value: kind }];
        for attribute in &it.body.attributes {
            let value = evaluator.eval(scope, &attribute.value);
            let key = attribute.name.clone().into();
            fields.push(Field { key, key_span: attribute.name_span, value });
        }
        Node::new(it.span, Data::Object(fields))
    });
    let value = Node::new(first.span, Data::List(each.collect()));
    Some(Field { key: "provisioner".into(), key_span: first.head, value })
}

/// References as they are written; a list of them as a list.
fn spelled(expression: &Expression) -> Node {
    let span = expression.span;
    if let Kind::List(items) = &expression.kind {
        return Node::new(span, Data::List(items.iter().map(spelled).collect()));
    }
    match text_of(expression) {
        Some(text) => Node::text_at(span, text),
        None => Node::unknown(span, "it is no reference"),
    }
}

/// An expression as text, if it is a reference, a literal or a call with such.
pub(super) fn text_of(expression: &Expression) -> Option<String> {
    Some(match &expression.kind {
        Kind::Name(name) => name.clone(),
        Kind::Text(text) => text.clone(),
        Kind::Integer(number) => number.to_string(),
        Kind::Bool(value) => value.to_string(),
        Kind::Path(root, steps) => {
            let mut text = text_of(root)?;
            for step in steps {
                match step {
                    Step::Name(name) => text.extend([".", name]),
                    Step::Index(index) => match &index.kind {
                        Kind::Text(key) => text.extend(["[\"", key, "\"]"]),
                        _ => text.extend(["[", &text_of(index)?, "]"]),
                    },
                    Step::Each => text.push_str("[*]"),
                    Step::EachName => text.push_str(".*"),
                }
            }
            text
        }
        Kind::Call(call) => {
            let arguments: Option<Vec<_>> = call.arguments.iter().map(text_of).collect();
            format!("{}({})", call.name, arguments?.join(", "))
        }
        Kind::List(items) => {
            let items: Option<Vec<_>> = items.iter().map(text_of).collect();
            format!("[{}]", items?.join(", "))
        }
        Kind::Template(parts) => match parts.as_slice() {
            [super::syntax::Part::Value(value)] => text_of(value)?,
            _ => return None,
        },
        Kind::Null
        | Kind::Decimal(_)
        | Kind::Object(_)
        | Kind::Choice(_)
        | Kind::Negative(_)
        | Kind::Not(_)
        | Kind::Binary(..)
        | Kind::For(_) => return None,
    })
}
