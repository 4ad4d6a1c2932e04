//! A service named like one of formwork's own stacks.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4013`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4013",
    name: "reserved-name",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A service is called `bootstrap`, `platform` or `registry`, or its name begins with `oidc-` or ends in `-base`, `-migrations` or `-pipeline`.",
    why: "stacks of these names exist for every app or service, and two stacks cannot have one name",
    bad: r#"Service::worker("platform", BUILD)"#,
    good: r#"Service::worker("platform-api", BUILD)"#,
    fix: "Choose another name.",
    source: "https://docs.rs/formwork",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Whether a stack of this name belongs to formwork.
pub(in crate::rules) const fn is_reserved(name: &str) -> bool {
    text::eq(name, "bootstrap")
        || text::eq(name, "platform")
        || text::eq(name, "registry")
        || text::starts_with(name, "oidc-")
        || text::ends_with(name, "-base")
        || text::ends_with(name, "-migrations")
        || text::ends_with(name, "-pipeline")
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !is_reserved(service.name()) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(service.name()),
        service.at(),
        Message::of("service ").code(service.name()).text(" is named like a stack of formwork"),
        Message::of(
            "choose a name other than `bootstrap`, `platform` and `registry` that does not begin with `oidc-` or end in `-base`, `-migrations` or `-pipeline`",
        ),
    ))
}
