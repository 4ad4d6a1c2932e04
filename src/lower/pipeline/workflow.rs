//! What the host of the repository runs: a workflow of GitHub Actions or a configuration of GitLab
//! CI/CD for each pipeline, and the script that deploys a release. The script is a part of the release:
//! a deployment that goes back is made as it was then.
//!
//! Facts: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax>,
//! <https://docs.gitlab.com/ci/yaml/>

use serde_json::{Value as Json, json};

use crate::lower::{colours, identity, migrations, oidc};
use crate::rules::Index;
use crate::spec::pipeline::Runner;
use crate::spec::{App, Architecture, BackEnd, Build, Environment, Pipeline, Purpose, Step};

use super::buildspec::{TERRAFORM, terraform_architecture};
use super::flow::{Flow, Job, Moment, Phase};
use super::hosted::{branch_of, deployment_minutes, place_of, repository};
use super::projects::{BUILD_MINUTES, step_name};
use super::templates::{block, quoted, render};
use super::{
    bucket_of, canary_of, has_migrations, name_of, release_of, role_arn, role_in, stacks_of,
};

/// The image that GitLab's jobs run in, unless the pipeline names one.
const GITLAB_IMAGE: &str = "rust:1-bookworm";

/// How GitHub and GitLab differ where the templates do not say it.
struct Host {
    /// The file, below `pipelines/<service>/`.
    written: &'static str,
    /// The variable that holds the folder of the repository.
    root: &'static str,
    /// The release's identifier, as the shell makes it.
    release: &'static str,
    /// How far commands are indented.
    indent: usize,
    template: &'static str,
}

const GITHUB: Host = Host {
    written: "github-actions.yml",
    root: "GITHUB_WORKSPACE",
    release: "r$GITHUB_RUN_NUMBER-${GITHUB_SHA:0:12}",
    indent: 10,
    template: include_str!("../../templates/workflow/github-actions.yml.hbs"),
};

const GITLAB: Host = Host {
    written: "gitlab-ci.yml",
    root: "CI_PROJECT_DIR",
    release: "r$CI_PIPELINE_IID-${CI_COMMIT_SHA:0:12}",
    indent: 6,
    template: include_str!("../../templates/workflow/gitlab-ci.yml.hbs"),
};

/// A file below `pipelines/`.
pub(crate) struct PipelineFile {
    /// Its path.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) contents: String,
}

/// The files of the pipelines that the repository's host runs.
pub(crate) fn files(index: &Index<'_, '_>) -> Vec<PipelineFile> {
    let mut files = Vec::new();
    let mut children = Vec::new();
    for pipeline in index.app.pipeline_list() {
        let host = match pipeline.runner() {
            Runner::CodePipeline => continue,
            Runner::GithubActions => &GITHUB,
            Runner::GitlabCi => {
                children.push(child(pipeline));
                &GITLAB
            }
        };
        let name = pipeline.service().name();
        let mut add = |file: &str, contents| {
            files.push(PipelineFile { path: format!("{name}/{file}"), contents });
        };
        add(host.written, render(host.template, &values(index, pipeline, host)));
        add("deploy.sh", deploy(index.app, pipeline));
    }
    if !children.is_empty() {
        let values = json!({ "app": index.app.name(), "pipelines": children });
        let template = include_str!("../../templates/workflow/gitlab-parent.yml.hbs");
        let contents = render(template, &values);
        files.push(PipelineFile { path: GITLAB.written.to_owned(), contents });
    }
    files
}

/// A text of YAML: JSON is a part of it.
fn text(text: &str) -> String {
    Json::from(text).to_string()
}

/// Where a pipeline's file is kept in the repository.
fn file_of(pipeline: &Pipeline<'_>) -> String {
    let service = pipeline.service().name();
    match pipeline.runner() {
        Runner::GitlabCi => format!(".gitlab/pipelines/{service}/{}", GITLAB.written),
        Runner::GithubActions | Runner::CodePipeline => format!(".github/workflows/{service}.yml"),
    }
}

fn paths_of(pipeline: &Pipeline<'_>) -> Vec<String> {
    pipeline.path_patterns().iter().map(|it| text(it)).collect()
}

/// A pipeline of GitLab, as the one that starts it sees it.
fn child(pipeline: &Pipeline<'_>) -> Json {
    json!({
        "service": pipeline.service().name(),
        "branch": text(branch_of(pipeline)),
        "paths": paths_of(pipeline),
        "file": file_of(pipeline),
    })
}

/// What the template of a host says of a pipeline.
fn values(index: &Index<'_, '_>, pipeline: &Pipeline<'_>, host: &Host) -> Json {
    let (app, service) = (index.app, pipeline.service());
    let flow = Flow::of(index, pipeline);
    let tools = &app.environments()[app.tools_environment()];
    let build = json!({
        "role": role_arn(tools, &format!("{}-build", name_of(app, service))),
        "region": tools.region(),
        "minutes": BUILD_MINUTES,
        "seconds": BUILD_MINUTES * 60,
    });
    let folder = match service.build() {
        Build::Dockerfile(folder) => Some(quoted(folder)),
        Build::Elsewhere(_) => None,
    };
    let own_image = pipeline.own_build_image();
    let is_gitlab = pipeline.runner() == Runner::GitlabCi;
    let image = own_image.or(is_gitlab.then_some(GITLAB_IMAGE));
    let mut stages: Vec<_> = vec!["build".to_owned()];
    for phase in &flow.phases[1..] {
        stages.push(phase.name.trim_start_matches("deploy-").to_owned());
    }
    json!({
        "service": service.name(),
        "name": name_of(app, service),
        "file": file_of(pipeline),
        "written": host.written,
        "root": host.root,
        "release": host.release,
        "branch": text(branch_of(pipeline)),
        "paths": paths_of(pipeline),
        "tag": pipeline.released_tag().map(quoted),
        "found": true,
        "folder": folder,
        "infrastructure": quoted(pipeline.infrastructure_folder()),
        "repository": repository(app, service),
        "bucket": bucket_of(app, service),
        "image": image,
        "install": own_image.is_none(),
        "audience": oidc::issuer(pipeline.runner()).map(|it| it.audience),
        "runner": runner(pipeline),
        "build": build,
        "stages": stages,
        "tests": steps(&flow, None, Moment::Test, host),
        "deployments": deployments(app, pipeline, &flow, host),
    })
}

