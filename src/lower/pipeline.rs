//! Lowers [`Pipeline`] to a stack in the account of the tools environment: an AWS CodePipeline (V2)
//! with its artifacts, build projects, roles and trigger.
//!
//! [`Flow`] is what the pipeline does; `stages` writes it for CodePipeline. What it deploys with
//! stands in the environments' accounts, in `bootstrap`. The two know each other's names, since
//! neither account can read from the other: nothing here is named by AWS that the other side needs.
//!
//! Facts: <https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html>,
//! <https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-cross-account.html>

mod artifacts;
mod buildspec;
mod flow;
pub(super) mod hosted;
mod projects;
mod stages;
mod templates;
mod trigger;
pub(super) mod workflow;

use crate::ir::{Resource, ResourceId, Scope, Stack, Value, codepipeline};
use crate::rules::Index;
use crate::spec::{App, BackEnd, Environment, Pipeline, Service};

use super::builder::{Builder, allow, arn, policy, role_policy};
use super::{calls, colours, identity, migrations};
use artifacts::Artifacts;
use flow::Flow;

/// The path of every role that delivers, apart from those that it makes.
pub(super) const ROLES: &str = "/formwork/";

/// The name of a pipeline's stack.
pub(super) fn stack_of(service: &Service<'_>) -> String {
    format!("{}-pipeline", identity(service))
}

/// The stacks of a service that its pipeline deploys, in order.
pub(super) fn stacks_of(service: &Service<'_>) -> Vec<String> {
    let own = identity(service);
    let mut stacks = vec![calls::base_of(own)];
    if !service.migration_list().is_empty() {
        stacks.push(migrations::stack_of(own));
    }
    stacks.push(own.to_owned());
    stacks
}

/// The parameter whose change starts a service's canary in an environment.
pub(super) fn release_of(app: &App<'_>, service: &Service<'_>, environment: usize) -> String {
    let environment = app.environments()[environment].name();
    format!("/{}/{environment}/{}/release", app.name(), identity(service))
}

/// The executions of a service's canary in an environment; a release's has its identifier for name.
pub(super) fn canary_of(app: &App<'_>, service: &Service<'_>, environment: usize) -> String {
    let place = &app.environments()[environment];
    format!(
        "arn:{}:states:{}:{}:execution:{}-{}-{}-canary",
        partition(place),
        place.region(),
        place.account(),
        app.name(),
        place.name(),
        identity(service)
    )
}

/// Whether a stack of a service holds its migrations.
pub(super) fn has_migrations(service: &Service<'_>, stack: &str) -> bool {
    !service.migration_list().is_empty() && stack == migrations::stack_of(identity(service))
}

/// The name of a pipeline, and how the names of what belongs to it begin.
pub(super) fn name_of(app: &App<'_>, service: &Service<'_>) -> String {
    format!("{}-{}", app.name(), identity(service))
}

/// The roles of the tools account that take on the deployment role of each environment.
pub(super) fn tools_roles(app: &App<'_>, pipeline: &Pipeline<'_>) -> Vec<String> {
    let service = pipeline.service();
    let waits = (!service.migration_list().is_empty() || colours::has(service)).then_some("wait");
    let deploys = match pipeline.back_end() {
        BackEnd::CloudFormation => "pipeline",
        BackEnd::Terraform => "terraform",
    };
    let roles = [deploys].into_iter().chain(waits);
    roles.map(|what| format!("{}-{what}", name_of(app, service))).collect()
}

/// The bucket of a pipeline's artifacts.
pub(super) fn bucket_of(app: &App<'_>, service: &Service<'_>) -> String {
    let tools = &app.environments()[app.tools_environment()];
    format!("{}-pipeline-{}-{}", name_of(app, service), tools.account(), tools.region())
}

/// The ARN of a role that delivers, in the account of an environment.
pub(super) fn role_arn(environment: &Environment<'_>, name: &str) -> String {
    format!("arn:{}:iam::{}:role{ROLES}{name}", partition(environment), environment.account())
}

/// The principal that stands for the account of an environment.
pub(super) fn account_root(environment: &Environment<'_>) -> String {
    format!("arn:{}:iam::{}:root", partition(environment), environment.account())
}

