//! A service with more values per environment than a stack takes.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, Source};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4015`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4015",
    name: "too-many-parameters",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "The variables of a service that differ between environments, and its secrets, attachments and calls, would need more parameters than CloudFormation takes.",
    why: "CloudFormation takes 200 parameters per stack",
    bad: "200 variables written with `per_env!`",
    good: "150 variables, the rest in a config store of the service",
    fix: "Write with `same` what does not differ, and read the rest from a store.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// The most parameters of a template.
const MOST: usize = 200;
/// Those of a service's stack that are not of its variables: network, image, size, scale, alarms.
const OWN: usize = 40;

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let variables = service.variables();
    let bound = service.attachments().len() * 3 + service.called().len() * 3;
    if variables.len() + bound + OWN <= MOST {
        return None;
    }
    let (mut count, mut i) = (bound, 0);
    while i < variables.len() {
        if let Source::Plain(value) = variables[i].source()
            && value.environments().is_some()
        {
            count += 1;
        }
        i += 1;
    }
    if count + OWN <= MOST {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "env"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" needs ")
            .number((count + OWN) as u64)
            .text(" parameters, and CloudFormation takes ")
            .number(MOST as u64),
        Message::of("write with `same` what does not differ, and read the rest from a store"),
    ))
}
