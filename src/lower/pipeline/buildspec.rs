//! Buildspecs: what runs in CodeBuild, from the templates in `src/templates/buildspec/`.
//!
//! Facts: <https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html>

use serde_json::json;

use crate::lower::migrations;
use crate::spec::{Architecture, Build, Pipeline, Step};

use super::templates::{block, quoted, render};

/// The version of Terraform that plans and applies; what we write wants 1.11 or later.
pub(super) const TERRAFORM: &str = "1.11.4";

/// Builds the image, or takes the one that was pushed, and synthesizes the release with its digest.
pub(super) fn build(pipeline: &Pipeline<'_>) -> String {
    let service = pipeline.service();
    let folder = match service.build() {
        Build::Dockerfile(folder) => Some(quoted(folder)),
        Build::Elsewhere(_) => None,
    };
    let values = json!({
        "install": pipeline.own_build_image().is_none(),
        "folder": folder,
        "tag": null,
        "found": folder.is_some(),
        "root": "CODEBUILD_SRC_DIR",
        "infrastructure": quoted(pipeline.infrastructure_folder()),
        "service": service.name(),
    });
    render(include_str!("../../templates/buildspec/build.yml.hbs"), &values)
}

/// Runs the commands of a step.
pub(super) fn step(step: &Step<'_>) -> String {
    let commands: Vec<_> = step.commands().iter().map(|it| block(&[it], 8)).collect();
    let values = json!({ "commands": commands });
    render(include_str!("../../templates/buildspec/step.yml.hbs"), &values)
}

/// What Terraform is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terraform {
    /// To save a plan.
    Plan,
    /// To apply the plan that was saved.
    Apply,
}

/// Plans or applies one stack in one environment; which ones, the action says.
pub(super) fn terraform(what: Terraform, architecture: Architecture) -> String {
    let values = json!({
        "version": TERRAFORM,
        "architecture": terraform_architecture(architecture),
        "bin": "/usr/local/bin",
        "applies": what == Terraform::Apply,
    });
    render(include_str!("../../templates/buildspec/terraform.yml.hbs"), &values)
}

/// The word for a processor in the names of Terraform's archives.
pub(super) const fn terraform_architecture(architecture: Architecture) -> &'static str {
    match architecture {
        Architecture::Arm64 => "arm64",
        Architecture::X86_64 => "amd64",
    }
}

/// Runs the migrations of a service in an environment, which the action names.
pub(super) fn migrate(app: &str, stack: &str) -> String {
    let values = json!({ "app": app, "stack": stack, "output": migrations::MACHINE });
    render(include_str!("../../templates/buildspec/migrate.yml.hbs"), &values)
}

/// Waits for the canary of the release in an environment, both of which the action names.
pub(super) fn canary() -> String {
    render(include_str!("../../templates/buildspec/canary.yml.hbs"), &json!({}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{Port, Service, pipeline::Source};

    const CONNECTION: &str = "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c";

    #[test]
    fn an_image_is_built_once_and_released_by_digest() {
        let service = Service::web("web", Build::dockerfile("it's here"), Port::http(8080));
        let text = build(&Pipeline::of(&service, Source::connection(CONNECTION, "main")));
        assert_eq!(text.matches("docker build").count(), 1, "{text}");
        assert!(text.contains(r"'it'\''s here'"), "{text}");
        assert!(text.contains(r#"--image web="$IMAGE""#) && !text.contains("{{"), "{text}");
    }

    #[test]
    fn an_image_that_is_built_elsewhere_is_taken_as_it_was_pushed() {
        let build_of = Build::elsewhere("333333333333.dkr.ecr.eu-west-1.amazonaws.com/team/web");
        let service = Service::web("web", build_of, Port::http(8080));
        let pipeline = Pipeline::of(&service, Source::connection(CONNECTION, "main"));
        let text = build(&pipeline.image_tag("main").build_image("rust"));
        assert!(text.contains("imageDetail.json") && !text.contains("docker"), "{text}");
        assert!(!text.contains("rustup"), "{text}");
    }

    #[test]
    fn commands_of_several_lines_stay_in_their_block() {
        let text = step(&Step::command("smoke", &["if true: then\n  curl it\nfi\n", "echo # no"]));
        assert!(text.contains("        if true: then\n          curl it\n        fi\n"), "{text}");
        assert!(text.contains("        echo # no\n"), "{text}");
    }

    #[test]
    fn what_is_applied_is_what_was_planned() {
        let plan = terraform(Terraform::Plan, Architecture::Arm64);
        let apply = terraform(Terraform::Apply, Architecture::Arm64);
        assert!(plan.contains("-out=\"$ENVIRONMENT.tfplan\""), "{plan}");
        assert!(apply.contains("apply -input=false \"$ENVIRONMENT.tfplan\""), "{apply}");
        assert!(!apply.contains("tfvars"), "a plan has its variables: {apply}");
    }
}
