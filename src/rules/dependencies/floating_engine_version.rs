//! A database whose version is whatever was the default on the day it was made.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, term};
use crate::rules::{Check, Lint, Rule};

/// `FW0207`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0207",
    name: "floating-engine-version",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "A database instance or cluster of RDS has no engine version.",
    why: "a floating dependency makes two deploys differ: RDS takes its default of the day, so an environment that is made later has another version",
    bad: r#"resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.t4g.medium"
}"#,
    good: r#"resource "aws_db_instance" "orders" {
  engine         = "postgres"
  engine_version = "16.4"
  instance_class = "db.t4g.medium"
}"#,
    fix: "Set `EngineVersion` (`engine_version`), major and minor.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// What a database takes its version from, if not from the property.
const INHERITED: [&str; 11] = [
    "snapshot_identifier",
    "replicate_source_db",
    "replication_source_identifier",
    "global_cluster_identifier",
    "db_cluster_identifier",
    "restore_to_point_in_time_source_dbi_resource_id",
    "restore_to_point_in_time_source_db_instance_automated_backups_arn",
    "restore_to_point_in_time_use_latest_restorable_time",
    "restore_to_point_in_time_restore_time",
    "restore_to_point_in_time_source_cluster_identifier",
    "restore_to_point_in_time_source_cluster_resource_id",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for kind in ["rds/instance", "rds/cluster"] {
        for database in manifest.of(kind).filter(|it| chooses_its_version(it)) {
            findings.missing(
                database,
                "engine_version",
                format!("`{}` has no engine version", database.address),
                format!("set {}, major and minor", term(manifest, database, "engine_version")),
            );
        }
    }
}

/// Whether a database is made anew, without a version. There is none to choose for an Aurora
/// Serverless v1 cluster, and an instance in an Aurora cluster has the cluster's.
fn chooses_its_version(database: &Resource) -> bool {
    let engines = database.property("engine").map(Node::branches).unwrap_or_default();
    let in_aurora = database.is("rds/instance")
        && engines.iter().any(|it| it.text().is_some_and(|it| it.starts_with("aurora")));
    let mode = database.property("engine_mode");
    database.properties.lacks("engine_version")
        && !engines.is_empty()
        && !in_aurora
        && INHERITED.iter().all(|property| database.property(property).is_none())
        && mode.is_none_or(|mode| mode.text().is_some_and(|mode| mode != "serverless"))
}
