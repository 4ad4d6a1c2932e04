//! A pipeline that builds what it also takes ready-made, or does neither.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Build, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5046`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5046",
    name: "misplaced-image-tag",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline names a tag for an image that it builds itself, or none for one that is built elsewhere.",
    why: "a release has one image: either the pipeline builds it, or it takes what was pushed to the repository",
    bad: "Pipeline::of(&ORDERS, SOURCE) // ORDERS: Build::elsewhere(…)",
    good: r#"Pipeline::of(&ORDERS, SOURCE).image_tag("main")"#,
    fix: "Write `.image_tag` for a service with `Build::elsewhere`, in a repository of the tools account, and for no other.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECR.html",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    let service = pipeline.service();
    let begin = Message::of("the pipeline of ").code(service.name());
    let (message, help) = match (service.build(), pipeline.released_tag()) {
        (Build::Dockerfile(_), None) => return None,
        (Build::Dockerfile(_), Some(tag)) => (
            begin.text(" builds the image, and takes ").code(tag).text(" too"),
            Message::of("remove `.image_tag`: what is released is what the pipeline builds"),
        ),
        (Build::Elsewhere(_), None) => (
            begin.text(" has no image: it is built elsewhere, and no tag says which is released"),
            Message::of("write `.image_tag(\"main\")`: a push of the tag starts the pipeline"),
        ),
        (Build::Elsewhere(repository), Some(_)) => {
            if is_of_tools(app, repository) {
                return None;
            }
            (
                begin
                    .text(" takes its image from ")
                    .code(repository)
                    .text(", which it cannot read"),
                Message::of(
                    "copy it to a repository of ECR in the account and region of the tools",
                ),
            )
        }
    };
    Some(Finding::new(&RULE, Place::part(service.name(), "pipeline"), pipeline.at(), message, help))
}

/// Whether a repository is in the registry of the tools account, in its region: CodePipeline reads
/// from no other.
const fn is_of_tools(app: &App<'_>, repository: &str) -> bool {
    let e = app.tools_environment();
    if e >= app.environments().len() {
        return true;
    }
    let (account, region) = (app.environments()[e].account(), app.environments()[e].region());
    let bytes = repository.as_bytes();
    let then = account.len();
    let after = then + ".dkr.ecr.".len();
    text::starts_with(repository, account)
        && text::matches_at(bytes, then, ".dkr.ecr.")
        && text::matches_at(bytes, after, region)
        && text::matches_at(bytes, after + region.len(), ".amazonaws.com")
        && text::contains(repository, "/")
}
