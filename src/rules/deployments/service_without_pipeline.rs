//! A service that the pipelines of its app leave out.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5049`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5049",
    name: "service-without-pipeline",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "An app has pipelines, and one of its services has none.",
    why: "it is deployed by hand, from some working copy, in some order of environments",
    bad: ".services(&[&ORDERS, &BILLING]).pipelines(&[&ORDERS_PIPELINE])",
    good: ".services(&[&ORDERS, &BILLING]).pipelines(&[&ORDERS_PIPELINE, &BILLING_PIPELINE])",
    fix: "Give every service a pipeline.",
    source: "https://12factor.net/codebase",
    waivable: true,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(app: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let pipelines = app.pipeline_list();
    let mut p = 0;
    while p < pipelines.len() {
        if text::eq(pipelines[p].service().name(), service.name()) {
            return None;
        }
        p += 1;
    }
    if pipelines.is_empty() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(service.name()),
        service.at(),
        Message::of("service ").code(service.name()).text(" has no pipeline, and others have"),
        Message::of("add one to `.pipelines`"),
    ))
}
