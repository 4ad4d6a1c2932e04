//! The commands that start admin processes. What they need to know is in the parameters that the
//! stacks write, as it is for pipelines.
//!
//! Facts: <https://docs.aws.amazon.com/cli/latest/reference/ecs/run-task.html>,
//! <https://docs.aws.amazon.com/cli/latest/reference/stepfunctions/start-execution.html>

use std::collections::BTreeSet;

use crate::exchange::plan::TaskPlan;
use crate::ir::Place;
use crate::lower::{MIGRATIONS, base_of, identity, migrations_of};
use crate::rules::Index;
use crate::spec::Environment;

/// Admin processes that somebody starts.
pub(super) fn tasks(index: &Index<'_, '_>, environment: &Environment<'_>) -> Vec<TaskPlan> {
    let (app, region) = (index.app.name(), environment.region());
    let parameter = |stack: &str, output: &str| {
        read_parameter((app, environment.name(), region), (stack, output))
    };
    let mut tasks = Vec::new();
    for service in &index.services {
        let stack = identity(service);
        for task in service.admin_tasks() {
            let command = format!(
                "aws ecs run-task --cluster {} --task-definition {} --launch-type FARGATE \
                 --network-configuration \"awsvpcConfiguration={{subnets=[{}],securityGroups=[{}],assignPublicIp=DISABLED}}\" \
                 --propagate-tags TASK_DEFINITION --enable-ecs-managed-tags --region {region}",
                parameter("platform", "cluster-arn"),
                parameter(stack, &format!("{}-task-definition-arn", task.name())),
                parameter("platform", "private-subnet-ids"),
                parameter(&base_of(stack), "security-group-id"),
            );
            let (name, service) = (task.name().to_owned(), service.name().to_owned());
            tasks.push(TaskPlan { name, service, command });
        }
    }
    tasks
}

/// The stacks with migrations.
pub(super) fn migrations(index: &Index<'_, '_>) -> BTreeSet<String> {
    let services = index.services.iter().filter(|it| !it.migration_list().is_empty());
    services.map(|it| migrations_of(identity(it))).collect()
}

/// Runs the migrations of a stack, and fails if one of them does.
pub(super) fn run_migrations(app: &str, stack: &str, place: &Place) -> String {
    let region = &place.region;
    let machine = read_parameter((app, &place.environment, region), (stack, MIGRATIONS));
    format!(
        "execution=$(aws stepfunctions start-execution --state-machine-arn {machine} \
         --query executionArn --output text --region {region}) && \
         while status=$(aws stepfunctions describe-execution --execution-arn \"$execution\" \
         --query status --output text --region {region}) && [ \"$status\" = RUNNING ]; \
         do sleep 5; done && [ \"$status\" = SUCCEEDED ]"
    )
}

/// The value that a stack offers, as a word of a shell.
fn read_parameter(
    (app, environment, region): (&str, &str, &str),
    (stack, output): (&str, &str),
) -> String {
    format!(
        "$(aws ssm get-parameter --name /{app}/{environment}/{stack}/{output} \
         --query Parameter.Value --output text --region {region})"
    )
}
