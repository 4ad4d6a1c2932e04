//! Verification: whether a stack is what its kinds ask for, and whether the stacks of an app fit
//! together.
//!
//! What it finds is a mistake of formwork or of a module, except for names that collide and stacks
//! that are too large: those follow from what the user wrote. Paths are unique in the app
//! ([`crate::lock`] sees to that); logical IDs and addresses are unique in a stack, so that a stack
//! can be judged alone.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, code};

use super::graph::Body;
use super::kind::{Codec, Dialect, ReturnValue, Row};
use super::name::{pascal_case, snake_case};
use super::project::{differs, in_dialect};
use super::{Import, ImportKind, Resource, Scope, Stack, Value};

/// Most resources in a template.
///
/// Source of this and the next two:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const MOST_RESOURCES: usize = 500;
/// Most parameters of a template.
const MOST_PARAMETERS: usize = 200;
/// Most bytes of a template.
const MOST_BYTES: usize = 1_000_000;

/// Judges one stack.
pub fn verify(stack: &Stack) -> Vec<Diagnostic> {
    if !differs(stack) {
        return verify_alone(stack);
    }
    let mut found = verify_alone(&in_dialect(stack, Dialect::CloudFormation));
    let there = verify_alone(&in_dialect(stack, Dialect::Terraform));
    found.extend(there.into_iter().filter(|it| !found.contains(it)).collect::<Vec<_>>());
    found
}

/// Judges a stack whose resources are the same in every dialect that it has.
fn verify_alone(stack: &Stack) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for resource in &stack.resources {
        let mut judge = Judge { stack, resource, found: &mut found };
        judge.rows();
        judge.values();
    }
    for output in &stack.outputs {
        let place = format!("{}/{}", stack.name, output.name);
        output.value.walk(&mut |value| found.extend(judge_value(stack, None, &place, value)));
    }
    names(stack, &mut found);
    sizes(stack, &mut found);
    found
}

/// Judges the size of a stack's template.
pub fn verify_size(stack: &str, bytes: usize) -> Option<Diagnostic> {
    (bytes > MOST_BYTES).then(|| oversized(stack, bytes, MOST_BYTES, "bytes"))
}

/// Judges stacks in deployment order: what one imports, an earlier one provides.
#[derive(Debug, Default)]
pub struct Across {
    provided: BTreeMap<String, (Scope, Vec<(String, ImportKind)>)>,
}

impl Across {
    /// Judges the imports of a stack, and remembers what it provides.
    pub fn add(&mut self, stack: &Stack) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for import in &stack.imports {
            let provider = self.provided.get(&import.stack);
            let output = provider.and_then(|(_, outputs)| {
                outputs.iter().find(|(name, _)| *name == import.output).map(|(_, kind)| *kind)
            });
            let what = format!("output `{}` of stack `{}`", import.output, import.stack);
            let wrong = match (provider, output) {
                (None, _) => format!("{what} is imported, and no earlier stack has that name"),
                (_, None) => format!("{what} is imported, and that stack has no such output"),
                (_, Some(kind)) if kind != import.kind => {
                    format!("{what} is a {kind:?}, and is imported as a {:?}", import.kind)
                }
                (Some((scope, _)), _) if *scope != stack.scope => {
                    format!("{what} is deployed to another region or account")
                }
                _ => continue,
            };
            found.push(code::MISSING_IMPORT.at(&*stack.name, wrong, OURS));
        }
        let outputs = stack.outputs.iter().map(|it| (it.name.clone(), it.kind)).collect();
        let before = self.provided.insert(stack.name.clone(), (stack.scope.clone(), outputs));
        if before.is_some() {
            let wrong = format!("two stacks are called `{}`", stack.name);
            found.push(code::COLLIDING_NAMES.at(&*stack.name, wrong, RENAME));
        }
        found
    }
}

const RENAME: &str = "rename the module or service that makes one of them";
const OURS: &str = "a mistake of formwork or of the module that made the stack: please report it";

