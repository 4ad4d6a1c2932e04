//! Pipelines that the host of the repository runs: what stands in AWS for them. Jobs hand releases
//! on through a bucket in the account of the tools, and take on roles by the tokens of their host:
//! one that builds, and one in each environment, which `bootstrap` holds.
//!
//! In the bucket, `releases/<release>/` is what was synthesized, and `deployed/<environment>` names the
//! release that a deployment which fails goes back to.

use crate::ir::{Pseudo, Stack, Value};
use crate::lower::builder::{Builder, allow, arn, policy, role, role_policy, statement};
use crate::lower::{colours, oidc, registry};
use crate::spec::pipeline::{Origin, Runner};
use crate::spec::{App, Build, Pipeline, Service};

use super::projects::{BUILD_MINUTES, build_grants, migration_minutes};
use super::trigger::image_repository;
use super::{ROLES, artifacts, bucket_of, name_of, partition, path};

/// The longest that a job of GitHub takes, in minutes.
///
/// Source: <https://docs.github.com/en/actions/reference/limits>
const MOST_MINUTES: i64 = 360;

/// How long a deployment may take, in minutes: its role is taken on for so long.
pub(in crate::lower) fn deployment_minutes(service: &Service<'_>) -> i64 {
    if colours::has(service) {
        return MOST_MINUTES;
    }
    (BUILD_MINUTES + migration_minutes(service)).min(MOST_MINUTES)
}

/// What a pipeline's deployments are called at its host. GitHub's environments say who approves, so
/// each service has its own.
pub(super) fn place_of(pipeline: &Pipeline<'_>, environment: &str) -> String {
    let service = pipeline.service().name();
    match pipeline.runner() {
        Runner::GitlabCi => format!("{environment}/{service}"),
        Runner::GithubActions | Runner::CodePipeline => format!("{service}-{environment}"),
    }
}

/// The branch whose pushes are released.
pub(super) fn branch_of<'a>(pipeline: &Pipeline<'a>) -> &'a str {
    match pipeline.source().origin() {
        Origin::Host(_, branch) | Origin::Connection(_, branch) | Origin::CodeCommit(_, branch) => {
            branch
        }
        Origin::S3(..) => "",
    }
}

/// Whom the deployment role of an environment trusts: with GitHub, jobs of this environment alone;
/// GitLab's tokens name the branch instead.
pub(in crate::lower) fn trust(
    builder: &mut Builder<'_, '_>,
    pipeline: &Pipeline<'_>,
    issuer: oidc::Issuer,
) -> Value {
    let subject = match pipeline.runner() {
        Runner::GithubActions => {
            let repository = builder.app.repository().name();
            let service = pipeline.service().name();
            let before = format!("repo:{repository}:environment:{service}-");
            Value::concat([Value::from(before), builder.environment()])
        }
        Runner::GitlabCi | Runner::CodePipeline => branch_subject(builder.app, pipeline),
    };
    oidc::trust(issuer, subject)
}

/// The subject of tokens on the pipeline's branch.
fn branch_subject(app: &App<'_>, pipeline: &Pipeline<'_>) -> Value {
    let (repository, branch) = (app.repository().name(), branch_of(pipeline));
    Value::from(match pipeline.runner() {
        Runner::GitlabCi => format!("project_path:{repository}:ref_type:branch:ref:{branch}"),
        Runner::GithubActions | Runner::CodePipeline => {
            format!("repo:{repository}:ref:refs/heads/{branch}")
        }
    })
}

/// The stack of a pipeline: the bucket, its key, and the role that builds.
pub(super) fn lower(
    mut builder: Builder<'_, '_>,
    pipeline: &Pipeline<'_>,
    issuer: oidc::Issuer,
) -> Stack {
    let app = builder.app;
    let service = pipeline.service();
    let kept = artifacts::lower(&mut builder, pipeline);
    let trust = oidc::trust(issuer, branch_subject(app, pipeline));
    let build = role(&builder, &path(service, "build-role"), trust)
        .set("name", format!("{}-build", name_of(app, service)))
        .set("path", ROLES)
        .set("max_session_duration", BUILD_MINUTES * 60)
        .origin(pipeline.at());
    let build = builder.add(build);
    let releases = Value::concat([kept.bucket.get("arn"), Value::from("/releases/*")]);
    let mut statements = vec![
        allow(&["s3:ListBucket"], [kept.bucket.get("arn")]),
        allow(&["s3:GetObject", "s3:PutObject"], [releases]),
        allow(&["kms:Decrypt", "kms:GenerateDataKey"], [kept.key.get("arn")]),
    ];
    statements.extend(match service.build() {
        Build::Dockerfile(_) => build_grants(app, service),
        Build::Elsewhere(_) => image_repository(pipeline)
            .map(|it| arn("ecr", [Value::from(format!("repository/{it}"))]))
            .map(|it| allow(&["ecr:DescribeImages"], [it]))
            .into_iter()
            .collect(),
    });
    let document = policy(statements);
    builder.add(role_policy(&path(service, "build-policy"), build, "build", document));
    builder.finish()
}

/// The repository that images are pushed to or taken from.
pub(super) fn repository(app: &App<'_>, service: &Service<'_>) -> String {
    let tools = &app.environments()[app.tools_environment()];
    let suffix = match partition(tools) {
        "aws-cn" => "amazonaws.com.cn",
        _ => "amazonaws.com",
    };
    match service.build() {
        Build::Elsewhere(repository) => (*repository).to_owned(),
        Build::Dockerfile(_) => format!(
            "{}.dkr.ecr.{}.{suffix}/{}",
            tools.account(),
            tools.region(),
            registry::repository_name(app.name(), service.name())
        ),
    }
}

/// What a deployment does with the bucket: it reads releases, uploads large templates, and writes
/// down what it deployed. The key has no name that is known here; its own policy says who may use it.
pub(in crate::lower) fn grants(
    builder: &mut Builder<'_, '_>,
    pipeline: &Pipeline<'_>,
) -> Vec<Value> {
    let app = builder.app;
    let tools = &app.environments()[app.tools_environment()];
    let bucket = bucket_of(app, pipeline.service());
    let objects = format!("arn:{}:s3:::{bucket}", partition(tools));
    let deployed =
        Value::concat([Value::from(format!("{objects}/deployed/")), builder.environment()]);
    let templates =
        [Value::from(format!("{objects}/templates/")), builder.environment(), Value::from("/*")];
    let own = [deployed, Value::concat(templates)];
    let through = Value::concat([
        Value::from(format!("s3.{}.", tools.region())),
        Value::Pseudo(Pseudo::UrlSuffix),
    ]);
    let condition = Value::object([("StringEquals", Value::object([("kms:ViaService", through)]))]);
    let key = format!("arn:{}:kms:{}:{}:key/*", partition(tools), tools.region(), tools.account());
    let read = [Value::from(format!("{objects}/releases/*"))].into_iter().chain(own.clone());
    vec![
        allow(&["s3:ListBucket"], [Value::from(objects.clone())]),
        allow(&["s3:GetObject"], read),
        allow(&["s3:PutObject"], own),
        statement(
            "Allow",
            &["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
            [Value::from(key)],
            [("Condition", condition)],
        ),
    ]
}
