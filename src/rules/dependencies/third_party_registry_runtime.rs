//! An image that comes from somebody else's registry when a task starts.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{App, Service, text};

use crate::rules::image::HOLE;
use crate::rules::lint::{Findings, TASKS, containers, spelled};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0204`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0204",
    name: "third-party-registry-runtime",
    severity: Severity::Info,
    factor: Factor::Dependencies,
    what: "A service runs an image from a repository outside Amazon ECR.",
    why: "a task cannot start or scale out while that registry is down or limits pulls",
    bad: r#"Service::web("docs", Build::elsewhere("docker.io/library/nginx"), Port::http(8080))"#,
    good: r#"Service::web("docs", Build::elsewhere("111111111111.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/nginx"), Port::http(8080))"#,
    fix: "Name the pull-through cache of the registry in ECR, or a mirror there.",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
    waivable: true,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Info, find).in_formats(TASKS)),
};

/// Whether a repository is in Amazon ECR, private or public.
pub(in crate::rules) const fn is_in_ecr(repository: &str) -> bool {
    text::contains(repository, ".dkr.ecr.") || text::starts_with(repository, "public.ecr.aws/")
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let crate::spec::Build::Elsewhere(repository) = service.build() else { return None };
    if is_in_ecr(repository) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "image"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" runs ")
            .code(repository)
            .text(" from a registry outside ECR"),
        Message::of("name its pull-through cache in ECR, or a mirror there"),
    ))
}

/// Judges what task definitions run. A Compose file is for a desk.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest).filter(|it| it.resource.is("ecs/task-definition")) {
        for image in container.images() {
            let reference = spelled(manifest, image);
            if reference.is_empty() || reference.contains(HOLE) || is_in_ecr(&reference) {
                continue;
            }
            findings.at(
                container.resource,
                image,
                format!("`{}` runs `{reference}` from a registry outside ECR", container.name()),
                "name its pull-through cache in ECR, or a mirror there",
            );
        }
    }
}
