//! A pipeline's phases as stages and actions of CodePipeline.
//!
//! Facts: <https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html>

use crate::ir::{ResourceId, Text, Value};
use crate::lower::builder::Builder;
use crate::spec::pipeline::Origin;
use crate::spec::{Approval, BackEnd};

use super::flow::{Job, Phase};
use super::projects::{Projects, step_name};
use super::trigger::{IMAGE, SOURCE, image_repository};
use super::{Parts, canary_of, release_of, role_arn, role_in};

/// What the build makes: the synthesized output, with the image's digest in the parameter files.
const RELEASE: &str = "release";
/// The change set that is made and executed.
const CHANGE_SET: &str = "formwork";

/// An action of a stage.
struct Action {
    name: String,
    category: &'static str,
    provider: &'static str,
    configuration: Vec<(Text, Value)>,
    inputs: Vec<String>,
    outputs: Vec<String>,
    role: Option<Value>,
}

impl Action {
    fn new(name: impl Into<String>, category: &'static str, provider: &'static str) -> Self {
        Self {
            name: name.into(),
            category,
            provider,
            configuration: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            role: None,
        }
    }

    fn configure(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.configuration.push((key.into(), value.into()));
        self
    }

    fn takes(mut self, artifact: impl Into<String>) -> Self {
        self.inputs.push(artifact.into());
        self
    }

    fn makes(mut self, artifact: impl Into<String>) -> Self {
        self.outputs.push(artifact.into());
        self
    }

