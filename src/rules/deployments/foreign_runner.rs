//! A pipeline that is run by another host than that of the repository.

use crate::diag::{Factor, Message, Severity};
use crate::spec::pipeline::Runner;
use crate::spec::{App, Repository};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5052`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5052",
    name: "foreign-runner",
    severity: Severity::Error,
    factor: Factor::Codebase,
    what: "GitHub Actions or GitLab CI/CD runs a pipeline of an app whose repository is elsewhere.",
    why: "only the host of a repository runs what is written in it, and roles trust the tokens of that one repository",
    bad: r#"App::new("shop", ENVIRONMENTS, Repository::gitlab("acme/shop")) // and Source::github_actions("main")"#,
    good: r#"App::new("shop", ENVIRONMENTS, Repository::github("acme/shop"))"#,
    fix: "Take the source of the repository's host, or a connection.",
    source: "https://docs.github.com/en/actions/reference/security/oidc",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p`.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipeline = app.pipeline_list()[p];
    let (runner, help) = match (pipeline.runner(), app.repository()) {
        (Runner::CodePipeline, _)
        | (Runner::GithubActions, Repository::GitHub(_))
        | (Runner::GitlabCi, Repository::GitLab(_)) => return None,
        (Runner::GithubActions, Repository::GitLab(_)) => {
            ("GitHub Actions", "write `Source::gitlab_ci`, or the repository on GitHub")
        }
        (Runner::GitlabCi, Repository::GitHub(_)) => {
            ("GitLab CI/CD", "write `Source::github_actions`, or the repository on GitLab")
        }
        (Runner::GithubActions, Repository::Bitbucket(_)) => {
            ("GitHub Actions", "write `Source::connection`, which takes Bitbucket too")
        }
        (Runner::GitlabCi, Repository::Bitbucket(_)) => {
            ("GitLab CI/CD", "write `Source::connection`, which takes Bitbucket too")
        }
    };
    let name = pipeline.service().name();
    let message = Message::of("the pipeline of ")
        .code(name)
        .text(" is run by ")
        .text(runner)
        .text(", which does not have the repository ")
        .code(app.repository().name());
    let place = Place::part(name, "pipeline");
    Some(Finding::new(&RULE, place, pipeline.at(), message, Message::of(help)))
}
