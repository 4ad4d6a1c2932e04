//! The bucket of the site's files: private, and read by its distribution alone.

use formwork::ir::{Pseudo, Resource, ResourceId, Value, s3};
use formwork::lower::builder::{deny_plain_http, policy, statement};
use formwork::lower::{Builder, private_bucket};

/// Adds the bucket.
pub(super) fn lower(site: &mut Builder<'_, '_>, name: &str) -> ResourceId {
    let expire = Value::object([
        ("id", Value::from("expire-replaced-files")),
        ("status", Value::from("Enabled")),
        ("filter_prefix", Value::from("")),
        ("noncurrent_version_expiration", Value::object([("noncurrent_days", Value::from(90))])),
    ]);
    let bucket = private_bucket(&format!("{name}/files")).set("lifecycle_rule", vec![expire]);
    site.add(bucket.retain())
}

/// Lets the distribution, and nothing else, read the files.
pub(super) fn let_in(
    site: &mut Builder<'_, '_>,
    name: &str,
    bucket: ResourceId,
    distribution: ResourceId,
) {
    let everything = Value::concat([bucket.get("arn"), Value::from("/*")]);
    let source = Value::concat([
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(":cloudfront::"),
        Value::Pseudo(Pseudo::Account),
        Value::from(":distribution/"),
        distribution.get("id"),
    ]);
    let read = statement(
        "Allow",
        &["s3:GetObject"],
        [everything.clone()],
        [
            ("Principal", Value::object([("Service", Value::from("cloudfront.amazonaws.com"))])),
            (
                "Condition",
                Value::object([("StringEquals", Value::object([("aws:SourceArn", source)]))]),
            ),
        ],
    );
    let deny = deny_plain_http(&["s3:*"], vec![bucket.get("arn"), everything]);
    site.add(
        Resource::new(format!("{name}/files-policy"), &s3::BUCKET_POLICY)
            .set("bucket", bucket.get("name"))
            .set("policy", policy([read, deny])),
    );
}
