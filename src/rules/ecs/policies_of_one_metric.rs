//! Policies that fight.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::image::HOLE;
use crate::rules::lint::{Findings, may_exclude, spelled};
use crate::rules::{Check, Lint, Rule};

/// `FW6141`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6141",
    name: "policies-of-one-metric",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "Two target tracking policies of a service follow one metric.",
    why: "Application Auto Scaling refuses the second: one target value would start the tasks that the other stops",
    bad: r"First: {TargetTrackingScalingPolicyConfiguration: {TargetValue: 40, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}}}
Second: {TargetTrackingScalingPolicyConfiguration: {TargetValue: 80, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}}}",
    good: r"First: {TargetTrackingScalingPolicyConfiguration: {TargetValue: 40, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}}}",
    fix: "Keep one of them.",
    source: "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut seen: Vec<(&Resource, &Node, &str)> = Vec::new();
    for policy in manifest.of("applicationautoscaling/policy") {
        const METRIC: &str =
            "target_tracking_scaling_policy_configuration.predefined_metric_specification";
        let Some(metric) = policy.properties.at(METRIC) else { continue };
        let node = metric.get("predefined_metric_type");
        let Some((node, name)) = node.and_then(|it| Some((it, it.text()?))) else { continue };
        // Requests are counted for each target group.
        if metric.get("resource_label").is_some() {
            continue;
        }
        let clashes = |it: &&(&Resource, &Node, &str)| {
            it.2 == name && scale_one(manifest, it.0, policy) && !may_exclude(it.0, policy)
        };
        if let Some((other, place, _)) = seen.iter().find(clashes) {
            let message =
                format!("`{}` follows `{name}`, as `{}` does", policy.address, other.address);
            findings
                .at(policy, node, message, "keep one of them")
                .related("the other policy", place.span);
        }
        seen.push((policy, node, name));
    }
}

/// Whether two policies surely move one count.
fn scale_one(manifest: &Manifest, one: &Resource, other: &Resource) -> bool {
    let same = |name: &str| {
        let (Some(a), Some(b)) = (one.property(name), other.property(name)) else { return false };
        let is_target = |it: &Node| matches!(it.known().data, Data::Reference(..));
        if is_target(a) && is_target(b) {
            let target = |it| manifest.target(it).map(|it: &Resource| std::ptr::from_ref(it));
            return target(a) == target(b);
        }
        let (a, b) = (spelled(manifest, a), spelled(manifest, b));
        a == b && !a.contains(HOLE)
    };
    let dimension =
        |it: &Resource| it.property("scalable_dimension").and_then(Node::text).map(str::to_owned);
    (same("scaling_target_id") || same("resource_id")) && dimension(one) == dimension(other)
}
