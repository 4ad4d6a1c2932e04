//! Elastic Load Balancing: load balancers, target groups, listeners and rules.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElasticLoadBalancingV2.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb_target_group>,
//! names of attributes: <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html>.
//! - What CloudFormation has as a list of attributes is an argument each in Terraform.
//! - Health checks of a target group have other thresholds by default: 5 and 2 in the API, 3 and 3
//!   in the provider, which also checks by HTTP whatever the group's protocol.
//! - Listeners and rules have tags in Terraform alone.

use super::kind::{
    In, Kind, Row, block, blocks, by_att, by_ref, entry, number_text, same, set, tags, words,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] =
    &[&LOAD_BALANCER, &TARGET_GROUP, &LISTENER, &LISTENER_RULE, &LISTENER_CERTIFICATE];

/// A load balancer.
pub static LOAD_BALANCER: Kind = Kind::new(
    "elbv2/load-balancer",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "aws_lb",
    &[
        same("name", "Name", "name").replaces(),
        same("load_balancer_type", "Type", "load_balancer_type").replaces(),
        words(
            "internal",
            "Scheme",
            "internal",
            ("internal", "internet-facing"),
            In::CloudFormation,
        )
        .replaces(),
        same("ip_address_type", "IpAddressType", "ip_address_type"),
        set("security_groups", "SecurityGroups", "security_groups"),
        set("subnets", "Subnets", "subnets"),
        blocks(
            "subnet_mapping",
            "SubnetMappings",
            "subnet_mapping",
            &[
                same("subnet_id", "SubnetId", "subnet_id").required(),
                same("allocation_id", "AllocationId", "allocation_id"),
                same("ipv6_address", "IPv6Address", "ipv6_address"),
                same("private_ipv4_address", "PrivateIPv4Address", "private_ipv4_address"),
            ],
        ),
        same(
            "enforce_security_group_inbound_rules_on_private_link_traffic",
            "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
            "enforce_security_group_inbound_rules_on_private_link_traffic",
        ),
        same("ipam_pools_ipv4_ipam_pool_id", "Ipv4IpamPoolId", "ipam_pools.ipv4_ipam_pool_id"),
        block(
            "minimum_load_balancer_capacity",
            "MinimumLoadBalancerCapacity",
            "minimum_load_balancer_capacity",
            &[same("capacity_units", "CapacityUnits", "capacity_units").required()],
        ),
        entry(
            "enable_deletion_protection",
            "LoadBalancerAttributes",
            "deletion_protection.enabled",
            "enable_deletion_protection",
        ),
        entry(
            "enable_cross_zone_load_balancing",
            "LoadBalancerAttributes",
            "load_balancing.cross_zone.enabled",
            "enable_cross_zone_load_balancing",
        ),
        entry(
            "access_logs_enabled",
            "LoadBalancerAttributes",
            "access_logs.s3.enabled",
            "access_logs.enabled",
        ),
        entry(
            "access_logs_bucket",
            "LoadBalancerAttributes",
            "access_logs.s3.bucket",
            "access_logs.bucket",
        ),
        entry(
            "access_logs_prefix",
            "LoadBalancerAttributes",
            "access_logs.s3.prefix",
            "access_logs.prefix",
        ),
        entry(
            "connection_logs_enabled",
            "LoadBalancerAttributes",
            "connection_logs.s3.enabled",
            "connection_logs.enabled",
        ),
        entry(
            "connection_logs_bucket",
            "LoadBalancerAttributes",
            "connection_logs.s3.bucket",
            "connection_logs.bucket",
        ),
        entry(
            "connection_logs_prefix",
            "LoadBalancerAttributes",
            "connection_logs.s3.prefix",
            "connection_logs.prefix",
        ),
        entry(
            "idle_timeout",
            "LoadBalancerAttributes",
            "idle_timeout.timeout_seconds",
            "idle_timeout",
        ),
        entry(
            "client_keep_alive",
            "LoadBalancerAttributes",
            "client_keep_alive.seconds",
            "client_keep_alive",
        ),
        entry(
            "drop_invalid_header_fields",
            "LoadBalancerAttributes",
            "routing.http.drop_invalid_header_fields.enabled",
            "drop_invalid_header_fields",
        ),
        entry(
            "desync_mitigation_mode",
            "LoadBalancerAttributes",
            "routing.http.desync_mitigation_mode",
            "desync_mitigation_mode",
        ),
        entry(
            "preserve_host_header",
            "LoadBalancerAttributes",
            "routing.http.preserve_host_header.enabled",
            "preserve_host_header",
        ),
        entry(
            "enable_tls_version_and_cipher_suite_headers",
            "LoadBalancerAttributes",
            "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
            "enable_tls_version_and_cipher_suite_headers",
        ),
        entry(
            "enable_xff_client_port",
            "LoadBalancerAttributes",
            "routing.http.xff_client_port.enabled",
            "enable_xff_client_port",
        ),
        entry(
            "xff_header_processing_mode",
            "LoadBalancerAttributes",
            "routing.http.xff_header_processing.mode",
            "xff_header_processing_mode",
        ),
        entry("enable_http2", "LoadBalancerAttributes", "routing.http2.enabled", "enable_http2"),
        entry(
            "enable_waf_fail_open",
            "LoadBalancerAttributes",
            "waf.fail_open.enabled",
            "enable_waf_fail_open",
        ),
        entry(
            "enable_zonal_shift",
            "LoadBalancerAttributes",
            "zonal_shift.config.enabled",
            "enable_zonal_shift",
        ),
        entry(
            "dns_record_client_routing_policy",
            "LoadBalancerAttributes",
            "dns_record.client_routing_policy",
            "dns_record_client_routing_policy",
        ),
        tags(),
    ],
    &[
        by_ref("arn", "arn"),
        by_att("name", "LoadBalancerName", "name"),
        by_att("full_name", "LoadBalancerFullName", "arn_suffix"),
        by_att("dns_name", "DNSName", "dns_name"),
        by_att("zone_id", "CanonicalHostedZoneID", "zone_id"),
    ],
);

