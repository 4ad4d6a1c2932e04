//! A call of a contract that no service serves.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{Call, Module, Service};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW3014`.
pub(in crate::rules) static RULE: Rule = Rule {
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
    lint: None,
};

/// Judges every call whose contract nobody serves.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for service in &index.services {
        for call in service.called() {
            if !index.providers.contains_key(call.api().name()) {
                found.extend(judge(service, call));
            }
        }
    }
    for module in index.app.module_list() {
        let unserved = |call: &&Call<'_>| !index.providers.contains_key(call.api().name());
        let calls = module.calls.iter().filter(unserved);
        found.extend(calls.filter_map(|call| judge_module(module, call)));
    }
}

/// Judges a call of a service whose contract no service serves.
pub(crate) const fn judge<'a>(service: &Service<'a>, call: &Call<'a>) -> Option<Finding<'a>> {
    finding("service ", service.name(), call)
}

/// Judges a call of a module whose contract no service serves.
pub(crate) const fn judge_module<'a>(module: &Module<'a>, call: &Call<'a>) -> Option<Finding<'a>> {
    finding("module ", module.name, call)
}

const fn finding<'a>(what: &'a str, caller: &'a str, call: &Call<'a>) -> Option<Finding<'a>> {
    if call.api().is_external() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(caller, "calls", call.api().name()),
        call.at(),
        Message::of(what)
            .code(caller)
            .text(" calls ")
            .code(call.api().name())
            .text(", which no service serves"),
        Message::of("let a service serve it, or declare it with `Api::external`"),
    ))
}