    /// Runs a project, with variables for it.
    fn runs(mut self, project: ResourceId, variables: Vec<(&'static str, Value)>) -> Self {
        self = self.configure("ProjectName", project.get("name"));
        if variables.is_empty() {
            return self;
        }
        let variables = variables.into_iter().map(|(name, value)| {
            Value::object([
                ("name", Value::from(name)),
                ("value", value),
                ("type", Value::from("PLAINTEXT")),
            ])
        });
        let text = Value::list(variables).json_text();
        self.configure("EnvironmentVariables", text)
    }

    fn value(self, run_order: usize) -> Value {
        let order = i64::try_from(run_order).unwrap_or(i64::MAX);
        let mut entries: Vec<(Text, Value)> = vec![
            ("name".into(), self.name.into()),
            ("category".into(), self.category.into()),
            ("owner".into(), "AWS".into()),
            ("provider".into(), self.provider.into()),
            ("version".into(), "1".into()),
        ];
        if !self.configuration.is_empty() {
            entries.push(("configuration".into(), Value::Object(self.configuration)));
        }
        entries.push(("run_order".into(), order.into()));
        entries.extend(self.role.map(|role| ("role_arn".into(), role)));
        let artifacts = [
            ("input_artifacts", "input_artifact_names", self.inputs),
            ("output_artifacts", "output_artifact_names", self.outputs),
        ];
        for (objects, texts, names) in artifacts {
            if names.is_empty() {
                continue;
            }
            let named = names.iter().map(|name| Value::object([("name", name.clone())]));
            entries.push((objects.into(), Value::list(named)));
            entries.push((texts.into(), Value::list(names)));
        }
        Value::Object(entries)
    }
}

/// The stages of a pipeline.
pub(super) fn stages(
    builder: &Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    projects: &Projects,
) -> Vec<Value> {
    let sources = sources(builder, parts).into_iter().map(|action| action.value(1));
    let mut stages = vec![Value::object([
        ("name", Value::from(SOURCE)),
        ("actions", Value::List(sources.collect())),
    ])];
    for phase in &parts.flow.phases {
        let mut actions = Vec::new();
        let mut order = 0;
        for wave in &phase.waves {
            let rows: Vec<_> = wave
                .iter()
                .map(|job| job_actions(builder, parts, projects, (phase, job)))
                .collect();
            let length = rows.iter().map(Vec::len).max().unwrap_or_default();
            for row in rows {
                let numbered = row.into_iter().enumerate();
                actions.extend(numbered.map(|(step, action)| action.value(order + step + 1)));
            }
            order += length;
        }
        let mut stage =
            vec![("name", Value::from(phase.name.clone())), ("actions", Value::List(actions))];
        if phase.environment.is_some() {
            stage.push(("on_failure", Value::object([("result", Value::from("ROLLBACK"))])));
        }
        stages.push(Value::object(stage));
    }
    stages
}

fn sources(builder: &Builder<'_, '_>, parts: &Parts<'_, '_>) -> Vec<Action> {
    let source = |provider| Action::new(SOURCE, "Source", provider).makes(SOURCE);
    let text = |it: &str| Value::from(it.to_owned());
    let source = match parts.pipeline.source().origin() {
        Origin::Host(..) => return Vec::new(),
        Origin::Connection(connection, branch) => source("CodeStarSourceConnection")
            .configure("ConnectionArn", text(connection))
            .configure("FullRepositoryId", text(builder.app.repository().name()))
            .configure("BranchName", text(branch))
            .configure("OutputArtifactFormat", "CODE_ZIP"),
        Origin::CodeCommit(repository, branch) => source("CodeCommit")
            .configure("RepositoryName", text(repository))
            .configure("BranchName", text(branch))
            .configure("PollForSourceChanges", "false"),
        Origin::S3(bucket, key) => source("S3")
            .configure("S3Bucket", text(bucket))
            .configure("S3ObjectKey", text(key))
            .configure("PollForSourceChanges", "false"),
    };
    let image = image_repository(parts.pipeline).zip(parts.pipeline.released_tag());
    let image = image.map(|(repository, tag)| {
        Action::new(IMAGE, "Source", "ECR")
            .configure("RepositoryName", text(repository))
            .configure("ImageTag", text(tag))
            .makes(IMAGE)
    });
    [source].into_iter().chain(image).collect()
}

/// A job as actions that run one after the other.
fn job_actions(
    builder: &Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    projects: &Projects,
    (phase, job): (&Phase<'_>, &Job<'_>),
) -> Vec<Action> {
    match job {
        Job::Build => vec![build(parts, projects)],
        Job::Approve(approval) => vec![approve(approval)],
        Job::Run(moment, step) => {
            let name = step_name(phase, *moment, step);
            let Some(project) = projects.of_step(&name) else { return Vec::new() };
            let environment = phase.environment.map(|it| builder.app.environments()[it].name());
            let variables = environment.map(|it| ("ENVIRONMENT", Value::from(it.to_owned())));
            let action = Action::new(name, "Test", "CodeBuild").takes(SOURCE);
            vec![action.runs(project, variables.into_iter().collect())]
        }
        Job::Migrate(stack) => match (phase.environment, projects.migrate) {
            (Some(environment), Some(project)) => {
                vec![migrate(builder, parts, (environment, stack), project)]
            }
            _ => Vec::new(),
        },
        Job::Canary => match (phase.environment, projects.canary) {
            (Some(environment), Some(project)) => {
                vec![canary(builder, parts, environment, project)]
            }
            _ => Vec::new(),
        },
        Job::Deploy(stack) => match (phase.environment, projects.terraform) {
            (None, _) => Vec::new(),
            (Some(environment), None) => change_set(builder, parts, environment, stack),
            (Some(environment), Some(projects)) => {
                terraform(builder, parts, (environment, stack), projects)
            }
        },
    }
}

fn build(parts: &Parts<'_, '_>, projects: &Projects) -> Action {
    let action = Action::new("build", "Build", "CodeBuild")
        .runs(projects.build, Vec::new())
        .takes(SOURCE)
        .makes(RELEASE);
    if image_repository(parts.pipeline).is_none() {
        return action;
    }
    action.configure("PrimarySource", SOURCE).takes(IMAGE)
}

fn approve(approval: &Approval<'_>) -> Action {
    let action = Action::new("approve", "Approval", "Manual")
        .configure("CustomData", approval.question().to_owned());
    match approval.topic() {
        Some(topic) => action.configure("NotificationArn", topic.to_owned()),
        None => action,
    }
}

/// A change set, made and executed in the environment's account. A stack that does not change is
/// none to CloudFormation, and a success to CodePipeline.
fn change_set(
    builder: &Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    environment: usize,
    stack: &str,
) -> Vec<Action> {
    debug_assert_eq!(parts.pipeline.back_end(), BackEnd::CloudFormation);
    let app = builder.app;
    let place = &app.environments()[environment];
    let role = |what| {
        let name = role_in(app, parts.pipeline.service(), environment, what);
        Value::from(role_arn(place, &name))
    };
    let name = format!("{}-{}-{stack}", app.name(), place.name());
    let action = |verb: &str, mode: &'static str| {
        let mut action = Action::new(format!("{verb}-{stack}"), "Deploy", "CloudFormation")
            .configure("ActionMode", mode)
            .configure("StackName", name.clone())
            .configure("ChangeSetName", CHANGE_SET);
        action.role = Some(role("deploy"));
        action
    };
    let template = format!("{RELEASE}::cloudformation/{stack}.template.json");
    let parameters = format!("{RELEASE}::cloudformation/{}/{stack}.parameters.json", place.name());
    let prepare = action("prepare", "CHANGE_SET_REPLACE")
        .configure("TemplatePath", template)
        .configure("TemplateConfiguration", parameters)
        .configure("Capabilities", "CAPABILITY_NAMED_IAM")
        .configure("RoleArn", role("execution"))
        .takes(RELEASE);
    vec![prepare, action("execute", "CHANGE_SET_EXECUTE")]
}

