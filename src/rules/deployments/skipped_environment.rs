//! A pipeline that leaves an environment out, or takes them in another order.

use std::panic::Location;

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Pipeline, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5041`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5041",
    name: "skipped-environment",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "The stages of a pipeline are not the app's environments, each once and in order.",
    why: "a release is proven by the environments that it went through; one that is left out proves nothing, and production would get what was never verified",
    bad: r#"Pipeline::of(&ORDERS, SOURCE).stages(&[Stage::deploy("dev"), Stage::deploy("prod").approval(GO)])"#,
    good: r#"Pipeline::of(&ORDERS, SOURCE).stages(&[Stage::deploy("dev"), Stage::deploy("staging"), Stage::deploy("prod").approval(GO)])"#,
    fix: "Write a stage for every environment, in the order of `environments!`.",
    source: "https://12factor.net/build-release-run",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`: tells the first stage that is not what it should be.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    let stages = pipeline.stage_list();
    let mut e = 0;
    while e < app.environment_count() {
        let wanted = app.environments()[e].name();
        if e >= stages.len() {
            let message = begin(pipeline).text(" ends before ").code(wanted);
            return Some(finding(pipeline, pipeline.at(), message, wanted));
        }
        if !text::eq(stages[e].environment(), wanted) {
            let message = begin(pipeline)
                .text(" deploys to ")
                .code(stages[e].environment())
                .text(" where ")
                .code(wanted)
                .text(" comes next");
            return Some(finding(pipeline, stages[e].at(), message, wanted));
        }
        e += 1;
    }
    if e < stages.len() && e > 0 {
        let last = app.environments()[e - 1].name();
        let message = begin(pipeline)
            .text(" deploys to ")
            .code(stages[e].environment())
            .text(" after the last environment, ")
            .code(last);
        return Some(finding(pipeline, stages[e].at(), message, last));
    }
    None
}

const fn begin<'a>(pipeline: &Pipeline<'a>) -> Message<'a> {
    Message::of("the pipeline of ").code(pipeline.service().name())
}

#[expect(clippy::large_types_passed_by_value, reason = "a message goes into its finding")]
const fn finding<'a>(
    pipeline: &Pipeline<'a>,
    at: &'static Location<'static>,
    message: Message<'a>,
    wanted: &'a str,
) -> Finding<'a> {
    let help = Message::of(
        "write a stage for every environment, in the order of `environments!`: `Stage::deploy(\"",
    )
    .text(wanted)
    .text("\")` once");
    Finding::new(&RULE, Place::part(pipeline.service().name(), "pipeline"), at, message, help)
}
