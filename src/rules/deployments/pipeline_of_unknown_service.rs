//! A pipeline that delivers what the app has not.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5040`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5040",
    name: "pipeline-of-unknown-service",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline delivers a service that is none of the app.",
    why: "it would deploy stacks that are never written",
    bad: r#"App::new("shop", ENVIRONMENTS, REPOSITORY).pipelines(&[&ORDERS_PIPELINE])"#,
    good: r#"App::new("shop", ENVIRONMENTS, REPOSITORY).services(&[&ORDERS]).pipelines(&[&ORDERS_PIPELINE])"#,
    fix: "Add the service to `App::services`, or remove the pipeline.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    let service = pipeline.service();
    let mut s = 0;
    while s < app.service_count() {
        if text::eq(app.service_at(s).name(), service.name()) {
            return None;
        }
        s += 1;
    }
    Some(Finding::new(
        &RULE,
        Place::part(app.name(), "pipelines"),
        pipeline.at(),
        Message::of("a pipeline delivers ")
            .code(service.name())
            .text(", which is no service of app ")
            .code(app.name()),
        Message::of("add it to `.services`, or remove the pipeline"),
    ))
}
