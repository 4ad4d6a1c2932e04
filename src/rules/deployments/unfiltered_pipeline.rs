//! A pipeline among several that starts with every change of the repository.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5048`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5048",
    name: "unfiltered-pipeline",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "An app has several pipelines, and one of them filters no paths although its source tells them.",
    why: "every commit to one service would release the others too, and their pipelines wait for each other",
    bad: r#"Pipeline::of(&ORDERS, Source::connection(CONNECTION, "main"))"#,
    good: r#"Pipeline::of(&ORDERS, Source::connection(CONNECTION, "main")).paths(&["services/orders/**"])"#,
    fix: "Name the folders of the service with `.paths`.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html",
    waivable: true,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipelines = app.pipeline_list();
    let pipeline = pipelines[p];
    let is_filtered = !pipeline.path_patterns().is_empty() || !pipeline.source().knows_paths();
    if pipelines.len() < 2 || is_filtered {
        return None;
    }
    let name = pipeline.service().name();
    Some(Finding::new(
        &RULE,
        Place::part(name, "pipeline"),
        pipeline.at(),
        Message::of("the pipeline of ")
            .code(name)
            .text(" starts with every change, also of what other pipelines deliver"),
        Message::of("name the folders of the service with `.paths`"),
    ))
}
