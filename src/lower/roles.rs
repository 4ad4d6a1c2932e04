//! The two roles of a service: what ECS needs to start a task, and what the task itself may do.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html>

use crate::ir::{ImportKind, Pseudo, Resource, ResourceId, Value};
use crate::spec::{Build, Store};

use super::builder::{
    Builder, allow, arn, log_group_arn, policy, role_policy, service_role, statement,
};
use super::service::Parts;
use super::{calls, dynamodb, identity, postgres, queue, registry, task};

/// A role with the policy that makes it useful: tasks must not start before they have both.
pub(super) struct Role {
    pub(super) role: ResourceId,
    pub(super) policy: Option<ResourceId>,
}

/// Who takes on both roles, for tasks of this account.
fn trusted(builder: &Builder<'_, '_>, path: &str) -> Resource {
    service_role(builder, path, "ecs-tasks.amazonaws.com", Some(arn("ecs", [Value::from("*")])))
}

/// The execution role at `name`: pulls this image, writes this log group, reads these secrets.
pub(super) fn execution(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    name: &str,
) -> Role {
    let service = parts.service;
    let role = trusted(builder, &format!("{name}/execution-role")).origin(service.at());
    let role = builder.add(role);
    let base = calls::base_of(identity(service));
    let group = builder.import(&base, "log-group-name", ImportKind::Text);
    let mut statements =
        vec![allow(&["logs:CreateLogStream", "logs:PutLogEvents"], [log_group_arn(group, ":*")])];
    statements.extend(pull(builder, parts));
    let secrets = service.variables().iter().filter(|variable| !variable.is_plain());
    let secrets: Vec<_> = secrets.map(|it| task::secret_arn(builder, service, it.name())).collect();
    if !secrets.is_empty() {
        statements.push(allow(&["ssm:GetParameters"], secrets));
    }
    let path = format!("{name}/execution-policy");
    let policy = builder.add(role_policy(&path, role, "start-tasks", policy(statements)));
    Role { role, policy: Some(policy) }
}

/// What pulling the image takes: nothing if it comes from outside ECR.
fn pull(builder: &Builder<'_, '_>, parts: &Parts<'_, '_, '_>) -> Vec<Value> {
    let service = parts.service;
    let repository = match service.build() {
        Build::Dockerfile(_) => {
            let tools = &builder.app.environments()[builder.app.tools_environment()];
            let name = registry::repository_name(builder.app.name(), service.name());
            Value::concat([
                Value::from("arn:"),
                Value::Pseudo(Pseudo::Partition),
                Value::from(format!(
                    ":ecr:{}:{}:repository/{name}",
                    tools.region(),
                    tools.account()
                )),
            ])
        }
        Build::Elsewhere(image) => match elsewhere(image) {
            Some(repository) => repository,
            None => return Vec::new(),
        },
    };
    vec![
        statement("Allow", &["ecr:GetAuthorizationToken"], [Value::from("*")], []),
        allow(
            &["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            [repository],
        ),
    ]
}

/// The ARN of an ECR repository written as `account.dkr.ecr.region.amazonaws.com/name`.
pub(super) fn elsewhere(image: &str) -> Option<Value> {
    let (host, name) = image.split_once('/')?;
    let (account, rest) = host.split_once(".dkr.ecr.")?;
    let region = rest.split('.').next()?;
    Some(Value::concat([
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(format!(":ecr:{region}:{account}:repository/{name}")),
    ]))
}

/// The task role at `name`: one grant for each attached store, and nothing else.
pub(super) fn task(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_, '_>, name: &str) -> Role {
    let service = parts.service;
    let role = trusted(builder, &format!("{name}/task-role")).origin(service.at());
    let role = builder.add(role);
    let statements: Vec<_> = service
        .attachments()
        .iter()
        .map(|attachment| match attachment.store() {
            Store::Postgres(database) => postgres::grant(builder, service, database),
            Store::Queue(it, role) => queue::grant(builder, task::owner(parts, it), it, *role),
            Store::Table(it) => dynamodb::grant(builder, service, it),
        })
        .collect();
    let policy = (!statements.is_empty()).then(|| {
        let path = format!("{name}/task-policy");
        builder.add(role_policy(&path, role, "attached-stores", policy(statements)))
    });
    Role { role, policy }
}
