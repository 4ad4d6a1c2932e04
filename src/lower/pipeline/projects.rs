//! The CodeBuild projects of a pipeline: one that builds, one for each step, and with Terraform one
//! that plans and one that applies. Each kind has a role of its own.
//!
//! Facts: <https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html>

use crate::ir::{Pseudo, Resource, ResourceId, Value, codebuild};
use crate::lower::builder::{
    Builder, allow, arn, log_group_arn, policy, role_policy, service_role, statement,
};
use crate::lower::{colours, identity, migrations, registry, roles};
use crate::spec::{App, Architecture, BackEnd, Build, Service, Step};

use super::buildspec::{self, Terraform};
use super::flow::{Moment, Phase};
use super::{Parts, ROLES, deploy_roles, name_of, path, tools_roles};

/// How long a build may take, in minutes.
pub(super) const BUILD_MINUTES: i64 = 60;
/// The longest that CodeBuild lets a build take.
const MOST_MINUTES: i64 = 480;

/// The projects.
pub(super) struct Projects {
    pub(super) build: ResourceId,
    pub(super) steps: Vec<(String, ResourceId)>,
    pub(super) terraform: Option<(ResourceId, ResourceId)>,
    pub(super) migrate: Option<ResourceId>,
    pub(super) canary: Option<ResourceId>,
}

impl Projects {
    /// The ARNs of all of them.
    pub(super) fn arns(&self) -> Vec<Value> {
        let terraform = self.terraform.iter().flat_map(|(plan, apply)| [plan, apply]);
        let all = [&self.build].into_iter().chain(self.steps.iter().map(|(_, it)| it));
        all.chain(terraform)
            .chain(&self.migrate)
            .chain(&self.canary)
            .map(|it| it.get("arn"))
            .collect()
    }

    /// The project that runs a step.
    pub(super) fn of_step(&self, name: &str) -> Option<ResourceId> {
        self.steps.iter().find(|(known, _)| known == name).map(|(_, it)| *it)
    }
}

/// The name of a step among all steps of its pipeline: a step before or after a deployment may
/// differ between environments.
pub(super) fn step_name(phase: &Phase<'_>, moment: Moment, step: &Step<'_>) -> String {
    match moment {
        Moment::Test => format!("{}-{}", moment.word(), step.name()),
        Moment::Before | Moment::After => {
            let environment = phase.name.trim_start_matches("deploy-");
            format!("{environment}-{}-{}", moment.word(), step.name())
        }
    }
}

/// What a project is, beside what all have in common.
struct Project {
    /// The last part of its name and path.
    name: String,
    description: String,
    role: (ResourceId, ResourceId),
    buildspec: String,
    compute: &'static str,
    /// How long it may take.
    minutes: i64,
    /// Whether it runs Docker: its name for the repository that it pushes to.
    pushes_to: Option<Value>,
}

/// The projects of a pipeline.
pub(super) fn lower(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_>) -> Projects {
    let service = parts.pipeline.service();
    let is_built = matches!(service.build(), Build::Dockerfile(_));
    let grants = match service.build() {
        Build::Dockerfile(_) => build_grants(builder.app, service),
        Build::Elsewhere(_) => Vec::new(),
    };
    let role = role(builder, parts, "build", grants);
    let build = Project {
        name: "build".to_owned(),
        description: format!("Builds {} once for all environments", service.name()),
        role,
        buildspec: buildspec::build(parts.pipeline),
        compute: "BUILD_GENERAL1_MEDIUM",
        minutes: BUILD_MINUTES,
        pushes_to: is_built.then(|| repository(builder, parts)),
    };
    let build = project(builder, parts, build);
    let (migrate, canary) = waiting(builder, parts);
    Projects {
        build,
        steps: steps(builder, parts),
        terraform: terraform(builder, parts),
        migrate,
        canary,
    }
}

