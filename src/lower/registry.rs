//! The image repositories of an app: one for each service that is built here, in the account of
//! the tools environment. The other environments' accounts may pull.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html>

use crate::ir::{Resource, Scope, Stack, Value, ecr};
use crate::rules::Index;
use crate::spec::{Build, Environment, Service};

use super::builder::{Builder, statement};

/// Images that no environment has run for so long are removed.
const KEPT_IMAGES: i64 = 200;

/// Whether a service has a repository of its own.
pub(super) fn is_built(service: &Service<'_>) -> bool {
    matches!(service.build(), Build::Dockerfile(_))
}

/// The name of a service's repository.
pub(super) fn repository_name(app: &str, service: &str) -> String {
    format!("{app}/{service}")
}

/// The repositories.
pub(super) fn lower(index: &Index<'_, '_>) -> Stack {
    let app = index.app;
    let mut registry = Builder::new(
        app,
        "registry",
        format!("Image repositories of {}, once for all environments", app.name()),
    )
    .scope(Scope::App(app.tools_environment()));
    for service in index.services.iter().filter(|service| is_built(service)) {
        let repository = repository(&registry, service);
        registry.add(repository);
    }
    registry.finish()
}

fn repository(registry: &Builder<'_, '_>, service: &Service<'_>) -> Resource {
    let name = repository_name(registry.app.name(), service.name());
    let mut repository = Resource::new(format!("{}/repository", service.name()), &ecr::REPOSITORY)
        .set("name", name)
        .set("image_tag_mutability", "IMMUTABLE")
        .set("image_scanning_configuration", Value::object([("scan_on_push", Value::from(true))]))
        .set(
            "encryption_configuration",
            Value::object([("encryption_type", Value::from("AES256"))]),
        )
        .set("lifecycle_policy", lifecycle())
        .origin(service.at())
        .was(service.earlier().map(|name| format!("{name}/repository")))
        .retain();
    if let Some(policy) = pull_grants(registry) {
        repository = repository.set("policy", policy);
    }
    repository
}

/// Untagged images go after two weeks; a digest that a release names has a tag.
fn lifecycle() -> Value {
    let rule = |priority: i64, description: &'static str, selection: Value| {
        Value::object([
            ("rulePriority", Value::from(priority)),
            ("description", Value::from(description)),
            ("selection", selection),
            ("action", Value::object([("type", Value::from("expire"))])),
        ])
    };
    let untagged = Value::object([
        ("tagStatus", Value::from("untagged")),
        ("countType", Value::from("sinceImagePushed")),
        ("countUnit", Value::from("days")),
        ("countNumber", Value::from(14)),
    ]);
    let many = Value::object([
        ("tagStatus", Value::from("any")),
        ("countType", Value::from("imageCountMoreThan")),
        ("countNumber", Value::from(KEPT_IMAGES)),
    ]);
    let rules = [
        rule(1, "Untagged images, after two weeks", untagged),
        rule(2, "The oldest images beyond two hundred", many),
    ];
    Value::object([("rules", Value::list(rules))])
}

/// Lets the accounts of the other environments pull; `None` if there are none.
fn pull_grants(registry: &Builder<'_, '_>) -> Option<Value> {
    let environments = registry.app.environments();
    let tools = environments[registry.app.tools_environment()].account();
    let mut accounts: Vec<_> = environments.iter().map(Environment::account).collect();
    accounts.retain(|account| *account != tools);
    accounts.sort_unstable();
    accounts.dedup();
    if accounts.is_empty() {
        return None;
    }
    let principals = accounts.iter().map(|account| {
        Value::concat([
            Value::from("arn:"),
            Value::Pseudo(crate::ir::Pseudo::Partition),
            Value::from(format!(":iam::{account}:root")),
        ])
    });
    let pull = statement(
        "Allow",
        &["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        [],
        [
            ("Sid", Value::from("PullFromEnvironments")),
            ("Principal", Value::object([("AWS", Value::list(principals))])),
        ],
    );
    Some(super::builder::policy([pull]))
}