/// One resource being judged.
struct Judge<'j> {
    stack: &'j Stack,
    resource: &'j Resource,
    found: &'j mut Vec<Diagnostic>,
}

impl Judge<'_> {
    fn add(&mut self, code: &'static code::Code, message: String) {
        self.found.push(code.at(&*self.resource.path, message, OURS).written(self.resource.origin));
    }

    /// Required rows, and rows whose default differs between the dialects.
    fn rows(&mut self) {
        let Body::Declared { kind, properties, .. } = &self.resource.body else { return };
        for row in kind.rows {
            match properties.iter().find(|(known, _)| std::ptr::eq(*known, row)) {
                Some((_, value)) => self.nested(row, value),
                None => self.absent(kind.name, row),
            }
        }
    }

    fn nested(&mut self, row: &'static Row, value: &Value) {
        let rows = match row.codec {
            Codec::Block(rows) | Codec::Blocks(rows) | Codec::TextBlocks(rows) => rows,
            Codec::Same
            | Codec::NumberText(_)
            | Codec::Words { .. }
            | Codec::Set
            | Codec::Pairs { .. }
            | Codec::Entry(_)
            | Codec::Document { .. } => return,
        };
        let items = match value {
            Value::List(items) => items.as_slice(),
            other => std::slice::from_ref(other),
        };
        for item in items {
            let Value::Object(entries) = item else { continue };
            if let Some((key, _)) =
                entries.iter().find(|(key, _)| rows.iter().all(|row| row.name != key))
            {
                self.add(&code::BROKEN_GRAPH, format!("`{}` has no row `{key}`", row.name));
            }
            for inner in rows {
                match entries.iter().find(|(key, _)| key == inner.name) {
                    Some((_, value)) => self.nested(inner, value),
                    None => self.absent(row.name, inner),
                }
            }
        }
    }

    fn absent(&mut self, owner: &str, row: &Row) {
        if row.required {
            self.add(&code::BROKEN_GRAPH, format!("`{owner}` needs `{}`", row.name));
        } else if row.explicit {
            let message = format!(
                "`{}` of `{owner}` has another default in each back end, and is not set",
                row.name
            );
            self.add(&code::IMPLICIT_DEFAULT, message);
        }
    }

    /// References, knobs and imports, wherever they stand.
    fn values(&mut self) {
        let (stack, resource) = (self.stack, self.resource);
        let mut found = Vec::new();
        resource.walk(&mut |value| {
            let wrong = judge_value(stack, Some(resource), &resource.path, value);
            found.extend(wrong.map(|it| it.written(resource.origin)));
        });
        for id in &resource.after {
            if id.0 as usize >= stack.resources.len() {
                self.add(&code::BROKEN_GRAPH, "it comes after a resource that is not there".into());
            }
        }
        self.found.append(&mut found);
    }
}

