//! The state machine that runs the migrations of a service, in the Amazon States Language.
//!
//! - One run at a time: it writes a lease to a table, on the condition that nobody holds it. A
//!   holder whose execution is over, as it was aborted, loses the lease; nobody else does, however
//!   long it takes. So no clock decides who runs.
//! - A migration that failed or took too long ends the run. Before each starts and after it failed,
//!   what still runs of it is stopped: no task goes on without a holder of the lease.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html>,
//! <https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html>,
//! <https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html>

use crate::ir::{Text, Value};

/// The key of the table.
pub(super) const KEY: &str = "Id";
/// The one item of the table.
const LEASE: &str = "lease";
const TAKEN: &str = "DynamoDB.ConditionalCheckFailedException";
/// How long it waits before it asks for the lease again, in seconds.
const PATIENCE: i64 = 15;

/// What the machine is about.
pub(super) struct Machine<'m> {
    pub(super) service: &'m str,
    pub(super) table: Value,
    pub(super) cluster: Value,
    pub(super) subnets: Value,
    pub(super) security_group: Value,
    /// How long a task has between SIGTERM and SIGKILL.
    pub(super) stop_seconds: u32,
    pub(super) runs: Vec<Run<'m>>,
}

/// A migration, as the machine runs it.
pub(super) struct Run<'m> {
    pub(super) name: &'m str,
    pub(super) family: Value,
    pub(super) definition: Value,
    pub(super) seconds: u32,
}

/// States by name, in order.
type States = Vec<(Text, Value)>;

impl Machine<'_> {
    /// Its definition.
    pub(super) fn definition(&self) -> Value {
        let mut states = self.lease();
        for (position, run) in self.runs.iter().enumerate() {
            let next = self.runs.get(position + 1);
            let next = next.map_or_else(|| "Release".to_owned(), |it| find(it.name));
            states.extend(self.run(run, &next));
        }
        states.extend(self.end());
        Value::object([
            ("Comment", Value::from(format!("Runs the migrations of {}", self.service))),
            ("StartAt", Value::from("Acquire")),
            ("States", Value::Object(states)),
        ])
    }

    /// Gets the lease, or waits for it.
    fn lease(&self) -> States {
        let first = self.runs.first().map_or_else(|| "Release".to_owned(), |it| find(it.name));
        let holder = || Value::object([("S.$", Value::from("$$.Execution.Id"))]);
        let stale = Value::object([("S.$", Value::from("$.lease.Item.Holder.S"))]);
        let is_running = Value::object([
            ("Variable", Value::from("$.holder.Status")),
            ("StringEquals", Value::from("RUNNING")),
            ("Next", Value::from("Wait for the lease")),
        ]);
        let is_held = Value::object([
            ("Variable", Value::from("$.lease.Item.Holder.S")),
            ("IsPresent", Value::from(true)),
            ("Next", Value::from("Look at the holder")),
        ]);
        let put = |condition: &'static str, value: (&'static str, Value)| {
            let item = Value::object([(KEY, lease()), ("Holder", holder())]);
            Value::object([
                ("TableName", self.table.clone()),
                ("Item", item),
                ("ConditionExpression", Value::from(condition)),
                ("ExpressionAttributeValues", Value::object([value])),
            ])
        };
        vec![
            state(
                "Acquire",
                // An answer that was lost is asked for again: then it holds the lease already.
                call(
                    "arn:aws:states:::dynamodb:putItem",
                    put("attribute_not_exists(Id) OR Holder = :me", (":me", holder())),
                )
                .with("ResultPath", "$.last")
                .with("Catch", catch(TAKEN, "Find the holder", "$.taken"))
                .next(&first),
            ),
            state(
                "Find the holder",
                call(
                    "arn:aws:states:::dynamodb:getItem",
                    Value::object([
                        ("TableName", self.table.clone()),
                        ("Key", Value::object([(KEY, lease())])),
                        ("ConsistentRead", Value::from(true)),
                    ]),
                )
                .with("ResultPath", "$.lease")
                .next("Is it held"),
            ),
            state("Is it held", choice(vec![is_held], "Wait for the lease")),
            state(
                "Look at the holder",
                call(
                    "arn:aws:states:::aws-sdk:sfn:describeExecution",
                    Value::object([("ExecutionArn.$", Value::from("$.lease.Item.Holder.S"))]),
                )
                .with("ResultSelector", Value::object([("Status.$", Value::from("$.Status"))]))
                .with("ResultPath", "$.holder")
                .with("Catch", catch("Sfn.ExecutionDoesNotExistException", "Take over", "$.gone"))
                .next("Does it run"),
            ),
            state("Does it run", choice(vec![is_running], "Take over")),
            state("Wait for the lease", wait(PATIENCE, "Acquire")),
            state(
                "Take over",
                call(
                    "arn:aws:states:::dynamodb:putItem",
                    put("Holder = :stale", (":stale", stale)),
                )
                .with("ResultPath", "$.last")
                .with("Catch", catch(TAKEN, "Wait for the lease", "$.taken"))
                .next(&first),
            ),
        ]
    }

    /// Stops what still runs of a migration, and runs it unless it has failed.
    fn run(&self, run: &Run<'_>, next: &str) -> States {
        let (find, judge) = (find(run.name), format!("May {} run", run.name));
        let (start, stop) = (format!("Run {}", run.name), format!("Stop {}", run.name));
        let wait_for = format!("Wait for {} to stop", run.name);
        let present = |path: &'static str, next: &str| {
            Value::object([
                ("Variable", Value::from(path)),
                ("IsPresent", Value::from(true)),
                ("Next", Value::from(next.to_owned())),
            ])
        };
        let running = present("$.running.TaskArns[0]", &stop);
        let failed = present("$.error", "Release after a failure");
        vec![
            state(
                find.clone(),
                call(
                    "arn:aws:states:::aws-sdk:ecs:listTasks",
                    Value::object([
                        ("Cluster", self.cluster.clone()),
                        ("Family", run.family.clone()),
                        ("DesiredStatus", Value::from("RUNNING")),
                    ]),
                )
                .with("ResultPath", "$.running")
                .next(&judge),
            ),
            state(judge, choice(vec![running, failed], &start)),
            state(
                stop,
                call(
                    "arn:aws:states:::aws-sdk:ecs:stopTask",
                    Value::object([
                        ("Cluster", self.cluster.clone()),
                        ("Task.$", Value::from("$.running.TaskArns[0]")),
                        ("Reason", Value::from("Its migration is over")),
                    ]),
                )
                .with("ResultPath", "$.last")
                .next(&wait_for),
            ),
            state(wait_for, wait(i64::from(self.stop_seconds), &find)),
            state(
                start,
                Fields::new("Task")
                    .with("Resource", "arn:aws:states:::ecs:runTask.sync")
                    .with("Parameters", self.task(run))
                    .with("TimeoutSeconds", run.seconds)
                    .with("Retry", Value::List(vec![not_started()]))
                    .with("ResultPath", "$.last")
                    .with("Catch", catch("States.ALL", &find, "$.error"))
                    .next(next),
            ),
        ]
    }

    /// What `RunTask` is asked for.
    fn task(&self, run: &Run<'_>) -> Value {
        let network = Value::object([
            ("Subnets", self.subnets.clone()),
            ("SecurityGroups", Value::List(vec![self.security_group.clone()])),
            ("AssignPublicIp", Value::from("DISABLED")),
        ]);
        Value::object([
            ("Cluster", self.cluster.clone()),
            ("TaskDefinition", run.definition.clone()),
            ("LaunchType", Value::from("FARGATE")),
            ("PlatformVersion", Value::from("1.4.0")),
            ("NetworkConfiguration", Value::object([("AwsvpcConfiguration", network)])),
            ("EnableECSManagedTags", Value::from(true)),
            ("PropagateTags", Value::from("TASK_DEFINITION")),
        ])
    }

    /// Gives the lease back, which nobody does who does not hold it.
    fn end(&self) -> States {
        let give_back = |next: &'static str| {
            let me = Value::object([("S.$", Value::from("$$.Execution.Id"))]);
            call(
                "arn:aws:states:::dynamodb:deleteItem",
                Value::object([
                    ("TableName", self.table.clone()),
                    ("Key", Value::object([(KEY, lease())])),
                    ("ConditionExpression", Value::from("Holder = :me")),
                    ("ExpressionAttributeValues", Value::object([(":me", me)])),
                ]),
            )
            .with("ResultPath", "$.last")
            .with("Catch", catch(TAKEN, next, "$.returned"))
            .next(next)
        };
        vec![
            state("Release", give_back("Done")),
            state("Done", Fields::new("Succeed")),
            state("Release after a failure", give_back("Failed")),
            state(
                "Failed",
                Fields::new("Fail")
                    .with("Error", "Migration.Failed")
                    .with("Cause", "A migration failed or took too long; its log says why. The release must not go on"),
            ),
        ]
    }
}

