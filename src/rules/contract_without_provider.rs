//! A call of a contract that no service serves.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{Call, Service};

use super::{Check, Finding, Index, Place, Rule};

/// `FW3014`.
pub(super) static RULE: Rule = Rule {
    id: "FW3014",
    name: "contract-without-provider",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A service calls a contract that no service of the app serves and that is not external.",
    why: "there is no address to call",
    bad: ".calls(&[BILLING.timeout_ms(800)])",
    good: ".calls(&[BILLING.timeout_ms(800)]) and, in the callee, .serves(&[BILLING])",
    fix: "Let a service serve it, or declare it with `Api::external` if it is served outside the app.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html",
    waivable: false,
    check: Check::App(walk),
};

/// Judges every call whose contract nobody serves.
pub(super) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for service in &index.services {
        for call in service.called() {
            if !index.providers.contains_key(call.api().name()) {
                found.extend(judge(service, call));
            }
        }
    }
}

/// Judges a call whose contract no service serves.
pub(crate) const fn judge<'a>(service: &Service<'a>, call: &Call<'a>) -> Option<Finding<'a>> {
    if call.api().is_external() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(service.name(), "calls", call.api().name()),
        call.at(),
        Message::of("service ")
            .code(service.name())
            .text(" calls ")
            .code(call.api().name())
            .text(", which no service serves"),
        Message::of("let a service serve it, or declare it with `Api::external`"),
    ))
}
