//! Amazon CloudFront: distributions and what they refer to.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CloudFront.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudfront_distribution>.
//! - CloudFormation puts almost everything below one property.
//! - A distribution speaks HTTP/1.1 by default in CloudFormation, HTTP/2 in Terraform; a function is
//!   published by default in Terraform alone.
//! - An origin access control without a description gets "Managed by Terraform" from the provider.
//! - Key-value stores of a function are objects in CloudFormation, texts in Terraform: two rows.

use super::kind::{
    Attribute, Kind, ReturnValue, Row, block, blocks, by_att, by_ref, same, set, tags,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] =
    &[&DISTRIBUTION, &ORIGIN_ACCESS_CONTROL, &FUNCTION, &RESPONSE_HEADERS_POLICY];

/// A distribution.
pub static DISTRIBUTION: Kind = Kind::new(
    "cloudfront/distribution",
    "AWS::CloudFront::Distribution",
    "aws_cloudfront_distribution",
    &[
        same("enabled", "DistributionConfig.Enabled", "enabled").required(),
        same("comment", "DistributionConfig.Comment", "comment"),
        set("aliases", "DistributionConfig.Aliases", "aliases"),
        same("default_root_object", "DistributionConfig.DefaultRootObject", "default_root_object"),
        same("http_version", "DistributionConfig.HttpVersion", "http_version").explicit(),
        same("is_ipv6_enabled", "DistributionConfig.IPV6Enabled", "is_ipv6_enabled"),
        same("price_class", "DistributionConfig.PriceClass", "price_class"),
        same("web_acl_id", "DistributionConfig.WebACLId", "web_acl_id"),
        blocks("origin", "DistributionConfig.Origins", "origin", ORIGIN).required(),
        blocks(
            "origin_group",
            "DistributionConfig.OriginGroups.Items",
            "origin_group",
            &[
                same("origin_id", "Id", "origin_id").required(),
                block(
                    "failover_criteria",
                    "FailoverCriteria",
                    "failover_criteria",
                    &[
                        set("status_codes", "StatusCodes.Items", "status_codes").required(),
                        same("status_codes_quantity", "StatusCodes.Quantity", "").required(),
                    ],
                )
                .required(),
                blocks(
                    "member",
                    "Members.Items",
                    "member",
                    &[same("origin_id", "OriginId", "origin_id").required()],
                )
                .required(),
                same("members_quantity", "Members.Quantity", "").required(),
                same("selection_criteria", "SelectionCriteria", ""),
            ],
        ),
        same("origin_groups_quantity", "DistributionConfig.OriginGroups.Quantity", ""),
        block(
            "default_cache_behavior",
            "DistributionConfig.DefaultCacheBehavior",
            "default_cache_behavior",
            BEHAVIOR,
        )
        .required(),
        blocks(
            "ordered_cache_behavior",
            "DistributionConfig.CacheBehaviors",
            "ordered_cache_behavior",
            ORDERED_BEHAVIOR,
        ),
        blocks(
            "custom_error_response",
            "DistributionConfig.CustomErrorResponses",
            "custom_error_response",
            &[
                same("error_code", "ErrorCode", "error_code").required(),
                same("response_code", "ResponseCode", "response_code"),
                same("response_page_path", "ResponsePagePath", "response_page_path"),
                same("error_caching_min_ttl", "ErrorCachingMinTTL", "error_caching_min_ttl"),
            ],
        ),
        block(
            "viewer_certificate",
            "DistributionConfig.ViewerCertificate",
            "viewer_certificate",
            &[
                same("acm_certificate_arn", "AcmCertificateArn", "acm_certificate_arn"),
                same(
                    "cloudfront_default_certificate",
                    "CloudFrontDefaultCertificate",
                    "cloudfront_default_certificate",
                ),
                same("iam_certificate_id", "IamCertificateId", "iam_certificate_id"),
                same(
                    "minimum_protocol_version",
                    "MinimumProtocolVersion",
                    "minimum_protocol_version",
                ),
                same("ssl_support_method", "SslSupportMethod", "ssl_support_method"),
            ],
        )
        .required(),
        block(
            "restrictions",
            "DistributionConfig.Restrictions",
            "restrictions",
            &[block(
                "geo_restriction",
                "GeoRestriction",
                "geo_restriction",
                &[
                    same("restriction_type", "RestrictionType", "restriction_type").required(),
                    set("locations", "Locations", "locations"),
                ],
            )
            .required()],
        )
        .required(),
        block(
            "logging_config",
            "DistributionConfig.Logging",
            "logging_config",
            &[
                same("bucket", "Bucket", "bucket").required(),
                same("prefix", "Prefix", "prefix"),
                same("include_cookies", "IncludeCookies", "include_cookies"),
            ],
        ),
        same("staging", "DistributionConfig.Staging", "staging"),
        same(
            "continuous_deployment_policy_id",
            "DistributionConfig.ContinuousDeploymentPolicyId",
            "continuous_deployment_policy_id",
        ),
        same("retain_on_delete", "", "retain_on_delete"),
        same("wait_for_deployment", "", "wait_for_deployment"),
        tags(),
    ],
    &[
        by_ref("id", "id"),
        by_att("domain_name", "DomainName", "domain_name"),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
        Attribute {
            name: "zone_id",
            cloudformation: ReturnValue::None,
            terraform: "hosted_zone_id",
        },
    ],
);

