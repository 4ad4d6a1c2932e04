//! A pipeline whose names AWS refuses for their length.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Pipeline};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5047`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5047",
    name: "pipeline-name-too-long",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A name that a pipeline makes of the app, an environment and the service is longer than AWS takes.",
    why: "roles and buckets that other accounts refer to cannot be named by AWS; the deployment fails in the one environment whose name is longest",
    bad: r#"Service::worker("order-confirmations-for-all-countries", BUILD)"#,
    good: r#"Service::worker("confirmations", BUILD)"#,
    fix: "Shorten the app, the environment or the service.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// The most characters of a bucket's name, and of a role's.
///
/// Sources: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>.
const BUCKET: usize = 63;
const ROLE: usize = 64;

/// Judges the pipeline at `p`: tells the first name.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    let service = match pipeline.service().earlier() {
        Some(earlier) => earlier,
        None => pipeline.service().name(),
    };
    let both = app.name().len() + service.len() + 1;
    let tools = app.tools_environment();
    if tools < app.environments().len() {
        // `app-service-pipeline-account-region`.
        let place = &app.environments()[tools];
        let length = both + "-pipeline--".len() + place.account().len() + place.region().len();
        if length > BUCKET {
            return Some(finding(pipeline, "the bucket of its artifacts", length, BUCKET));
        }
    }
    let mut e = 0;
    while e < app.environment_count() {
        // `app-environment-service-execution`.
        let length = both + app.environments()[e].name().len() + "--execution".len();
        if length > ROLE {
            let found = finding(pipeline, "a role that deploys", length, ROLE);
            return Some(found.in_environment(e));
        }
        e += 1;
    }
    None
}

const fn finding<'a>(
    pipeline: &Pipeline<'a>,
    what: &'static str,
    length: usize,
    most: usize,
) -> Finding<'a> {
    let name = pipeline.service().name();
    let message = Message::of("the name of ")
        .code(name)
        .text(" is too long for a pipeline: ")
        .text(what)
        .text(" would have one of ")
        .number(length as u64)
        .text(" characters, and AWS takes ")
        .number(most as u64);
    let help = Message::of("shorten the service, the app or the environment by ")
        .number((length - most) as u64)
        .text(" or more");
    Finding::new(&RULE, Place::part(name, "pipeline"), pipeline.at(), message, help)
}
