//! Amazon Route 53: zones and records.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Route53.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/route53_record>.
//! - A record's time to live is text in CloudFormation, a number in Terraform.
//! - A zone without a comment gets "Managed by Terraform" from the provider.

use super::kind::{
    Attribute, In, Kind, ReturnValue, block, blocks, by_att, by_ref, number_text, pairs, same, set,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&ZONE, &RECORD, &HEALTH_CHECK];

/// A hosted zone.
pub static ZONE: Kind = Kind::new(
    "route53/zone",
    "AWS::Route53::HostedZone",
    "aws_route53_zone",
    &[
        same("name", "Name", "name").required().replaces(),
        same("comment", "HostedZoneConfig.Comment", "comment").explicit(),
        blocks(
            "vpc",
            "VPCs",
            "vpc",
            &[
                same("vpc_id", "VPCId", "vpc_id").required(),
                same("vpc_region", "VPCRegion", "vpc_region").required(),
            ],
        ),
        same(
            "query_logging_config_cloud_watch_logs_log_group_arn",
            "QueryLoggingConfig.CloudWatchLogsLogGroupArn",
            "",
        ),
        same("force_destroy", "", "force_destroy"),
        pairs("tags", "HostedZoneTags", "tags", ("Key", "Value")),
    ],
    &[
        by_ref("id", "zone_id"),
        by_ref("zone_id", "zone_id"),
        by_att("name_servers", "NameServers", "name_servers"),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
    ],
)
.stateful();

/// A record.
///
/// The zone is required here, as Terraform has it: CloudFormation's alternative, the zone's name,
/// is read but not written.
pub static RECORD: Kind = Kind::new(
    "route53/record",
    "AWS::Route53::RecordSet",
    "aws_route53_record",
    &[
        same("zone_id", "HostedZoneId", "zone_id").required().replaces(),
        same("hosted_zone_name", "HostedZoneName", "").replaces(),
        same("name", "Name", "name").required().replaces(),
        same("type", "Type", "type").required(),
        number_text("ttl", "TTL", "ttl", In::CloudFormation),
        set("records", "ResourceRecords", "records"),
        block(
            "alias",
            "AliasTarget",
            "alias",
            &[
                same("name", "DNSName", "name").required(),
                same("zone_id", "HostedZoneId", "zone_id").required(),
                same("evaluate_target_health", "EvaluateTargetHealth", "evaluate_target_health")
                    .required(),
            ],
        ),
        same("set_identifier", "SetIdentifier", "set_identifier"),
        same("health_check_id", "HealthCheckId", "health_check_id"),
        same("weighted_routing_policy_weight", "Weight", "weighted_routing_policy.weight"),
        same("failover_routing_policy_type", "Failover", "failover_routing_policy.type"),
        same("latency_routing_policy_region", "Region", "latency_routing_policy.region"),
        same(
            "multivalue_answer_routing_policy",
            "MultiValueAnswer",
            "multivalue_answer_routing_policy",
        ),
        block(
            "geolocation_routing_policy",
            "GeoLocation",
            "geolocation_routing_policy",
            &[
                same("continent", "ContinentCode", "continent"),
                same("country", "CountryCode", "country"),
                same("subdivision", "SubdivisionCode", "subdivision"),
            ],
        ),
        block(
            "geoproximity_routing_policy",
            "GeoProximityLocation",
            "geoproximity_routing_policy",
            &[
                same("aws_region", "AWSRegion", "aws_region"),
                same("bias", "Bias", "bias"),
                same("local_zone_group", "LocalZoneGroup", "local_zone_group"),
                block(
                    "coordinates",
                    "Coordinates",
                    "coordinates",
                    &[
                        same("latitude", "Latitude", "latitude").required(),
                        same("longitude", "Longitude", "longitude").required(),
                    ],
                ),
            ],
        ),
        block(
            "cidr_routing_policy",
            "CidrRoutingConfig",
            "cidr_routing_policy",
            &[
                same("collection_id", "CollectionId", "collection_id").required(),
                same("location_name", "LocationName", "location_name").required(),
            ],
        ),
        same("comment", "Comment", ""),
        same("allow_overwrite", "", "allow_overwrite"),
    ],
    &[by_ref("fqdn", "fqdn")],
);

/// A health check that records may depend on.
pub static HEALTH_CHECK: Kind = Kind::new(
    "route53/health-check",
    "AWS::Route53::HealthCheck",
    "aws_route53_health_check",
    &[
        same("type", "HealthCheckConfig.Type", "type").required().replaces(),
        same("fqdn", "HealthCheckConfig.FullyQualifiedDomainName", "fqdn"),
        same("ip_address", "HealthCheckConfig.IPAddress", "ip_address"),
        same("port", "HealthCheckConfig.Port", "port"),
        same("resource_path", "HealthCheckConfig.ResourcePath", "resource_path"),
        same("search_string", "HealthCheckConfig.SearchString", "search_string"),
        same("failure_threshold", "HealthCheckConfig.FailureThreshold", "failure_threshold"),
        same("request_interval", "HealthCheckConfig.RequestInterval", "request_interval")
            .replaces(),
        same("measure_latency", "HealthCheckConfig.MeasureLatency", "measure_latency").replaces(),
        same("invert_healthcheck", "HealthCheckConfig.Inverted", "invert_healthcheck"),
        same("enable_sni", "HealthCheckConfig.EnableSNI", "enable_sni"),
        same("routing_control_arn", "HealthCheckConfig.RoutingControlArn", "routing_control_arn"),
        same(
            "child_health_threshold",
            "HealthCheckConfig.HealthThreshold",
            "child_health_threshold",
        ),
        set("child_healthchecks", "HealthCheckConfig.ChildHealthChecks", "child_healthchecks"),
        set("regions", "HealthCheckConfig.Regions", "regions"),
        same(
            "cloudwatch_alarm_name",
            "HealthCheckConfig.AlarmIdentifier.Name",
            "cloudwatch_alarm_name",
        ),
        same(
            "cloudwatch_alarm_region",
            "HealthCheckConfig.AlarmIdentifier.Region",
            "cloudwatch_alarm_region",
        ),
        same(
            "insufficient_data_health_status",
            "HealthCheckConfig.InsufficientDataHealthStatus",
            "insufficient_data_health_status",
        ),
        pairs("tags", "HealthCheckTags", "tags", ("Key", "Value")),
    ],
    &[by_ref("id", "id")],
);
