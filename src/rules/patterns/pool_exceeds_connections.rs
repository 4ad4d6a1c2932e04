//! A service whose tasks together open more connections than their database takes.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, Scaler, Variable, services, variables_of};
use crate::rules::{Check, Lint, Rule, name};

/// `FW2210`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2210",
    name: "pool-exceeds-connections",
    severity: Severity::Info,
    factor: Factor::Concurrency,
    what: "The most tasks of a service, each with its connection pool, need more connections than the database is set to take.",
    why: "the database refuses connections just when the service has scaled out: more tasks then make it slower, and fail to start",
    bad: r"MaxCapacity: 20
POOL_SIZE: 10
max_connections: 100",
    good: r"MaxCapacity: 20
POOL_SIZE: 4
max_connections: 100",
    fix: "Make the pool smaller, or put RDS Proxy between them.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let variables = service.task().map(variables_of).unwrap_or_default();
        let Some((pool, size)) = variables.iter().find_map(pool) else { continue };
        let Some(tasks) = most_tasks(&service) else { continue };
        let databases = variables.iter().flat_map(|it| manifest.targets(it.value));
        let mut limits = databases.filter_map(|it| Some((it, connections(manifest, it)?)));
        if let Some((database, limit)) =
            limits.find(|(_, limit)| tasks.saturating_mul(size) > *limit)
        {
            let message = format!(
                "{tasks} tasks of `{}` with {size} connections each: `{}` takes {limit}",
                service.resource.address, database.address
            );
            let help = "make the pool smaller, or put RDS Proxy between them";
            findings
                .at(pool.resource, pool.value, message, help)
                .related("the database", database.head);
        }
    }
}

/// The variable that says how many connections each task keeps, and how many.
fn pool<'v, 'm>(variable: &'v Variable<'m>) -> Option<(&'v Variable<'m>, i64)> {
    let words = name::words(variable.name);
    let has = |word: &str| words.iter().any(|it| it == word);
    let is_other = ["min", "idle", "lifetime", "overflow", "timeout", "wait"].into_iter().any(has);
    let is_size = has("pool") && (has("size") || has("max")) && !is_other;
    variable.value.integer().filter(|size| is_size && *size > 0).map(|size| (variable, size))
}

/// How many tasks a service has at most, if that is known.
fn most_tasks(service: &EcsService<'_>) -> Option<i64> {
    match service.scaler() {
        Scaler::Target(target) => target.property("max_capacity")?.integer(),
        Scaler::None => service.get("desired_count")?.integer(),
        Scaler::Unknown => None,
    }
}

/// How many connections a database is set to take, by its parameter group.
fn connections(manifest: &Manifest, database: &Resource) -> Option<i64> {
    let name = match database.kind_name() {
        "rds/instance" => "parameter_group_name",
        "rds/cluster" => "db_cluster_parameter_group_name",
        _ => return None,
    };
    let group = manifest.target(database.property(name)?)?;
    if let Some(parameters) = group.property("parameters") {
        return parameters.get("max_connections")?.integer();
    }
    let parameters = group.property("parameter")?.items();
    let named = |it: &&Node| it.get("name").and_then(Node::text) == Some("max_connections");
    parameters.iter().find(named)?.get("value")?.integer()
}