/// The run of what a stack with migrations deployed. CodeBuild wants an artifact; it is not read.
fn migrate(
    builder: &Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    (environment, stack): (usize, &str),
    project: ResourceId,
) -> Action {
    let place = &builder.app.environments()[environment];
    let role = role_in(builder.app, parts.pipeline.service(), environment, "deploy");
    let variables = vec![
        ("ENVIRONMENT", Value::from(place.name().to_owned())),
        ("ROLE_ARN", Value::from(role_arn(place, &role))),
    ];
    Action::new(format!("run-{stack}"), "Build", "CodeBuild")
        .runs(project, variables)
        .takes(RELEASE)
}

/// The end of the canary that the deployment began.
fn canary(
    builder: &Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    environment: usize,
    project: ResourceId,
) -> Action {
    let service = parts.pipeline.service();
    let role = role_in(builder.app, service, environment, "deploy");
    let variables = vec![
        ("CANARY", Value::from(canary_of(builder.app, service, environment))),
        ("PARAMETER", Value::from(release_of(builder.app, service, environment))),
        ("ROLE_ARN", Value::from(role_arn(&builder.app.environments()[environment], &role))),
    ];
    Action::new("canary", "Test", "CodeBuild").runs(project, variables).takes(RELEASE)
}

/// A plan that is saved as an artifact, and applied from there.
fn terraform(
    builder: &Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    (environment, stack): (usize, &str),
    (plan, apply): (ResourceId, ResourceId),
) -> Vec<Action> {
    let app = builder.app;
    let place = &app.environments()[environment];
    let role = role_in(app, parts.pipeline.service(), environment, "deploy");
    let variables = || {
        vec![
            ("ENVIRONMENT", Value::from(place.name().to_owned())),
            ("STACK", Value::from(stack.to_owned())),
            ("ROLE_ARN", Value::from(role_arn(place, &role))),
        ]
    };
    let saved = format!("plan-{}-{stack}", place.name());
    vec![
        Action::new(format!("plan-{stack}"), "Build", "CodeBuild")
            .runs(plan, variables())
            .takes(RELEASE)
            .makes(saved.clone()),
        Action::new(format!("apply-{stack}"), "Build", "CodeBuild")
            .runs(apply, variables())
            .takes(saved),
    ]
}
