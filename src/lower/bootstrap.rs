//! What lets pipelines deploy to an environment: a stack of roles, which an administrator deploys
//! first and the pipelines cannot change.
//!
//! For each pipeline there is a deployment role, which the pipeline of the tools account takes on or
//! jobs of the repository's host, and with CloudFormation an execution role, which CloudFormation takes on to change resources. Both
//! have names that follow from the app, the environment and the service.
//!
//! Facts: <https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-cross-account.html>,
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html>

use std::collections::BTreeSet;

use crate::ir::graph::Literal;
use crate::ir::{KnobType, Pseudo, ResourceId, Stack, Value};
use crate::spec::pipeline::Runner;
use crate::spec::{App, BackEnd, Pipeline};

use super::builder::{Builder, allow, arn, policy, role, role_policy, statement};
use super::machine::resources;
use super::permissions;
use super::pipeline::{
    ROLES, account_root, bucket_of, hosted, partition, role_arn, stacks_of, tools_roles,
};
use super::{Input, base, colours, identity, migrations, oidc, service};

/// The name of the stack.
pub(super) const STACK: &str = "bootstrap";

/// The stack.
pub(super) fn lower(input: Input<'_, '_>) -> Stack {
    let app = input.index.app;
    let description = format!("Lets the pipelines of {} deploy here", app.name());
    let mut builder = Builder::new(app, STACK, description);
    for pipeline in app.pipeline_list() {
        let needed = permissions::of(&resources(input, pipeline));
        match pipeline.back_end() {
            BackEnd::CloudFormation => change_sets(&mut builder, pipeline, &needed),
            BackEnd::Terraform => terraform(&mut builder, pipeline, &needed),
        }
    }
    builder.stack.notes.push(
        "deploy it with your own credentials: the pipelines take on the roles in it".to_owned(),
    );
    builder.finish()
}

/// The kinds of what the stacks of a service consist of.
fn resources(input: Input<'_, '_>, pipeline: &Pipeline<'_>) -> BTreeSet<&'static str> {
    let own = identity(pipeline.service());
    let position = input.index.services.iter().position(|it| identity(it) == own);
    let stacks = position.into_iter().flat_map(|position| {
        let migrations = !pipeline.service().migration_list().is_empty();
        let migrations = migrations.then(|| migrations::lower(input.index, position));
        let own = [base::lower(input.index, position), service::lower(input, position)];
        own.into_iter().chain(migrations)
    });
    let kinds = stacks.flat_map(|stack| {
        let kinds = stack.resources.iter().filter_map(|it| it.kind().map(|kind| kind.name));
        kinds.collect::<Vec<_>>()
    });
    kinds.collect()
}

/// `app-environment-service-what`.
fn name(builder: &mut Builder<'_, '_>, pipeline: &Pipeline<'_>, what: &str) -> Value {
    builder.name(&format!("{}-{what}", identity(pipeline.service())))
}

/// Whom the deployment role trusts: one role of the tools account. Its account is the principal, and
/// a condition names the role: a policy that names a role is refused until that role is there.
fn trust(builder: &mut Builder<'_, '_>, pipeline: &Pipeline<'_>) -> Value {
    if let Some(issuer) = oidc::issuer(pipeline.runner()) {
        return hosted::trust(builder, pipeline, issuer);
    }
    let app = builder.app;
    let tools = &app.environments()[app.tools_environment()];
    let roles = tools_roles(app, pipeline);
    let only = Value::list(roles.iter().map(|name| role_arn(tools, name)));
    policy([statement(
        "Allow",
        &["sts:AssumeRole"],
        [],
        [
            ("Principal", Value::object([("AWS", account_root(tools))])),
            (
                "Condition",
                Value::object([("ArnEquals", Value::object([("aws:PrincipalArn", only)]))]),
            ),
        ],
    )])
}

/// How long the deployment role is taken on for, in seconds, if not for an hour at most: a job of the
/// repository's host waits for what it deploys.
fn session(pipeline: &Pipeline<'_>) -> Option<i64> {
    let hosted = pipeline.runner() != Runner::CodePipeline;
    hosted.then(|| hosted::deployment_minutes(pipeline.service()) * 60)
}

/// The roles of a pipeline that deploys with CloudFormation.
fn change_sets(builder: &mut Builder<'_, '_>, pipeline: &Pipeline<'_>, needed: &[&'static str]) {
    let execution = execution(builder, pipeline, needed);
    let path = format!("{STACK}/{}-deploy", identity(pipeline.service()));
    let deploy_name = name(builder, pipeline, "deploy");
    let trust = trust(builder, pipeline);
    let deploy = role(builder, &path, trust)
        .set("name", deploy_name)
        .set("path", ROLES)
        .set_some("max_session_duration", session(pipeline))
        .origin(pipeline.at());
    let deploy = builder.add(deploy);
    let app_environment = builder.app_environment();
    let stacks = stacks_of(pipeline.service()).into_iter().map(|stack| {
        let name =
            [Value::from("stack/"), app_environment.clone(), Value::from(format!("-{stack}/*"))];
        arn("cloudformation", name)
    });
    let mut statements = vec![
        allow(
            &[
                "cloudformation:CreateChangeSet",
                "cloudformation:DeleteChangeSet",
                "cloudformation:DescribeChangeSet",
                "cloudformation:DescribeStacks",
                "cloudformation:ExecuteChangeSet",
            ],
            stacks,
        ),
        pass_role([execution.get("arn")], &["cloudformation.amazonaws.com"]),
    ];
    statements.extend(match pipeline.runner() {
        Runner::CodePipeline => Vec::from(artifacts(builder.app, pipeline)),
        Runner::GithubActions | Runner::GitlabCi => hosted::grants(builder, pipeline),
    });
    statements.extend(waiting(builder, pipeline));
    let document = policy(statements);
    builder.add(role_policy(&format!("{path}-policy"), deploy, "deploy", document));
}

