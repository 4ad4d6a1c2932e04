//! A build project that the pipelines of two services share.

use std::collections::BTreeSet;

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::image::HOLE;
use crate::rules::lint::{Findings, spelled, stages};
use crate::rules::{Check, Lint, Rule, name};

/// `FW2040`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2040",
    name: "shared-build-project",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "Two pipelines that deploy different services build with one CodeBuild project.",
    why: "a change of the build for one service changes the build of the other, so neither team can choose its own tools or pace",
    bad: r"OrdersPipeline: {ProjectName: !Ref Build}
BillingPipeline: {ProjectName: !Ref Build}",
    good: r"OrdersPipeline: {ProjectName: !Ref OrdersBuild}
BillingPipeline: {ProjectName: !Ref BillingBuild}",
    fix: "Give each service a project of its own, with a build specification in its repository.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/running-containerized-microservices/welcome.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// A pipeline, what it builds with, and what it deploys.
struct Line<'m> {
    pipeline: &'m Resource,
    builds: Vec<(&'m Resource, &'m Node)>,
    services: BTreeSet<String>,
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut earlier: Vec<Line<'_>> = Vec::new();
    for pipeline in manifest.of("codepipeline/pipeline") {
        let Some(line) = line(manifest, pipeline).filter(|it| !it.services.is_empty()) else {
            continue;
        };
        for (project, node) in &line.builds {
            let shares = |it: &&Line<'_>| {
                it.services.is_disjoint(&line.services)
                    && it.builds.iter().any(|(other, _)| std::ptr::eq(*other, *project))
            };
            if let Some(other) = earlier.iter().find(shares) {
                let message = format!(
                    "`{}` and `{}` build with `{}`",
                    other.pipeline.address, pipeline.address, project.address
                );
                findings
                    .at(pipeline, node, message, "give each service a project of its own")
                    .related("the other pipeline", other.pipeline.head);
            }
        }
        earlier.push(line);
    }
}

/// What a pipeline builds with and deploys; `None` if a service it deploys is not known.
fn line<'m>(manifest: &'m Manifest, pipeline: &'m Resource) -> Option<Line<'m>> {
    let mut line = Line { pipeline, builds: Vec::new(), services: BTreeSet::new() };
    for action in stages(pipeline)?.iter().flat_map(|it| &it.actions) {
        let configured = |name| action.node.get("configuration").and_then(|it| it.get(name));
        match (action.category, action.provider) {
            ("Build", Some("CodeBuild")) => {
                let project = configured("ProjectName");
                line.builds.extend(project.and_then(|it| Some((manifest.target(it)?, it))));
            }
            ("Deploy", Some("ECS")) => {
                line.services.insert(service(manifest, configured("ServiceName")?)?);
            }
            _ => {}
        }
    }
    Some(line)
}

/// What tells a service from others, whatever the environment it is deployed to.
fn service(manifest: &Manifest, node: &Node) -> Option<String> {
    let name = match manifest.target(node) {
        Some(service) => service.address.clone(),
        None => Some(spelled(manifest, node)).filter(|it| !it.contains(HOLE))?,
    };
    let words = name::words(&name).into_iter().filter(|it| !name::may_be_environment(it));
    Some(words.collect::<Vec<_>>().join("-"))
}
