//! An action in a region where the pipeline keeps no artifacts.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{Findings, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6168`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6168",
    name: "region-without-store",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "An action of a pipeline runs in another region, and the pipeline has no artifact store there.",
    why: "CodePipeline refuses the pipeline: an action reads its artifacts from a bucket of its own region",
    bad: "ArtifactStores: [{Region: eu-west-1, ArtifactStore: {Type: S3, Location: store-west}}]
Stages: [{Name: Deploy, Actions: [{Name: Deploy, Region: eu-central-1}]}]",
    good: "ArtifactStores:
  - {Region: eu-west-1, ArtifactStore: {Type: S3, Location: store-west}}
  - {Region: eu-central-1, ArtifactStore: {Type: S3, Location: store-central}}
Stages: [{Name: Deploy, Actions: [{Name: Deploy, Region: eu-central-1}]}]",
    fix: "Add an artifact store for the region.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-create-cross-region.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        let Some(stores) = stores(pipeline) else { continue };
        let stages = stages(pipeline).unwrap_or_default();
        for action in stages.iter().flat_map(|stage| &stage.actions) {
            let Some(node) = action.node.get("region") else { continue };
            let Some(region) = node.text().filter(|it| !stores.contains(it)) else { continue };
            findings.at(
                pipeline,
                node,
                format!("the pipeline has no artifact store in `{region}`"),
                "add one for this region",
            );
        }
    }
}

/// The regions of the stores; `None` if one is not known, or is the pipeline's own.
fn stores(pipeline: &Resource) -> Option<Vec<&str>> {
    let listed = || pipeline.written.iter().find_map(|it| it.properties.get("ArtifactStores"));
    let stores = pipeline.property("artifact_stores").or_else(listed)?;
    let regions: Option<Vec<&str>> = stores
        .items()
        .iter()
        .map(|store| store.get("region").or_else(|| store.get("Region"))?.text())
        .collect();
    regions.filter(|it| !it.is_empty())
}
