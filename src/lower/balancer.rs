//! Lowers [`Balancer`](crate::spec::Balancer) to the shared load balancer of an environment: HTTPS
//! with the zone's certificate, port 80 redirects, an unknown host gets 404.
//!
//! Facts: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html>

use crate::ir::{ImportKind, Pseudo, Resource, ResourceId, Text, Value, ec2, elbv2, s3};

use super::builder::{Builder, deny_plain_http, named, policy, statement};
use crate::rules::Index;
use crate::spec::{App, Service};

use super::network::Network;
use super::{colours, dns};

/// TLS 1.2 or 1.3 with forward secrecy.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html>
const TLS_POLICY: &str = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/// Adds the bucket of access logs to the platform, and the load balancer that services share, if any
/// service does.
pub(super) fn lower(platform: &mut Builder<'_, '_>, index: &Index<'_, '_>, network: &Network) {
    let mut public = index.services.iter().filter(|service| service.host().is_some());
    let group =
        public.any(|it| !colours::has_balancers(it)).then(|| security_group(platform, network));
    let (bucket, bucket_ready) = access_logs(platform);
    if let Some(group) = group {
        shared(platform, network, (group, bucket, bucket_ready));
    }
    if index.services.iter().any(|service| has_own(index.app, service)) {
        platform.output("access-logs-bucket", ImportKind::Text, bucket.get("name"));
    }
}

/// Whether a service has a load balancer of its own on some back end.
pub(super) fn has_own(app: &App<'_>, service: &Service<'_>) -> bool {
    colours::has_balancers(service) || app.uses_codedeploy(service)
}

fn shared(
    platform: &mut Builder<'_, '_>,
    network: &Network,
    (group, bucket, bucket_ready): (ResourceId, ResourceId, ResourceId),
) {
    let subnets: Vec<_> = network.public_subnets.iter().map(|subnet| subnet.get("id")).collect();
    let parts = (group.get("id"), Value::List(subnets), bucket.get("name"));
    let balancer = public(platform, ("platform/balancer", "public"), parts)
        .after(network.gateway_ready)
        .after(bucket_ready);
    let balancer = platform.add(balancer);
    redirect(platform, "platform/http-listener", balancer);
    let certificate = dns::zone_certificate(platform);
    let listener = https("platform/https-listener", 443, balancer, certificate);
    let listener = platform.add(listener.set("default_action", vec![not_found()]));
    platform.output("balancer-security-group-id", ImportKind::SecurityGroupId, group.get("id"));
    platform.output("balancer-dns-name", ImportKind::Text, balancer.get("dns_name"));
    platform.output("balancer-zone-id", ImportKind::Text, balancer.get("zone_id"));
    platform.output("balancer-full-name", ImportKind::Text, balancer.get("full_name"));
    platform.output("listener-arn", ImportKind::Text, listener.get("arn"));
}

/// A load balancer for everybody, with a path and a name for its tag; its security group, subnets and
/// bucket for access logs.
pub(super) fn public(
    builder: &mut Builder<'_, '_>,
    (path, name): (&str, &str),
    (group, subnets, bucket): (Value, Value, Value),
) -> Resource {
    let spec = *builder.app.load_balancer();
    let description = "Whether AWS refuses to delete the load balancer";
    let protection = builder.knob(path, description, spec.protection());
    named(builder, &elbv2::LOAD_BALANCER, path, name)
        .set("load_balancer_type", "application")
        .set("internal", false)
        .set("security_groups", vec![group])
        .set("subnets", subnets)
        .set("enable_deletion_protection", protection)
        .set("access_logs_enabled", true)
        .set("access_logs_bucket", bucket)
        .set("idle_timeout", spec.idle().0)
        .set("drop_invalid_header_fields", true)
        .set("desync_mitigation_mode", "defensive")
}

/// An ingress rule that lets anyone connect to a port.
pub(super) fn open(port: i64, description: &'static str) -> Value {
    Value::object([
        ("description", Value::from(description)),
        ("ip_protocol", Value::from("tcp")),
        ("from_port", Value::from(port)),
        ("to_port", Value::from(port)),
        ("cidr_ipv4", Value::from("0.0.0.0/0")),
    ])
}

/// Anyone may connect; what it may connect to is added by each service.
fn security_group(platform: &mut Builder<'_, '_>, network: &Network) -> ResourceId {
    let group =
        named(platform, &ec2::SECURITY_GROUP, "platform/balancer-security-group", "balancer")
            .set("description", "Load balancer: HTTPS from anywhere, HTTP to redirect it")
            .set("vpc_id", network.vpc.get("id"))
            .set("ingress", vec![open(443, "HTTPS"), open(80, "HTTP, redirected to HTTPS")])
            .set("egress", vec![super::calls::nothing()]);
    platform.add(group)
}

