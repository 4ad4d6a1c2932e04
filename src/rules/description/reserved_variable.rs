//! A variable that is already set by formwork or for the AWS SDK.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Binding, Check, Finding, Rule};

/// `FW4018`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4018",
    name: "reserved-variable",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A service sets `PORT`, `RELEASE_ID`, credentials of AWS, or what ECS sets itself.",
    why: "formwork sets the port and the release, ECS and the AWS SDKs read the rest; a second value would win or lose by chance",
    bad: r#".env(&[config("PORT", same("8080"))])"#,
    good: "// nothing: `PORT` holds the port of `Service::web(name, build, Port::http(8080))`",
    fix: "Leave it out: the port, the release, the region and the credentials are there already.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html",
    waivable: false,
    check: Check::Binding(judge),
    lint: None,
};

/// Judges a variable, whoever sets it.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    binding: &Binding<'_, 'a>,
) -> Option<Finding<'a>> {
    let Some(name) = binding.name() else { return None };
    if !binding.is_reserved() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        binding.place(service),
        binding.at(),
        Message::of("service ")
            .code(service.name())
            .text(" sets ")
            .code(name)
            .text(", which is set for it"),
        Message::of("leave it out, or give it another name"),
    ))
}
