//! The base stack of a service: what it keeps between releases. Its security group, its log group
//! and the stores it owns; callers import the group, the service everything.

use crate::ir::{ImportKind, ResourceId, Stack, ec2};
use crate::rules::Index;
use crate::spec::{Key, Role, Service, Store};

use super::builder::{Builder, log_group, named};
use super::{admin, calls, colours, dynamodb, identity, machine, postgres, queue, renamed};

/// The base of the service at `position`.
pub(super) fn lower(index: &Index<'_, '_>, position: usize) -> Stack {
    let service = index.services[position];
    let name = service.name();
    let description = format!("What {name} keeps between releases: network identity, logs, stores");
    let mut base = Builder::new(index.app, calls::base_of(identity(service)), description);
    super::tag_owner(&mut base, service);
    let group = security_group(&mut base, service);
    logs(&mut base, service);
    for attachment in service.attachments() {
        match attachment.store() {
            Store::Postgres(database) => postgres::lower(&mut base, service, database, group),
            Store::Queue(it, Role::Receives) => queue::lower(&mut base, service, it),
            Store::Queue(_, Role::Sends) => {}
            Store::Table(it) => dynamodb::lower(&mut base, service, it),
        }
    }
    admin::dead_letters(&mut base, service);
    if colours::has(service) {
        releases(&mut base, service);
    }
    let mut stack = base.finish();
    renamed(&mut stack, service);
    stack
}

fn security_group(base: &mut Builder<'_, '_>, service: &Service<'_>) -> ResourceId {
    let name = service.name();
    let vpc = base.import("platform", "vpc-id", ImportKind::VpcId);
    let group = named(base, &ec2::SECURITY_GROUP, &format!("{name}/security-group"), name)
        .set("description", format!("Tasks of {name}"))
        .set("vpc_id", vpc)
        .set("egress", vec![calls::https_anywhere()])
        .origin(service.at());
    let group = base.add(group);
    base.output("security-group-id", ImportKind::SecurityGroupId, group.get("id"));
    group
}

fn logs(base: &mut Builder<'_, '_>, service: &Service<'_>) {
    let name = service.name();
    let retention = base.knob(
        &format!("{name}/log-retention"),
        "Days that logs are kept",
        service.log_settings().retention(),
    );
    let group = base.add(log_group(format!("{name}/log-group"), retention).origin(service.at()));
    base.output("log-group-name", ImportKind::Text, group.get("name"));
}

/// The table in which the machines keep the lease, and the record of releases.
fn releases(base: &mut Builder<'_, '_>, service: &Service<'_>) {
    let name = service.name();
    let (path, table) = (format!("{name}/releases"), format!("{}-releases", identity(service)));
    let table = dynamodb::table(base, &path, &table, (&Key::text(machine::KEY), None))
        .set("deletion_protection_enabled", true)
        .origin(service.at());
    let table = base.add(table);
    base.output(machine::resources::TABLE, ImportKind::Text, table.get("name"));
}
