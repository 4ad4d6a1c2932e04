//! Path patterns of two services that overlap.

use crate::diag::{Factor, Message, Severity};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW4023`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4023",
    name: "overlapping-paths",
    severity: Severity::Warning,
    factor: Factor::Description,
    what: "A path pattern of one service lies inside that of another on the same host.",
    why: "which of them answers depends on the priority of the rules, not on the description",
    bad: r#"ORDERS.paths(&["/orders/*"]) and RETURNS.paths(&["/orders/returns/*"])"#,
    good: r#"ORDERS.paths(&["/orders/*"]) and RETURNS.paths(&["/returns/*"])"#,
    fix: "Choose patterns that lie beside each other. A service without patterns may catch the rest.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-update-rules.html",
    waivable: true,
    check: Check::App(walk),
    lint: None,
};

/// Judges every pattern beside the wildcards around it.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for (position, service) in index.services.iter().enumerate() {
        let Some(host) = service.host() else { continue };
        let hosts = (0..index.app.environment_count()).filter_map(|e| host.0.at(e));
        let mut outer = hosts.flat_map(|host| {
            service.path_patterns().iter().filter_map(move |pattern| {
                around(index, position, host, pattern).map(|it| (*pattern, it))
            })
        });
        let Some((pattern, (other, wildcard))) = outer.next() else { continue };
        found.push(Finding::new(
            &RULE,
            Place::part(service.name(), "paths"),
            service.at(),
            Message::of("path ")
                .code(pattern)
                .text(" of ")
                .code(service.name())
                .text(" lies inside ")
                .code(wildcard)
                .text(" of ")
                .code(index.services[other].name()),
            Message::of("choose patterns that lie beside each other"),
        ));
    }
}

/// The longest pattern with a final `*` around `pattern` on the same host, with its service.
/// `/*` is left out: it catches the rest.
fn around<'a>(
    index: &Index<'_, 'a>,
    position: usize,
    host: &'a str,
    pattern: &'a str,
) -> Option<(usize, &'a str)> {
    let fixed = pattern.find(['*', '?']).unwrap_or(pattern.len());
    let mut ends = (2..=fixed).rev().filter(|end| pattern.is_char_boundary(*end));
    ends.find_map(|end| {
        let found = index.wildcards.get(&(host, &pattern[..end])).copied();
        found.filter(|(service, _)| *service != position)
    })
}