/// What running migrations and waiting for a canary takes. The machine of migrations, whose name AWS
/// chose, is told by its tags.
fn waiting(builder: &mut Builder<'_, '_>, pipeline: &Pipeline<'_>) -> Vec<Value> {
    let service = pipeline.service();
    let mut statements = Vec::new();
    if !service.migration_list().is_empty() {
        let tags = Value::object([
            ("aws:ResourceTag/app", Value::from(builder.app.name().to_owned())),
            ("aws:ResourceTag/service", Value::from(service.name().to_owned())),
        ]);
        statements.push(statement(
            "Allow",
            &["states:StartExecution"],
            [arn("states", [Value::from("stateMachine:*")])],
            [("Condition", Value::object([("StringEquals", tags)]))],
        ));
        // An execution has no tags.
        let executions = arn("states", [Value::from("execution:*")]);
        statements.push(allow(&["states:DescribeExecution"], [executions]));
        let stack = migrations::stack_of(identity(service));
        let parameter = [
            Value::from(format!("parameter/{}/", builder.app.name())),
            builder.environment(),
            Value::from(format!("/{stack}/{}", migrations::MACHINE)),
        ];
        statements.push(allow(&["ssm:GetParameter"], [arn("ssm", parameter)]));
    }
    if colours::has(service) {
        let canary = builder.name(&format!("{}-canary:*", identity(service)));
        let executions = arn("states", [Value::from("execution:"), canary]);
        statements.push(allow(&["states:DescribeExecution"], [executions]));
        let parameter = resources::parameter_name(builder, service);
        let parameter = arn("ssm", [Value::from("parameter"), parameter]);
        statements.push(allow(&["ssm:GetParameter"], [parameter]));
    }
    statements
}

/// What reading the pipeline's artifacts takes. The key has no name that is known here; its own
/// policy says who may use it.
fn artifacts(app: &App<'_>, pipeline: &Pipeline<'_>) -> [Value; 2] {
    let tools = &app.environments()[app.tools_environment()];
    let of = |rest: String| Value::from(format!("arn:{}:{rest}", partition(tools)));
    let bucket = bucket_of(app, pipeline.service());
    let through = Value::concat([
        Value::from(format!("s3.{}.", tools.region())),
        Value::Pseudo(Pseudo::UrlSuffix),
    ]);
    let decrypt = statement(
        "Allow",
        &["kms:Decrypt", "kms:DescribeKey"],
        [of(format!("kms:{}:{}:key/*", tools.region(), tools.account()))],
        [(
            "Condition",
            Value::object([("StringEquals", Value::object([("kms:ViaService", through)]))]),
        )],
    );
    [allow(&["s3:GetObject", "s3:GetObjectVersion"], [of(format!("s3:::{bucket}/*"))]), decrypt]
}

/// The role that CloudFormation changes resources with. Only the deployment role may pass it.
fn execution(
    builder: &mut Builder<'_, '_>,
    pipeline: &Pipeline<'_>,
    needed: &[&'static str],
) -> ResourceId {
    let path = format!("{STACK}/{}-execution", identity(pipeline.service()));
    let trust = policy([statement(
        "Allow",
        &["sts:AssumeRole"],
        [],
        [("Principal", Value::object([("Service", Value::from("cloudformation.amazonaws.com"))]))],
    )]);
    let execution_name = name(builder, pipeline, "execution");
    let execution = role(builder, &path, trust)
        .set("name", execution_name)
        .set("path", ROLES)
        .origin(pipeline.at());
    let execution = builder.add(execution);
    // CloudFormation begins the names that it gives with that of the stack.
    let made = Value::concat([builder.app_environment(), Value::from("-*")]);
    let document = policy(changes(builder, needed, &made));
    builder.add(role_policy(&format!("{path}-policy"), execution, "change", document));
    execution
}

/// The role of a pipeline that deploys with Terraform: it changes resources itself.
fn terraform(builder: &mut Builder<'_, '_>, pipeline: &Pipeline<'_>, needed: &[&'static str]) {
    let path = format!("{STACK}/{}-deploy", identity(pipeline.service()));
    let deploy_name = name(builder, pipeline, "deploy");
    let trust = trust(builder, pipeline);
    let deploy = role(builder, &path, trust)
        .set("name", deploy_name)
        .set("path", ROLES)
        .set_some("max_session_duration", session(pipeline))
        .origin(pipeline.at());
    let deploy = builder.add(deploy);
    // Terraform begins the names that it gives so.
    let mut statements = changes(builder, needed, &Value::from("terraform-*"));
    statements.extend(state(builder));
    if pipeline.runner() != Runner::CodePipeline {
        statements.extend(hosted::grants(builder, pipeline));
    }
    statements.extend(waiting(builder, pipeline));
    let document = policy(statements);
    builder.add(role_policy(&format!("{path}-policy"), deploy, "change", document));
}