/// A target group.
///
/// The matcher of a gRPC group stands under another key in CloudFormation, and the lifetime of an
/// application's cookie under another attribute: set the one that fits.
pub static TARGET_GROUP: Kind = Kind::new(
    "elbv2/target-group",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    "aws_lb_target_group",
    &[
        same("name", "Name", "name").replaces(),
        same("vpc_id", "VpcId", "vpc_id").replaces(),
        same("target_type", "TargetType", "target_type").replaces(),
        same("port", "Port", "port").replaces(),
        same("protocol", "Protocol", "protocol").replaces(),
        same("protocol_version", "ProtocolVersion", "protocol_version").replaces(),
        same("ip_address_type", "IpAddressType", "ip_address_type").replaces(),
        same("health_check_enabled", "HealthCheckEnabled", "health_check.enabled"),
        same("health_check_protocol", "HealthCheckProtocol", "health_check.protocol").explicit(),
        same("health_check_port", "HealthCheckPort", "health_check.port"),
        same("health_check_path", "HealthCheckPath", "health_check.path"),
        same("health_check_matcher", "Matcher.HttpCode", "health_check.matcher"),
        same("health_check_matcher_grpc_code", "Matcher.GrpcCode", "health_check.matcher"),
        same("health_check_interval", "HealthCheckIntervalSeconds", "health_check.interval"),
        same("health_check_timeout", "HealthCheckTimeoutSeconds", "health_check.timeout"),
        same(
            "health_check_healthy_threshold",
            "HealthyThresholdCount",
            "health_check.healthy_threshold",
        )
        .explicit(),
        same(
            "health_check_unhealthy_threshold",
            "UnhealthyThresholdCount",
            "health_check.unhealthy_threshold",
        )
        .explicit(),
        entry(
            "deregistration_delay",
            "TargetGroupAttributes",
            "deregistration_delay.timeout_seconds",
            "deregistration_delay",
        ),
        entry(
            "connection_termination",
            "TargetGroupAttributes",
            "deregistration_delay.connection_termination.enabled",
            "connection_termination",
        ),
        entry("slow_start", "TargetGroupAttributes", "slow_start.duration_seconds", "slow_start"),
        entry(
            "load_balancing_algorithm_type",
            "TargetGroupAttributes",
            "load_balancing.algorithm.type",
            "load_balancing_algorithm_type",
        ),
        entry(
            "load_balancing_anomaly_mitigation",
            "TargetGroupAttributes",
            "load_balancing.algorithm.anomaly_mitigation",
            "load_balancing_anomaly_mitigation",
        ),
        entry(
            "load_balancing_cross_zone_enabled",
            "TargetGroupAttributes",
            "load_balancing.cross_zone.enabled",
            "load_balancing_cross_zone_enabled",
        ),
        entry(
            "stickiness_enabled",
            "TargetGroupAttributes",
            "stickiness.enabled",
            "stickiness.enabled",
        ),
        entry("stickiness_type", "TargetGroupAttributes", "stickiness.type", "stickiness.type"),
        entry(
            "stickiness_cookie_name",
            "TargetGroupAttributes",
            "stickiness.app_cookie.cookie_name",
            "stickiness.cookie_name",
        ),
        entry(
            "stickiness_cookie_duration",
            "TargetGroupAttributes",
            "stickiness.lb_cookie.duration_seconds",
            "stickiness.cookie_duration",
        ),
        entry(
            "stickiness_app_cookie_duration",
            "TargetGroupAttributes",
            "stickiness.app_cookie.duration_seconds",
            "stickiness.cookie_duration",
        ),
        entry(
            "preserve_client_ip",
            "TargetGroupAttributes",
            "preserve_client_ip.enabled",
            "preserve_client_ip",
        ),
        entry(
            "proxy_protocol_v2",
            "TargetGroupAttributes",
            "proxy_protocol_v2.enabled",
            "proxy_protocol_v2",
        ),
        entry(
            "lambda_multi_value_headers_enabled",
            "TargetGroupAttributes",
            "lambda.multi_value_headers.enabled",
            "lambda_multi_value_headers_enabled",
        ),
        entry(
            "target_group_health_dns_failover_minimum_healthy_targets_count",
            "TargetGroupAttributes",
            "target_group_health.dns_failover.minimum_healthy_targets.count",
            "target_group_health.dns_failover.minimum_healthy_targets_count",
        ),
        entry(
            "target_group_health_dns_failover_minimum_healthy_targets_percentage",
            "TargetGroupAttributes",
            "target_group_health.dns_failover.minimum_healthy_targets.percentage",
            "target_group_health.dns_failover.minimum_healthy_targets_percentage",
        ),
        entry(
            "target_group_health_unhealthy_state_routing_minimum_healthy_targets_count",
            "TargetGroupAttributes",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets_count",
        ),
        entry(
            "target_group_health_unhealthy_state_routing_minimum_healthy_targets_percentage",
            "TargetGroupAttributes",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets_percentage",
        ),
        entry(
            "target_failover_on_deregistration",
            "TargetGroupAttributes",
            "target_failover.on_deregistration",
            "target_failover.on_deregistration",
        ),
        entry(
            "target_failover_on_unhealthy",
            "TargetGroupAttributes",
            "target_failover.on_unhealthy",
            "target_failover.on_unhealthy",
        ),
        entry(
            "target_health_state_enable_unhealthy_connection_termination",
            "TargetGroupAttributes",
            "target_health_state.unhealthy.connection_termination.enabled",
            "target_health_state.enable_unhealthy_connection_termination",
        ),
        entry(
            "target_health_state_unhealthy_draining_interval",
            "TargetGroupAttributes",
            "target_health_state.unhealthy.draining_interval_seconds",
            "target_health_state.unhealthy_draining_interval",
        ),
        blocks(
            "targets",
            "Targets",
            "",
            &[
                same("id", "Id", "").required(),
                same("port", "Port", ""),
                same("availability_zone", "AvailabilityZone", ""),
            ],
        ),
        same("target_control_port", "TargetControlPort", ""),
        tags(),
    ],
    &[
        by_ref("arn", "arn"),
        by_att("name", "TargetGroupName", "name"),
        by_att("full_name", "TargetGroupFullName", "arn_suffix"),
    ],
)
.replaced_before_destroyed();