fn steps(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_>) -> Vec<(String, ResourceId)> {
    let mut projects = Vec::new();
    let mut shared = None;
    for (phase, moment, step) in parts.flow.steps() {
        let role = *shared.get_or_insert_with(|| role(builder, parts, "steps", Vec::new()));
        let name = step_name(phase, moment, step);
        let it = Project {
            name: name.clone(),
            description: format!("Runs {name} of {}", parts.pipeline.service().name()),
            role,
            buildspec: buildspec::step(step),
            compute: "BUILD_GENERAL1_SMALL",
            minutes: BUILD_MINUTES,
            pushes_to: None,
        };
        let it = project(builder, parts, it);
        projects.push((name, it));
    }
    projects
}

fn terraform(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_>,
) -> Option<(ResourceId, ResourceId)> {
    if parts.pipeline.back_end() == BackEnd::CloudFormation {
        return None;
    }
    let service = parts.pipeline.service();
    let take_on = allow(&["sts:AssumeRole"], deploy_roles(builder.app, parts));
    let role = role(builder, parts, "terraform", vec![take_on]);
    let mut one = |name: &str, what: &str, does: Terraform| {
        let it = Project {
            name: name.to_owned(),
            description: format!("{what} {} with Terraform", service.name()),
            role,
            buildspec: buildspec::terraform(does, service.processor()),
            compute: "BUILD_GENERAL1_SMALL",
            minutes: BUILD_MINUTES,
            pushes_to: None,
        };
        project(builder, parts, it)
    };
    let plan = one("plan", "Plans", Terraform::Plan);
    Some((plan, one("apply", "Applies", Terraform::Apply)))
}

/// What runs the migrations of the service and what waits for its canary, if it has them.
fn waiting(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_>,
) -> (Option<ResourceId>, Option<ResourceId>) {
    let service = parts.pipeline.service();
    let has_migrations = !service.migration_list().is_empty();
    if !has_migrations && !colours::has(service) {
        return (None, None);
    }
    let take_on = allow(&["sts:AssumeRole"], deploy_roles(builder.app, parts));
    let role = role(builder, parts, "wait", vec![take_on]);
    let mut one = |name: &str, description: String, buildspec: String, minutes: i64| {
        let it = Project {
            name: name.to_owned(),
            description,
            role,
            buildspec,
            compute: "BUILD_GENERAL1_SMALL",
            minutes: minutes.min(MOST_MINUTES),
            pushes_to: None,
        };
        project(builder, parts, it)
    };
    let (app, name) = (parts.app, service.name());
    let migrate = has_migrations.then(|| {
        let spec = buildspec::migrate(app, &migrations::stack_of(identity(service)));
        // A run before it may hold the lease.
        let minutes = BUILD_MINUTES + migration_minutes(service);
        one("migrate", format!("Runs the migrations of {name} and waits for them"), spec, minutes)
    });
    let canary = colours::has(service).then(|| {
        let description = format!("Waits for the canary of {name}");
        one("canary", description, buildspec::canary(), MOST_MINUTES)
    });
    (migrate, canary)
}

/// How long the migrations of a service may take, in minutes.
pub(super) fn migration_minutes(service: &Service<'_>) -> i64 {
    let longest = service.migration_list().iter().map(|it| i64::from(it.most_seconds().0));
    longest.sum::<i64>() / 60
}

fn project(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_>, it: Project) -> ResourceId {
    let service = parts.pipeline.service();
    let name = format!("{}-{}", name_of(builder.app, service), it.name);
    let source = Value::object([
        ("type", Value::from("CODEPIPELINE")),
        ("buildspec", Value::from(it.buildspec)),
    ]);
    let logs = Value::object([(
        "cloudwatch_logs",
        Value::object([
            ("status", Value::from("ENABLED")),
            ("group_name", parts.logs.get("name")),
            ("stream_name", Value::from(it.name.clone())),
        ]),
    )]);
    let (role, granted) = it.role;
    let resource =
        Resource::new(path(service, &format!("{}-project", it.name)), &codebuild::PROJECT)
            .set("name", name)
            .set("description", it.description)
            .set("service_role", role.get("arn"))
            .set("build_timeout", it.minutes)
            .set("encryption_key", parts.artifacts.key.get("arn"))
            .set("artifacts", Value::object([("type", Value::from("CODEPIPELINE"))]))
            .set("environment", environment(parts, it.compute, it.pushes_to))
            .set("source", source)
            .set("logs_config", logs)
            .origin(parts.pipeline.at())
            .after(granted);
    builder.add(resource)
}