const ORIGIN: &[Row] = &[
    same("origin_id", "Id", "origin_id").required(),
    same("domain_name", "DomainName", "domain_name").required(),
    same("origin_path", "OriginPath", "origin_path"),
    same("origin_access_control_id", "OriginAccessControlId", "origin_access_control_id"),
    same("connection_attempts", "ConnectionAttempts", "connection_attempts"),
    same("connection_timeout", "ConnectionTimeout", "connection_timeout"),
    blocks(
        "custom_header",
        "OriginCustomHeaders",
        "custom_header",
        &[
            same("name", "HeaderName", "name").required(),
            same("value", "HeaderValue", "value").required(),
        ],
    ),
    block(
        "custom_origin_config",
        "CustomOriginConfig",
        "custom_origin_config",
        &[
            same("http_port", "HTTPPort", "http_port").required(),
            same("https_port", "HTTPSPort", "https_port").required(),
            same("origin_protocol_policy", "OriginProtocolPolicy", "origin_protocol_policy")
                .required(),
            set("origin_ssl_protocols", "OriginSSLProtocols", "origin_ssl_protocols").required(),
            same("origin_keepalive_timeout", "OriginKeepaliveTimeout", "origin_keepalive_timeout"),
            same("origin_read_timeout", "OriginReadTimeout", "origin_read_timeout"),
        ],
    ),
    block(
        "s3_origin_config",
        "S3OriginConfig",
        "s3_origin_config",
        &[same("origin_access_identity", "OriginAccessIdentity", "origin_access_identity")
            .required()],
    ),
    // CloudFormation wants the (empty) identity beside an origin access control, Terraform no block.
    same("s3_origin_identity", "S3OriginConfig.OriginAccessIdentity", ""),
    block(
        "vpc_origin_config",
        "VpcOriginConfig",
        "vpc_origin_config",
        &[
            same("vpc_origin_id", "VpcOriginId", "vpc_origin_id").required(),
            same("origin_keepalive_timeout", "OriginKeepaliveTimeout", "origin_keepalive_timeout"),
            same("origin_read_timeout", "OriginReadTimeout", "origin_read_timeout"),
        ],
    ),
    block(
        "origin_shield",
        "OriginShield",
        "origin_shield",
        &[
            same("enabled", "Enabled", "enabled").required(),
            same("origin_shield_region", "OriginShieldRegion", "origin_shield_region"),
        ],
    ),
];

const BEHAVIOR: &[Row] = &[
    same("target_origin_id", "TargetOriginId", "target_origin_id").required(),
    same("viewer_protocol_policy", "ViewerProtocolPolicy", "viewer_protocol_policy").required(),
    set("allowed_methods", "AllowedMethods", "allowed_methods").required(),
    set("cached_methods", "CachedMethods", "cached_methods").required(),
    same("cache_policy_id", "CachePolicyId", "cache_policy_id"),
    same("origin_request_policy_id", "OriginRequestPolicyId", "origin_request_policy_id"),
    same("response_headers_policy_id", "ResponseHeadersPolicyId", "response_headers_policy_id"),
    same("compress", "Compress", "compress"),
    same("min_ttl", "MinTTL", "min_ttl"),
    same("default_ttl", "DefaultTTL", "default_ttl"),
    same("max_ttl", "MaxTTL", "max_ttl"),
    same("smooth_streaming", "SmoothStreaming", "smooth_streaming"),
    same("field_level_encryption_id", "FieldLevelEncryptionId", "field_level_encryption_id"),
    same("realtime_log_config_arn", "RealtimeLogConfigArn", "realtime_log_config_arn"),
    same("trusted_key_groups", "TrustedKeyGroups", "trusted_key_groups"),
    same("trusted_signers", "TrustedSigners", "trusted_signers"),
    blocks(
        "function_association",
        "FunctionAssociations",
        "function_association",
        &[
            same("event_type", "EventType", "event_type").required(),
            same("function_arn", "FunctionARN", "function_arn").required(),
        ],
    ),
    blocks(
        "lambda_function_association",
        "LambdaFunctionAssociations",
        "lambda_function_association",
        &[
            same("event_type", "EventType", "event_type").required(),
            same("lambda_arn", "LambdaFunctionARN", "lambda_arn").required(),
            same("include_body", "IncludeBody", "include_body"),
        ],
    ),
    block(
        "grpc_config",
        "GrpcConfig",
        "grpc_config",
        &[same("enabled", "Enabled", "enabled").required()],
    ),
    block("forwarded_values", "ForwardedValues", "forwarded_values", FORWARDED_VALUES),
];