/// A listener.
pub static LISTENER: Kind = Kind::new(
    "elbv2/listener",
    "AWS::ElasticLoadBalancingV2::Listener",
    "aws_lb_listener",
    &[
        same("load_balancer_arn", "LoadBalancerArn", "load_balancer_arn").required().replaces(),
        same("port", "Port", "port"),
        same("protocol", "Protocol", "protocol"),
        same("ssl_policy", "SslPolicy", "ssl_policy"),
        same("certificate_arn", "Certificates.0.CertificateArn", "certificate_arn"),
        same("alpn_policy", "AlpnPolicy.0", "alpn_policy"),
        block(
            "mutual_authentication",
            "MutualAuthentication",
            "mutual_authentication",
            &[
                same("mode", "Mode", "mode").required(),
                same("trust_store_arn", "TrustStoreArn", "trust_store_arn"),
                same(
                    "ignore_client_certificate_expiry",
                    "IgnoreClientCertificateExpiry",
                    "ignore_client_certificate_expiry",
                ),
                same(
                    "advertise_trust_store_ca_names",
                    "AdvertiseTrustStoreCaNames",
                    "advertise_trust_store_ca_names",
                ),
            ],
        ),
        blocks("default_action", "DefaultActions", "default_action", DEFAULT_ACTION).required(),
        entry(
            "tcp_idle_timeout_seconds",
            "ListenerAttributes",
            "tcp.idle_timeout.seconds",
            "tcp_idle_timeout_seconds",
        ),
        entry(
            "routing_http_response_server_enabled",
            "ListenerAttributes",
            "routing.http.response.server.enabled",
            "routing_http_response_server_enabled",
        ),
        entry(
            "routing_http_response_strict_transport_security_header_value",
            "ListenerAttributes",
            "routing.http.response.strict_transport_security.header_value",
            "routing_http_response_strict_transport_security_header_value",
        ),
        entry(
            "routing_http_response_content_security_policy_header_value",
            "ListenerAttributes",
            "routing.http.response.content_security_policy.header_value",
            "routing_http_response_content_security_policy_header_value",
        ),
        entry(
            "routing_http_response_x_content_type_options_header_value",
            "ListenerAttributes",
            "routing.http.response.x_content_type_options.header_value",
            "routing_http_response_x_content_type_options_header_value",
        ),
        entry(
            "routing_http_response_x_frame_options_header_value",
            "ListenerAttributes",
            "routing.http.response.x_frame_options.header_value",
            "routing_http_response_x_frame_options_header_value",
        ),
        entry(
            "routing_http_response_access_control_allow_origin_header_value",
            "ListenerAttributes",
            "routing.http.response.access_control_allow_origin.header_value",
            "routing_http_response_access_control_allow_origin_header_value",
        ),
        entry(
            "routing_http_response_access_control_allow_methods_header_value",
            "ListenerAttributes",
            "routing.http.response.access_control_allow_methods.header_value",
            "routing_http_response_access_control_allow_methods_header_value",
        ),
        entry(
            "routing_http_response_access_control_allow_headers_header_value",
            "ListenerAttributes",
            "routing.http.response.access_control_allow_headers.header_value",
            "routing_http_response_access_control_allow_headers_header_value",
        ),
        entry(
            "routing_http_response_access_control_allow_credentials_header_value",
            "ListenerAttributes",
            "routing.http.response.access_control_allow_credentials.header_value",
            "routing_http_response_access_control_allow_credentials_header_value",
        ),
        entry(
            "routing_http_response_access_control_expose_headers_header_value",
            "ListenerAttributes",
            "routing.http.response.access_control_expose_headers.header_value",
            "routing_http_response_access_control_expose_headers_header_value",
        ),
        entry(
            "routing_http_response_access_control_max_age_header_value",
            "ListenerAttributes",
            "routing.http.response.access_control_max_age.header_value",
            "routing_http_response_access_control_max_age_header_value",
        ),
        entry(
            "routing_http_request_x_amzn_tls_version_header_name",
            "ListenerAttributes",
            "routing.http.request.x_amzn_tls_version.header_name",
            "routing_http_request_x_amzn_tls_version_header_name",
        ),
        entry(
            "routing_http_request_x_amzn_tls_cipher_suite_header_name",
            "ListenerAttributes",
            "routing.http.request.x_amzn_tls_cipher_suite.header_name",
            "routing_http_request_x_amzn_tls_cipher_suite_header_name",
        ),
        entry(
            "routing_http_request_x_amzn_mtls_clientcert_header_name",
            "ListenerAttributes",
            "routing.http.request.x_amzn_mtls_clientcert.header_name",
            "routing_http_request_x_amzn_mtls_clientcert_header_name",
        ),
        entry(
            "routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name",
            "ListenerAttributes",
            "routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name",
            "routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name",
        ),
        entry(
            "routing_http_request_x_amzn_mtls_clientcert_issuer_header_name",
            "ListenerAttributes",
            "routing.http.request.x_amzn_mtls_clientcert_issuer.header_name",
            "routing_http_request_x_amzn_mtls_clientcert_issuer_header_name",
        ),
        entry(
            "routing_http_request_x_amzn_mtls_clientcert_subject_header_name",
            "ListenerAttributes",
            "routing.http.request.x_amzn_mtls_clientcert_subject.header_name",
            "routing_http_request_x_amzn_mtls_clientcert_subject_header_name",
        ),
        entry(
            "routing_http_request_x_amzn_mtls_clientcert_validity_header_name",
            "ListenerAttributes",
            "routing.http.request.x_amzn_mtls_clientcert_validity.header_name",
            "routing_http_request_x_amzn_mtls_clientcert_validity_header_name",
        ),
        entry(
            "routing_http_request_x_amzn_mtls_clientcert_leaf_header_name",
            "ListenerAttributes",
            "routing.http.request.x_amzn_mtls_clientcert_leaf.header_name",
            "routing_http_request_x_amzn_mtls_clientcert_leaf_header_name",
        ),
        same("tags", "", "tags"),
    ],
    &[by_ref("arn", "arn")],
);

