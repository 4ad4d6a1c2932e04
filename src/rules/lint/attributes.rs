//! Attributes of load balancers, target groups and listeners.
//!
//! Facts: <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html>,
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html>,
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html>.

use crate::ir::kind::{Codec, Row};
use crate::ir::lifted::{Data, Node, Resource};

use super::BalancerType::{self, Application, Gateway, Network};

/// An attribute that is documented.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    /// Its key, as in `idle_timeout.timeout_seconds`.
    pub key: &'static str,
    /// The types of load balancers that have it.
    pub types: &'static [BalancerType],
    values: Values,
}

/// What an attribute takes.
#[derive(Clone, Copy, Debug)]
enum Values {
    Bool,
    /// A whole number.
    Between(i64, i64),
    /// 0, which switches it off, or a whole number.
    OffOrBetween(i64, i64),
    /// One of these words.
    Words(&'static [&'static str]),
    /// One of these words, or a whole number.
    WordOrBetween(&'static str, i64, i64),
    Text,
}

const ALL: &[BalancerType] = &[Application, Network, Gateway];
const ALB: &[BalancerType] = &[Application];
const NLB: &[BalancerType] = &[Network];
const GLB: &[BalancerType] = &[Gateway];
const ALB_NLB: &[BalancerType] = &[Application, Network];
const WEEK: i64 = 604_800;
const MANY: i64 = i64::MAX;

const fn of(key: &'static str, types: &'static [BalancerType], values: Values) -> Attribute {
    Attribute { key, types, values }
}

const BALANCER: &[Attribute] = &[
    of("deletion_protection.enabled", ALL, Values::Bool),
    of("load_balancing.cross_zone.enabled", ALL, Values::Bool),
    of("access_logs.s3.enabled", ALB_NLB, Values::Bool),
    of("access_logs.s3.bucket", ALB_NLB, Values::Text),
    of("access_logs.s3.prefix", ALB_NLB, Values::Text),
    of("ipv6.deny_all_igw_traffic", ALB_NLB, Values::Bool),
    of("zonal_shift.config.enabled", ALB_NLB, Values::Bool),
    of("idle_timeout.timeout_seconds", ALB, Values::Between(1, 4000)),
    of("client_keep_alive.seconds", ALB, Values::Between(60, WEEK)),
    of("connection_logs.s3.enabled", ALB, Values::Bool),
    of("connection_logs.s3.bucket", ALB, Values::Text),
    of("connection_logs.s3.prefix", ALB, Values::Text),
    of("health_check_logs.s3.enabled", ALB, Values::Bool),
    of("health_check_logs.s3.bucket", ALB, Values::Text),
    of("health_check_logs.s3.prefix", ALB, Values::Text),
    of(
        "routing.http.desync_mitigation_mode",
        ALB,
        Values::Words(&["monitor", "defensive", "strictest"]),
    ),
    of("routing.http.drop_invalid_header_fields.enabled", ALB, Values::Bool),
    of("routing.http.preserve_host_header.enabled", ALB, Values::Bool),
    of("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", ALB, Values::Bool),
    of("routing.http.xff_client_port.enabled", ALB, Values::Bool),
    of(
        "routing.http.xff_header_processing.mode",
        ALB,
        Values::Words(&["append", "preserve", "remove"]),
    ),
    of("routing.http2.enabled", ALB, Values::Bool),
    of("waf.fail_open.enabled", ALB, Values::Bool),
    of(
        "dns_record.client_routing_policy",
        NLB,
        Values::Words(&[
            "availability_zone_affinity",
            "partial_availability_zone_affinity",
            "any_availability_zone",
        ]),
    ),
    of("secondary_ips.auto_assigned.per_subnet", NLB, Values::Between(0, 7)),
];

const TARGET_GROUP: &[Attribute] = &[
    of("deregistration_delay.timeout_seconds", ALL, Values::Between(0, 3600)),
    of("stickiness.enabled", ALL, Values::Bool),
    of(
        "stickiness.type",
        ALL,
        Values::Words(&[
            "lb_cookie",
            "app_cookie",
            "source_ip",
            "source_ip_dest_ip",
            "source_ip_dest_ip_proto",
        ]),
    ),
    of(
        "load_balancing.cross_zone.enabled",
        ALB_NLB,
        Values::Words(&["true", "false", "use_load_balancer_configuration"]),
    ),
    of(
        "target_group_health.dns_failover.minimum_healthy_targets.count",
        ALB_NLB,
        Values::WordOrBetween("off", 1, MANY),
    ),
    of(
        "target_group_health.dns_failover.minimum_healthy_targets.percentage",
        ALB_NLB,
        Values::WordOrBetween("off", 1, 100),
    ),
    of(
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
        ALB_NLB,
        Values::Between(1, MANY),
    ),
    of(
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
        ALB_NLB,
        Values::WordOrBetween("off", 1, 100),
    ),
    of(
        "load_balancing.algorithm.type",
        ALB,
        Values::Words(&["round_robin", "least_outstanding_requests", "weighted_random"]),
    ),
    of("load_balancing.algorithm.anomaly_mitigation", ALB, Values::Words(&["on", "off"])),
    of("slow_start.duration_seconds", ALB, Values::OffOrBetween(30, 900)),
    of("stickiness.app_cookie.cookie_name", ALB, Values::Text),
    of("stickiness.app_cookie.duration_seconds", ALB, Values::Between(1, WEEK)),
    of("stickiness.lb_cookie.duration_seconds", ALB, Values::Between(1, WEEK)),
    of("lambda.multi_value_headers.enabled", ALB, Values::Bool),
    of("deregistration_delay.connection_termination.enabled", NLB, Values::Bool),
    of("preserve_client_ip.enabled", NLB, Values::Bool),
    of("proxy_protocol_v2.enabled", NLB, Values::Bool),
    of("target_health_state.unhealthy.connection_termination.enabled", NLB, Values::Bool),
    of("target_health_state.unhealthy.draining_interval_seconds", NLB, Values::Between(0, 360_000)),
    of("target_failover.on_deregistration", GLB, Values::Words(&["rebalance", "no_rebalance"])),
    of("target_failover.on_unhealthy", GLB, Values::Words(&["rebalance", "no_rebalance"])),
    of("send_tcp_reset.on_unhealthy.enabled", GLB, Values::Bool),
    of("send_tcp_reset.on_deregistration.enabled", GLB, Values::Bool),
];