/// What a build runs in. Only one that builds an image gets the privileges that Docker needs.
fn environment(parts: &Parts<'_, '_>, compute: &'static str, pushes_to: Option<Value>) -> Value {
    let (kind, image) = match parts.pipeline.service().processor() {
        Architecture::Arm64 => ("ARM_CONTAINER", "aws/codebuild/amazonlinux-aarch64-standard:3.0"),
        Architecture::X86_64 => {
            ("LINUX_CONTAINER", "aws/codebuild/amazonlinux-x86_64-standard:5.0")
        }
    };
    let (image, pulls) = match parts.pipeline.own_build_image() {
        Some(image) => (image.to_owned(), "SERVICE_ROLE"),
        None => (image.to_owned(), "CODEBUILD"),
    };
    let mut entries = vec![
        ("type", Value::from(kind)),
        ("compute_type", Value::from(compute)),
        ("image", Value::from(image)),
        ("image_pull_credentials_type", Value::from(pulls)),
        ("privileged_mode", Value::from(pushes_to.is_some())),
    ];
    if let Some(repository) = pushes_to {
        let variable = Value::object([
            ("name", Value::from("REPOSITORY")),
            ("value", repository),
            ("type", Value::from("PLAINTEXT")),
        ]);
        entries.push(("environment_variables", Value::List(vec![variable])));
    }
    Value::object(entries)
}

/// The repository of the service's images, in the registry of the tools account.
fn repository(builder: &Builder<'_, '_>, parts: &Parts<'_, '_>) -> Value {
    let name = registry::repository_name(builder.app.name(), parts.pipeline.service().name());
    Value::concat([
        Value::Pseudo(Pseudo::Account),
        Value::from(".dkr.ecr."),
        Value::Pseudo(Pseudo::Region),
        Value::from("."),
        Value::Pseudo(Pseudo::UrlSuffix),
        Value::from(format!("/{name}")),
    ])
}

/// What building an image takes: to push to this one repository.
pub(super) fn build_grants(app: &App<'_>, service: &Service<'_>) -> Vec<Value> {
    let name = registry::repository_name(app.name(), service.name());
    let push = allow(
        &[
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:CompleteLayerUpload",
            "ecr:DescribeImages",
            "ecr:GetDownloadUrlForLayer",
            "ecr:InitiateLayerUpload",
            "ecr:PutImage",
            "ecr:UploadLayerPart",
        ],
        [arn("ecr", [Value::from(format!("repository/{name}"))])],
    );
    vec![sign_in(), push]
}

/// ECR knows no resource for this.
fn sign_in() -> Value {
    statement("Allow", &["ecr:GetAuthorizationToken"], [Value::from("*")], [])
}

/// The role of projects, with what they may do beside reading and writing artifacts and logs.
fn role(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    what: &str,
    more: Vec<Value>,
) -> (ResourceId, ResourceId) {
    let (app, pipeline) = (builder.app, parts.pipeline);
    let service = pipeline.service();
    let own = format!("project/{}-*", name_of(app, service));
    let own = arn("codebuild", [Value::from(own)]);
    let it = path(service, &format!("{what}-role"));
    let mut role = service_role(builder, &it, "codebuild.amazonaws.com", Some(own));
    // The environments trust it by its name.
    let name = format!("{}-{what}", name_of(app, service));
    if tools_roles(app, pipeline).contains(&name) {
        role = role.set("name", name).set("path", ROLES);
    }
    let role = builder.add(role.origin(pipeline.at()));
    let streams = log_group_arn(parts.logs.get("name"), ":*");
    let mut statements = vec![allow(&["logs:CreateLogStream", "logs:PutLogEvents"], [streams])];
    statements.extend(parts.artifacts.grants());
    if let Some(repository) = pipeline.own_build_image().and_then(roles::elsewhere) {
        if !more.contains(&sign_in()) {
            statements.push(sign_in());
        }
        statements.push(allow(&["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], [repository]));
    }
    statements.extend(more);
    let it = path(service, &format!("{what}-policy"));
    let granted = builder.add(role_policy(&it, role, "build", policy(statements)));
    (role, granted)
}
