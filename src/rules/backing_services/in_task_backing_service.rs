//! A database, cache or broker that runs in the app's task.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::image::product;
use crate::rules::lint::{Container, Findings, TASKS, Task, spelled, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW0402`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0402",
    name: "in-task-backing-service",
    severity: Severity::Warning,
    factor: Factor::BackingServices,
    what: "A task definition has a database, cache or broker beside the app's container.",
    why: "a store must be swappable by changing a handle: this one starts empty with each task, and each copy of the app has its own",
    bad: r"ContainerDefinitions:
  - Name: app
    Image: 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2
  - Name: cache
    Image: public.ecr.aws/docker/library/redis:7.4",
    good: r"ContainerDefinitions:
  - Name: app
    Image: 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2",
    fix: "Use a managed store (RDS, ElastiCache, Amazon MQ, MSK) and give the app its address, or run it as a service of its own.",
    source: "https://12factor.net/backing-services",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TASKS)),
};

/// Names of images of databases, caches and brokers.
const STORES: [&str; 34] = [
    "postgres",
    "postgresql",
    "postgis",
    "timescaledb",
    "pgvector",
    "mysql",
    "mysql-server",
    "mariadb",
    "percona",
    "mongo",
    "mongodb",
    "redis",
    "redis-stack",
    "redis-stack-server",
    "valkey",
    "keydb",
    "memcached",
    "rabbitmq",
    "kafka",
    "cp-kafka",
    "redpanda",
    "zookeeper",
    "cp-zookeeper",
    "nats",
    "activemq",
    "activemq-artemis",
    "elasticsearch",
    "opensearch",
    "cassandra",
    "couchdb",
    "neo4j",
    "influxdb",
    "clickhouse-server",
    "minio",
];
/// Parts of the names of images that serve a store and are no app.
const HELPERS: [&str; 9] = [
    "exporter",
    "fluent",
    "envoy",
    "xray",
    "otel",
    "cloudwatch-agent",
    "datadog",
    "agent",
    "backup",
];

/// Whether an image is a store, by the name it has without registry and version.
pub(in crate::rules) fn is_store(product: &str) -> bool {
    STORES.contains(&product)
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest).iter().filter(|task| has_app(manifest, task)) {
        for container in &task.containers {
            let Some((image, product)) = store(manifest, container) else { continue };
            findings.at(
                task.resource,
                image,
                format!("`{}` runs `{product}` in the app's task", container.name()),
                "use a managed store, or run it as a service of its own",
            );
        }
    }
}

/// The image of a container that is a store, with its name.
fn store<'m>(manifest: &Manifest, container: &Container<'m>) -> Option<(&'m Node, String)> {
    container.images().into_iter().find_map(|image| {
        let text = spelled(manifest, image);
        let name = product(&text).filter(|name| is_store(name))?;
        Some((image, name.to_owned()))
    })
}

/// Whether a task has a container that is neither a store nor a helper of one.
fn has_app(manifest: &Manifest, task: &Task<'_>) -> bool {
    task.containers.iter().any(|container| {
        let images = container.images();
        !images.is_empty()
            && images.into_iter().all(|image| {
                let text = spelled(manifest, image);
                product(&text).is_none_or(|name| {
                    !is_store(name) && !HELPERS.iter().any(|helper| name.contains(helper))
                })
            })
    })
}