const DEFAULT_ACTION: &[Row] = &[
    same("type", "Type", "type").required(),
    same("order", "Order", "order"),
    same("target_group_arn", "TargetGroupArn", "target_group_arn"),
    block("forward", "ForwardConfig", "forward", FORWARD),
    block("redirect", "RedirectConfig", "redirect", REDIRECT),
    block("fixed_response", "FixedResponseConfig", "fixed_response", FIXED_RESPONSE),
    block(
        "authenticate_cognito",
        "AuthenticateCognitoConfig",
        "authenticate_cognito",
        DEFAULT_ACTION_COGNITO,
    ),
    block("authenticate_oidc", "AuthenticateOidcConfig", "authenticate_oidc", DEFAULT_ACTION_OIDC),
    block("jwt_validation_config", "JwtValidationConfig", "", JWT_VALIDATION),
];

const FORWARD: &[Row] = &[
    blocks(
        "target_group",
        "TargetGroups",
        "target_group",
        &[same("arn", "TargetGroupArn", "arn").required(), same("weight", "Weight", "weight")],
    )
    .required(),
    block(
        "stickiness",
        "TargetGroupStickinessConfig",
        "stickiness",
        &[
            same("duration", "DurationSeconds", "duration").required(),
            same("enabled", "Enabled", "enabled"),
        ],
    ),
];

