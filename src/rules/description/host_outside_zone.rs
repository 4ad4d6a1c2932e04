//! A host that is not one label below the app's zone.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4024`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4024",
    name: "host-outside-zone",
    severity: Severity::Info,
    factor: Factor::Description,
    what: "A host is neither the hosted zone itself nor one label below it.",
    why: "the wildcard certificate of the zone does not cover it, so it brings a certificate of its own, or its record is somebody else's",
    bad: r#".public(Host(same("shop.elsewhere.example")))"#,
    good: r#".public(Host(same("www.shop.example")))"#,
    fix: "Choose a host one label below the zone, or keep it and mind its record.",
    source: "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate.html",
    waivable: true,
    check: Check::Environment(judge),
    lint: None,
};

/// Whether a zone's certificate covers a host: the zone itself, or one label below it.
pub(in crate::rules) fn is_covered(host: &str, zone: &str) -> bool {
    host == zone
        || host
            .strip_suffix(zone)
            .and_then(|label| label.strip_suffix('.'))
            .is_some_and(|label| !label.contains('.'))
}

/// Judges a service in an environment.
pub(crate) fn judge<'a>(app: &App<'a>, service: &Service<'a>, e: usize) -> Option<Finding<'a>> {
    let (host, zone) = (service.host()?.0.at(e)?, app.hosted_zone()?.name().at(e)?);
    if is_covered(host, zone) {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "host"),
        service.at(),
        Message::of("host ")
            .code(host)
            .text(" of service ")
            .code(service.name())
            .text(" is not one label below the zone ")
            .code(zone),
        Message::of("choose a host one label below ")
            .code(zone)
            .text(", or mind its certificate and record"),
    );
    Some(finding.in_environment(e))
}
