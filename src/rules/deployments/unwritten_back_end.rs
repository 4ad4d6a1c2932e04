//! A pipeline that deploys what is not written.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, BackEnd, BackEnds};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5050`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5050",
    name: "unwritten-back-end",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline deploys with a back end that the app is not written for.",
    why: "the files it wants to deploy are not in the output",
    bad: "APP.back_ends(BackEnds::CloudFormation) // and a pipeline .with(BackEnd::Terraform)",
    good: "APP.back_ends(BackEnds::Both)",
    fix: "Deploy with the back end that the app is written for.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    let (written, help) = match (app.written_for(), pipeline.back_end()) {
        (BackEnds::CloudFormation, BackEnd::Terraform) => {
            ("CloudFormation", "deploy `.with(BackEnd::CloudFormation)`")
        }
        (BackEnds::Terraform, BackEnd::CloudFormation) => {
            ("Terraform", "deploy `.with(BackEnd::Terraform)`")
        }
        (BackEnds::Both, _)
        | (BackEnds::CloudFormation, BackEnd::CloudFormation)
        | (BackEnds::Terraform, BackEnd::Terraform) => return None,
    };
    let name = pipeline.service().name();
    let message = Message::of("app ")
        .code(app.name())
        .text(" is written for ")
        .text(written)
        .text(" alone, and the pipeline of ")
        .code(name)
        .text(" deploys with the other");
    let place = Place::part(name, "pipeline");
    Some(Finding::new(&RULE, place, pipeline.at(), message, Message::of(help)))
}
