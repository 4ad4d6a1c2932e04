//! A stack as one dialect has it.
//!
//! A graph is one for both dialects. Where a strategy exists in one of them alone, a resource is
//! there [`only`](super::Resource::only) or a property is
//! [set for it](super::Resource::set_in); the back ends, the normal form and verification look at
//! the stack through [`in_dialect`], and none of them knows of such differences.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::graph::Body;
use super::kind::Dialect;
use super::value::{ImportId, KnobId, ResourceId, Value};
use super::{Resource, Stack};

/// The stack with the resources, properties, knobs and imports that `dialect` has; the stack itself
/// if the dialects do not differ.
pub fn in_dialect(stack: &Stack, dialect: Dialect) -> Cow<'_, Stack> {
    if !differs(stack) {
        return Cow::Borrowed(stack);
    }
    let mut kept = BTreeMap::new();
    for (old, resource) in stack.resources.iter().enumerate() {
        if resource.only.is_none_or(|only| only == dialect) {
            let new = ResourceId::at(kept.len());
            kept.insert(ResourceId::at(old), new);
        }
    }
    let mut projected = stack.clone();
    projected.resources = stack
        .resources
        .iter()
        .enumerate()
        .filter(|(old, _)| kept.contains_key(&ResourceId::at(*old)))
        .map(|(_, resource)| alone(resource, dialect, &kept))
        .collect();
    for output in &mut projected.outputs {
        moved(&mut output.value, dialect, &kept);
    }
    drop_unused(&mut projected);
    Cow::Owned(projected)
}

/// Whether the dialects have different resources or values in a stack.
pub fn differs(stack: &Stack) -> bool {
    stack.resources.iter().any(|resource| {
        let own = match &resource.body {
            Body::Declared { differing, .. } => !differing.is_empty(),
            Body::Raw { .. } => false,
        };
        own || resource.only.is_some()
    })
}

/// A resource with the values that `dialect` has, and for that dialect alone.
fn alone(
    resource: &Resource,
    dialect: Dialect,
    kept: &BTreeMap<ResourceId, ResourceId>,
) -> Resource {
    let mut resource = resource.clone();
    resource.only = Some(dialect);
    if let Body::Declared { properties, runtime_owned, differing, .. } = &mut resource.body {
        for (_, row, value) in differing.drain(..).filter(|(only, ..)| *only == dialect) {
            // What is set for a dialect is written there, whatever owns it in the other one.
            runtime_owned.retain(|owned| !std::ptr::eq(*owned, row));
            match properties.iter_mut().find(|(known, _)| std::ptr::eq(*known, row)) {
                Some((_, old)) => *old = value,
                None => properties.push((row, value)),
            }
        }
    }
    resource.after = resource.after.iter().filter_map(|id| kept.get(id)).copied().collect();
    resource.walk_mut(&mut |value| renumber(value, dialect, kept));
    resource
}

fn moved(value: &mut Value, dialect: Dialect, kept: &BTreeMap<ResourceId, ResourceId>) {
    value.walk_mut(&mut |value| renumber(value, dialect, kept));
}

fn renumber(value: &mut Value, dialect: Dialect, kept: &BTreeMap<ResourceId, ResourceId>) {
    let Value::Reference(id, _) = value else { return };
    if let Some(new) = kept.get(id) {
        *id = *new;
    } else {
        let why = format!("{dialect:?} does not have the resource that it refers to");
        *value = Value::Unknown { why: why.into(), place: "".into() };
    }
}

/// Keeps the knobs and imports that some value reads.
fn drop_unused(stack: &mut Stack) {
    let (mut knobs, mut imports) = (BTreeMap::new(), BTreeMap::new());
    let mut note = |value: &Value| match value {
        Value::Knob(id) => drop(knobs.insert(*id, KnobId(0))),
        Value::Import(id) => drop(imports.insert(*id, ImportId(0))),
        _ => {}
    };
    for resource in &stack.resources {
        resource.walk(&mut note);
    }
    for output in &stack.outputs {
        output.value.walk(&mut note);
    }
    for (new, it) in knobs.values_mut().enumerate() {
        *it = KnobId::at(new);
    }
    for (new, it) in imports.values_mut().enumerate() {
        *it = ImportId::at(new);
    }
    let is_read = |old: usize| knobs.contains_key(&KnobId::at(old));
    stack.knobs = keep(&stack.knobs, is_read);
    stack.imports = keep(&stack.imports, |old| imports.contains_key(&ImportId::at(old)));
    let mut rename = |value: &mut Value| match value {
        Value::Knob(id) => *id = knobs[id],
        Value::Import(id) => *id = imports[id],
        _ => {}
    };
    for resource in &mut stack.resources {
        resource.walk_mut(&mut rename);
    }
    for output in &mut stack.outputs {
        output.value.walk_mut(&mut rename);
    }
}

fn keep<T: Clone>(items: &[T], wanted: impl Fn(usize) -> bool) -> Vec<T> {
    let kept = items.iter().enumerate().filter(|(position, _)| wanted(*position));
    kept.map(|(_, item)| item.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::graph::ImportKind;
    use crate::ir::{ecs, elbv2, iam};

    fn stack() -> Stack {
        let mut stack = Stack::new("web", "A service");
        let listener = stack.import("platform", "listener-arn", ImportKind::Text);
        let port = stack.import("platform", "port", ImportKind::Text);
        let role = stack.add(Resource::new("web/role", &iam::ROLE).only(Dialect::CloudFormation));
        let rule = stack.add(
            Resource::new("web/rule", &elbv2::LISTENER_RULE)
                .set("listener_arn", listener)
                .only(Dialect::Terraform),
        );
        stack.add(
            Resource::new("web/service", &ecs::SERVICE)
                .initially("task_definition", "first")
                .set("platform_version", "1.4.0")
                .set_in(Dialect::CloudFormation, "task_definition", role.get("arn"))
                .set_in(Dialect::CloudFormation, "launch_type", port)
                .after(role)
                .after(rule),
        );
        stack
    }

    fn paths(stack: &Stack) -> Vec<&str> {
        stack.resources.iter().map(|it| it.path.as_str()).collect()
    }

    #[test]
    fn a_dialect_has_its_own_resources_and_values() {
        let stack = stack();
        let here = in_dialect(&stack, Dialect::CloudFormation);
        assert_eq!(paths(&here), ["web/role", "web/service"]);
        let service = &here.resources[1];
        assert_eq!(service.property("task_definition"), Some(&ResourceId(0).get("arn")));
        assert_eq!(service.property("launch_type"), Some(&Value::Import(ImportId(0))));
        assert_eq!(
            (service.after.as_slice(), &*here.imports[0].output),
            (&[ResourceId(0)][..], "port")
        );

        let there = in_dialect(&stack, Dialect::Terraform);
        assert_eq!(paths(&there), ["web/rule", "web/service"]);
        let service = &there.resources[1];
        assert_eq!(service.property("task_definition"), Some(&Value::from("first")));
        assert_eq!(service.property("launch_type"), None);
        assert_eq!(there.imports.len(), 1);
    }

    #[test]
    fn a_reference_to_what_the_dialect_lacks_is_unknown() {
        let mut stack = stack();
        stack.add(Resource::new("web/policy", &iam::POLICY).set("role", ResourceId(0).get("name")));
        let there = in_dialect(&stack, Dialect::Terraform);
        assert!(matches!(there.resources[2].property("role"), Some(Value::Unknown { .. })));
        assert!(!crate::ir::verify::verify(&stack).is_empty());
    }
}