const ORDERED_BEHAVIOR: &[Row] = &[
    same("path_pattern", "PathPattern", "path_pattern").required(),
    same("target_origin_id", "TargetOriginId", "target_origin_id").required(),
    same("viewer_protocol_policy", "ViewerProtocolPolicy", "viewer_protocol_policy").required(),
    set("allowed_methods", "AllowedMethods", "allowed_methods").required(),
    set("cached_methods", "CachedMethods", "cached_methods").required(),
    same("cache_policy_id", "CachePolicyId", "cache_policy_id"),
    same("origin_request_policy_id", "OriginRequestPolicyId", "origin_request_policy_id"),
    same("response_headers_policy_id", "ResponseHeadersPolicyId", "response_headers_policy_id"),
    same("compress", "Compress", "compress"),
    same("min_ttl", "MinTTL", "min_ttl"),
    same("default_ttl", "DefaultTTL", "default_ttl"),
    same("max_ttl", "MaxTTL", "max_ttl"),
    same("smooth_streaming", "SmoothStreaming", "smooth_streaming"),
    same("field_level_encryption_id", "FieldLevelEncryptionId", "field_level_encryption_id"),
    same("realtime_log_config_arn", "RealtimeLogConfigArn", "realtime_log_config_arn"),
    same("trusted_key_groups", "TrustedKeyGroups", "trusted_key_groups"),
    same("trusted_signers", "TrustedSigners", "trusted_signers"),
    blocks(
        "function_association",
        "FunctionAssociations",
        "function_association",
        &[
            same("event_type", "EventType", "event_type").required(),
            same("function_arn", "FunctionARN", "function_arn").required(),
        ],
    ),
    blocks(
        "lambda_function_association",
        "LambdaFunctionAssociations",
        "lambda_function_association",
        &[
            same("event_type", "EventType", "event_type").required(),
            same("lambda_arn", "LambdaFunctionARN", "lambda_arn").required(),
            same("include_body", "IncludeBody", "include_body"),
        ],
    ),
    block(
        "grpc_config",
        "GrpcConfig",
        "grpc_config",
        &[same("enabled", "Enabled", "enabled").required()],
    ),
    block("forwarded_values", "ForwardedValues", "forwarded_values", FORWARDED_VALUES),
];

const FORWARDED_VALUES: &[Row] = &[
    same("query_string", "QueryString", "query_string").required(),
    same("query_string_cache_keys", "QueryStringCacheKeys", "query_string_cache_keys"),
    set("headers", "Headers", "headers"),
    block(
        "cookies",
        "Cookies",
        "cookies",
        &[
            same("forward", "Forward", "forward").required(),
            set("whitelisted_names", "WhitelistedNames", "whitelisted_names"),
        ],
    )
    .required(),
];

/// The identity with which a distribution reads a private origin.
pub static ORIGIN_ACCESS_CONTROL: Kind = Kind::new(
    "cloudfront/origin-access-control",
    "AWS::CloudFront::OriginAccessControl",
    "aws_cloudfront_origin_access_control",
    &[
        same("name", "OriginAccessControlConfig.Name", "name").required(),
        same("description", "OriginAccessControlConfig.Description", "description").explicit(),
        same(
            "origin_access_control_origin_type",
            "OriginAccessControlConfig.OriginAccessControlOriginType",
            "origin_access_control_origin_type",
        )
        .required(),
        same("signing_behavior", "OriginAccessControlConfig.SigningBehavior", "signing_behavior")
            .required(),
        same("signing_protocol", "OriginAccessControlConfig.SigningProtocol", "signing_protocol")
            .required(),
    ],
    &[by_ref("id", "id")],
);

/// A function that runs at the edge.
pub static FUNCTION: Kind = Kind::new(
    "cloudfront/function",
    "AWS::CloudFront::Function",
    "aws_cloudfront_function",
    &[
        same("name", "Name", "name").required().replaces(),
        same("code", "FunctionCode", "code").required(),
        same("comment", "FunctionConfig.Comment", "comment").required(),
        same("runtime", "FunctionConfig.Runtime", "runtime").required(),
        same("publish", "AutoPublish", "publish").explicit(),
        blocks(
            "function_config_key_value_store_associations",
            "FunctionConfig.KeyValueStoreAssociations",
            "",
            &[same("key_value_store_arn", "KeyValueStoreARN", "").required()],
        ),
        set("key_value_store_associations", "", "key_value_store_associations"),
    ],
    &[by_ref("arn", "arn")],
);