fn judge_value(
    stack: &Stack,
    holder: Option<&Resource>,
    path: &str,
    value: &Value,
) -> Option<Diagnostic> {
    let broken = |message: String| Some(code::BROKEN_GRAPH.at(path, message, OURS));
    match value {
        Value::Reference(id, attribute) => {
            let Some(target) = stack.resources.get(id.0 as usize) else {
                return broken("it refers to a resource that is not there".to_owned());
            };
            judge_reference(holder, target, attribute).and_then(broken)
        }
        Value::Knob(id) if id.0 as usize >= stack.knobs.len() => {
            broken("it reads a knob that is not there".to_owned())
        }
        Value::Import(id) if id.0 as usize >= stack.imports.len() => {
            broken("it reads an import that is not there".to_owned())
        }
        Value::Unknown { why, place } => {
            let message = format!("a value is not known: {why} ({place})");
            Some(code::UNRESOLVED_VALUE.at(path, message, OURS))
        }
        Value::Bool(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Object(_)
        | Value::Knob(_)
        | Value::Concat(_)
        | Value::Pseudo(_)
        | Value::Import(_)
        | Value::Element(..)
        | Value::Zone(_) => None,
    }
}

/// Whether the target has the attribute in every dialect that the resource which reads it is in.
fn judge_reference(
    holder: Option<&Resource>,
    target: &Resource,
    attribute: &str,
) -> Option<String> {
    let kind = target.kind()?;
    let Some(known) = kind.attribute(attribute) else {
        return Some(format!("`{}` has no attribute `{attribute}`", kind.name));
    };
    let missing = |dialect| {
        let has = match dialect {
            Dialect::CloudFormation => known.cloudformation != ReturnValue::None,
            Dialect::Terraform => !known.terraform.is_empty(),
        };
        !has || kind.type_in(dialect).is_none()
    };
    [Dialect::CloudFormation, Dialect::Terraform]
        .into_iter()
        .filter(|dialect| holder.is_none_or(|it| it.type_in(*dialect).is_some()))
        .find(|dialect| missing(*dialect))
        .map(|dialect| format!("`{attribute}` of `{}` does not exist in {dialect:?}", target.path))
}

/// Logical IDs, Terraform names and parameter names are unique in a stack.
fn names(stack: &Stack, found: &mut Vec<Diagnostic>) {
    let mut ids = BTreeMap::new();
    let mut addresses = BTreeMap::new();
    for resource in &stack.resources {
        let pairs = [
            resource
                .type_in(Dialect::CloudFormation)
                .and_then(|_| ids.insert(resource.logical_id(), resource)),
            resource
                .type_in(Dialect::Terraform)
                .and_then(|kind| addresses.insert((kind, resource.terraform_name()), resource)),
        ];
        // One finding is enough for two resources that collide in both.
        if let Some(other) = pairs.into_iter().flatten().next() {
            found.push(collision(&resource.path, &other.path).written(resource.origin));
        }
    }
    let mut parameters = BTreeMap::new();
    let knobs = stack.knobs.iter().map(|knob| knob.path.clone());
    let imports = stack.imports.iter().map(Import::path);
    for path in knobs.chain(imports) {
        let names = (pascal_case(&path), snake_case(&path));
        let other = parameters.insert(names.0, path.clone());
        if let Some(other) = other {
            found.push(collision(&path, &other));
        }
        if TERRAFORM_KEEPS.contains(&&*names.1) {
            let wrong =
                format!("a variable cannot be called `{}`: Terraform keeps the word", names.1);
            found.push(code::BROKEN_GRAPH.at(path, wrong, "begin its path with the stack's name"));
        }
    }
}

/// Names that Terraform takes for no variable.
///
/// Source: <https://developer.hashicorp.com/terraform/language/values/variables>
const TERRAFORM_KEEPS: [&str; 8] =
    ["count", "depends_on", "for_each", "lifecycle", "locals", "providers", "source", "version"];

fn collision(path: &str, other: &str) -> Diagnostic {
    let message = format!("`{path}` and `{other}` would get the same name in their stack");
    let help = "rename one of them: names that differ only in case, hyphens or underscores are the \
                same to CloudFormation";
    code::COLLIDING_NAMES.at(path, message, help)
}

fn sizes(stack: &Stack, found: &mut Vec<Diagnostic>) {
    let resources =
        stack.resources.iter().filter(|it| it.type_in(Dialect::CloudFormation).is_some()).count();
    let parameters = stack.knobs.len() + stack.imports.len();
    for (count, most, what) in
        [(resources, MOST_RESOURCES, "resources"), (parameters, MOST_PARAMETERS, "parameters")]
    {
        if count > most {
            found.push(oversized(&stack.name, count, most, what));
        }
    }
}

fn oversized(stack: &str, count: usize, most: usize, what: &str) -> Diagnostic {
    let message =
        format!("stack `{stack}` has {count} {what}, and CloudFormation takes at most {most}");
    let help = match stack {
        "platform" | "registry" => {
            "split the app in two: move half of the services to an app of their own, with its own \
             platform"
                .to_owned()
        }
        _ => format!(
            "split `{}`: move some of its variables, stores or calls to a second service",
            stack.strip_suffix("-base").unwrap_or(stack)
        ),
    };
    code::OVERSIZED_STACK.at(stack, message, help)
}
