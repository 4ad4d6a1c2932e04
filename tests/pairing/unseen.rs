//! What cannot be told, and why.
//!
//! Not set at all, since the deployment would fail or differ by no fault of a table:
//!
//! | kind | row | reason |
//! |---|---|---|
//! | `acm/certificate` | `key_algorithm`, `options_…` | with either, the emulator fails to list certificates |
//! | `cloudfront/distribution` | `function_association` | the emulator has no functions |
//! | `dynamodb/table` | `table_class` | the emulator forgets it |
//! | `elbv2/load-balancer` | `access_logs_…` of logs that are off | the provider wants a bucket and then drops it |
//! | `logs/log-group` | `log_group_class` | the emulator forgets it, and Terraform would replace the group |
//! | `rds/cluster` | `enable_http_endpoint` | the emulator reads back false |
//! | `s3/bucket` | `newer_noncurrent_versions` | the emulator drops it, and Terraform waits for it in vain |
//! | `stepfunctions/state-machine` | `type` | the emulator calls every machine standard, and Terraform would replace the others |

use formwork::ir::Dialect;

/// A row whose value does not show in an estate.
#[derive(Debug)]
pub(crate) struct Unseen {
    /// The kind.
    pub(crate) kind: &'static str,
    /// The row, or the rows below it.
    pub(crate) row: &'static str,
    /// The estate it is absent from; `None` for both.
    pub(crate) only: Option<Dialect>,
    /// Why.
    #[expect(dead_code, reason = "for readers")]
    pub(crate) reason: &'static str,
}

/// Rows that the emulator does not show.
pub(crate) const UNSEEN: &[Unseen] = &[
    unseen(
        "applicationautoscaling/target",
        "scheduled_action.start_time",
        "the reader hides every time",
    ),
    unseen(
        "applicationautoscaling/target",
        "scheduled_action.end_time",
        "the reader hides every time",
    ),
    unseen(
        "ec2/flow-log",
        "log_destination",
        "the reader writes the resource's name instead of its ARN",
    ),
    unseen(
        "codepipeline/pipeline",
        "tags",
        "the reader asks for the pipeline, which has no tags in it",
    ),
    unseen("events/rule", "tags", "the reader lists rules, which have no tags in them"),
    unseen(
        "events/rule",
        "targets.arn",
        "the reader writes the resource's name instead of its ARN",
    ),
    unseen("ec2/flow-log", "resource_type", "the emulator shows the resource alone"),
    unseen("kms/key", "deletion_window_in_days", "only a deletion uses it"),
    unseen("rds/cluster", "final_snapshot_identifier", "only a deletion uses it"),
    unseen(
        "rds/cluster-parameter-group",
        "parameter.apply_method",
        "the emulator does not tell how a parameter is applied",
    ),
    unseen("scheduler/schedule", "target.input", "the reader reads the JSON in it"),
    unseen("sqs/queue", "name", "the reader calls a queue by its path"),
];

const fn unseen(kind: &'static str, row: &'static str, reason: &'static str) -> Unseen {
    Unseen { kind, row, only: None, reason }
}

/// Values that stand in several rows of a resource: one row names what another one defines, the
/// service wants both equal, or it is a word of AWS that several rows take.
pub(crate) const SHARED: &[&str] = &[
    // What the load balancer's target and the container call the same port; two steps that meet.
    "8401",
    "21",
    // Names inside a task definition, an alarm, a distribution.
    "main",
    "side",
    "scratch",
    "shared",
    "/bin/main",
    "band",
    "files",
    "app",
    // A certificate's name and the name that proves it.
    "pairing.example",
    "second.pairing.example",
    // A parameter group's parameters, which each dialect writes in a row of its own.
    "rds.force_ssl",
    "1",
    "log_min_duration_statement",
    "502",
    "pending-reboot",
    // The keys of a table, which each dialect declares and names in rows of its own; the only state of
    // a machine, which is its first.
    "Whose",
    "Which",
    "Raw",
    "HASH",
    "RANGE",
    "Ready",
    // A pipeline's, which each dialect writes in a row of its own, or several rows name.
    "pairing-files",
    "pairing-made",
    "commit",
    "AWS",
    "CodeStarSourceConnection",
    "CODEPIPELINE",
    "S3",
    "KMS",
    // Words of AWS.
    "*",
    "tcp",
    "Enabled",
    "HTTP",
    "GET",
    "HEAD",
    "FARGATE",
    "FARGATE_SPOT",
];

/// The entry for a row.
pub(crate) fn position(kind: &str, row: &str, dialect: Dialect) -> Option<usize> {
    UNSEEN.iter().position(|it| {
        it.kind == kind && within(row, it.row) && it.only.is_none_or(|only| only == dialect)
    })
}

/// Whether `row` is `outer` or below it; positions in lists do not count.
fn within(row: &str, outer: &str) -> bool {
    let mut plain = String::new();
    let mut inside = false;
    for next in row.chars() {
        match next {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => plain.push(next),
            _ => {}
        }
    }
    plain.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
