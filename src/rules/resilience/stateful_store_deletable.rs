//! A production database that can be deleted by mistake.

use crate::diag::{Factor, Message, Severity};
use crate::ir::graph::Keep;
use crate::ir::lifted::{Data, Format, Manifest, Node, Resource};
use crate::spec::{App, Attachment, Service, Store};

use crate::rules::lint::{Findings, Safety, is_for_trial, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW2014`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2014",
    name: "stateful-store-deletable",
    severity: Severity::Error,
    factor: Factor::BackingServices,
    what: "A database has no deletion protection in production, or nothing of it is left when it is deleted.",
    why: "one wrong command, or one renamed resource, then deletes what users entrusted",
    bad: ".deletion_protection(same(Protection::Off))",
    good: ".deletion_protection(per_env! { dev: Protection::Off, prod: Protection::On })",
    fix: "Leave the protection on in production.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
    waivable: true,
    check: Check::Holding(judge),
    lint: Some(Lint::new(Severity::Warning, find).repaired(Safety::Safe)),
};

/// Judges a store of a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let store = attachment.store();
    let protection = match store {
        Store::Postgres(it) => it.protection(),
        Store::Table(it) => it.protection(),
        Store::Queue(..) => return None,
    };
    let Some(protection) = protection.at(e) else { return None };
    if !app.is_production(e) || matches!(protection, crate::spec::Protection::On) {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(store.name(), "protection"),
        store.at(),
        Message::of("database ")
            .code(store.name())
            .text(" can be deleted in ")
            .code(app.environments()[e].name()),
        Message::of("leave the protection on in production"),
    );
    Some(finding.in_environment(e))
}

/// Stores, with the property that protects them.
const STORES: [(&str, &str); 5] = [
    ("rds/cluster", "deletion_protection"),
    ("rds/instance", "deletion_protection"),
    ("docdb/cluster", "deletion_protection"),
    ("neptune/cluster", "deletion_protection"),
    ("dynamodb/table", "deletion_protection_enabled"),
];

/// Judges stores that nothing keeps: neither protection, nor a policy, nor a last snapshot.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, protection) in STORES {
        for store in manifest.of(kind).filter(|it| !is_for_trial(manifest, it)) {
            let protected = store.property(protection);
            let is_open = protected.is_none_or(is_off);
            let removal = removal(manifest, store);
            if !is_open || matches!(removal, Removal::Keeps) {
                continue;
            }
            let message = format!("`{}` can be deleted with everything in it", store.address);
            let help = format!("set {} to `true`", term(manifest, store, protection));
            let found = match protected {
                Some(node) => findings.at(store, node, message, help),
                None => findings.missing(store, protection, message, help),
            };
            if let Removal::Loses(Some(node)) = removal {
                found.related("no snapshot is left", node.span);
            }
            found.set(&[protection], Data::Bool(true));
        }
    }
}

/// What is left of a store when it is removed from its manifest.
enum Removal<'m> {
    /// The store, a snapshot or a copy; or that is not known.
    Keeps,
    /// Nothing, by a value that says so or by default.
    Loses(Option<&'m Node>),
}

fn removal<'m>(manifest: &Manifest, store: &'m Resource) -> Removal<'m> {
    // A part of a cluster, and a copy for reading.
    let is_part = ["replicate_source_db", "db_cluster_identifier"];
    if store.keep == Keep::Retain || is_part.iter().any(|it| store.property(it).is_some()) {
        return Removal::Keeps;
    }
    match manifest.format {
        Format::CloudFormation => match store.meta.get("DeletionPolicy") {
            Some(policy) if policy.text() == Some("Delete") => Removal::Loses(Some(policy)),
            Some(_) => Removal::Keeps,
            // Databases of RDS leave a snapshot unless told otherwise.
            None if store.kind_name().starts_with("rds/") => Removal::Keeps,
            None => Removal::Loses(None),
        },
        Format::Terraform | Format::Plan if store.is("dynamodb/table") => Removal::Loses(None),
        Format::Terraform | Format::Plan => {
            let skip = store.property("skip_final_snapshot");
            match skip.filter(|it| it.bool() == Some(true)) {
                Some(skip) => Removal::Loses(Some(skip)),
                None => Removal::Keeps,
            }
        }
        Format::TaskDefinition | Format::Compose | Format::Dockerfile => Removal::Keeps,
    }
}

/// Whether a switch is written as off; a parameter is for each environment to set.
fn is_off(node: &Node) -> bool {
    matches!(node.data, Data::Bool(_) | Data::Text(_)) && node.bool() == Some(false)
}
