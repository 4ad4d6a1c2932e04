//! A task role that two services have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{EcsService, Findings, is_same, services};
use crate::rules::{Check, Lint, Rule};

/// `FW3002`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3002",
    name: "shared-task-role",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "Services of different images run with the same task role.",
    why: "what one needs the other may do too: a store is reached by a service that does not own it, and nobody can tell from the role who uses what",
    bad: r"Orders: {TaskRoleArn: !GetAtt TaskRole.Arn}
Billing: {TaskRoleArn: !GetAtt TaskRole.Arn}",
    good: r"Orders: {TaskRoleArn: !GetAtt OrdersRole.Arn}
Billing: {TaskRoleArn: !GetAtt BillingRole.Arn}",
    fix: "Give each service a role of its own, with what it needs.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// A service, what it runs, and its role.
struct Holder<'m> {
    service: EcsService<'m>,
    image: String,
    role: &'m Node,
}

/// Judges services of different images: web and worker of one image are one app.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut holders: Vec<Holder<'_>> = Vec::new();
    for service in services(manifest) {
        let role = service.task().and_then(|task| task.property("task_role_arn"));
        let (Some(task), Some(role), Some(image)) = (service.task(), role, service.product())
        else {
            continue;
        };
        let other = holders.iter().find(|it| it.image != image && is_same(manifest, it.role, role));
        if let Some(other) = other {
            let message = format!(
                "`{}` and `{}` have the same task role",
                other.service.resource.address, service.resource.address
            );
            findings
                .at(task, role, message, "give each service a role of its own")
                .related("the other service", other.service.resource.head);
        }
        holders.push(Holder { service, image, role });
    }
}
