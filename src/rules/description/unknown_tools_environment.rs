//! Tools in an environment that is none.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4005`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4005",
    name: "unknown-tools-environment",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "`App::tools` names an environment by an index that the app has not.",
    why: "no account would hold the image repositories",
    bad: r#"App::new("shop", ENVIRONMENTS, REPOSITORY).tools(7)"#,
    good: r#"App::new("shop", ENVIRONMENTS, REPOSITORY).tools(2)"#,
    fix: "Count the environments from 0, in the order of `environments!`.",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/what-is-ecr.html",
    waivable: false,
    check: Check::Whole(judge),
    lint: None,
};

/// Judges an app.
pub(crate) const fn judge<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    let (tools, count) = (app.tools_environment(), app.environments().len());
    if tools < count || count == 0 {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(app.name(), "tools"),
        app.at(),
        Message::of("app ")
            .code(app.name())
            .text(" has no environment ")
            .number(tools as u64)
            .text(" for its tools"),
        Message::of("count from 0: the last of them is ").number(count as u64 - 1),
    ))
}
