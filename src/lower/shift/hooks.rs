//! Functions that ECS calls while it deploys, and the role that may call them.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html>

use crate::ir::graph::{KnobType, Literal};
use crate::ir::{Dialect, Value};
use crate::lower::builder::{Builder, allow, policy, role_policy};
use crate::spec::Service;

use super::role::by_ecs;

/// The hooks of a service; none if it has none.
pub(super) fn lower(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Option<Value> {
    let hooks = service.deployment().hook_list();
    if hooks.is_empty() {
        return None;
    }
    let name = service.name();
    let role = by_ecs(builder, &format!("{name}/hook-role"));
    let role = builder.add(role.origin(service.at()));
    let mut functions = Vec::new();
    let mut entries = Vec::new();
    for (position, hook) in hooks.iter().enumerate() {
        let path = format!("{name}/hook-{}", position + 1);
        let description = format!("Function that is called at {}", hook.stage().name());
        let arn = *hook.function();
        let arn = builder.vary(path, "endpoint", KnobType::Text(Vec::new()), description, |e| {
            Literal::Text(arn.get(e).to_owned().into())
        });
        if !functions.contains(&arn) {
            functions.push(arn.clone());
        }
        entries.push(Value::object([
            ("hook_target_arn", arn),
            ("role_arn", role.get("arn")),
            ("lifecycle_stages", Value::list([hook.stage().name()])),
        ]));
    }
    let document = policy([allow(&["lambda:InvokeFunction"], functions)]);
    let path = format!("{name}/hook-policy");
    let policy = builder.add(role_policy(&path, role, "call-hooks", document));
    if builder.app.uses_codedeploy(service) {
        builder.only(&[role, policy], Dialect::CloudFormation);
    }
    Some(Value::List(entries))
}