const LISTENER: &[Attribute] = &[
    of("tcp.idle_timeout.seconds", &[Network, Gateway], Values::Between(60, 6000)),
    of("send_tcp_reset.on_idle_timeout.enabled", GLB, Values::Bool),
    of("routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name", ALB, Values::Text),
    of("routing.http.request.x_amzn_mtls_clientcert_issuer.header_name", ALB, Values::Text),
    of("routing.http.request.x_amzn_mtls_clientcert_subject.header_name", ALB, Values::Text),
    of("routing.http.request.x_amzn_mtls_clientcert_validity.header_name", ALB, Values::Text),
    of("routing.http.request.x_amzn_mtls_clientcert_leaf.header_name", ALB, Values::Text),
    of("routing.http.request.x_amzn_mtls_clientcert.header_name", ALB, Values::Text),
    of("routing.http.request.x_amzn_tls_version.header_name", ALB, Values::Text),
    of("routing.http.request.x_amzn_tls_cipher_suite.header_name", ALB, Values::Text),
    of("routing.http.response.server.enabled", ALB, Values::Bool),
    of("routing.http.response.strict_transport_security.header_value", ALB, Values::Text),
    of("routing.http.response.access_control_allow_origin.header_value", ALB, Values::Text),
    of("routing.http.response.access_control_allow_methods.header_value", ALB, Values::Text),
    of("routing.http.response.access_control_allow_headers.header_value", ALB, Values::Text),
    of("routing.http.response.access_control_allow_credentials.header_value", ALB, Values::Text),
    of("routing.http.response.access_control_expose_headers.header_value", ALB, Values::Text),
    of("routing.http.response.access_control_max_age.header_value", ALB, Values::Text),
    of("routing.http.response.content_security_policy.header_value", ALB, Values::Text),
    of("routing.http.response.x_content_type_options.header_value", ALB, Values::Text),
    of("routing.http.response.x_frame_options.header_value", ALB, Values::Text),
];

/// The attributes of a kind, by its neutral name.
pub(crate) fn attributes(kind: &str) -> &'static [Attribute] {
    match kind {
        "elbv2/load-balancer" => BALANCER,
        "elbv2/target-group" => TARGET_GROUP,
        "elbv2/listener" => LISTENER,
        _ => &[],
    }
}

/// The attributes that a resource sets, each with its row and its value.
pub(crate) fn set_attributes(
    resource: &Resource,
) -> impl Iterator<Item = (&'static Attribute, &'static Row, &Node)> {
    let table = attributes(resource.kind_name());
    let rows = resource.kind.map(|kind| kind.rows).unwrap_or_default();
    rows.iter().filter_map(move |row| {
        let Codec::Entry(key) = row.codec else { return None };
        let attribute = table.iter().find(|it| it.key == key)?;
        Some((attribute, row, resource.property(row.name)?))
    })
}

impl Attribute {
    /// Whether it surely does not take a value: one that is known is not among its values.
    pub(crate) fn refuses(&self, value: &Node) -> bool {
        let text = value.literal_text();
        let number = || value.integer().filter(|_| !matches!(value.known().data, Data::Bool(_)));
        let is_within = |low, high| number().is_some_and(|it| (low..=high).contains(&it));
        let Some(text) = text.filter(|text| !text.is_empty()) else { return false };
        match self.values {
            Values::Bool => value.bool().is_none(),
            Values::Between(low, high) => !is_within(low, high),
            Values::OffOrBetween(low, high) => number() != Some(0) && !is_within(low, high),
            Values::Words(words) => !words.contains(&&*text),
            Values::WordOrBetween(word, low, high) => *text != *word && !is_within(low, high),
            Values::Text => false,
        }
    }

    /// What it takes, for a help.
    pub(crate) fn takes(&self) -> String {
        let between = |low: i64, high: i64| match high {
            MANY => format!("a whole number from {low} on"),
            _ => format!("a whole number from {low} to {high}"),
        };
        match self.values {
            Values::Bool => "`true` or `false`".to_owned(),
            Values::Between(low, high) => between(low, high),
            Values::OffOrBetween(low, high) => format!("0, or {}", between(low, high)),
            Values::Words(words) => {
                let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
                format!("one of {}", words.join(", "))
            }
            Values::WordOrBetween(word, low, high) => {
                format!("`{word}` or {}", between(low, high))
            }
            Values::Text => "text".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::kinds;

    #[test]
    fn every_row_of_an_attribute_is_documented() {
        for name in ["elbv2/load-balancer", "elbv2/target-group", "elbv2/listener"] {
            for row in kinds::by_name(name).unwrap().rows {
                if let Codec::Entry(key) = row.codec {
                    assert!(attributes(name).iter().any(|it| it.key == key), "{name} {key}");
                }
            }
        }
    }
}
