//! A stage for production that nobody and nothing lets a release into.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5042`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5042",
    name: "unapproved-production",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline deploys to production without an approval, and the service does not deploy by a proven canary.",
    why: "every push to the branch would reach all users at once",
    bad: r#"Stage::deploy("prod")"#,
    good: r#"Stage::deploy("prod").approval(Approval::manual("staging looks well"))"#,
    fix: "Add an approval to the stage, or deploy the service by `Deploy::canary_machine`.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html",
    waivable: true,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`: tells the first stage.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    let service = pipeline.service();
    if service.deployment().has_machine() {
        return None;
    }
    let stages = pipeline.stage_list();
    let mut s = 0;
    while s < stages.len() {
        if stages[s].approved_by().is_none()
            && let Some(e) = position(app, stages[s].environment())
            && app.is_production(e)
        {
            let message = Message::of("the pipeline of ")
                .code(service.name())
                .text(" deploys to production, ")
                .code(stages[s].environment())
                .text(", without an approval or a proven canary");
            let help = Message::of(
                "add `.approval(Approval::manual(\"…\"))` to the stage, or deploy the service by `Deploy::canary_machine`",
            );
            let place = Place::part(service.name(), "pipeline");
            let finding = Finding::new(&RULE, place, stages[s].at(), message, help);
            return Some(finding.in_environment(e));
        }
        s += 1;
    }
    None
}

/// The environment called `name`.
const fn position(app: &App<'_>, name: &str) -> Option<usize> {
    let mut e = 0;
    while e < app.environment_count() {
        if text::eq(app.environments()[e].name(), name) {
            return Some(e);
        }
        e += 1;
    }
    None
}
