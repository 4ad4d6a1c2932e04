//! Network paths: who may open a connection to whom. Every edge is two rules, each a resource of
//! its own, in the stack of the side that calls.

use crate::ir::{ImportKind, Resource, Value, ec2};
use crate::spec::{Api, Service};

use super::builder::Builder;

/// An egress rule that allows nothing: CloudFormation would add one that allows everything to a
/// group without any.
pub(super) fn nothing() -> Value {
    Value::object([
        ("description", Value::from("Nothing but what is added by rules of their own")),
        ("ip_protocol", Value::from("icmp")),
        ("from_port", Value::from(252)),
        ("to_port", Value::from(86)),
        ("cidr_ipv4", Value::from("255.255.255.255/32")),
    ])
}

/// HTTPS to anywhere: images, logs, parameters and APIs outside the app.
pub(super) fn https_anywhere() -> Value {
    Value::object([
        ("description", Value::from("HTTPS: AWS APIs and APIs outside the app")),
        ("ip_protocol", Value::from("tcp")),
        ("from_port", Value::from(443)),
        ("to_port", Value::from(443)),
        ("cidr_ipv4", Value::from("0.0.0.0/0")),
    ])
}

/// Allows connections from one security group to a port of another.
pub(super) fn edge(
    builder: &mut Builder<'_, '_>,
    path: &str,
    description: &str,
    (from, to): (&Value, &Value),
    port: i64,
) -> [crate::ir::ResourceId; 2] {
    let rule = |suffix: &str, kind, group: &Value, other: &Value| {
        Resource::new(format!("{path}-{suffix}"), kind)
            .set("security_group_id", group.clone())
            .set("referenced_security_group_id", other.clone())
            .set("description", description.to_owned())
            .set("ip_protocol", "tcp")
            .set("from_port", port)
            .set("to_port", port)
    };
    let egress = builder.add(rule("egress", &ec2::EGRESS_RULE, from, to));
    let ingress = builder.add(rule("ingress", &ec2::INGRESS_RULE, to, from));
    [egress, ingress]
}

/// The name of a service's base stack.
pub(crate) fn base_of(service: &str) -> String {
    format!("{service}-base")
}

/// The security group of a service, as its own and other stacks import it.
pub(super) fn security_group_of(builder: &mut Builder<'_, '_>, service: &str) -> Value {
    builder.import(&base_of(service), "security-group-id", ImportKind::SecurityGroupId)
}

/// The URL at which a contract is called: the alias that Service Connect gives its provider, or
/// the host outside the app.
pub(super) fn url(
    builder: &mut Builder<'_, '_>,
    api: &Api<'_>,
    provider: Option<&Service<'_>>,
) -> Option<Value> {
    if let Some(host) = api.host() {
        let description = format!("Host of contract {}", api.name());
        let host = builder.host(format!("{}-host", api.name()), description, |environment| {
            host.get(environment).to_owned()
        });
        return Some(Value::concat([Value::from("https://"), host]));
    }
    let port = provider?.port()?.number();
    Some(Value::from(format!("http://{}:{port}", api.name())))
}
