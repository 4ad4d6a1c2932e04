//! A task whose code has the permissions of the agent that starts it.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TASKS, is_same};
use crate::rules::{Check, Lint, Rule};

/// `FW2226`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2226",
    name: "shared-execution-role",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A task definition has one role as its task role and its execution role.",
    why: "the execution role pulls images and reads the secrets of the task for ECS: with it, the code can read every secret by itself, and ECS has all that the code may do",
    bad: r"ExecutionRoleArn: !GetAtt Role.Arn
TaskRoleArn: !GetAtt Role.Arn",
    good: r"ExecutionRoleArn: !GetAtt ExecutionRole.Arn
TaskRoleArn: !GetAtt TaskRole.Arn",
    fix: "Make a role of its own for the code, with the permissions that the code needs; without any, leave `TaskRoleArn` out.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let roles = task.property("task_role_arn").zip(task.property("execution_role_arn"));
        if let Some((role, execution)) = roles.filter(|(one, other)| is_same(manifest, one, other))
        {
            findings
                .at(
                    task,
                    role,
                    format!("`{}` runs its code with its execution role", task.address),
                    "give the code a role of its own",
                )
                .related("the execution role", execution.span);
        }
    }
}
