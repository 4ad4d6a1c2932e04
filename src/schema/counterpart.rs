//! What CloudFormation takes and Terraform's provider does not tell: which values are allowed.
//!
//! The provider's schema knows types only; wrong words, numbers and names are refused when the
//! configuration is planned or applied. Both dialects set properties of one API, so the schema of
//! CloudFormation judges the values of every property that the kind tables pair.

use std::collections::BTreeSet;

use crate::ir::kind::Dialect;
use crate::ir::lifted::{Blocks, Conditions, Data, Node, Resource, Span, Written};

use super::spelling::spelled;
use super::{Class, Step, Violation, cloudformation};

/// What Terraform takes beyond CloudFormation, by type and argument: these values, or any if there
/// are none. Of the values that the provider's own checks allow, these are all that differ.
const MORE: &[(&str, &str, &[&str])] = &[
    ("aws_cloudwatch_log_group", "retention_in_days", &["0"]),
    // Builds may run for 36 hours; the schema still says eight.
    ("aws_codebuild_project", "build_timeout", &[]),
    ("aws_ecs_service", "propagate_tags", &["NONE"]),
    ("aws_lambda_function", "reserved_concurrent_executions", &["-1"]),
    ("aws_ssm_parameter", "data_type", &["aws:ssm:integration"]),
    ("aws_ssm_parameter", "type", &["SecureString"]),
];

/// What is wrong with the values of a resource of Terraform, each with the part that it stands in.
pub fn judge(resource: &Resource) -> Vec<(&Written, Violation)> {
    let Some(kind) = resource.kind else { return Vec::new() };
    let Some(type_name) = kind.type_in(Dialect::CloudFormation) else { return Vec::new() };
    let written = Written {
        address: resource.address.clone(),
        type_name: type_name.into(),
        properties: spelled(kind.rows, &resource.properties, Dialect::CloudFormation),
        head: resource.head,
        blocks: Blocks::Alike,
        documents: BTreeSet::new(),
    };
    let found = cloudformation::judge(&written, resource, &Conditions::default());
    // What is empty in Terraform is what is not set.
    let own = found.into_iter().filter(|it| is_of_value(it.class) && !it.value.is_empty());
    own.filter_map(|violation| respelled(resource, violation)).collect()
}

const fn is_of_value(class: Class) -> bool {
    matches!(
        class,
        Class::NotAllowed
            | Class::PatternMismatch
            | Class::NumberOutOfRange
            | Class::LengthOutOfRange
    )
}

/// The same, as the resource's own dialect calls it; `None` if the value does not stand there.
fn respelled(resource: &Resource, mut violation: Violation) -> Option<(&Written, Violation)> {
    let name = last_key(&violation.path)?;
    let (written, path) = resource.written.iter().find_map(|written| {
        let mut path = Vec::new();
        find(&written.properties, violation.span, &mut path).then_some((written, path))
    })?;
    let own = last_key(&path)?;
    let is_more = |(kind, argument, values): &(&str, &str, &[&str])| {
        *kind == written.type_name
            && *argument == own
            && (values.is_empty() || values.contains(&&*violation.value))
    };
    if MORE.iter().any(is_more) {
        return None;
    }
    violation.message = violation.message.replace(&format!("`{name}`"), &format!("`{own}`"));
    violation.path = path;
    Some((written, violation))
}

fn last_key(path: &[Step]) -> Option<String> {
    path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.to_string()),
        Step::Element(..) => None,
    })
}

/// Finds the value at a place, and how to get there.
fn find(inside: &Node, span: Span, path: &mut Vec<Step>) -> bool {
    let known = inside.known();
    let mut below = |step: Option<Step>, inside: &Node| {
        let depth = path.len();
        path.extend(step);
        let found = find(inside, span, path);
        if !found {
            path.truncate(depth);
        }
        found
    };
    match &known.data {
        Data::Object(fields) => {
            let step = |key: &crate::ir::Text| Some(Step::Key(key.clone()));
            fields.iter().any(|field| below(step(&field.key), &field.value))
        }
        Data::List(items) => items.iter().enumerate().any(|(position, item)| {
            let name = item.get("name").and_then(Node::text).map(|name| name.to_owned().into());
            below(Some(Step::Element(position, name)), item)
        }),
        Data::OneOf(branches) => branches.iter().any(|branch| below(None, branch)),
        _ => known.span == span,
    }
}
