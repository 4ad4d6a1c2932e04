//! What only later releases of the AWS provider have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Node, Resource, Span};
use crate::schema::Class;
use crate::schema::terraform::{self, Release, Releases};

use super::lint::Findings;
use super::{Check, Lint, Rule};

/// `FW7006`.
pub(super) static RULE: Rule = Rule {
    id: "FW7006",
    name: "provider-too-old",
    severity: Severity::Error,
    factor: Factor::Dependencies,
    what: "A resource, argument or block is used that no release of the AWS provider has which `required_providers` admits.",
    why: "Terraform refuses the configuration: the provider that it installs does not know what is asked of it",
    bad: r#"aws = { source = "hashicorp/aws", version = "~> 5.0" }
# and in an aws_ecs_service
deployment_configuration {
  strategy = "BLUE_GREEN"
}"#,
    good: r#"aws = { source = "hashicorp/aws", version = ">= 6.4" }"#,
    fix: "Admit a release that has it, and read the upgrade guide of each major release between.",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(&[Format::Terraform])),
};

/// Strategies of a deployment that came after the block that names them.
const SHIFTING: &[&str] = &["LINEAR", "CANARY"];
/// The release they came with.
const SHIFTS: Release = Release(6, 21, 0);

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let Some(releases) = terraform::releases(manifest) else { return };
    for resource in &manifest.resources {
        for written in &resource.written {
            let found = terraform::judge(written, releases);
            for violation in found.iter().filter(|it| it.class == Class::TooNew) {
                let told = findings.violation(resource, written, violation);
                for place in requirements(manifest) {
                    told.related("the provider is required here", place);
                }
            }
        }
        strategy(releases, resource, findings);
    }
}

/// Where a release of the provider is asked for.
fn requirements(manifest: &Manifest) -> impl Iterator<Item = Span> {
    let all = manifest.of("provider-requirement");
    let named = all.filter(|it| it.property("name").and_then(Node::text) == Some("aws"));
    named.filter_map(|it| it.property("version")).map(|version| version.span)
}

fn strategy(releases: Releases, resource: &Resource, findings: &mut Findings<'_>) {
    let Some(written) = resource.written.iter().find(|it| it.type_name == "aws_ecs_service") else {
        return;
    };
    let Some(strategy) = written.properties.at("deployment_configuration.strategy") else { return };
    let Some(name) = strategy.text().filter(|name| SHIFTING.contains(name)) else { return };
    // Without the block itself, that is what is told.
    if releases.reach(SHIFTS) || !releases.reach(Release(6, 4, 0)) {
        return;
    }
    findings.at(
        resource,
        strategy,
        format!("strategy `{name}` is there since release {SHIFTS} of the AWS provider"),
        format!("admit it in `required_providers`, as in `version = \">= {SHIFTS}\"`"),
    );
}
