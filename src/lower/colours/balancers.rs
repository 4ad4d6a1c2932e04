//! Two load balancers, one before each set of tasks, and a weighted record that leads to each.
//! Route 53 leaves out the one that has no healthy target.
//!
//! Facts: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html>

use crate::ir::{ImportKind, Pseudo, Resource, ResourceId, Value, ec2, elbv2, route53};
use crate::lower::builder::{Builder, named, statement};
use crate::lower::machine::{COLOURS, Route};
use crate::lower::{balancer, calls, dns, target};
use crate::spec::Service;

use super::Entry;

/// Adds both load balancers and their records.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    groups: [ResourceId; 2],
) -> Entry {
    let firewall = security_group(builder, service);
    let host = target::host(builder, service);
    let path = format!("{}/certificate", service.name());
    let certificate = dns::certificate(builder, &path, host.clone(), Vec::new());
    let edge = target::from_balancer(builder, service, "from-balancers", &firewall.get("id"));
    let mut before = edge.to_vec();
    let balancers = [0, 1].map(|position: usize| {
        let own = balancer_of(builder, service, COLOURS[position], firewall);
        before.push(rule(builder, service, (position, groups[position]), (own, certificate)));
        own
    });
    for (position, own) in balancers.into_iter().enumerate() {
        record(builder, service, position, own);
    }
    let zone = dns::zone_id(builder);
    Entry {
        before,
        full_names: balancers.map(|own| own.get("full_name")),
        balancers: balancers.map(|own| Some((own.get("dns_name"), own.get("zone_id")))),
        shift: change_records(&zone, &host),
        route: Route::Records(zone, host),
    }
}

fn security_group(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> ResourceId {
    let vpc = builder.import("platform", "vpc-id", ImportKind::VpcId);
    let path = format!("{}/balancer-security-group", service.name());
    let open = [balancer::open(443, "HTTPS"), balancer::open(80, "HTTP, redirected to HTTPS")];
    let group =
        named(builder, &ec2::SECURITY_GROUP, &path, &format!("{}-balancers", service.name()))
            .set("description", "Load balancers: HTTPS from anywhere, HTTP to redirect it")
            .set("vpc_id", vpc)
            .set("ingress", open.to_vec())
            .set("egress", vec![calls::nothing()])
            .origin(service.at());
    builder.add(group)
}

fn balancer_of(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    colour: &str,
    firewall: ResourceId,
) -> ResourceId {
    let name = service.name();
    let subnets = builder.import("platform", "public-subnet-ids", ImportKind::SubnetIds);
    let bucket = builder.import("platform", "access-logs-bucket", ImportKind::Text);
    let path = format!("{name}/balancer-{colour}");
    let parts = (firewall.get("id"), subnets, bucket);
    let own = balancer::public(builder, (&path, &format!("{name}-{colour}")), parts);
    let own = builder.add(own.origin(service.at()));
    balancer::redirect(builder, &format!("{name}/http-listener-{colour}"), own);
    own
}

/// The host and the paths of the service go to its tasks, everything else gets 404.
fn rule(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    (position, group): (usize, ResourceId),
    (own, certificate): (ResourceId, ResourceId),
) -> ResourceId {
    let at = |part: &str| format!("{}/{part}-{}", service.name(), COLOURS[position]);
    let listener = balancer::https(&at("https-listener"), 443, own, certificate)
        .set("default_action", vec![balancer::not_found()]);
    let listener = builder.add(listener);
    let conditions = target::conditions(builder, service);
    let forward =
        Value::object([("type", Value::from("forward")), ("target_group_arn", group.get("arn"))]);
    builder.add(
        Resource::new(at("listener-rule"), &elbv2::LISTENER_RULE)
            .set("listener_arn", listener.get("arn"))
            .set("priority", 1)
            .set("condition", conditions)
            .set("action", vec![forward])
            .origin(service.at()),
    )
}

/// A record that has all traffic before the first release, or none.
fn record(builder: &mut Builder<'_, '_>, service: &Service<'_>, position: usize, own: ResourceId) {
    let colour = COLOURS[position];
    let host = target::host(builder, service);
    let zone = dns::zone_id(builder);
    let alias = Value::object([
        ("name", own.get("dns_name")),
        ("zone_id", own.get("zone_id")),
        ("evaluate_target_health", Value::from(true)),
    ]);
    builder.add(
        Resource::new(format!("{}/record-{colour}", service.name()), &route53::RECORD)
            .set("zone_id", zone)
            .set("name", host)
            .set("type", "A")
            .set("alias", alias)
            .set("set_identifier", colour)
            .initially("weighted_routing_policy_weight", if position == 0 { 100 } else { 0 })
            .origin(service.at()),
    );
}

/// Changing these two records, and no other of the zone.
///
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html>
fn change_records(zone: &Value, host: &Value) -> Value {
    let zone = Value::concat([
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(":route53:::hostedzone/"),
        zone.clone(),
    ]);
    let only = Value::object([
        ("route53:ChangeResourceRecordSetsNormalizedRecordNames", Value::list([host.clone()])),
        ("route53:ChangeResourceRecordSetsRecordTypes", Value::list(["A"])),
        ("route53:ChangeResourceRecordSetsActions", Value::list(["UPSERT"])),
    ]);
    let condition = Value::object([("ForAllValues:StringEquals", only)]);
    statement("Allow", &["route53:ChangeResourceRecordSets"], [zone], [("Condition", condition)])
}
