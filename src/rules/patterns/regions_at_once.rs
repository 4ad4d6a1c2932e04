//! A pipeline that deploys to several regions in one step.

use std::collections::BTreeMap;

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Action, Findings, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW2350`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2350",
    name: "regions-at-once",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "Actions of one stage deploy to different regions with the same run order.",
    why: "a release that is bad is bad in all regions before anybody sees it in one: there is none left to send the traffic to",
    bad: r"Actions:
  - {Name: Ireland, Region: eu-west-1, RunOrder: 1}
  - {Name: Frankfurt, Region: eu-central-1, RunOrder: 1}",
    good: r"Actions:
  - {Name: Ireland, Region: eu-west-1, RunOrder: 1}
  - {Name: Frankfurt, Region: eu-central-1, RunOrder: 2}",
    fix: "Deploy to one region first, and to the next one in a later stage or with a higher run order.",
    source: "https://aws.amazon.com/builders-library/automating-safe-hands-off-deployments/",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        for stage in stages(pipeline).unwrap_or_default() {
            let mut steps: BTreeMap<i64, Vec<(&str, &Action<'_>)>> = BTreeMap::new();
            for action in stage.actions.iter().filter(|it| it.category == "Deploy") {
                let order = action.node.get("run_order").map_or(Some(1), Node::integer);
                // An action without a region deploys to its pipeline's, which is not known here.
                let region = action.node.get("region").and_then(Node::text);
                if let Some((order, region)) = order.zip(region) {
                    steps.entry(order).or_default().push((region, action));
                }
            }
            for deployed in steps.into_values() {
                let Some((first, rest)) = deployed.split_first() else { continue };
                if let Some((region, action)) = rest.iter().find(|(it, _)| *it != first.0) {
                    let message = format!(
                        "the stage `{}` deploys to `{}` and `{region}` at once",
                        stage.name, first.0
                    );
                    let help = "deploy to one region first";
                    findings.missing_in(pipeline, action.node, "run_order", message, help);
                }
            }
        }
    }
}
