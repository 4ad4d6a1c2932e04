//! The address of a backing service, written as plain config.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, Variable};

use super::{Check, Finding, Place, Rule};

/// `FW0401`.
pub(super) static RULE: Rule = Rule {
    id: "FW0401",
    name: "hardcoded-endpoint",
    severity: Severity::Error,
    factor: Factor::BackingServices,
    what: "A plain variable holds the address of a database, cache, broker or host: a store URL, an AWS endpoint or an IPv4 address.",
    why: "an address that is written down belongs to one environment, and nothing grants access to it or opens its network path",
    bad: r#".env(&[config("DATABASE_URL", same("postgres://orders.internal/orders"))])"#,
    good: r#".attach(&[ORDERS_DB.as_env("DATABASE_URL")])"#,
    fix: "Declare the store and attach it, call a contract, or describe what is outside the app with `Api::external`.",
    source: "https://12factor.net/backing-services",
    waivable: true,
    check: Check::Variable(judge),
    lint: None,
};

/// Judges a variable.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    variable: &Variable<'a>,
) -> Option<Finding<'a>> {
    let traits = variable.traits();
    // A URL with a password is told as `FW0302`, whose cure takes the address along.
    if !variable.is_plain() || !traits.endpoint || traits.credential_url {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(service.name(), "env", variable.name()),
        variable.at(),
        Message::of("service ")
            .code(service.name())
            .text(": ")
            .code(variable.name())
            .text(" holds the address of a backing service"),
        Message::of("attach the store, as in `ORDERS_DB.as_env(\"")
            .text(variable.name())
            .text("\")`, or call a contract"),
    ))
}