const REDIRECT: &[Row] = &[
    same("status_code", "StatusCode", "status_code").required(),
    same("protocol", "Protocol", "protocol"),
    same("host", "Host", "host"),
    same("port", "Port", "port"),
    same("path", "Path", "path"),
    same("query", "Query", "query"),
];

const FIXED_RESPONSE: &[Row] = &[
    number_text("status_code", "StatusCode", "status_code", In::Both).required(),
    same("content_type", "ContentType", "content_type").required(),
    same("message_body", "MessageBody", "message_body"),
];

const JWT_VALIDATION: &[Row] = &[
    same("issuer", "Issuer", "").required(),
    same("jwks_endpoint", "JwksEndpoint", "").required(),
    blocks(
        "additional_claims",
        "AdditionalClaims",
        "",
        &[
            same("name", "Name", "").required(),
            same("format", "Format", "").required(),
            set("values", "Values", "").required(),
        ],
    ),
];

const DEFAULT_ACTION_COGNITO: &[Row] = &[
    same("user_pool_arn", "UserPoolArn", "user_pool_arn").required(),
    same("user_pool_client_id", "UserPoolClientId", "user_pool_client_id").required(),
    same("user_pool_domain", "UserPoolDomain", "user_pool_domain").required(),
    same(
        "authentication_request_extra_params",
        "AuthenticationRequestExtraParams",
        "authentication_request_extra_params",
    ),
    same("on_unauthenticated_request", "OnUnauthenticatedRequest", "on_unauthenticated_request"),
    same("scope", "Scope", "scope"),
    same("session_cookie_name", "SessionCookieName", "session_cookie_name"),
    number_text("session_timeout", "SessionTimeout", "session_timeout", In::CloudFormation),
];

