//! Who may use a queue: functions that Lambda feeds from it, and roles that a policy lets.

use crate::ir::lifted::{Manifest, Node, Resource};

use super::policy::{Policy, policies};

/// What somebody does with a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Takes messages out.
    Receives,
    /// Puts messages in.
    Sends,
}

impl Access {
    const fn action(self) -> &'static str {
        match self {
            Self::Receives => "sqs:ReceiveMessage",
            Self::Sends => "sqs:SendMessage",
        }
    }
}

/// Somebody who uses a queue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QueueUser<'m> {
    /// The queue.
    pub queue: &'m Resource,
    /// The function or task definition.
    pub user: &'m Resource,
    /// What tells a user from the others: its role, or else itself.
    pub identity: &'m Resource,
    /// The mapping, role or policy that says so.
    pub says: &'m Resource,
    /// The value in it.
    pub node: &'m Node,
}

/// Everybody who uses a queue of the manifest, in the order it is written; each once per queue.
pub(crate) fn users(manifest: &Manifest, access: Access) -> Vec<QueueUser<'_>> {
    let mut users = Vec::new();
    if access == Access::Receives {
        manifest.of("lambda/event-source-mapping").for_each(|it| fed(manifest, it, &mut users));
    }
    for policy in policies(manifest) {
        for (queue, node) in permitted(manifest, &policy, access.action()) {
            for role in policy.roles.iter().copied() {
                let says = policy.says;
                let user = |user| QueueUser { queue, user, identity: role, says, node };
                users.extend(runs_as(manifest, role).map(user));
            }
        }
    }
    let mut seen: Vec<QueueUser<'_>> = Vec::new();
    let is_same = |a: &Resource, b: &Resource| std::ptr::eq(a, b);
    for user in users {
        let known = |it: &QueueUser<'_>| {
            is_same(it.queue, user.queue) && is_same(it.identity, user.identity)
        };
        if !seen.iter().any(known) {
            seen.push(user);
        }
    }
    seen
}

/// The function that a mapping feeds from a queue.
fn fed<'m>(manifest: &'m Manifest, mapping: &'m Resource, users: &mut Vec<QueueUser<'m>>) {
    let target = |name| mapping.property(name).and_then(|it| manifest.target(it));
    let is_off = mapping.property("enabled").and_then(Node::bool) == Some(false);
    let node = mapping.property("event_source_arn");
    let (Some(queue), Some(user), Some(node)) =
        (target("event_source_arn"), target("function_name"), node)
    else {
        return;
    };
    let role = user.property("role").and_then(|it| manifest.target(it));
    if queue.is("sqs/queue") && !is_off {
        users.push(QueueUser { queue, user, identity: role.unwrap_or(user), says: mapping, node });
    }
}

/// The queues on which a policy allows an action, with the value that says so.
fn permitted<'m>(
    manifest: &'m Manifest,
    policy: &Policy<'m>,
    wanted: &str,
) -> Vec<(&'m Resource, &'m Node)> {
    let mut found = Vec::new();
    for statement in policy.statements() {
        let is_wanted =
            |it: &&Node| it.text().is_some_and(|action| action.eq_ignore_ascii_case(wanted));
        let action = statement.each("Action").into_iter().find(is_wanted);
        let Some(action) = action.filter(|_| statement.allows()) else { continue };
        let on = statement.node.get("Resource").map(|it| manifest.targets(it)).unwrap_or_default();
        found.extend(on.into_iter().filter(|it| it.is("sqs/queue")).map(|queue| (queue, action)));
    }
    found
}

/// The functions and task definitions that run with a role.
fn runs_as<'m>(manifest: &'m Manifest, role: &'m Resource) -> impl Iterator<Item = &'m Resource> {
    manifest.resources.iter().filter(move |it| {
        let property = match it.kind_name() {
            "lambda/function" => "role",
            "ecs/task-definition" => "task_role_arn",
            _ => return false,
        };
        let assumed = it.property(property).and_then(|it| manifest.target(it));
        assumed.is_some_and(|it| std::ptr::eq(it, role))
    })
}
