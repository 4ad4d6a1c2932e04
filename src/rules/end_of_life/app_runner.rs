//! A service of AWS App Runner, which takes no new customers.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW7003`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7003",
    name: "app-runner",
    severity: Severity::Info,
    factor: Factor::Dependencies,
    what: "A service runs on AWS App Runner.",
    why: "App Runner takes no new customers since 2026-04-30 and gets no new features: an account that has not used it cannot deploy this",
    bad: r"Web:
  Type: AWS::AppRunner::Service",
    good: r"Web:
  Type: AWS::ECS::Service",
    fix: "Run it as an ECS service; AWS recommends ECS Express Mode.",
    source: "https://docs.aws.amazon.com/apprunner/latest/dg/apprunner-availability-change.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in manifest.resources.iter().filter(|it| is_service(it)) {
        findings.missing(
            service,
            "type",
            format!("`{}` runs on App Runner, closed to new customers", service.address),
            "run it as an ECS service",
        );
    }
}

/// Whether a resource is a service; what belongs to one is not told of again.
fn is_service(resource: &Resource) -> bool {
    ["AWS::AppRunner::Service", "aws_apprunner_service"].contains(&&*resource.type_name)
}
