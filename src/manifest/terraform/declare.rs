//! What modules declare beside resources: variables, calls, providers, and what decides by name.

use std::collections::BTreeSet;

use crate::ir::kind::Kind as ResourceKind;
use crate::ir::lifted::{Data, Field, Manifest, Node, Resource, Span, declaration};
use crate::ir::{Keep, Text};

use super::block::text_of;
use super::evaluate::{Evaluator, Scope};
use super::lift::Graph;
use super::module::{Index, is_meta};
use super::syntax::{Attribute, Block, Body, Expression, Kind, Operator, Step};

/// Adds the declarations of a root module and of those that it calls, each once.
pub(super) fn all(evaluator: &mut Evaluator<'_>, graph: &Graph, manifest: &mut Manifest) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for instance in 0..evaluator.instances.len() {
        let index = evaluator.instances[instance].index;
        if !seen.insert(&index.module.folder) {
            continue;
        }
        let prefix = evaluator.instances[instance].prefix.clone();
        let mut declare = Declare { evaluator, graph, instance, prefix, manifest };
        declare.module(index);
    }
}

struct Declare<'d, 'm> {
    evaluator: &'d mut Evaluator<'m>,
    graph: &'d Graph,
    instance: usize,
    prefix: String,
    manifest: &'d mut Manifest,
}

impl<'m> Declare<'_, 'm> {
    fn module(&mut self, index: &'m Index<'m>) {
        for block in index.module.files.iter().flat_map(|body| &body.blocks) {
            match block.name.as_str() {
                "variable" => self.variable(block),
                "module" => self.call(block),
                "terraform" => self.requirements(block),
                _ => {}
            }
        }
        for block in index.module.files.iter().flat_map(|body| &body.blocks) {
            if block.name != "variable" && block.name != "terraform" {
                self.decisions(index, block);
            }
        }
    }

    fn add(
        &mut self,
        kind: &'static ResourceKind,
        address: &str,
        (head, span): (Span, Span),
        properties: Vec<Field>,
    ) {
        self.manifest.resources.push(Resource {
            address: format!("{}{address}", self.prefix),
            type_name: Text::Borrowed(kind.name),
            kind: Some(kind),
            properties: Node::new(span, Data::Object(properties)),
            meta: Node::empty(span),
            head,
            span,
            after: Vec::new(),
            keep: Keep::Delete,
            written: Vec::new(),
        });
    }

    fn value(&mut self, expression: &Expression) -> Node {
        let value = self.evaluator.eval(Scope::of(self.instance), expression);
        self.graph.finish(value)
    }

    fn variable(&mut self, block: &Block) {
        let [name] = block.labels.as_slice() else { return };
        let mut properties = vec![field("name", Node::text_at(block.head, name.clone()))];
        for attribute in &block.body.attributes {
            let (key, value) = match attribute.name.as_str() {
                "type" => {
                    let text = text_of(&attribute.value).unwrap_or_else(|| "any".to_owned());
                    ("type", Node::text_at(attribute.value.span, text))
                }
                "default" => ("default", self.value(&attribute.value)),
                "sensitive" => ("secret", self.value(&attribute.value)),
                _ => continue,
            };
            properties.push(Field { key_span: attribute.name_span, ..field(key, value) });
        }
        let places = (block.head, block.span);
        self.add(&declaration::PARAMETER, &format!("variable.{name}"), places, properties);
    }

    fn call(&mut self, block: &Block) {
        let [name] = block.labels.as_slice() else { return };
        let (mut properties, mut arguments) = (Vec::new(), Vec::new());
        // What is done with the arguments of a module in this repository is seen in its resources.
        let is_local =
            block.body.get("source").and_then(text_of).is_none_or(|it| it.starts_with('.'));
        for attribute in &block.body.attributes {
            let list = match attribute.name.as_str() {
                "source" | "version" => &mut properties,
                name if is_local || is_meta(name) => continue,
                _ => &mut arguments,
            };
            let value = self.evaluator.eval(Scope::of(self.instance), &attribute.value);
            let (key, key_span) = (attribute.name.clone().into(), attribute.name_span);
            list.push(Field { key, key_span, value: self.graph.finish(value) });
        }
        if !arguments.is_empty() {
            let arguments = Node::new(block.span, Data::Object(arguments));
            properties.push(field("arguments", arguments));
        }
        let places = (block.head, block.span);
        self.add(&declaration::MODULE_CALL, &format!("module.{name}"), places, properties);
    }

    fn requirements(&mut self, block: &Block) {
        for required in block.body.blocks("required_providers") {
            for attribute in &required.body.attributes {
                self.requirement(attribute);
            }
        }
    }

    fn requirement(&mut self, attribute: &Attribute) {
        let name = Node::text_at(attribute.name_span, attribute.name.clone());
        let mut properties = vec![field("name", name)];
        let value = self.value(&attribute.value);
        match value.data {
            Data::Object(fields) => {
                let known = |it: &Field| it.key == "source" || it.key == "version";
                properties.extend(fields.into_iter().filter(known));
            }
            // Before Terraform 0.13, only a version stood here.
            data => properties.push(field("version", Node::new(value.span, data))),
        }
        let places = (attribute.name_span, attribute.name_span.to(attribute.value.span));
        let address = format!("provider.{}", attribute.name);
        self.add(&declaration::PROVIDER_REQUIREMENT, &address, places, properties);
    }

    /// What is decided by comparing with a text, or by looking up in a table.
    fn decisions(&mut self, index: &'m Index<'m>, block: &'m Block) {
        let mut found = Vec::new();
        collect(&block.body, true, &mut found);
        for (decides, attribute, expression) in found {
            let address = match (block.name.as_str(), block.labels.as_slice()) {
                ("resource", [type_name, name]) => format!("{type_name}.{name}"),
                ("locals", _) => format!("local.{attribute}"),
                (kind, labels) => std::iter::once(kind)
                    .chain(labels.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join("."),
            };
            match &expression.kind {
                Kind::Binary(Operator::Equal | Operator::Unequal, sides) => {
                    self.comparison(&address, decides, expression.span, sides);
                }
                _ => self.mapping(index, &address, expression),
            }
        }
    }

    fn comparison(
        &mut self,
        address: &str,
        decides: &'static str,
        span: Span,
        sides: &[Expression; 2],
    ) {
        let [left, right] = sides;
        let (subject, literal) = match (left.text(), right.text()) {
            (None, Some(text)) => (left, (right.span, text)),
            (Some(text), None) => (right, (left.span, text)),
            _ => return,
        };
        let Some(subject_text) = text_of(subject) else { return };
        let properties = vec![
            field("left", Node::text_at(subject.span, subject_text)),
            field("right", Node::text_at(literal.0, literal.1.to_owned())),
            field("decides", Node::text_at(span, decides)),
        ];
        self.add(&declaration::COMPARISON, address, (span, span), properties);
    }

    fn mapping(&mut self, index: &'m Index<'m>, address: &str, expression: &Expression) {
        let Some((table, key)) = lookup(index, expression) else { return };
        let Some(text) = text_of(key).filter(|it| it.contains("var.") || it.contains("workspace"))
        else {
            return;
        };
        let value = self.value(table);
        if !matches!(value.data, Data::Object(_)) {
            return;
        }
        let properties = vec![field("index", Node::text_at(key.span, text)), field("table", value)];
        let places = (expression.span, table.span);
        self.add(&declaration::MAPPING, address, places, properties);
    }
}

