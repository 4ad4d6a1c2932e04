//! A cluster without metrics of its tasks.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, term};
use crate::rules::{Check, Lint, Rule};

/// `FW2011`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2011",
    name: "no-container-insights",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A cluster does not have Container Insights switched on.",
    why: "without it there is the load of a service as a whole, and nothing about its tasks: how many run, which restart, which is out of memory",
    bad: r"Cluster:
  Type: AWS::ECS::Cluster",
    good: r"Cluster:
  Type: AWS::ECS::Cluster
  Properties:
    ClusterSettings: [{Name: containerInsights, Value: enhanced}]",
    fix: "Set `containerInsights` to `enhanced` or `enabled`. It is paid for by metric.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

const SETTING: &str = "containerInsights";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for cluster in manifest.of("ecs/cluster") {
        let message = format!("`{}` has no Container Insights", cluster.address);
        let help = format!(
            "set `{SETTING}` to `enhanced` or `enabled` in {}",
            term(manifest, cluster, "setting")
        );
        match setting(cluster) {
            Setting::Off(node) => {
                findings.at(cluster, node, message, help);
            }
            Setting::Absent => {
                findings.missing(cluster, "setting", message, help);
            }
            Setting::OnOrUnknown => {}
        }
    }
}

/// What a cluster says about Container Insights.
enum Setting<'m> {
    Off(&'m Node),
    Absent,
    OnOrUnknown,
}

fn setting(cluster: &Resource) -> Setting<'_> {
    let Some(list) = cluster.property("setting") else {
        let is_absent = cluster.properties.lacks("setting");
        return if is_absent { Setting::Absent } else { Setting::OnOrUnknown };
    };
    let mut is_known = true;
    for entry in list.branches().into_iter().flat_map(Node::items) {
        match entry.get("name").map(Node::text) {
            Some(Some(SETTING)) => {
                let value = entry.get("value");
                let off = value.filter(|it| it.text() == Some("disabled"));
                return off.map_or(Setting::OnOrUnknown, Setting::Off);
            }
            Some(Some(_)) => {}
            Some(None) | None => is_known = false,
        }
    }
    let is_known = is_known && list.branches().iter().all(|it| !it.items().is_empty());
    if is_known { Setting::Absent } else { Setting::OnOrUnknown }
}
