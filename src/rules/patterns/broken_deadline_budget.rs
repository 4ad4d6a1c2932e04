//! A service that waits longer for others than its callers wait for it.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{Call, Service};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW2121`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2121",
    name: "broken-deadline-budget",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A service gives a call as much time as one of its callers gives it, or more.",
    why: "the caller has given up by then: the work goes on for nobody, and retries make it more",
    bad: "WEB.calls(&[ORDERS.timeout_ms(500)]) and ORDERS_SERVICE.calls(&[BILLING.timeout_ms(800)])",
    good: "WEB.calls(&[ORDERS.timeout_ms(1000)]) and ORDERS_SERVICE.calls(&[BILLING.timeout_ms(800)])",
    fix: "Give each call less time than the callers of the service give it.",
    source: "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
    waivable: true,
    check: Check::App(walk),
    lint: None,
};

/// Judges every call beside those of its provider.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for caller in &index.services {
        for call in caller.called() {
            let provider = index.providers.get(call.api().name()).and_then(|it| it.first());
            found.extend(provider.and_then(|it| judge(caller, call, index.services[*it])));
        }
    }
}

/// Whether what waits inside outlasts what waits outside, in milliseconds.
pub(in crate::rules) const fn outlasts(inner: u32, outer: u32) -> bool {
    inner >= outer && outer > 0
}

/// Judges a call beside those that its provider makes to answer it.
///
/// Calls of the caller itself are left out: two services may call each other, each for its own
/// requests.
pub(crate) const fn judge<'a>(
    caller: &Service<'a>,
    call: &Call<'a>,
    provider: &Service<'a>,
) -> Option<Finding<'a>> {
    if !outlasts(provider.outline().slowest_call, call.timeout()) {
        return None;
    }
    let inner = provider.called();
    let (mut slowest, mut i) = (inner.len(), 0);
    while i < inner.len() {
        let slower = slowest == inner.len() || inner[i].timeout() > inner[slowest].timeout();
        if slower && !serves(caller, &inner[i]) && !serves(provider, &inner[i]) {
            slowest = i;
        }
        i += 1;
    }
    if slowest == inner.len() || !outlasts(inner[slowest].timeout(), call.timeout()) {
        return None;
    }
    let slowest = &inner[slowest];
    Some(Finding::new(
        &RULE,
        Place(provider.name(), "calls", slowest.api().name()),
        slowest.at(),
        Message::of("service ")
            .code(provider.name())
            .text(" waits ")
            .number(slowest.timeout() as u64)
            .text(" ms for ")
            .code(slowest.api().name())
            .text(", but ")
            .code(caller.name())
            .text(" waits ")
            .number(call.timeout() as u64)
            .text(" ms for ")
            .code(call.api().name()),
        Message::of("give ").code(slowest.api().name()).text(" less time, or the caller more"),
    ))
}

const fn serves(service: &Service<'_>, call: &Call<'_>) -> bool {
    let served = service.served();
    let mut i = 0;
    while i < served.len() {
        if served[i].is(call.api()) {
            return true;
        }
        i += 1;
    }
    false
}
