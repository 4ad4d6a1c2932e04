//! Classic Elastic Load Balancing: load balancers. Read in manifests, not written.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElasticLoadBalancing.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/elb>.

use super::kind::{In, Kind, block, blocks, by_att, by_ref, number_text, same, set, tags};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[&LOAD_BALANCER];

/// A load balancer.
pub static LOAD_BALANCER: Kind = Kind::new(
    "elb/load-balancer",
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "aws_elb",
    &[
        same("name", "LoadBalancerName", "name").replaces(),
        same("name_prefix", "", "name_prefix"),
        same("scheme", "Scheme", "").replaces(),
        same("internal", "", "internal"),
        set("subnets", "Subnets", "subnets"),
        set("availability_zones", "AvailabilityZones", "availability_zones"),
        set("security_groups", "SecurityGroups", "security_groups"),
        set("instances", "Instances", "instances"),
        same("cross_zone_load_balancing", "CrossZone", "cross_zone_load_balancing"),
        same("idle_timeout", "ConnectionSettings.IdleTimeout", "idle_timeout").required(),
        same("connection_draining", "ConnectionDrainingPolicy.Enabled", "connection_draining")
            .required(),
        same(
            "connection_draining_timeout",
            "ConnectionDrainingPolicy.Timeout",
            "connection_draining_timeout",
        ),
        blocks(
            "listeners",
            "Listeners",
            "listener",
            &[
                number_text(
                    "load_balancer_port",
                    "LoadBalancerPort",
                    "lb_port",
                    In::CloudFormation,
                )
                .required(),
                same("protocol", "Protocol", "lb_protocol").required(),
                number_text("instance_port", "InstancePort", "instance_port", In::CloudFormation)
                    .required(),
                same("instance_protocol", "InstanceProtocol", "instance_protocol").required(),
                same("ssl_certificate_id", "SSLCertificateId", "ssl_certificate_id"),
            ],
        )
        .required(),
        block(
            "health_check",
            "HealthCheck",
            "health_check",
            &[
                same("target", "Target", "target").required(),
                number_text("interval", "Interval", "interval", In::CloudFormation).required(),
                number_text("timeout", "Timeout", "timeout", In::CloudFormation).required(),
                number_text(
                    "healthy_threshold",
                    "HealthyThreshold",
                    "healthy_threshold",
                    In::CloudFormation,
                )
                .required(),
                number_text(
                    "unhealthy_threshold",
                    "UnhealthyThreshold",
                    "unhealthy_threshold",
                    In::CloudFormation,
                )
                .required(),
            ],
        ),
        blocks(
            "app_cookie_stickiness_policies",
            "AppCookieStickinessPolicy",
            "",
            &[
                same("policy_name", "PolicyName", "").required(),
                same("cookie_name", "CookieName", "").required(),
            ],
        ),
        blocks(
            "lb_cookie_stickiness_policies",
            "LBCookieStickinessPolicy",
            "",
            &[
                same("policy_name", "PolicyName", ""),
                same("cookie_expiration_period", "CookieExpirationPeriod", ""),
            ],
        ),
        block(
            "access_logs",
            "AccessLoggingPolicy",
            "access_logs",
            &[
                same("enabled", "Enabled", "enabled").required(),
                same("bucket", "S3BucketName", "bucket").required(),
                same("bucket_prefix", "S3BucketPrefix", "bucket_prefix"),
                same("interval", "EmitInterval", "interval"),
            ],
        ),
        tags(),
    ],
    &[by_ref("name", "name"), by_att("dns_name", "DNSName", "dns_name")],
);
