//! What puts a service behind the shared load balancer: its target group, its listener rule, the
//! record of its host and, outside the zone, a certificate of its own.
//!
//! Facts: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>

use crate::ir::{Dialect, ImportKind, Resource, ResourceId, Text, Value, elbv2};
use crate::spec::deploy::{HEALTH_CHECK_INTERVAL, UNHEALTHY_THRESHOLD};
use crate::spec::{Protocol, Service};

use super::builder::Builder;
use super::shift::{self, OwnBalancer, Shift};
use super::{Input, Priorities, calls, dns, identity, strangler};

/// A service behind the load balancer.
pub(super) struct Target {
    /// The target group.
    pub(super) group: ResourceId,
    /// What else there is if traffic moves between two target groups.
    pub(super) shift: Option<Shift>,
    /// What must exist before the ECS service does.
    pub(super) before: Vec<ResourceId>,
}

impl Target {
    /// What the ECS service says about its target group.
    pub(super) fn attachment(&self, service: &Service<'_>) -> Vec<(Text, Value)> {
        attachment(service, self.group)
    }
}

/// What an ECS service says about its target group.
pub(super) fn attachment(service: &Service<'_>, group: ResourceId) -> Vec<(Text, Value)> {
    let port = service.port().map(|port| port.number()).unwrap_or_default();
    vec![
        ("target_group_arn".into(), group.get("arn")),
        ("container_name".into(), Value::from(service.name().to_owned())),
        ("container_port".into(), Value::from(port)),
    ]
}

/// The path of a service's listener rule.
pub(super) fn rule_path(service: &Service<'_>) -> String {
    format!("{}/listener-rule", service.name())
}

/// The path of the rule for test traffic.
pub(super) fn test_rule_path(service: &Service<'_>) -> String {
    format!("{}/test-listener-rule", service.name())
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
    let group = target_group(builder, service, "target-group");
    let shift = service
        .deployment()
        .has_two_target_groups()
        .then(|| shift::lower(builder, input, service, group));
    let mut before = if let Some(shift) = &shift {
        shift.before.clone()
    } else {
        let action = match service.takeover() {
            Some(takeover) => strangler::split(builder, service, takeover, group),
            None => forward(group),
        };
        let path = rule_path(service);
        let rule = rule(builder, input.priorities, service, (&path, None));
        vec![builder.add(rule.set("action", vec![action]))]
    };
    let balancer =
        builder.import("platform", "balancer-security-group-id", ImportKind::SecurityGroupId);
    let edge = from_balancer(builder, service, "from-balancer", &balancer);
    if let Some(own) = shift.as_ref().and_then(|shift| shift.own.as_ref()) {
        builder.only(&edge, Dialect::CloudFormation);
        before.extend(own.edge);
    }
    before.extend(edge);
    if input.index.makes_record(service) {
        before.extend(own_certificate(builder, service));
        record(builder, service, shift.as_ref().and_then(|shift| shift.own.as_ref()));
    }
    strangler::offer(builder, service, group);
    Target { group, shift, before }
}

/// What lets clients and the shared load balancer in: network path and, where the service makes the
/// record of its host, that and a certificate.
pub(super) fn entrance(
    builder: &mut Builder<'_, '_>,
    input: Input<'_, '_>,
    service: &Service<'_>,
) -> Vec<ResourceId> {
    let balancer =
        builder.import("platform", "balancer-security-group-id", ImportKind::SecurityGroupId);
    let mut before = from_balancer(builder, service, "from-balancer", &balancer).to_vec();
    if input.index.makes_record(service) {
        before.extend(own_certificate(builder, service));
        record(builder, service, None);
    }
    before
}

/// Lets a load balancer open connections to the tasks of a service.
///
/// # Panics
/// If the service has no port; rules report that first.
pub(super) fn from_balancer(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    suffix: &str,
    balancer: &Value,
) -> [ResourceId; 2] {
    let port = service.port().expect("a service with a host has a port");
    let own = calls::security_group_of(builder, identity(service));
    calls::edge(
        builder,
        &format!("{}/{suffix}", service.name()),
        &format!("Load balancer to {}", service.name()),
        (balancer, &own),
        i64::from(port.number()),
    )
}

/// Adds a target group of a service.
pub(super) fn target_group(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    suffix: &str,
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
        Resource::new(format!("{}/{suffix}", service.name()), &elbv2::TARGET_GROUP)
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

/// The host that a service answers to.
pub(super) fn host(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Value {
    let host = *service.host().expect("only a service with a host is a target");
    let description = format!("Host that {} answers to", service.name());
    builder.host(format!("{}/host", service.name()), description, |environment| {
        host.0.get(environment).to_owned()
    })
}

/// Everything goes to one target group.
pub(super) fn forward(group: ResourceId) -> Value {
    Value::object([("type", Value::from("forward")), ("target_group_arn", group.get("arn"))])
}

/// A rule of the shared listener for the host and paths of a service, without an action; with a
/// header, only for requests that have it.
pub(super) fn rule(
    builder: &mut Builder<'_, '_>,
    priorities: &Priorities,
    service: &Service<'_>,
    (path, header): (&str, Option<(&'static str, &'static str)>),
) -> Resource {
    let priority = priorities.get(path).copied().unwrap_or(1);
    let listener = builder.import("platform", "listener-arn", ImportKind::Text);
    let mut conditions = conditions(builder, service);
    if let Some((name, value)) = header {
        let header = Value::object([
            ("http_header_name", Value::from(name)),
            ("values", Value::List(vec![Value::from(value)])),
        ]);
        conditions.push(condition("http-header", "http_header", header));
    }
    Resource::new(path, &elbv2::LISTENER_RULE)
        .set("listener_arn", listener)
        .set("priority", priority)
        .set("condition", conditions)
        .origin(service.at())
}

/// The requests that a service answers: those to its host and, if it has any, its paths.
pub(super) fn conditions(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Vec<Value> {
    let host = host(builder, service);
    let values = |values: Vec<Value>| Value::object([("values", Value::List(values))]);
    let mut conditions = vec![condition("host-header", "host_header", values(vec![host]))];
    if !service.path_patterns().is_empty() {
        let patterns = service.path_patterns().iter();
        let patterns = patterns.map(|pattern| Value::from((*pattern).to_owned())).collect();
        conditions.push(condition("path-pattern", "path_pattern", values(patterns)));
    }
    conditions
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

/// The record of the host; with a balancer of its own in Terraform, it leads there.
fn record(builder: &mut Builder<'_, '_>, service: &Service<'_>, own: Option<&OwnBalancer>) {
    let host = host(builder, service);
    let name = builder.import("platform", "balancer-dns-name", ImportKind::Text);
    let zone = builder.import("platform", "balancer-zone-id", ImportKind::Text);
    let path = format!("{}/record", service.name());
    let there = own.map(|own| (own.balancer.get("dns_name"), own.balancer.get("zone_id")));
    dns::alias_in_each(builder, (&path, "A"), host, (name, zone), there);
}
