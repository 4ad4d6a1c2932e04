//! IAM policies that are written as blocks: the data source says the document that they stand for.
//!
//! Facts: <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document>

use crate::ir::Text;
use crate::ir::lifted::{Data, Field, Node, Span};
use crate::manifest::terraform::block::properties;
use crate::manifest::terraform::syntax::Block;

use super::{Evaluator, Scope};

/// The data source.
pub(super) const SOURCE: &str = "aws_iam_policy_document";

/// What a statement has, as the block and the document spell it.
const ENTRIES: &[(&str, &str)] = &[
    ("sid", "Sid"),
    ("effect", "Effect"),
    ("principals", "Principal"),
    ("not_principals", "NotPrincipal"),
    ("actions", "Action"),
    ("not_actions", "NotAction"),
    ("resources", "Resource"),
    ("not_resources", "NotResource"),
    ("condition", "Condition"),
];

/// Keys with their places, and values.
type Entries = Vec<(Text, Span, Node)>;

impl Evaluator<'_> {
    /// The document of a policy.
    pub(super) fn policy(&mut self, instance: usize, name: &str, span: Span) -> Node {
        let index = self.instances[instance].index;
        let policies = index.data.get(SOURCE);
        let Some((name, block)) = policies.and_then(|it| it.get_key_value(name)) else {
            return Node::unknown(span, "there is no such policy");
        };
        let (name, block) = (*name, *block);
        let document = self.once(
            |it| &mut it.policies,
            instance,
            name,
            span,
            |this| {
                let written = properties(this, Scope::of(instance), block);
                document(&written, block)
                    .unwrap_or_else(|| Node::unknown(span, "a part of the policy is not known"))
            },
        );
        self.is_document(&document);
        self.copy(&document)
    }
}

fn document(written: &Node, block: &Block) -> Option<Node> {
    let unfollowed = ["count", "for_each", "override_policy_documents", "override_json"];
    if unfollowed.iter().any(|name| block.body.get(name).is_some()) {
        return None;
    }
    let mut statements = Vec::new();
    for name in ["source_policy_documents", "source_json"] {
        let Some(sources) = written.get(name) else { continue };
        for source in several(sources)? {
            statements.extend(several(source.get("Statement")?)?.into_iter().cloned());
        }
    }
    if let Some(written) = written.get("statement") {
        for statement in several(written)? {
            statements.push(read(statement)?);
        }
    }
    let span = block.span;
    let version = Node::text_at(span, "2012-10-17");
    let list = Node::new(span, Data::List(statements));
    Some(object(span, vec![("Version".into(), span, version), ("Statement".into(), span, list)]))
}

fn read(statement: &Node) -> Option<Node> {
    if !matches!(statement.data, Data::Object(_)) {
        return None;
    }
    let mut entries = Vec::new();
    for (from, to) in ENTRIES {
        let name: Text = (*to).into();
        match statement.field(from) {
            Some(field) => {
                let value = match *from {
                    "principals" | "not_principals" => principals(&field.value)?,
                    "condition" => conditions(&field.value)?,
                    _ => value(&field.value),
                };
                entries.push((name, field.key_span, value));
            }
            None if *from == "effect" => {
                entries.push((name, statement.span, Node::text_at(statement.span, "Allow")));
            }
            None => {}
        }
    }
    Some(object(statement.span, entries))
}

fn principals(written: &Node) -> Option<Node> {
    let mut entries = Vec::new();
    for it in several(written)? {
        let (kind, named) = (it.get("type")?, value(it.get("identifiers")?));
        let kind_name = kind.text()?;
        if kind_name == "*" && named.text() == Some("*") {
            return Some(named);
        }
        entries.push((kind_name.to_owned().into(), kind.span, named));
    }
    Some(object(written.span, entries))
}

fn conditions(written: &Node) -> Option<Node> {
    let mut tests: Vec<(Text, Span, Entries)> = Vec::new();
    for it in several(written)? {
        let (test, variable) = (it.get("test")?, it.get("variable")?);
        let entry = (variable.text()?.to_owned().into(), variable.span, value(it.get("values")?));
        match tests.iter_mut().find(|(name, ..)| test.text() == Some(name)) {
            Some((_, _, entries)) => entries.push(entry),
            None => tests.push((test.text()?.to_owned().into(), test.span, vec![entry])),
        }
    }
    let tests = tests.into_iter().map(|(name, span, entries)| (name, span, object(span, entries)));
    Some(object(written.span, tests.collect()))
}

/// The blocks of a type: one alone is an object.
fn several(written: &Node) -> Option<Vec<&Node>> {
    match &written.data {
        Data::Object(_) => Some(vec![written]),
        Data::List(items) => Some(items.iter().collect()),
        _ => None,
    }
}

/// A value of a statement: a single one stands alone, and `&{…}` is the policy's own variable.
fn value(written: &Node) -> Node {
    match &written.data {
        Data::List(items) => match items.as_slice() {
            [one] => value(one),
            _ => Node::new(written.span, Data::List(items.iter().map(value).collect())),
        },
        Data::Text(text) if text.contains("&{") => {
            Node::text_at(written.span, text.replace("&{", "${"))
        }
        _ => written.clone(),
    }
}

fn object(span: Span, entries: Entries) -> Node {
    let field = |(key, key_span, value)| Field { key, key_span, value };
    Node::new(span, Data::Object(entries.into_iter().map(field).collect()))
}
