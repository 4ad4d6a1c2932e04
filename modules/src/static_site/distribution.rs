//! The CloudFront distribution: HTTPS only, TLS 1.2, compressed, with security headers.

use formwork::ir::{Resource, ResourceId, Value, cloudfront};
use formwork::lower::Builder;

/// What a folder shows.
pub(super) const INDEX_DOCUMENT: &str = "index.html";
/// What is shown for a file that is not there.
const NOT_FOUND_DOCUMENT: &str = "/404.html";
/// AWS's policy for files that do not vary: long caching, compressed.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html>
const CACHING_OPTIMIZED: &str = "658327ea-f89d-4fab-a63d-7e88639e58f6";
/// AWS's policy of security headers: HSTS, nosniff, frame and referrer options.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html>
const SECURITY_HEADERS: &str = "67f7725c-6f97-4210-82d7-5512b31e9d03";
/// The name of the one origin.
const ORIGIN: &str = "files";

/// What a distribution consists of.
pub(super) struct Parts {
    pub(super) bucket: ResourceId,
    pub(super) function: ResourceId,
    pub(super) certificate: ResourceId,
}

/// Adds the distribution.
pub(super) fn lower(
    site: &mut Builder<'_, '_>,
    name: &str,
    host: Value,
    parts: &Parts,
) -> ResourceId {
    let control_name = site.name(&format!("{name}-files"));
    let control = site.add(
        Resource::new(format!("{name}/origin-access-control"), &cloudfront::ORIGIN_ACCESS_CONTROL)
            .set("name", control_name)
            .set("description", "Signs requests to the bucket")
            .set("origin_access_control_origin_type", "s3")
            .set("signing_behavior", "always")
            .set("signing_protocol", "sigv4"),
    );
    let origin = Value::object([
        ("origin_id", Value::from(ORIGIN)),
        ("domain_name", parts.bucket.get("regional_domain_name")),
        ("origin_access_control_id", control.get("id")),
        ("s3_origin_identity", Value::from("")),
    ]);
    // Without permission to list, S3 answers 403 for a file that is not there.
    let missing = Value::object([
        ("error_code", Value::from(403)),
        ("response_code", Value::from(404)),
        ("response_page_path", Value::from(NOT_FOUND_DOCUMENT)),
        ("error_caching_min_ttl", Value::from(60)),
    ]);
    let certificate = Value::object([
        ("acm_certificate_arn", parts.certificate.get("arn")),
        ("minimum_protocol_version", Value::from("TLSv1.2_2021")),
        ("ssl_support_method", Value::from("sni-only")),
    ]);
    let anywhere = Value::object([(
        "geo_restriction",
        Value::object([("restriction_type", Value::from("none"))]),
    )]);
    site.add(
        Resource::new(format!("{name}/distribution"), &cloudfront::DISTRIBUTION)
            .set("enabled", true)
            .set("comment", format!("Static site {name}"))
            .set("aliases", vec![host])
            .set("default_root_object", INDEX_DOCUMENT)
            .set("http_version", "http2and3")
            .set("is_ipv6_enabled", true)
            .set("price_class", "PriceClass_100")
            .set("origin", vec![origin])
            .set("default_cache_behavior", behavior(parts.function))
            .set("custom_error_response", vec![missing])
            .set("viewer_certificate", certificate)
            .set("restrictions", anywhere),
    )
}

fn behavior(function: ResourceId) -> Value {
    let association = Value::object([
        ("event_type", Value::from("viewer-request")),
        ("function_arn", function.get("arn")),
    ]);
    Value::object([
        ("target_origin_id", Value::from(ORIGIN)),
        ("viewer_protocol_policy", Value::from("redirect-to-https")),
        ("allowed_methods", Value::list(["GET", "HEAD", "OPTIONS"])),
        ("cached_methods", Value::list(["GET", "HEAD"])),
        ("cache_policy_id", Value::from(CACHING_OPTIMIZED)),
        ("response_headers_policy_id", Value::from(SECURITY_HEADERS)),
        ("compress", Value::from(true)),
        ("function_association", Value::List(vec![association])),
    ])
}