/// Headers that a distribution adds to responses.
pub static RESPONSE_HEADERS_POLICY: Kind = Kind::new(
    "cloudfront/response-headers-policy",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "aws_cloudfront_response_headers_policy",
    &[
        same("name", "ResponseHeadersPolicyConfig.Name", "name").required(),
        same("comment", "ResponseHeadersPolicyConfig.Comment", "comment"),
        block(
            "security_headers_config",
            "ResponseHeadersPolicyConfig.SecurityHeadersConfig",
            "security_headers_config",
            SECURITY_HEADERS,
        ),
        block("cors_config", "ResponseHeadersPolicyConfig.CorsConfig", "cors_config", CORS),
        block(
            "custom_headers_config",
            "ResponseHeadersPolicyConfig.CustomHeadersConfig",
            "custom_headers_config",
            &[blocks(
                "items",
                "Items",
                "items",
                &[
                    same("header", "Header", "header").required(),
                    same("value", "Value", "value").required(),
                    same("override", "Override", "override").required(),
                ],
            )
            .required()],
        ),
        block(
            "remove_headers_config",
            "ResponseHeadersPolicyConfig.RemoveHeadersConfig",
            "remove_headers_config",
            &[blocks("items", "Items", "items", &[same("header", "Header", "header").required()])
                .required()],
        ),
        block(
            "server_timing_headers_config",
            "ResponseHeadersPolicyConfig.ServerTimingHeadersConfig",
            "server_timing_headers_config",
            &[
                same("enabled", "Enabled", "enabled").required(),
                same("sampling_rate", "SamplingRate", "sampling_rate").required(),
            ],
        ),
    ],
    &[by_ref("id", "id")],
);

const SECURITY_HEADERS: &[Row] = &[
    block(
        "strict_transport_security",
        "StrictTransportSecurity",
        "strict_transport_security",
        &[
            same(
                "access_control_max_age_sec",
                "AccessControlMaxAgeSec",
                "access_control_max_age_sec",
            )
            .required(),
            same("include_subdomains", "IncludeSubdomains", "include_subdomains"),
            same("preload", "Preload", "preload"),
            same("override", "Override", "override").required(),
        ],
    ),
    block(
        "content_type_options",
        "ContentTypeOptions",
        "content_type_options",
        &[same("override", "Override", "override").required()],
    ),
    block(
        "frame_options",
        "FrameOptions",
        "frame_options",
        &[
            same("frame_option", "FrameOption", "frame_option").required(),
            same("override", "Override", "override").required(),
        ],
    ),
    block(
        "content_security_policy",
        "ContentSecurityPolicy",
        "content_security_policy",
        &[
            same("content_security_policy", "ContentSecurityPolicy", "content_security_policy")
                .required(),
            same("override", "Override", "override").required(),
        ],
    ),
    block(
        "referrer_policy",
        "ReferrerPolicy",
        "referrer_policy",
        &[
            same("referrer_policy", "ReferrerPolicy", "referrer_policy").required(),
            same("override", "Override", "override").required(),
        ],
    ),
    block(
        "xss_protection",
        "XSSProtection",
        "xss_protection",
        &[
            same("protection", "Protection", "protection").required(),
            same("mode_block", "ModeBlock", "mode_block"),
            same("report_uri", "ReportUri", "report_uri"),
            same("override", "Override", "override").required(),
        ],
    ),
];

const CORS: &[Row] = &[
    same(
        "access_control_allow_credentials",
        "AccessControlAllowCredentials",
        "access_control_allow_credentials",
    )
    .required(),
    block(
        "access_control_allow_headers",
        "AccessControlAllowHeaders",
        "access_control_allow_headers",
        ITEMS,
    )
    .required(),
    block(
        "access_control_allow_methods",
        "AccessControlAllowMethods",
        "access_control_allow_methods",
        ITEMS,
    )
    .required(),
    block(
        "access_control_allow_origins",
        "AccessControlAllowOrigins",
        "access_control_allow_origins",
        ITEMS,
    )
    .required(),
    block(
        "access_control_expose_headers",
        "AccessControlExposeHeaders",
        "access_control_expose_headers",
        ITEMS,
    ),
    same("access_control_max_age_sec", "AccessControlMaxAgeSec", "access_control_max_age_sec"),
    same("origin_override", "OriginOverride", "origin_override").required(),
];

const ITEMS: &[Row] = &[set("items", "Items", "items").required()];
