//! What puts a service behind the shared load balancer: its target group, its listener rule, the
//! record of its host and, outside the zone, a certificate of its own.
//!
//! Facts: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>

use crate::ir::{ImportKind, Resource, ResourceId, Value, elbv2};
use crate::spec::deploy::{HEALTH_CHECK_INTERVAL, UNHEALTHY_THRESHOLD};
use crate::spec::{Protocol, Service};

use super::builder::Builder;
use super::{Input, Priorities, calls, dns, identity, strangler};

/// A service behind the load balancer.
pub(super) struct Target {
    /// The target group.
    pub(super) group: ResourceId,
    /// What the ECS service says about it.
    pub(super) attachment: Value,
    /// What must exist before the ECS service does.
    pub(super) before: Vec<ResourceId>,
}

/// The path of a service's listener rule.
pub(super) fn rule_path(service: &Service<'_>) -> String {
    format!("{}/listener-rule", service.name())
}

/// Puts a service behind the load balancer.
///
/// # Panics
/// If the service has no port; rules report that first.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    input: Input<'_, '_>,
    service: &Service<'_>,
) -> Target {
    let group = group(builder, service, "");
    let action = match service.takeover() {
        Some(takeover) => strangler::split(builder, service, takeover, group),
        None => Value::object([
            ("type", Value::from("forward")),
            ("target_group_arn", group.get("arn")),
        ]),
    };
    let rule = rule(builder, input.priorities, service).set("action", vec![action]);
    let mut before = vec![builder.add(rule)];
    before.extend(entrance(builder, input, service));
    strangler::offer(builder, service, group);
    Target { group, attachment: attachment(service, group), before }
}

/// What lets clients and the load balancer in: network path, and with the host of its own,
/// certificate and record.
pub(super) fn entrance(
    builder: &mut Builder<'_, '_>,
    input: Input<'_, '_>,
    service: &Service<'_>,
) -> Vec<ResourceId> {
    let mut before = from_balancer(builder, service);
    if input.index.makes_record(service) {
        before.extend(own_certificate(builder, service));
        record(builder, service);
    }
    before
}

/// The network path from the load balancers of the platform.
pub(super) fn from_balancer(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
) -> Vec<ResourceId> {
    let port = service.port().expect("a service with a host has a port");
    let balancer =
        builder.import("platform", "balancer-security-group-id", ImportKind::SecurityGroupId);
    let own = calls::security_group_of(builder, identity(service));
    let edge = calls::edge(
        builder,
        &format!("{}/from-balancer", service.name()),
        &format!("Load balancer to {}", service.name()),
        (&balancer, &own),
        i64::from(port.number()),
    );
    edge.to_vec()
}

/// What an ECS service says about its target group.
pub(super) fn attachment(service: &Service<'_>, group: ResourceId) -> Value {
    let port = service.port().expect("a service with a host has a port");
    Value::object([
        ("target_group_arn", group.get("arn")),
        ("container_name", Value::from(service.name().to_owned())),
        ("container_port", Value::from(port.number())),
    ])
}

/// A target group; `colour` is empty, or `-blue` and `-green` where a service has two.
pub(super) fn group(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    colour: &str,
) -> ResourceId {
    let port = service.port().expect("a service with a host has a port");
    let vpc = builder.import("platform", "vpc-id", ImportKind::VpcId);
    let version = match port.protocol() {
        Protocol::Http => "HTTP1",
        Protocol::Http2 => "HTTP2",
        Protocol::Grpc => "GRPC",
    };
    let (matcher, healthy) = match port.protocol() {
        Protocol::Http | Protocol::Http2 => ("health_check_matcher", "200"),
        Protocol::Grpc => ("health_check_matcher_grpc_code", "0"),
    };
    builder.add(
        Resource::new(format!("{}/target-group{colour}", service.name()), &elbv2::TARGET_GROUP)
            .set("vpc_id", vpc)
            .set("target_type", "ip")
            .set("port", port.number())
            .set("protocol", "HTTP")
            .set("protocol_version", version)
            .set("health_check_enabled", true)
            .set("health_check_protocol", "HTTP")
            .set("health_check_path", service.health_path().unwrap_or("/").to_owned())
            .set(matcher, healthy)
            .set("health_check_interval", HEALTH_CHECK_INTERVAL)
            .set("health_check_timeout", 5)
            .set("health_check_healthy_threshold", 2)
            .set("health_check_unhealthy_threshold", UNHEALTHY_THRESHOLD)
            .set("deregistration_delay", service.drain_delay().0)
            .set("load_balancing_algorithm_type", "least_outstanding_requests")
            .origin(service.at()),
    )
}

pub(super) fn host(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Value {
    let host = *service.host().expect("only a service with a host is a target");
    let description = format!("Host that {} answers to", service.name());
    builder.host(format!("{}/host", service.name()), description, |environment| {
        host.0.get(environment).to_owned()
    })
}

/// The listener rule of a service, without its action.
pub(super) fn rule(
    builder: &mut Builder<'_, '_>,
    priorities: &Priorities,
    service: &Service<'_>,
) -> Resource {
    let path = rule_path(service);
    let priority = priorities.get(&path).copied().unwrap_or(1);
    let listener = builder.import("platform", "listener-arn", ImportKind::Text);
    let host = host(builder, service);
    let values = |values: Vec<Value>| Value::object([("values", Value::List(values))]);
    let mut conditions = vec![condition("host-header", "host_header", values(vec![host]))];
    if !service.path_patterns().is_empty() {
        let patterns = service.path_patterns().iter();
        let patterns = patterns.map(|pattern| Value::from((*pattern).to_owned())).collect();
        conditions.push(condition("path-pattern", "path_pattern", values(patterns)));
    }
    Resource::new(path, &elbv2::LISTENER_RULE)
        .set("listener_arn", listener)
        .set("priority", priority)
        .set("condition", conditions)
        .origin(service.at())
}

fn condition(field: &'static str, block: &'static str, values: Value) -> Value {
    Value::object([("field", Value::from(field)), (block, values)])
}

/// A certificate for a host that the zone's does not cover.
fn own_certificate(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Option<ResourceId> {
    let zone = dns::zone(builder);
    let environments = builder.app.environments().len();
    if dns::is_covered(&zone, service.host()?, environments) {
        return None;
    }
    let host = host(builder, service);
    let path = format!("{}/certificate", service.name());
    let certificate = dns::certificate(builder, &path, host, Vec::new());
    let listener = builder.import("platform", "listener-arn", ImportKind::Text);
    Some(
        builder.add(
            Resource::new(
                format!("{}/listener-certificate", service.name()),
                &elbv2::LISTENER_CERTIFICATE,
            )
            .set("listener_arn", listener)
            .set("certificate_arn", certificate.get("arn")),
        ),
    )
}

fn record(builder: &mut Builder<'_, '_>, service: &Service<'_>) {
    let host = host(builder, service);
    let name = builder.import("platform", "balancer-dns-name", ImportKind::Text);
    let zone = builder.import("platform", "balancer-zone-id", ImportKind::Text);
    dns::alias(builder, &format!("{}/record", service.name()), "A", host, (name, zone));
}
