//! What starts a pipeline: a push that it filters itself, or an event that a rule hands on.
//!
//! Facts: <https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-about-starting.html>

use crate::ir::{Resource, ResourceId, Value, events};
use crate::lower::builder::{Builder, allow, arn, policy, role_policy, service_role};
use crate::spec::pipeline::Origin;
use crate::spec::{Build, Pipeline};

use super::{name_of, path};

/// The name of the action that gets the repository, and of what it gets.
pub(super) const SOURCE: &str = "source";
/// The name of the action that gets the image, and of what it gets.
pub(super) const IMAGE: &str = "image";

/// The triggers of the pipeline itself, which only connections have.
pub(super) fn of_push(pipeline: &Pipeline<'_>) -> Option<Vec<Value>> {
    let Origin::Connection(_, branch) = pipeline.source().origin() else { return None };
    let includes = |patterns: Vec<Value>| Value::object([("includes", Value::List(patterns))]);
    let mut push = vec![("branches", includes(vec![branch.to_owned().into()]))];
    if !pipeline.path_patterns().is_empty() {
        let paths = pipeline.path_patterns().iter().map(|it| Value::from((*it).to_owned()));
        push.push(("file_paths", includes(paths.collect())));
    }
    let configuration = Value::object([
        ("source_action_name", Value::from(SOURCE)),
        ("push", Value::List(vec![Value::object(push)])),
    ]);
    Some(vec![Value::object([
        ("provider_type", Value::from("CodeStarSourceConnection")),
        ("git_configuration", configuration),
    ])])
}

/// The repository of ECR that a pipeline takes its image from: its name.
pub(super) fn image_repository<'a>(pipeline: &Pipeline<'a>) -> Option<&'a str> {
    match (pipeline.released_tag(), pipeline.service().build()) {
        (Some(_), Build::Elsewhere(repository)) => repository.split_once('/').map(|it| it.1),
        _ => None,
    }
}

/// The rules that start a pipeline: for what it does not watch itself.
pub(super) fn lower(builder: &mut Builder<'_, '_>, pipeline: &Pipeline<'_>, it: ResourceId) {
    let patterns: Vec<_> =
        [source_event(pipeline), image_event(pipeline)].into_iter().flatten().collect();
    if patterns.is_empty() {
        return;
    }
    let service = pipeline.service();
    let own = arn("codepipeline", [Value::from(name_of(builder.app, service))]);
    let rules = arn("events", [Value::from("rule/*")]);
    let role =
        service_role(builder, &path(service, "starter"), "events.amazonaws.com", Some(rules));
    let role = builder.add(role);
    let start = policy([allow(&["codepipeline:StartPipelineExecution"], [own.clone()])]);
    let granted = builder.add(role_policy(&path(service, "starter-policy"), role, "start", start));
    for (name, description, pattern) in patterns {
        let target = Value::object([
            ("target_id", Value::from("pipeline")),
            ("arn", own.clone()),
            ("role_arn", role.get("arn")),
        ]);
        let rule = Resource::new(path(service, &format!("on-{name}")), &events::RULE)
            .set("description", description)
            .set("event_pattern", pattern)
            .set("state", "ENABLED")
            .set("targets", vec![target])
            .after(granted)
            .after(it);
        builder.add(rule);
    }
    if let Origin::S3(bucket, _) = pipeline.source().origin() {
        builder.stack.notes.push(format!(
            "let the bucket `{bucket}` send its events to EventBridge, and keep its versions"
        ));
    }
}

/// A name, a description and a pattern.
type Event = (&'static str, String, Value);

/// What happens when the source changes, if the pipeline does not watch it itself.
fn source_event(pipeline: &Pipeline<'_>) -> Option<Event> {
    let one = |text: &str| Value::List(vec![text.to_owned().into()]);
    match pipeline.source().origin() {
        Origin::Connection(..) | Origin::Host(..) => None,
        Origin::CodeCommit(repository, branch) => {
            let changed = ["referenceCreated", "referenceUpdated"].map(Value::from);
            let pattern = Value::object([
                ("source", one("aws.codecommit")),
                ("detail-type", one("CodeCommit Repository State Change")),
                ("resources", Value::list([arn("codecommit", [repository.to_owned().into()])])),
                (
                    "detail",
                    Value::object([
                        ("event", Value::list(changed)),
                        ("referenceType", one("branch")),
                        ("referenceName", one(branch)),
                    ]),
                ),
            ]);
            Some(("commit", format!("A commit to {branch} of {repository}"), pattern))
        }
        Origin::S3(bucket, key) => {
            let detail = Value::object([
                ("bucket", Value::object([("name", one(bucket))])),
                ("object", Value::object([("key", one(key))])),
            ]);
            let pattern = Value::object([
                ("source", one("aws.s3")),
                ("detail-type", one("Object Created")),
                ("detail", detail),
            ]);
            Some(("upload", format!("An upload of {key} to {bucket}"), pattern))
        }
    }
}

/// A push of the tag that is released.
fn image_event(pipeline: &Pipeline<'_>) -> Option<Event> {
    let (repository, tag) = (image_repository(pipeline)?, pipeline.released_tag()?);
    let one = |text: &str| Value::List(vec![text.to_owned().into()]);
    let detail = Value::object([
        ("action-type", one("PUSH")),
        ("result", one("SUCCESS")),
        ("repository-name", one(repository)),
        ("image-tag", one(tag)),
    ]);
    let pattern = Value::object([
        ("source", one("aws.ecr")),
        ("detail-type", one("ECR Image Action")),
        ("detail", detail),
    ]);
    Some(("push", format!("A push of {repository}:{tag}"), pattern))
}

/// What the pipeline needs to read its sources.
pub(super) fn grants(pipeline: &Pipeline<'_>) -> Vec<Value> {
    let mut grants = match pipeline.source().origin() {
        Origin::Connection(connection, _) => {
            vec![allow(
                &["codeconnections:UseConnection", "codestar-connections:UseConnection"],
                [connection.to_owned().into()],
            )]
        }
        Origin::Host(..) => Vec::new(),
        Origin::CodeCommit(repository, _) => vec![allow(
            &[
                "codecommit:CancelUploadArchive",
                "codecommit:GetBranch",
                "codecommit:GetCommit",
                "codecommit:GetRepository",
                "codecommit:GetUploadArchiveStatus",
                "codecommit:UploadArchive",
            ],
            [arn("codecommit", [repository.to_owned().into()])],
        )],
        Origin::S3(bucket, key) => {
            let of = |rest: String| {
                let prefix = [Value::from("arn:"), Value::Pseudo(crate::ir::Pseudo::Partition)];
                Value::concat(prefix.into_iter().chain([Value::from(format!(":s3:::{rest}"))]))
            };
            vec![
                allow(
                    &["s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion"],
                    [of(format!("{bucket}/{key}"))],
                ),
                allow(
                    &["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"],
                    [of(bucket.to_owned())],
                ),
            ]
        }
    };
    if let Some(repository) = image_repository(pipeline) {
        let repository = arn("ecr", [Value::from(format!("repository/{repository}"))]);
        grants.push(allow(&["ecr:DescribeImages"], [repository]));
    }
    grants
}
