//! A target group that no request is sent to.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Resource};

use crate::rules::lint::{Findings, actions, all_services, forwards, leading, routers};
use crate::rules::{Check, Lint, Rule};

/// `FW6103`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6103",
    name: "unattached-target-group",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A service registers its tasks in a target group that no listener and no rule of the manifest forwards to.",
    why: "ECS refuses the service: `The target group … does not have an associated load balancer`",
    bad: r"DefaultActions:
  - Type: fixed-response",
    good: r"DefaultActions:
  - Type: forward
    TargetGroupArn: !Ref Targets",
    fix: "Forward to it in a listener or a rule. Nothing is told if something else of the manifest uses it, or a listener forwards to what is not known.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let all_known = routers(manifest).all(|it| is_known(manifest, it));
    let mut listeners = manifest.of("elbv2/listener");
    let has_module = manifest.of("module-call").next().is_some();
    if listeners.next().is_none() || !all_known || has_module {
        return;
    }
    let mut told: Vec<&Resource> = Vec::new();
    for service in all_services(manifest) {
        for (entry, group) in service.target_groups() {
            let is_told = told.iter().any(|it| std::ptr::eq(*it, group));
            let is_lead_to = !leading(manifest, group).is_empty();
            if is_told || is_lead_to || is_used_elsewhere(manifest, group) {
                continue;
            }
            told.push(group);
            let node = entry.get("target_group_arn").unwrap_or(entry);
            findings
                .at(
                    service.resource,
                    node,
                    format!("no listener forwards to `{}`", group.address),
                    "forward to it in a listener or in a listener's rule",
                )
                .related("the target group", group.head);
        }
    }
}

/// Whether it can be seen where a listener or rule forwards to.
fn is_known(manifest: &Manifest, router: &Resource) -> bool {
    let property = if router.is("elbv2/listener") { "default_action" } else { "action" };
    let list = router.property(property).map(|it| &it.known().data);
    let is_list = list.is_some_and(|it| matches!(it, Data::List(_)));
    let actions = actions(router);
    is_list
        && actions.iter().all(|action| {
            let forwards_on = action.get("type").is_none_or(|it| it.text() == Some("forward"));
            !forwards_on || !forwards(manifest, action).is_empty()
        })
        && !actions.is_empty()
}

/// Whether something else than services, alarms and policies refers to a target group: it may be
/// forwarded to from there.
fn is_used_elsewhere(manifest: &Manifest, group: &Resource) -> bool {
    const HARMLESS: [&str; 3] =
        ["ecs/service", "cloudwatch/alarm", "applicationautoscaling/policy"];
    let refers = |it: &&Resource| {
        manifest.targets(&it.properties).iter().any(|target| std::ptr::eq(*target, group))
    };
    manifest.resources.iter().filter(refers).any(|it| !HARMLESS.contains(&it.kind_name()))
}