/// What a job runs on: the processor of the service, whose image it may build.
fn runner(pipeline: &Pipeline<'_>) -> Option<&'static str> {
    match (pipeline.runner(), pipeline.service().processor()) {
        (Runner::GitlabCi, Architecture::Arm64) => Some("saas-linux-small-arm64"),
        (Runner::GitlabCi, Architecture::X86_64) => None,
        (_, Architecture::Arm64) => Some("ubuntu-24.04-arm"),
        (_, Architecture::X86_64) => Some("ubuntu-24.04"),
    }
}

/// The steps of a moment; before and after deployments, of one phase.
fn steps(flow: &Flow<'_>, phase: Option<&Phase<'_>>, moment: Moment, host: &Host) -> Vec<Json> {
    let wanted = |(of, when, _): &(&Phase<'_>, Moment, &Step<'_>)| {
        *when == moment && phase.is_none_or(|it| it.name == of.name)
    };
    let json = |(phase, moment, step): (&Phase<'_>, Moment, &Step<'_>)| {
        let commands = block(step.commands(), host.indent);
        json!({ "name": step_name(phase, moment, step), "commands": commands })
    };
    flow.steps().filter(wanted).map(json).collect()
}

/// The deployments, one after the other: each needs what comes before it.
fn deployments(app: &App<'_>, pipeline: &Pipeline<'_>, flow: &Flow<'_>, host: &Host) -> Vec<Json> {
    let service = pipeline.service();
    let minutes = deployment_minutes(service);
    let tests = steps(flow, None, Moment::Test, host);
    let mut needs: Vec<String> =
        tests.iter().filter_map(|it| it["name"].as_str().map(str::to_owned)).collect();
    if needs.is_empty() {
        needs.push("build".to_owned());
    }
    let mut approval = Json::Null;
    let mut deployments = Vec::new();
    for phase in &flow.phases {
        if let Some(Job::Approve(asked)) = phase.waves.first().and_then(|it| it.first()) {
            approval = json!({ "name": phase.name, "question": text(asked.question()) });
        }
        let Some(environment) = phase.environment else { continue };
        let place = &app.environments()[environment];
        let [pre, post] =
            [Moment::Before, Moment::After].map(|moment| steps(flow, Some(phase), moment, host));
        deployments.push(json!({
            "environment": place.name(),
            "place": place_of(pipeline, place.name()),
            "tier": tier(place),
            "role": role_arn(place, &role_in(app, service, environment, "deploy")),
            "region": place.region(),
            "minutes": minutes,
            "seconds": minutes * 60,
            "needs": needs.join(", "),
            "approval": approval.take(),
            "steps": !(pre.is_empty() && post.is_empty()),
            "pre": pre,
            "post": post,
        }));
        needs = vec![phase.name.clone()];
    }
    deployments
}

/// GitLab's word for what an environment is for.
fn tier(environment: &Environment<'_>) -> &'static str {
    match environment.purpose() {
        Purpose::Production => "production",
        Purpose::Verification => "staging",
        Purpose::Development => "development",
    }
}

/// The script that deploys a release to an environment.
fn deploy(app: &App<'_>, pipeline: &Pipeline<'_>) -> String {
    let service = pipeline.service();
    let by_template = pipeline.back_end() == BackEnd::CloudFormation;
    let has_canary = colours::has(service);
    let places = app.environments().iter().enumerate().map(|(environment, place)| {
        let execution = role_arn(place, &role_in(app, service, environment, "execution"));
        json!({
            "name": place.name(),
            "region": place.region(),
            "execution": by_template.then_some(execution),
            "canary": has_canary.then(|| canary_of(app, service, environment)),
            "parameter": has_canary.then(|| release_of(app, service, environment)),
        })
    });
    let names: Vec<_> = app.environments().iter().map(Environment::name).collect();
    let mut jobs = Vec::new();
    for stack in stacks_of(service) {
        jobs.push(format!("deploy {stack}"));
        if has_migrations(service, &stack) {
            jobs.push("migrate".to_owned());
        }
    }
    let values = json!({
        "app": app.name(),
        "service": service.name(),
        "stack": migrations::stack_of(identity(service)),
        "output": migrations::MACHINE,
        "places": places.collect::<Vec<_>>(),
        "names": names.join("|"),
        "bucket": by_template.then(|| bucket_of(app, service)),
        "migrations": !service.migration_list().is_empty(),
        "canary": has_canary,
        "jobs": jobs,
        "version": TERRAFORM,
        "architecture": terraform_architecture(service.processor()),
        "bin": "\"$TOOLS\"",
    });
    render(include_str!("../../templates/workflow/deploy.sh.hbs"), &values)
}