/// The bucket of access logs, and the policy that lets the load balancer write to it.
fn access_logs(platform: &mut Builder<'_, '_>) -> (ResourceId, ResourceId) {
    let retention = *platform.app.load_balancer().access_log_retention();
    let days = platform.knob(
        "platform/access-log-retention",
        "Days that access logs are kept",
        &retention,
    );
    let expire = Value::object([
        ("id", Value::from("expire")),
        ("status", Value::from("Enabled")),
        ("filter_prefix", Value::from("")),
        ("expiration_days", days),
        ("noncurrent_version_expiration", Value::object([("noncurrent_days", Value::from(7))])),
        (
            "abort_incomplete_multipart_upload",
            Value::object([("days_after_initiation", Value::from(7))]),
        ),
    ]);
    let bucket = platform
        .add(private_bucket("platform/access-logs").set("lifecycle_rule", vec![expire]).retain());
    let everything = Value::concat([bucket.get("arn"), Value::from("/*")]);
    let source = Value::concat([
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(":elasticloadbalancing:"),
        Value::Pseudo(Pseudo::Region),
        Value::from(":"),
        Value::Pseudo(Pseudo::Account),
        Value::from(":loadbalancer/*"),
    ]);
    let write = statement(
        "Allow",
        &["s3:PutObject"],
        [everything.clone()],
        [
            (
                "Principal",
                Value::object([(
                    "Service",
                    Value::from("logdelivery.elasticloadbalancing.amazonaws.com"),
                )]),
            ),
            ("Condition", Value::object([("ArnLike", Value::object([("aws:SourceArn", source)]))])),
        ],
    );
    let deny = deny_plain_http(&["s3:*"], vec![bucket.get("arn"), everything]);
    let policy = platform.add(
        Resource::new("platform/access-logs-policy", &s3::BUCKET_POLICY)
            .set("bucket", bucket.get("name"))
            .set("policy", policy([write, deny])),
    );
    (bucket, policy)
}

/// A bucket that is never public, encrypted, versioned and owned by its account.
pub fn private_bucket(path: &str) -> Resource {
    let encryption = Value::object([(
        "apply_server_side_encryption_by_default",
        Value::object([("sse_algorithm", Value::from("AES256"))]),
    )]);
    Resource::new(path, &s3::BUCKET)
        .set("block_public_acls", true)
        .set("block_public_policy", true)
        .set("ignore_public_acls", true)
        .set("restrict_public_buckets", true)
        .set("rule_object_ownership", "BucketOwnerEnforced")
        .set("versioning_configuration_status", "Enabled")
        .set("server_side_encryption_rule", vec![encryption])
}

/// Adds a listener on port 80 that redirects to HTTPS.
pub(super) fn redirect(
    builder: &mut Builder<'_, '_>,
    path: &str,
    balancer: ResourceId,
) -> ResourceId {
    let redirect = Value::object([
        ("protocol", Value::from("HTTPS")),
        ("port", Value::from("443")),
        ("host", Value::from("#{host}")),
        ("path", Value::from("/#{path}")),
        ("query", Value::from("#{query}")),
        ("status_code", Value::from("HTTP_301")),
    ]);
    let action = Value::object([("type", Value::from("redirect")), ("redirect", redirect)]);
    builder.add(
        Resource::new(path, &elbv2::LISTENER)
            .set("load_balancer_arn", balancer.get("arn"))
            .set("port", 80)
            .set("protocol", "HTTP")
            .set("default_action", vec![action]),
    )
}

/// What a request to an unknown host gets.
pub(super) fn not_found() -> Value {
    let not_found: Vec<(Text, Value)> = vec![
        ("status_code".into(), Value::from(404)),
        ("content_type".into(), Value::from("text/plain")),
        ("message_body".into(), Value::from("not found")),
    ];
    Value::object([
        ("type", Value::from("fixed-response")),
        ("fixed_response", Value::Object(not_found)),
    ])
}

/// A listener for HTTPS, without what it does.
pub(super) fn https(
    path: &str,
    port: i64,
    balancer: ResourceId,
    certificate: ResourceId,
) -> Resource {
    Resource::new(path, &elbv2::LISTENER)
        .set("load_balancer_arn", balancer.get("arn"))
        .set("port", port)
        .set("protocol", "HTTPS")
        .set("ssl_policy", TLS_POLICY)
        .set("certificate_arn", certificate.get("arn"))
        .set("routing_http_response_strict_transport_security_header_value", "max-age=31536000")
        .set("routing_http_response_x_content_type_options_header_value", "nosniff")
        .set("routing_http_response_server_enabled", false)
}