const DEFAULT_ACTION_OIDC: &[Row] = &[
    same("authorization_endpoint", "AuthorizationEndpoint", "authorization_endpoint").required(),
    same("client_id", "ClientId", "client_id").required(),
    same("client_secret", "ClientSecret", "client_secret").required(),
    same("issuer", "Issuer", "issuer").required(),
    same("token_endpoint", "TokenEndpoint", "token_endpoint").required(),
    same("user_info_endpoint", "UserInfoEndpoint", "user_info_endpoint").required(),
    same(
        "authentication_request_extra_params",
        "AuthenticationRequestExtraParams",
        "authentication_request_extra_params",
    ),
    same("on_unauthenticated_request", "OnUnauthenticatedRequest", "on_unauthenticated_request"),
    same("scope", "Scope", "scope"),
    same("session_cookie_name", "SessionCookieName", "session_cookie_name"),
    number_text("session_timeout", "SessionTimeout", "session_timeout", In::CloudFormation),
    same("use_existing_client_secret", "UseExistingClientSecret", ""),
];

/// A rule of a listener.
///
/// `field` names a condition in CloudFormation, where it is always written; the legacy `values`
/// beside it is read but not written.
pub static LISTENER_RULE: Kind = Kind::new(
    "elbv2/listener-rule",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "aws_lb_listener_rule",
    &[
        same("listener_arn", "ListenerArn", "listener_arn").required().replaces(),
        same("priority", "Priority", "priority").required(),
        blocks("condition", "Conditions", "condition", CONDITION).required(),
        blocks("action", "Actions", "action", ACTION).required(),
        blocks(
            "transforms",
            "Transforms",
            "",
            &[
                same("type", "Type", "").required(),
                blocks(
                    "host_header_rewrite_config_rewrites",
                    "HostHeaderRewriteConfig.Rewrites",
                    "",
                    REWRITE,
                ),
                blocks("url_rewrite_config_rewrites", "UrlRewriteConfig.Rewrites", "", REWRITE),
            ],
        ),
        same("tags", "", "tags"),
    ],
    &[by_ref("arn", "arn")],
);

const REWRITE: &[Row] =
    &[same("regex", "Regex", "").required(), same("replace", "Replace", "").required()];

