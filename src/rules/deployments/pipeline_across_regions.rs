//! A pipeline with CloudFormation whose environments are in other regions.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, BackEnd, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5045`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5045",
    name: "pipeline-across-regions",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline deploys with CloudFormation to a region other than that of the tools.",
    why: "CodePipeline wants a bucket for artifacts in each region where it acts, and formwork makes one",
    bad: "Pipeline::of(&ORDERS, SOURCE) // tools in eu-west-1, prod in us-east-1",
    good: "Pipeline::of(&ORDERS, SOURCE).with(BackEnd::Terraform)",
    fix: "Deploy with Terraform, which acts from the region of the tools, or move the tools with `App::tools`.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-create-cross-region.html",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`: tells the first environment.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    let tools = app.tools_environment();
    if matches!(pipeline.back_end(), BackEnd::Terraform) || tools >= app.environments().len() {
        return None;
    }
    let region = app.environments()[tools].region();
    let mut e = 0;
    while e < app.environment_count() {
        let environment = &app.environments()[e];
        if !text::eq(environment.region(), region) {
            let name = pipeline.service().name();
            let message = Message::of("the pipeline of ")
                .code(name)
                .text(" is in ")
                .code(region)
                .text(", and ")
                .code(environment.name())
                .text(" in ")
                .code(environment.region());
            let help = Message::of(
                "deploy `.with(BackEnd::Terraform)`, or have the tools in a region with all environments",
            );
            let finding =
                Finding::new(&RULE, Place::part(name, "pipeline"), pipeline.at(), message, help);
            return Some(finding.in_environment(e));
        }
        e += 1;
    }
    None
}
