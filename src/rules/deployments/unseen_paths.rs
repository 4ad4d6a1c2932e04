//! Filtered paths of a source that does not tell which paths changed.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5044`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5044",
    name: "unseen-paths",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline filters by path, and its source is CodeCommit or S3.",
    why: "the events of CodeCommit and S3 do not say which files changed, so that the filter would never hold anything back",
    bad: r#"Pipeline::of(&ORDERS, Source::codecommit("shop", "main")).paths(&["services/orders/**"])"#,
    good: r#"Pipeline::of(&ORDERS, Source::connection(CONNECTION, "main")).paths(&["services/orders/**"])"#,
    fix: "Use a connection or the repository's host, or remove `.paths`.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    if pipeline.path_patterns().is_empty() || pipeline.source().knows_paths() {
        return None;
    }
    let name = pipeline.service().name();
    Some(Finding::new(
        &RULE,
        Place::part(name, "pipeline"),
        pipeline.at(),
        Message::of("the pipeline of ")
            .code(name)
            .text(" filters by path, and its source does not tell which paths changed"),
        Message::of("use `Source::connection`, or remove `.paths`"),
    ))
}
