//! A database in one zone.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};
use crate::spec::{App, Attachment, Service, Store};

use crate::rules::lint::{Findings, is_for_trial, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW2002`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2002",
    name: "store-single-az",
    severity: Severity::Warning,
    factor: Factor::BackingServices,
    what: "A database has no replica, or no standby in another zone.",
    why: "when the zone of the writer fails there is nothing to fail over to, and a new instance takes minutes",
    bad: ".replicas(0)",
    good: ".replicas(1)",
    fix: "Have one replica at least.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
    waivable: true,
    check: Check::Attachment(judge),
    lint: Some(Lint::new(Severity::Warning, find)),
};

/// Judges an attachment.
pub(crate) fn judge<'a>(
    _: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
) -> Option<Finding<'a>> {
    let Store::Postgres(store) = attachment.store() else { return None };
    if store.replica_count() > 0 {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(store.name(), "replicas"),
        store.at(),
        Message::of("database ").code(store.name()).text(" has no replica in another zone"),
        Message::of("write `.replicas(1)` or more"),
    ))
}

/// Judges databases and caches; a replica for reading follows its source.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for instance in manifest.of("rds/instance").filter(|it| !is_for_trial(manifest, it)) {
        let is_part = ["replicate_source_db", "db_cluster_identifier"];
        let engine = instance.property("engine").and_then(Node::text);
        let is_own = is_part.iter().all(|it| instance.property(it).is_none());
        if is_own && engine.is_some_and(|it| !it.starts_with("aurora")) {
            let stays = instance.property("multi_az").map_or(Some(false), written);
            tell(manifest, instance, "multi_az", stays, findings);
        }
    }
    find_lonely(manifest, findings);
    let groups = manifest.of("elasticache/replication-group");
    for group in groups.filter(|it| !is_for_trial(manifest, it)) {
        let off = |name| group.property(name).map_or(Some(false), written);
        let fails_over = off("automatic_failover_enabled") != Some(false);
        let has_shards = ["cluster_mode", "num_node_groups", "global_replication_group_id"];
        if !fails_over && has_shards.iter().all(|it| group.property(it).is_none()) {
            tell(manifest, group, "multi_az_enabled", off("multi_az_enabled"), findings);
        }
    }
}

/// Judges clusters all of whose instances are here and are written out one by one.
fn find_lonely(manifest: &Manifest, findings: &mut Findings<'_>) {
    for cluster in manifest.of("rds/cluster").filter(|it| !is_for_trial(manifest, it)) {
        let instances: Vec<_> = manifest
            .of("rds/cluster-instance")
            .filter(|it| {
                let of = it.property("cluster_identifier").map(|it| manifest.targets(it));
                of.unwrap_or_default().iter().any(|it| std::ptr::eq(*it, cluster))
            })
            .collect();
        let [only] = &instances[..] else { continue };
        let many = ["count", "for_each", "Condition"];
        if many.iter().all(|it| only.meta.get(it).is_none()) {
            findings
                .missing(
                    cluster,
                    "replica",
                    format!("`{}` has no replica in another zone", cluster.address),
                    "add a second instance, which takes over when the first one's zone fails",
                )
                .related("its only instance", only.head);
        }
    }
}

/// Tells of a store that is known not to have a standby.
fn tell(
    manifest: &Manifest,
    store: &Resource,
    property: &'static str,
    is_doubled: Option<bool>,
    findings: &mut Findings<'_>,
) {
    if is_doubled != Some(false) {
        return;
    }
    let message = format!("`{}` has no standby in another zone", store.address);
    let help = format!("set {} to `true`", term(manifest, store, property));
    match store.property(property) {
        Some(node) => findings.at(store, node, message, help),
        None => findings.missing(store, property, message, help),
    };
}

/// A switch that is written down; a parameter is for each environment to set.
fn written(node: &Node) -> Option<bool> {
    match node.data {
        Data::Bool(_) | Data::Text(_) => node.bool(),
        _ => None,
    }
}