/// The partition of an environment. What names another account is a literal anyway.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
pub(super) fn partition(environment: &Environment<'_>) -> &'static str {
    match environment.region() {
        region if region.starts_with("cn-") => "aws-cn",
        region if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

/// The name of a role in an environment's account: `deploy` or `execution`.
pub(super) fn role_in(
    app: &App<'_>,
    service: &Service<'_>,
    environment: usize,
    what: &str,
) -> String {
    let environment = app.environments()[environment].name();
    format!("{}-{environment}-{}-{what}", app.name(), identity(service))
}

/// What the parts of a pipeline's stack look at.
struct Parts<'p, 'a> {
    app: &'p str,
    pipeline: &'p Pipeline<'a>,
    flow: Flow<'a>,
    artifacts: Artifacts,
    logs: ResourceId,
}

/// The stack of the pipeline at `position` of the app's.
pub(super) fn lower(index: &Index<'_, '_>, position: usize) -> Stack {
    let (app, pipeline) = (index.app, index.app.pipeline_list()[position]);
    let service = pipeline.service();
    let description = format!("Delivers {} to every environment", service.name());
    let mut builder = Builder::new(app, stack_of(service), description)
        .scope(Scope::App(app.tools_environment()));
    super::tag_owner(&mut builder, service);
    if let Some(issuer) = super::oidc::issuer(pipeline.runner()) {
        return hosted::lower(builder, pipeline, issuer);
    }
    let flow = Flow::of(index, pipeline);
    let artifacts = artifacts::lower(&mut builder, pipeline);
    let logs = artifacts::logs(&mut builder, pipeline);
    let parts = Parts { app: app.name(), pipeline, flow, artifacts, logs };
    let projects = projects::lower(&mut builder, &parts);
    let (role, granted) = role(&mut builder, &parts, &projects);
    let name = name_of(app, service);
    let store = Value::object([
        ("type", Value::from("S3")),
        ("location", parts.artifacts.bucket.get("name")),
        (
            "encryption_key",
            Value::object([("id", parts.artifacts.key.get("arn")), ("type", Value::from("KMS"))]),
        ),
    ]);
    let resource = Resource::new(path(service, "pipeline"), &codepipeline::PIPELINE)
        .set("name", name)
        .set("role_arn", role.get("arn"))
        .set("pipeline_type", "V2")
        .set("execution_mode", "QUEUED")
        .set("stages", stages::stages(&builder, &parts, &projects))
        .set("artifact_store", store.clone())
        .set("artifact_stores", vec![store])
        .set_some("triggers", trigger::of_push(pipeline))
        .origin(pipeline.at())
        .after(granted);
    let it = builder.add(resource);
    trigger::lower(&mut builder, pipeline, it);
    builder.finish()
}

/// The path of a part of a pipeline, which a renamed service keeps: its stack keeps its name.
fn path(service: &Service<'_>, part: &str) -> String {
    format!("{}/{part}", stack_of(service))
}

/// The role of the pipeline itself, and the policy that makes it useful.
fn role(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    projects: &projects::Projects,
) -> (ResourceId, ResourceId) {
    let service = parts.pipeline.service();
    let name = name_of(builder.app, service);
    let own = arn("codepipeline", [Value::from(name.clone())]);
    let role = super::builder::service_role(
        builder,
        &path(service, "role"),
        "codepipeline.amazonaws.com",
        Some(own),
    );
    let role = role.set("name", format!("{name}-pipeline")).set("path", ROLES);
    let role = builder.add(role.origin(parts.pipeline.at()));
    let mut statements = parts.artifacts.grants();
    statements.push(allow(&["codebuild:BatchGetBuilds", "codebuild:StartBuild"], projects.arns()));
    statements.extend(trigger::grants(parts.pipeline));
    if parts.pipeline.back_end() == BackEnd::CloudFormation {
        statements.push(allow(&["sts:AssumeRole"], deploy_roles(builder.app, parts)));
    }
    if let Some(topics) = topics(parts.pipeline) {
        statements.push(allow(&["sns:Publish"], topics));
    }
    let document = policy(statements);
    let granted = role_policy(&path(service, "policy"), role, "deliver", document);
    (role, builder.add(granted))
}

/// The roles that it takes on in the environments.
fn deploy_roles(app: &App<'_>, parts: &Parts<'_, '_>) -> Vec<Value> {
    let environments = parts.flow.phases.iter().filter_map(|phase| phase.environment);
    let role = |environment: usize| {
        let name = role_in(app, parts.pipeline.service(), environment, "deploy");
        Value::from(role_arn(&app.environments()[environment], &name))
    };
    environments.map(role).collect()
}

/// The topics that approvals tell; `None` if they tell nobody.
fn topics(pipeline: &Pipeline<'_>) -> Option<Vec<Value>> {
    let approvals = pipeline.stage_list().iter().filter_map(|it| it.approved_by());
    let mut topics: Vec<_> = approvals.filter_map(crate::spec::Approval::topic).collect();
    topics.sort_unstable();
    topics.dedup();
    let topics: Vec<_> = topics.into_iter().map(|it| Value::from(it.to_owned())).collect();
    (!topics.is_empty()).then_some(topics)
}
