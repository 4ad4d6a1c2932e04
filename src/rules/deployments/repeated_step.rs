//! Two steps of one name at the same moment of a pipeline.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Pipeline, Step, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5051`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5051",
    name: "repeated-step",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "Two tests of a pipeline, or two steps before or after one deployment, have one name.",
    why: "each step is a project of CodeBuild and an action of its stage, and two cannot have one name",
    bad: r#".test(&[Step::command("unit", &["make a"]), Step::command("unit", &["make b"])])"#,
    good: r#".test(&[Step::command("unit", &["make a", "make b"])])"#,
    fix: "Name each step differently, or let one run all commands.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`: tells the first repetition.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    if let Some(name) = repeated(pipeline.tests()) {
        return Some(finding(pipeline, name));
    }
    let stages = pipeline.stage_list();
    let mut s = 0;
    while s < stages.len() {
        if let Some(name) = repeated(stages[s].pre_steps()) {
            return Some(finding(pipeline, name));
        }
        if let Some(name) = repeated(stages[s].post_steps()) {
            return Some(finding(pipeline, name));
        }
        s += 1;
    }
    None
}

/// The first name that two of the steps have.
const fn repeated<'a>(steps: &[Step<'a>]) -> Option<&'a str> {
    let mut later = 1;
    while later < steps.len() {
        let mut earlier = 0;
        while earlier < later {
            if text::eq(steps[earlier].name(), steps[later].name()) {
                return Some(steps[later].name());
            }
            earlier += 1;
        }
        later += 1;
    }
    None
}

const fn finding<'a>(pipeline: &Pipeline<'a>, step: &'a str) -> Finding<'a> {
    let name = pipeline.service().name();
    let message = Message::of("the pipeline of ").code(name).text(" has two steps ").code(step);
    let help = Message::of("name each differently, or let one run all commands");
    Finding::new(&RULE, Place::part(name, "pipeline"), pipeline.at(), message, help)
}