/// What keeping the state takes; nothing if it stays on the machine.
fn state(builder: &mut Builder<'_, '_>) -> Vec<Value> {
    let Some(buckets) = state_buckets(builder.app) else { return Vec::new() };
    let kind = KnobType::Text(Vec::new());
    let bucket = builder.vary("state-bucket", "name", kind, "Bucket of Terraform's state", |it| {
        Literal::Text(buckets[it].clone().into())
    });
    let arn = |rest: Vec<Value>| {
        let prefix = [
            Value::from("arn:"),
            Value::Pseudo(Pseudo::Partition),
            Value::from(":s3:::"),
            bucket.clone(),
        ];
        Value::concat(prefix.into_iter().chain(rest))
    };
    let objects = vec![
        Value::from(format!("/{}/", builder.app.name())),
        builder.environment(),
        Value::from("/*"),
    ];
    vec![
        allow(&["s3:ListBucket"], [arn(Vec::new())]),
        allow(&["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], [arn(objects)]),
    ]
}

/// The bucket of the state in each environment.
fn state_buckets(app: &App<'_>) -> Option<Vec<String>> {
    use crate::spec::TerraformState;
    let environments = app.environments().iter().enumerate();
    let bucket = environments.map(|(index, environment)| match app.terraform_state() {
        TerraformState::AccountBucket => {
            Some(format!("formwork-state-{}-{}", environment.account(), environment.region()))
        }
        TerraformState::Bucket(name) => name.at(index).map(str::to_owned),
        TerraformState::Local => None,
    });
    bucket.collect()
}

/// What changing the resources of a service takes: the actions that its kinds need, in this region;
/// roles by the names that are given to them, within the boundary if there is one; parameters by
/// their path. Roles that deliver stand under a path of their own, out of reach.
fn changes(builder: &mut Builder<'_, '_>, needed: &[&'static str], roles: &Value) -> Vec<Value> {
    let here = Value::object([("aws:RequestedRegion", Value::Pseudo(Pseudo::Region))]);
    let (global, regional): (Vec<_>, Vec<_>) =
        needed.iter().partition(|it| permissions::is_global(it));
    let mut statements = Vec::new();
    if !regional.is_empty() {
        let condition = Value::object([("StringEquals", here)]);
        statements.push(statement(
            "Allow",
            &regional,
            [Value::from("*")],
            [("Condition", condition)],
        ));
    }
    if !global.is_empty() {
        statements.push(allow(&global, [Value::from("*")]));
    }
    let role = Value::concat([
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(":iam::"),
        Value::Pseudo(Pseudo::Account),
        Value::from(":role/"),
        roles.clone(),
    ]);
    match super::builder::boundary(builder.app) {
        Some(boundary) => {
            let within = Value::object([("iam:PermissionsBoundary", boundary)]);
            let condition = Value::object([("StringEquals", within)]);
            statements.push(statement(
                "Allow",
                permissions::ROLE_GIVES,
                [role.clone()],
                [("Condition", condition)],
            ));
        }
        None => statements.push(allow(permissions::ROLE_GIVES, [role.clone()])),
    }
    statements.push(allow(permissions::ROLE_CHANGES, [role.clone()]));
    statements.push(pass_role([role], permissions::PASSED_TO));
    statements.push(service_linked());
    let parameters = [
        Value::from(format!("parameter/{}/", builder.app.name())),
        builder.environment(),
        Value::from("/*"),
    ];
    statements.push(allow(permissions::PARAMETERS, [arn("ssm", parameters)]));
    statements
}

/// Lets the first deployment to an account make the roles that services of AWS keep for themselves.
fn service_linked() -> Value {
    let services = Value::list(permissions::SERVICE_LINKED.iter().copied());
    let condition =
        Value::object([("StringEquals", Value::object([("iam:AWSServiceName", services)]))]);
    let roles = Value::concat([
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(":iam::"),
        Value::Pseudo(Pseudo::Account),
        Value::from(":role/aws-service-role/*"),
    ]);
    statement("Allow", &["iam:CreateServiceLinkedRole"], [roles], [("Condition", condition)])
}

/// Lets roles be passed to these services alone.
fn pass_role(roles: impl IntoIterator<Item = Value>, to: &[&'static str]) -> Value {
    let services = match to {
        [one] => Value::from(*one),
        all => Value::list(all.iter().copied()),
    };
    let condition =
        Value::object([("StringEquals", Value::object([("iam:PassedToService", services)]))]);
    statement("Allow", &["iam:PassRole"], roles, [("Condition", condition)])
}
