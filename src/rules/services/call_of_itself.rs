//! A service that calls itself over the network.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Call, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW3017`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3017",
    name: "call-of-itself",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A service calls a contract that it serves.",
    why: "a request that comes back to the same service waits for a task that may be the one that waits",
    bad: ".serves(&[ORDERS]).calls(&[ORDERS.timeout_ms(500)])",
    good: ".serves(&[ORDERS])",
    fix: "Call the function, or put the work into a queue.",
    source: "https://12factor.net/concurrency",
    waivable: false,
    check: Check::Call(judge),
    lint: None,
};

/// Judges a call.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    call: &Call<'a>,
) -> Option<Finding<'a>> {
    let served = service.served();
    let mut i = 0;
    while i < served.len() {
        if call.api().is(&served[i]) {
            return Some(Finding::new(
                &RULE,
                Place(service.name(), "calls", call.api().name()),
                call.at(),
                Message::of("service ")
                    .code(service.name())
                    .text(" calls ")
                    .code(call.api().name())
                    .text(", which it serves"),
                Message::of("call the function, or put the work into a queue"),
            ));
        }
        i += 1;
    }
    None
}
