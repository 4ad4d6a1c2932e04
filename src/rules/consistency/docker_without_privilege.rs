//! A build that needs a Docker daemon and may not start one.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{Findings, Safety, buildspecs, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6172`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6172",
    name: "docker-without-privilege",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "A CodeBuild project builds images with Docker and does not run in privileged mode.",
    why: "without it the Docker daemon does not start, and the build stops with `Cannot connect to the Docker daemon`",
    bad: r#"Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: "aws/codebuild/standard:7.0"}
Source:
  Type: CODEPIPELINE
  BuildSpec: |
    version: 0.2
    phases: {build: {commands: [docker build .]}}"#,
    good: r#"Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: "aws/codebuild/standard:7.0", PrivilegedMode: true}
Source:
  Type: CODEPIPELINE
  BuildSpec: |
    version: 0.2
    phases: {build: {commands: [docker build .]}}"#,
    fix: "Set privileged mode, or build with a tool that needs no daemon.",
    source: "https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).repaired(Safety::Unsafe)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for buildspec in buildspecs(manifest) {
        let project = buildspec.project;
        let builds = buildspec.lines().find(|line| builds_image(line));
        let Some(environment) = project.property("environment").filter(|_| builds.is_some()) else {
            continue;
        };
        let kind = environment.get("type").and_then(Node::text);
        let privilege = environment.get("privileged_mode");
        let is_refused = privilege
            .map_or_else(|| environment.lacks("privileged_mode"), |it| it.bool() == Some(false));
        // A Docker server beside the build, or Lambda, which has no daemon at all.
        let has_server = project.written.iter().any(|it| {
            let server = it.properties.get("docker_server");
            server.or_else(|| it.properties.at("Environment.DockerServer")).is_some()
        });
        if !is_refused || has_server || !matches!(kind, Some("LINUX_CONTAINER" | "ARM_CONTAINER")) {
            continue;
        }
        let message = format!("`{}` runs `docker build` without privileged mode", project.address);
        let help = format!(
            "set the privileged mode of its {} to `true`",
            term(manifest, project, "environment")
        );
        let found = match privilege {
            Some(node) => findings.at(project, node, message, help),
            None => findings.missing_in(project, environment, "privileged_mode", message, help),
        };
        found.set(&["environment", "privileged_mode"], Data::Bool(true));
    }
}

/// Whether a line builds an image with the daemon.
fn builds_image(line: &str) -> bool {
    ["docker build ", "docker image build ", "docker-compose build", "docker compose build"]
        .iter()
        .any(|command| line.contains(command))
        || line.trim_end().ends_with("docker build .")
}
