//! Two pipelines that deliver one service.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5043`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5043",
    name: "second-pipeline",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A service has two pipelines.",
    why: "each would deploy its own image over that of the other, and neither knows what runs",
    bad: ".pipelines(&[&ORDERS_PIPELINE, &ORDERS_FAST_LANE])",
    good: ".pipelines(&[&ORDERS_PIPELINE])",
    fix: "Keep one of them: a service has one way to production.",
    source: "https://12factor.net/codebase",
    waivable: false,
    check: Check::Pipeline(judge),
    lint: None,
};

/// Judges the pipeline at `p` beside those before it.
pub(crate) const fn judge<'a>(app: &App<'a>, p: usize) -> Option<Finding<'a>> {
    let pipelines = app.pipeline_list();
    let service = pipelines[p].service();
    let mut earlier = 0;
    while earlier < p {
        let other = pipelines[earlier].service();
        if other.hash() == service.hash() && text::eq(other.name(), service.name()) {
            return Some(Finding::new(
                &RULE,
                Place::part(service.name(), "pipeline"),
                pipelines[p].at(),
                Message::of("service ").code(service.name()).text(" has a second pipeline"),
                Message::of("keep one of them: a service has one way to production"),
            ));
        }
        earlier += 1;
    }
    None
}
