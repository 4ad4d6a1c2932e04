//! A call that waits forever.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Call, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW2171`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2171",
    name: "call-without-timeout",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A call has a timeout of 0 milliseconds, or one of more than five minutes.",
    why: "a callee that hangs takes its callers with it, one waiting request after the other",
    bad: ".calls(&[BILLING.timeout_ms(0)])",
    good: ".calls(&[BILLING.timeout_ms(800)])",
    fix: "Give up before your own callers do.",
    source: "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
    waivable: false,
    check: Check::Call(judge),
    lint: None,
};

/// Whether a timeout bounds anything, in milliseconds.
pub(in crate::rules) const fn is_bound(milliseconds: u32) -> bool {
    milliseconds > 0 && milliseconds <= 300_000
}

/// Judges a call.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    call: &Call<'a>,
) -> Option<Finding<'a>> {
    if is_bound(call.timeout()) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(service.name(), "calls", call.api().name()),
        call.at(),
        Message::of("service ")
            .code(service.name())
            .text(" gives ")
            .code(call.api().name())
            .text(" a timeout of ")
            .number(call.timeout() as u64)
            .text(" ms"),
        Message::of("write 1 to 300000, less than the callers of ")
            .code(service.name())
            .text(" wait"),
    ))
}
