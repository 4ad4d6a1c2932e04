//! What a pipeline keeps between its actions or jobs: a bucket, and the key that encrypts it.
//!
//! Each pipeline has its own, so that none can read or replace what another one built. The
//! environments' accounts may read by the roles of `bootstrap` alone.

use crate::ir::{Pseudo, Resource, ResourceId, Value, kms, s3};
use crate::lower::balancer::private_bucket;
use crate::lower::builder::{Builder, allow, deny_plain_http, log_group, policy, statement};
use crate::spec::pipeline::Runner;
use crate::spec::{BackEnd, Environment, Pipeline};

use super::{account_root, bucket_of, path, role_arn, role_in};

/// How long artifacts and logs are kept, in days: longer than a release waits for approval, which
/// CodePipeline gives up after seven.
const KEPT_DAYS: i64 = 90;

/// The bucket and its key.
pub(super) struct Artifacts {
    pub(super) bucket: ResourceId,
    pub(super) key: ResourceId,
}

impl Artifacts {
    /// What reading and writing artifacts takes.
    pub(super) fn grants(&self) -> Vec<Value> {
        let objects = Value::concat([self.bucket.get("arn"), Value::from("/*")]);
        vec![
            allow(&["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], [objects]),
            allow(&["s3:GetBucketLocation", "s3:GetBucketVersioning"], [self.bucket.get("arn")]),
            allow(
                &["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
                [self.key.get("arn")],
            ),
        ]
    }
}

/// The log group of a pipeline's builds.
pub(super) fn logs(builder: &mut Builder<'_, '_>, pipeline: &Pipeline<'_>) -> ResourceId {
    let path = path(pipeline.service(), "log-group");
    builder.add(log_group(path, Value::from(KEPT_DAYS)))
}

/// The bucket and the key of a pipeline.
pub(super) fn lower(builder: &mut Builder<'_, '_>, pipeline: &Pipeline<'_>) -> Artifacts {
    let service = pipeline.service();
    let outside = readers(builder, pipeline);
    let key = Resource::new(path(service, "key"), &kms::KEY)
        .set("description", format!("Encrypts what the pipeline of {} builds", service.name()))
        .set("policy", key_policy(outside.as_ref()))
        .set("enable_key_rotation", true)
        .set("deletion_window_in_days", 30);
    let key = builder.add(key.retain());
    let encryption = Value::object([
        (
            "apply_server_side_encryption_by_default",
            Value::object([
                ("sse_algorithm", Value::from("aws:kms")),
                ("kms_master_key_id", key.get("arn")),
            ]),
        ),
        ("bucket_key_enabled", Value::from(true)),
    ]);
    let bucket = private_bucket(&path(service, "artifacts"))
        .set("bucket", bucket_of(builder.app, service))
        .set("server_side_encryption_rule", vec![encryption])
        .set("lifecycle_rule", expiry(pipeline));
    let bucket = builder.add(bucket.retain());
    let objects = Value::concat([bucket.get("arn"), Value::from("/*")]);
    let mut statements = vec![deny_plain_http(&["s3:*"], vec![bucket.get("arn"), objects.clone()])];
    if let Some(outside) = &outside {
        statements.extend(outside.of_bucket(bucket, objects));
    }
    builder.add(
        Resource::new(path(service, "artifacts-policy"), &s3::BUCKET_POLICY)
            .set("bucket", bucket.get("name"))
            .set("policy", policy(statements)),
    );
    Artifacts { bucket, key }
}

/// When objects go. Releases that the repository's host deploys stay: a deployment may go back to one
/// of any age.
fn expiry(pipeline: &Pipeline<'_>) -> Vec<Value> {
    let noncurrent = Value::object([("noncurrent_days", Value::from(KEPT_DAYS))]);
    let rule = |id: &'static str, prefix: &'static str, more: Vec<(&'static str, Value)>| {
        let entries = [
            ("id", Value::from(id)),
            ("status", Value::from("Enabled")),
            ("filter_prefix", Value::from(prefix)),
        ];
        Value::object(entries.into_iter().chain(more))
    };
    let days = ("expiration_days", Value::from(KEPT_DAYS));
    let versions = ("noncurrent_version_expiration", noncurrent);
    match pipeline.runner() {
        Runner::CodePipeline => vec![rule("expire", "", vec![days, versions])],
        Runner::GithubActions | Runner::GitlabCi => {
            vec![rule("expire", "templates/", vec![days]), rule("replaced", "", vec![versions])]
        }
    }
}

/// Roles of other accounts. Their accounts are the principals, and a condition names the roles: a
/// policy that names a role is refused until that role is there.
struct Outside {
    accounts: Vec<Value>,
    roles: Vec<Value>,
    /// Whether they write too.
    keeps: bool,
}

impl Outside {
    /// What they may do with the bucket; their own policies say with which of its objects.
    fn of_bucket(&self, bucket: ResourceId, objects: Value) -> Vec<Value> {
        if self.keeps {
            vec![
                self.allow(&["s3:GetObject", "s3:PutObject"], objects),
                self.allow(&["s3:ListBucket"], bucket.get("arn")),
            ]
        } else {
            vec![self.allow(&["s3:GetObject", "s3:GetObjectVersion"], objects)]
        }
    }

    /// What they may do with the key.
    fn of_key(&self) -> Value {
        let actions: &[&'static str] = if self.keeps {
            &["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
        } else {
            &["kms:Decrypt", "kms:DescribeKey"]
        };
        self.allow(actions, "*".into())
    }

    fn allow(&self, actions: &[&'static str], resource: Value) -> Value {
        let roles = Value::object([("aws:PrincipalArn", Value::List(self.roles.clone()))]);
        let sid = (!self.keeps).then(|| ("Sid", Value::from("ReadFromEnvironments")));
        let more = [
            ("Principal", Value::object([("AWS", Value::List(self.accounts.clone()))])),
            ("Condition", Value::object([("ArnEquals", roles)])),
        ];
        statement("Allow", actions, [resource], sid.into_iter().chain(more))
    }
}

/// The roles of other accounts that deploy what a pipeline built; `None` if there are none.
fn readers(builder: &Builder<'_, '_>, pipeline: &Pipeline<'_>) -> Option<Outside> {
    let keeps = pipeline.runner() != Runner::CodePipeline;
    if pipeline.back_end() == BackEnd::Terraform && !keeps {
        return None;
    }
    let app = builder.app;
    let environments = app.environments();
    let tools = environments[app.tools_environment()].account();
    let others = environments.iter().enumerate().filter(|(_, it)| it.account() != tools);
    let mut accounts: Vec<_> = others.clone().map(|(_, it)| account_root(it)).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let role = |(position, environment): (usize, &Environment<'_>)| {
        role_arn(environment, &role_in(app, pipeline.service(), position, "deploy")).into()
    };
    let outside = Outside {
        accounts: accounts.into_iter().map(Value::from).collect(),
        roles: others.map(role).collect(),
        keeps,
    };
    (!outside.accounts.is_empty()).then_some(outside)
}

/// The account itself decides by its roles' policies; others may decrypt.
fn key_policy(outside: Option<&Outside>) -> Value {
    let own = Value::concat([
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(":iam::"),
        Value::Pseudo(Pseudo::Account),
        Value::from(":root"),
    ]);
    let administer = statement(
        "Allow",
        &["kms:*"],
        [Value::from("*")],
        [
            ("Sid", Value::from("ByPoliciesOfThisAccount")),
            ("Principal", Value::object([("AWS", own)])),
        ],
    );
    let outside = outside.map(Outside::of_key);
    policy([administer].into_iter().chain(outside))
}
