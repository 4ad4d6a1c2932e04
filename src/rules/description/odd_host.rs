//! A host name that is none.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4028`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4028",
    name: "odd-host",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A host of a service is no host name: lower case labels of letters, digits and hyphens, with a dot.",
    why: "the load balancer and DNS refuse it",
    bad: r#".public(Host(same("https://shop.example/")))"#,
    good: r#".public(Host(same("shop.example")))"#,
    fix: "Write the name alone: no scheme, port, path or final dot.",
    source: "https://www.rfc-editor.org/rfc/rfc1123#section-2.1",
    waivable: false,
    check: Check::Environment(judge),
    lint: None,
};

/// Judges a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let Some(crate::spec::Host(hosts)) = service.host() else { return None };
    // A host that is the same everywhere is told once.
    let Some(host) = hosts.at(e) else { return None };
    if crate::spec::units::is_host(host) || e > 0 && hosts.environments().is_none() {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "host"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(": ")
            .code(host)
            .text(" is no host name in ")
            .code(app.environments()[e].name()),
        Message::of("write the name alone, as in `shop.example`"),
    );
    Some(finding.in_environment(e))
}
