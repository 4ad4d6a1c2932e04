//! A contract that is external and served by the app.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW3016`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3016",
    name: "external-contract-served",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A service serves a contract that was declared with `Api::external`.",
    why: "its callers would go out to the internet for what is next to them, or the other way round",
    bad: r#"const PAY: Api = Api::external("pay", same("api.pay.example")); GATEWAY.serves(&[PAY])"#,
    good: r#"const PAY: Api = Api::http("pay"); GATEWAY.serves(&[PAY])"#,
    fix: "Declare it with `Api::http` if the app serves it.",
    source: "https://12factor.net/backing-services",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let served = service.served();
    let mut i = 0;
    while i < served.len() {
        if served[i].is_external() {
            return Some(Finding::new(
                &RULE,
                Place(service.name(), "serves", served[i].name()),
                service.at(),
                Message::of("service ")
                    .code(service.name())
                    .text(" serves ")
                    .code(served[i].name())
                    .text(", which is declared as external"),
                Message::of("declare it with `Api::http`, or do not serve it"),
            ));
        }
        i += 1;
    }
    None
}
