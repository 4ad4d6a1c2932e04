//! A database that two services use.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};
use crate::spec::{Attachment, Service, Store, text};

use crate::rules::lint::{EcsService, Findings, containers_of, services};
use crate::rules::{Check, Finding, Index, Lint, Place, Rule};

/// `FW3001`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3001",
    name: "shared-database",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "Two services use the same database.",
    why: "neither can change its tables without the other, so they can only be released together",
    bad: r#"const ORDERS: Service = ORDERS_SERVICE.attach(&[DB.as_env("DATABASE_URL")]); const BILLING: Service = BILLING_SERVICE.attach(&[DB.as_env("DATABASE_URL")]);"#,
    good: r#"const ORDERS: Service = ORDERS_SERVICE.attach(&[DB.as_env("DATABASE_URL")]); const BILLING: Service = BILLING_SERVICE.calls(&[ORDERS_API.timeout_ms(500)]);"#,
    fix: "Let one own it, and the others call a contract of the owner or listen to its events.",
    source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/modernization-data-persistence/database-per-service.html",
    waivable: true,
    check: Check::App(walk),
    lint: Some(Lint::new(Severity::Warning, find)),
};

/// Judges every attached store beside the earlier ones.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for holders in index.holders.values() {
        for (position, later) in holders.iter().enumerate() {
            let mut earlier = holders[..position].iter();
            found.extend(earlier.find_map(|it| {
                judge(index.services[it.0], it.1, index.services[later.0], later.1)
            }));
        }
    }
}

/// Judges an attachment beside an earlier one.
pub(crate) const fn judge<'a>(
    first: &Service<'a>,
    earlier: &Attachment<'a>,
    second: &Service<'a>,
    later: &Attachment<'a>,
) -> Option<Finding<'a>> {
    if !matches!(later.store(), Store::Postgres(_) | Store::Table(_))
        || !earlier.store().is(later.store())
        || text::eq(first.name(), second.name())
    {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(later.store().name()),
        later.at(),
        Message::of("services ")
            .code(first.name())
            .text(" and ")
            .code(second.name())
            .text(" share the database ")
            .code(later.store().name()),
        Message::of("let one own it, and the other call a contract of the owner"),
    ))
}

/// Kinds of databases.
const DATABASES: [&str; 5] =
    ["rds/cluster", "rds/instance", "docdb/cluster", "neptune/cluster", "redshift/cluster"];

/// A service that uses a database.
struct Holder<'m> {
    service: &'m Resource,
    task: &'m Resource,
    image: String,
}

/// Judges services of different images: web and worker of one image are one app.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut holders: Vec<(&Resource, Holder<'_>)> = Vec::new();
    for service in services(manifest) {
        for (database, node) in databases(&service) {
            let (Some(image), Some(task)) = (service.product(), service.task()) else {
                continue;
            };
            let this = Holder { service: service.resource, task, image };
            let other = holders
                .iter()
                .find(|(held, other)| std::ptr::eq(*held, database) && other.image != this.image);
            if let Some((_, other)) = other {
                let message = format!(
                    "`{}` and `{}` share the database `{}`",
                    other.service.address, this.service.address, database.address
                );
                let help = "let one own it, and the other call it or listen to its events";
                findings
                    .at(this.task, node, message, help)
                    .related("the other service", other.service.head)
                    .related("the database", database.head);
            }
            holders.push((database, this));
        }
    }
}

/// The databases whose addresses or secrets a service gets, each with the first value that says so.
fn databases<'m>(service: &EcsService<'m>) -> Vec<(&'m Resource, &'m Node)> {
    let containers = service.task().map(containers_of).unwrap_or_default();
    let mut found: Vec<(&Resource, &Node)> = Vec::new();
    for container in containers {
        let lists = ["environment", "secrets"].into_iter().filter_map(|it| container.get(it));
        for item in lists.flat_map(Node::branches).flat_map(Node::items) {
            let Some(node) = item.get("value").or(item.get("value_from")) else { continue };
            for target in service.manifest.targets(node) {
                let is_known = found.iter().any(|(it, _)| std::ptr::eq(*it, target));
                if DATABASES.contains(&target.kind_name()) && !is_known {
                    found.push((target, node));
                }
            }
        }
    }
    found
}