fn find(run: &str) -> String {
    format!("Find {run}")
}

fn lease() -> Value {
    Value::object([("S", Value::from(LEASE))])
}

/// The fields of a state.
struct Fields(Vec<(Text, Value)>);

impl Fields {
    fn new(kind: &'static str) -> Self {
        Self(vec![("Type".into(), kind.into())])
    }

    fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    fn next(self, state: &str) -> Self {
        self.with("Next", state.to_owned())
    }
}

fn state(name: impl Into<Text>, fields: Fields) -> (Text, Value) {
    (name.into(), Value::Object(fields.0))
}

/// A call that is over at once, and tried again unless it was refused on a condition.
fn call(resource: &'static str, parameters: Value) -> Fields {
    let never =
        Value::object([("ErrorEquals", Value::list([TAKEN])), ("MaxAttempts", Value::from(0))]);
    let again = Value::object([
        ("ErrorEquals", Value::list(["States.ALL"])),
        ("IntervalSeconds", Value::from(2)),
        ("MaxAttempts", Value::from(5)),
        ("BackoffRate", Value::from(2)),
    ]);
    Fields::new("Task")
        .with("Resource", resource)
        .with("Parameters", parameters)
        .with("TimeoutSeconds", 30)
        .with("Retry", Value::List(vec![never, again]))
}

/// Another attempt where ECS had nowhere to run a task: nothing has run yet.
fn not_started() -> Value {
    Value::object([
        ("ErrorEquals", Value::list(["AmazonECS.Unknown"])),
        ("IntervalSeconds", Value::from(15)),
        ("MaxAttempts", Value::from(3)),
        ("BackoffRate", Value::from(2)),
    ])
}

fn choice(choices: Vec<Value>, otherwise: &str) -> Fields {
    Fields::new("Choice")
        .with("Choices", Value::List(choices))
        .with("Default", otherwise.to_owned())
}

fn wait(seconds: i64, next: &str) -> Fields {
    Fields::new("Wait").with("Seconds", seconds).next(next)
}

fn catch(error: &'static str, next: &str, path: &'static str) -> Value {
    Value::List(vec![Value::object([
        ("ErrorEquals", Value::list([error])),
        ("Next", Value::from(next.to_owned())),
        ("ResultPath", Value::from(path)),
    ])])
}
