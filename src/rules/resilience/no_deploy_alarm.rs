//! A deployment that no alarm stops.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, Rollout, deployment_groups, rollout, services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW2005`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2005",
    name: "no-deploy-alarm",
    severity: Severity::Info,
    factor: Factor::Disposability,
    what: "No alarm ends the deployment of a service: neither one of the service nor one of its CodeDeploy group.",
    why: "a release that starts and answers its health check may still fail every order: without an alarm it goes out to all",
    bad: r"DeploymentConfiguration: {MaximumPercent: 200}",
    good: r"DeploymentConfiguration:
  Alarms: {AlarmNames: [!Ref WebErrors], Enable: true, Rollback: true}",
    fix: "Name an alarm on errors or latency in the deployment configuration, with rollback.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let resource = service.resource;
        match rollout(resource) {
            Some(Rollout::Rolling | Rollout::Shift) if resource.properties.lacks("alarms") => {
                let property = term(manifest, resource, "alarms");
                let message = format!("no alarm ends a deployment of `{}`", resource.address);
                let help = format!("name an alarm on its errors in {property}, with rollback");
                findings.missing(resource, "alarms", message, help);
            }
            Some(Rollout::CodeDeploy) => {
                for group in deployment_groups(&service) {
                    let off = |it: &Node| it.get("enabled").and_then(Node::bool) == Some(false);
                    let alarms = group.property("alarm_configuration");
                    if group.properties.lacks("alarm_configuration") || alarms.is_some_and(off) {
                        let message = format!("no alarm ends a deployment by `{}`", group.address);
                        let help = "give the deployment group an alarm on the service's errors";
                        findings.missing(group, "alarm_configuration", message, help);
                    }
                }
            }
            Some(Rollout::Rolling | Rollout::Shift | Rollout::External) | None => {}
        }
    }
}
