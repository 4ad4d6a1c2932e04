//! AWS Cloud Map: namespaces and the services in them.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ServiceDiscovery.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/service_discovery_service>.

use super::kind::{Kind, block, blocks, by_att, by_ref, same, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&HTTP_NAMESPACE, &PRIVATE_DNS_NAMESPACE, &SERVICE];

/// A namespace that is asked over the API; Service Connect needs no more.
pub static HTTP_NAMESPACE: Kind = Kind::new(
    "servicediscovery/http-namespace",
    "AWS::ServiceDiscovery::HttpNamespace",
    "aws_service_discovery_http_namespace",
    &[
        same("name", "Name", "name").required().replaces(),
        same("description", "Description", "description"),
        tags(),
    ],
    &[by_ref("id", "id"), by_att("arn", "Arn", "arn")],
);

/// A namespace that is asked over DNS inside a network.
pub static PRIVATE_DNS_NAMESPACE: Kind = Kind::new(
    "servicediscovery/private-dns-namespace",
    "AWS::ServiceDiscovery::PrivateDnsNamespace",
    "aws_service_discovery_private_dns_namespace",
    &[
        same("name", "Name", "name").required().replaces(),
        same("vpc", "Vpc", "vpc").required().replaces(),
        same("description", "Description", "description"),
        tags(),
    ],
    &[
        by_ref("id", "id"),
        by_att("arn", "Arn", "arn"),
        by_att("hosted_zone", "HostedZoneId", "hosted_zone"),
    ],
);

/// A service in a namespace.
pub static SERVICE: Kind = Kind::new(
    "servicediscovery/service",
    "AWS::ServiceDiscovery::Service",
    "aws_service_discovery_service",
    &[
        same("name", "Name", "name").required().replaces(),
        same("description", "Description", "description"),
        same("namespace_id", "NamespaceId", "namespace_id").replaces(),
        same("type", "Type", "type").replaces(),
        block(
            "dns_config",
            "DnsConfig",
            "dns_config",
            &[
                same("namespace_id", "NamespaceId", "namespace_id").required(),
                same("routing_policy", "RoutingPolicy", "routing_policy"),
                blocks(
                    "dns_records",
                    "DnsRecords",
                    "dns_records",
                    &[
                        same("type", "Type", "type").required(),
                        same("ttl", "TTL", "ttl").required(),
                    ],
                )
                .required(),
            ],
        ),
        block(
            "health_check_config",
            "HealthCheckConfig",
            "health_check_config",
            &[
                same("type", "Type", "type").required(),
                same("resource_path", "ResourcePath", "resource_path"),
                same("failure_threshold", "FailureThreshold", "failure_threshold"),
            ],
        ),
        block(
            "health_check_custom_config",
            "HealthCheckCustomConfig",
            "health_check_custom_config",
            &[same("failure_threshold", "FailureThreshold", "failure_threshold")],
        )
        .replaces(),
        same("force_destroy", "", "force_destroy"),
        tags(),
    ],
    &[by_ref("id", "id"), by_att("arn", "Arn", "arn")],
);
