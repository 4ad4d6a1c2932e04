//! Fargate services of one stack on platform versions that are chosen differently.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW0208`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0208",
    name: "floating-platform-version",
    severity: Severity::Info,
    factor: Factor::Dependencies,
    what: "Some Fargate services pin their platform version, and others beside them take the latest.",
    why: "the services then run on different kernels and agents, and which is which changes without a deploy",
    bad: r"Web:
  Type: AWS::ECS::Service
  Properties: {LaunchType: FARGATE, PlatformVersion: 1.4.0}
Worker:
  Type: AWS::ECS::Service
  Properties: {LaunchType: FARGATE}",
    good: r"Web:
  Type: AWS::ECS::Service
  Properties: {LaunchType: FARGATE, PlatformVersion: 1.4.0}
Worker:
  Type: AWS::ECS::Service
  Properties: {LaunchType: FARGATE, PlatformVersion: 1.4.0}",
    fix: "Pin all of them to the same version, or none.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).and_across(compare)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    const HELP: &str = "pin all services to the same platform version, or none";
    let services: Vec<&Resource> =
        manifest.of("ecs/service").filter(|it| runs_on_fargate(it)).collect();
    let pinned = services.iter().find_map(|service| {
        let version = service.property("platform_version")?;
        let text = version.text().filter(|text| !is_floating(text))?;
        Some((service, version, text))
    });
    let Some((other, at, version)) = pinned else { return };
    for service in &services {
        let message = format!(
            "`{}` takes the latest platform version, `{}` pins `{version}`",
            service.address, other.address
        );
        let found = match service.property("platform_version") {
            Some(written) if written.text().is_some_and(is_floating) => {
                findings.at(service, written.known(), message, HELP)
            }
            None if service.properties.lacks("platform_version") => {
                findings.missing(service, "platform_version", message, HELP)
            }
            Some(_) | None => continue,
        };
        found.related("pinned here", at.span);
    }
}

/// Whether a platform version is whatever is newest.
const fn is_floating(version: &str) -> bool {
    version.eq_ignore_ascii_case("LATEST")
}

fn runs_on_fargate(service: &Resource) -> bool {
    let strategy = service.property("capacity_provider_strategy").map(Node::items);
    let providers =
        strategy.unwrap_or_default().iter().filter_map(|it| it.get("capacity_provider"));
    service.property("launch_type").and_then(Node::text) == Some("FARGATE")
        || providers.filter_map(Node::text).any(|it| it.starts_with("FARGATE"))
}

fn compare(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found
        .tell_topic(Topic::Platform, "pin the same platform version in every environment, or none");
}
