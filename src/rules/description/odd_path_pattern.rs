//! A path pattern that the load balancer refuses.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4021`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4021",
    name: "odd-path-pattern",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A path pattern of a service does not start with `/`, is longer than 128 characters, or there are more than four.",
    why: "a listener rule takes five values in all, one of which is the host, and patterns of at most 128 characters",
    bad: r#".paths(&["orders/*"])"#,
    good: r#".paths(&["/orders/*"])"#,
    fix: "Start each with `/`, and join what has a common start, as in `/orders/*`.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Whether a listener rule takes it as a path pattern.
pub(in crate::rules) const fn is_pattern(pattern: &str) -> bool {
    text::starts_with(pattern, "/") && pattern.len() <= 128 && !text::contains(pattern, " ")
}

/// The most patterns beside the host in one listener rule.
const MOST: usize = 4;

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let patterns = service.path_patterns();
    let start = Message::of("service ").code(service.name());
    let mut i = 0;
    while i < patterns.len() && is_pattern(patterns[i]) {
        i += 1;
    }
    let message = if i < patterns.len() {
        start.text(": ").code(patterns[i]).text(" is no path pattern")
    } else if patterns.len() > MOST {
        start
            .text(" has ")
            .number(patterns.len() as u64)
            .text(" path patterns; a listener rule takes four beside the host")
    } else {
        return None;
    };
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "paths"),
        service.at(),
        message,
        Message::of("start each with `/`, and join those with a common start, as in `/orders/*`"),
    ))
}
