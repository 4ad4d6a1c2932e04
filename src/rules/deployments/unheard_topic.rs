//! An approval that tells a topic which its runner does not know.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;
use crate::spec::pipeline::Runner;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5053`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5053",
    name: "unheard-topic",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "An approval in a pipeline of GitHub Actions or GitLab CI/CD tells an SNS topic.",
    why: "nothing would ever be sent to the topic: the host itself tells those who may approve",
    bad: r#"Stage::deploy("prod").approval(Approval::manual("staging looks well").notify(TOPIC)) // Source::github_actions"#,
    good: r#"Stage::deploy("prod").approval(Approval::manual("staging looks well"))"#,
    fix: "Remove `.notify`, or have CodePipeline run the pipeline.",
    source: "https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/review-deployments",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`: tells the first stage.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    if matches!(pipeline.runner(), Runner::CodePipeline) {
        return None;
    }
    let stages = pipeline.stage_list();
    let mut s = 0;
    while s < stages.len() {
        if let Some(approval) = stages[s].approved_by()
            && let Some(topic) = approval.topic()
        {
            let name = pipeline.service().name();
            let message = Message::of("the approval of ")
                .code(stages[s].environment())
                .text(" tells ")
                .code(topic)
                .text(", and what runs the pipeline of ")
                .code(name)
                .text(" does not know topics");
            let help = Message::of("remove `.notify`: the host tells those who may approve");
            let place = Place::part(name, "pipeline");
            return Some(Finding::new(&RULE, place, stages[s].at(), message, help));
        }
        s += 1;
    }
    None
}
