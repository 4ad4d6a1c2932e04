//! A database or cache on a version that AWS maintains for extra money only, or not at all.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, term};
use crate::rules::{Check, Lint, Rule};

/// `FW7007`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7007",
    name: "ended-engine-version",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "A database of RDS or Aurora, or a cache of ElastiCache, has a major version whose standard support has ended.",
    why: "its community mends it no longer: AWS charges Extended Support for it by the hour, and when that ends upgrades it by force, at a time that nobody here chose",
    bad: r#"Engine: postgres
EngineVersion: "12.22""#,
    good: r#"Engine: postgres
EngineVersion: "17.6""#,
    fix: "Upgrade to a major version that is supported; or write `EngineLifecycleSupport: open-source-rds-extended-support` if you mean to pay.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Engines, the start of their versions, and the day on which standard support ended. Only what has
/// ended stands here: later dates have been moved before.
///
/// - RDS for `PostgreSQL`: <https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html>
/// - RDS for `MySQL`: <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html>
/// - Aurora `PostgreSQL`: <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html>
/// - Aurora `MySQL`: <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html>
/// - Redis OSS: <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support.html>
const ENDED: &[(&str, &str, &str)] = &[
    ("aurora", "5.6", "2023-02-28"),
    ("aurora-mysql", "5.7", "2024-10-31"),
    ("aurora-postgresql", "9.6", "2022-01-31"),
    ("aurora-postgresql", "10", "2023-01-31"),
    ("aurora-postgresql", "11", "2024-02-29"),
    ("aurora-postgresql", "12", "2025-02-28"),
    ("aurora-postgresql", "13", "2026-02-28"),
    ("mysql", "5.6", "2022-03-01"),
    ("mysql", "5.7", "2024-02-29"),
    ("mysql", "8.0", "2026-07-31"),
    ("postgres", "9.6", "2022-04-26"),
    ("postgres", "10", "2023-04-17"),
    ("postgres", "11", "2024-02-29"),
    ("postgres", "12", "2025-02-28"),
    ("postgres", "13", "2026-02-28"),
    ("redis", "2", "2023-01-13"),
    ("redis", "3", "2023-07-31"),
    ("redis", "4", "2026-01-31"),
    ("redis", "5", "2026-01-31"),
];

/// What says that somebody has decided to pay.
const EXTENDED: &str = "open-source-rds-extended-support";

/// The day on which standard support of a version ended.
fn ended(engine: &str, version: &str) -> Option<&'static str> {
    let is_of = |start: &str| {
        version.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    ENDED.iter().find(|(name, start, _)| *name == engine && is_of(start)).map(|(.., day)| *day)
}

/// Kinds with the names of their engine and version, and the engine if none is written.
const VERSIONED: &[(&str, &str, &str, Option<&str>)] = &[
    ("rds/cluster", "engine", "engine_version", None),
    ("rds/instance", "engine", "engine_version", None),
    ("elasticache/replication-group", "engine", "engine_version", Some("redis")),
    ("AWS::ElastiCache::CacheCluster", "Engine", "EngineVersion", None),
    ("aws_elasticache_cluster", "engine", "engine_version", None),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, engine, version, default) in VERSIONED {
        for store in manifest.of(kind).filter(|it| !is_extended(it)) {
            let engines = match store.property(engine) {
                Some(engine) => engine.branches().into_iter().filter_map(Node::text).collect(),
                None => Vec::from_iter(*default),
            };
            for node in store.property(version).map(Node::branches).unwrap_or_default() {
                let Some(text) = node.literal_text() else { continue };
                let day = engines.iter().find_map(|it| Some((*it, ended(it, &text)?)));
                if let Some((engine, day)) = day {
                    findings.at(
                        store,
                        node,
                        format!(
                            "`{}` runs `{engine}` {text}, whose standard support ended on {day}",
                            store.address
                        ),
                        format!("set {} to one that is supported", term(manifest, store, version)),
                    );
                }
            }
        }
    }
}

fn is_extended(store: &Resource) -> bool {
    store.property("engine_lifecycle_support").is_some_and(|it| it.text() == Some(EXTENDED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_ended_by_its_start() {
        for (engine, version) in [
            ("postgres", "11"),
            ("postgres", "11.22"),
            ("aurora-mysql", "5.7.mysql_aurora.2.11.1"),
            ("mysql", "8.0.36"),
            ("redis", "3.2.10"),
        ] {
            assert!(ended(engine, version).is_some(), "{engine} {version}");
        }
        for (engine, version) in
            [("postgres", "16.1"), ("aurora-mysql", "8.0.mysql_aurora.3.08.0"), ("redis", "7.1")]
        {
            assert_eq!(ended(engine, version), None, "{engine} {version}");
        }
    }
}