const CONDITION: &[Row] = &[
    same("field", "Field", ""),
    set("values", "Values", ""),
    set("regex_values", "RegexValues", ""),
    block("host_header", "HostHeaderConfig", "host_header", VALUES),
    block("path_pattern", "PathPatternConfig", "path_pattern", VALUES),
    block(
        "http_header",
        "HttpHeaderConfig",
        "http_header",
        &[
            same("http_header_name", "HttpHeaderName", "http_header_name").required(),
            set("values", "Values", "values").required(),
            set("regex_values", "RegexValues", ""),
        ],
    ),
    block(
        "http_request_method",
        "HttpRequestMethodConfig",
        "http_request_method",
        &[set("values", "Values", "values").required()],
    ),
    blocks(
        "query_string",
        "QueryStringConfig.Values",
        "query_string",
        &[same("key", "Key", "key"), same("value", "Value", "value").required()],
    ),
    block(
        "source_ip",
        "SourceIpConfig",
        "source_ip",
        &[set("values", "Values", "values").required()],
    ),
];

const VALUES: &[Row] =
    &[set("values", "Values", "values").required(), set("regex_values", "RegexValues", "")];

const ACTION: &[Row] = &[
    same("type", "Type", "type").required(),
    same("order", "Order", "order"),
    same("target_group_arn", "TargetGroupArn", "target_group_arn"),
    block("forward", "ForwardConfig", "forward", FORWARD),
    block("redirect", "RedirectConfig", "redirect", REDIRECT),
    block("fixed_response", "FixedResponseConfig", "fixed_response", FIXED_RESPONSE),
    block(
        "authenticate_cognito",
        "AuthenticateCognitoConfig",
        "authenticate_cognito",
        ACTION_COGNITO,
    ),
    block("authenticate_oidc", "AuthenticateOidcConfig", "authenticate_oidc", ACTION_OIDC),
    block("jwt_validation_config", "JwtValidationConfig", "", JWT_VALIDATION),
];

const ACTION_COGNITO: &[Row] = &[
    same("user_pool_arn", "UserPoolArn", "user_pool_arn").required(),
    same("user_pool_client_id", "UserPoolClientId", "user_pool_client_id").required(),
    same("user_pool_domain", "UserPoolDomain", "user_pool_domain").required(),
    same(
        "authentication_request_extra_params",
        "AuthenticationRequestExtraParams",
        "authentication_request_extra_params",
    ),
    same("on_unauthenticated_request", "OnUnauthenticatedRequest", "on_unauthenticated_request"),
    same("scope", "Scope", "scope"),
    same("session_cookie_name", "SessionCookieName", "session_cookie_name"),
    same("session_timeout", "SessionTimeout", "session_timeout"),
];

const ACTION_OIDC: &[Row] = &[
    same("authorization_endpoint", "AuthorizationEndpoint", "authorization_endpoint").required(),
    same("client_id", "ClientId", "client_id").required(),
    same("client_secret", "ClientSecret", "client_secret").required(),
    same("issuer", "Issuer", "issuer").required(),
    same("token_endpoint", "TokenEndpoint", "token_endpoint").required(),
    same("user_info_endpoint", "UserInfoEndpoint", "user_info_endpoint").required(),
    same(
        "authentication_request_extra_params",
        "AuthenticationRequestExtraParams",
        "authentication_request_extra_params",
    ),
    same("on_unauthenticated_request", "OnUnauthenticatedRequest", "on_unauthenticated_request"),
    same("scope", "Scope", "scope"),
    same("session_cookie_name", "SessionCookieName", "session_cookie_name"),
    same("session_timeout", "SessionTimeout", "session_timeout"),
    same("use_existing_client_secret", "UseExistingClientSecret", ""),
];

/// A further certificate of a listener; CloudFormation takes a list that holds exactly one.
pub static LISTENER_CERTIFICATE: Kind = Kind::new(
    "elbv2/listener-certificate",
    "AWS::ElasticLoadBalancingV2::ListenerCertificate",
    "aws_lb_listener_certificate",
    &[
        same("listener_arn", "ListenerArn", "listener_arn").required().replaces(),
        same("certificate_arn", "Certificates.0.CertificateArn", "certificate_arn").required(),
    ],
    &[],
);