/// A map that is written out, and what it is looked up by.
fn lookup<'e>(
    index: &Index<'e>,
    expression: &'e Expression,
) -> Option<(&'e Expression, &'e Expression)> {
    let (map, key) = match &expression.kind {
        Kind::Call(call) if call.name == "lookup" => match call.arguments.as_slice() {
            [map, key, ..] => (table(index, map)?, key),
            _ => return None,
        },
        Kind::Path(root, steps) => match steps.as_slice() {
            [Step::Index(key), ..] => (table(index, root)?, key),
            [Step::Name(name), Step::Index(key), ..] if is_name(root, "local") => {
                (&index.locals.get(name.as_str())?.value, key)
            }
            _ => return None,
        },
        _ => return None,
    };
    matches!(map.kind, Kind::Object(_)).then_some((map, key))
}

fn table<'e>(index: &Index<'e>, map: &'e Expression) -> Option<&'e Expression> {
    match &map.kind {
        Kind::Object(_) => Some(map),
        Kind::Path(root, steps) => match steps.as_slice() {
            [Step::Name(name)] if is_name(root, "local") => {
                Some(&index.locals.get(name.as_str())?.value)
            }
            _ => None,
        },
        _ => None,
    }
}

fn is_name(expression: &Expression, name: &str) -> bool {
    matches!(&expression.kind, Kind::Name(it) if it == name)
}

/// Every comparison and look-up in a block, with what it decides and the attribute it is in.
fn collect<'e>(
    body: &'e Body,
    is_top: bool,
    found: &mut Vec<(&'static str, &'e str, &'e Expression)>,
) {
    for attribute in &body.attributes {
        let decides = match attribute.name.as_str() {
            "count" if is_top => "count",
            "for_each" => "for_each",
            _ => "value",
        };
        attribute.value.walk(&mut |expression| {
            let is_decision = match &expression.kind {
                Kind::Binary(Operator::Equal | Operator::Unequal, _) | Kind::Path(..) => true,
                Kind::Call(call) => call.name == "lookup",
                _ => false,
            };
            if is_decision {
                found.push((decides, &attribute.name, expression));
            }
        });
    }
    for block in &body.blocks {
        collect(&block.body, false, found);
    }
}

fn field(key: &'static str, value: Node) -> Field {
    Field { key: key.into(), key_span: value.span, value }
}
