//! A host and path that two services answer to.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, text};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW4022`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4022",
    name: "twice-claimed-path",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "Two services have the same path pattern on the same host, in some environment.",
    why: "the load balancer sends every request to one of them, whichever rule comes first",
    bad: r#"ORDERS and BILLING with .public(Host(same("shop.example"))) and no paths"#,
    good: r#"ORDERS.paths(&["/orders", "/orders/*"]) and BILLING.paths(&["/billing", "/billing/*"])"#,
    fix: "Give each its own host, or its own paths.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-update-rules.html",
    waivable: false,
    check: Check::App(walk),
    lint: None,
};

/// Judges every service beside the first that has one of its hosts and paths.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for (position, later) in index.services.iter().enumerate() {
        let rivals = index.claims_of(later).filter_map(|claim| index.claims.get(&claim));
        let rivals: std::collections::BTreeSet<_> = rivals.filter_map(|it| it.first()).collect();
        let mut earlier = rivals.into_iter().filter(|it| **it < position);
        found.extend(earlier.find_map(|it| judge(index.app, index.services[*it], later)));
    }
}

/// Judges a service beside an earlier one.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    earlier: &Service<'a>,
    later: &Service<'a>,
) -> Option<Finding<'a>> {
    let (Some(crate::spec::Host(a)), Some(crate::spec::Host(b))) = (earlier.host(), later.host())
    else {
        return None;
    };
    let Some(pattern) = shared(earlier.path_patterns(), later.path_patterns()) else { return None };
    let mut e = 0;
    while e < app.environment_count() {
        if let (Some(host), Some(other)) = (a.at(e), b.at(e))
            && text::eq(host, other)
        {
            return Some(Finding::new(
                &RULE,
                Place::part(later.name(), "host"),
                later.at(),
                Message::of("services ")
                    .code(earlier.name())
                    .text(" and ")
                    .code(later.name())
                    .text(" both answer to ")
                    .code(pattern)
                    .text(" on ")
                    .code(host)
                    .text(" in ")
                    .code(app.environments()[e].name()),
                Message::of("give each its own host, or its own `.paths`"),
            ));
        }
        e += 1;
    }
    None
}

/// A pattern that both have; no patterns are all paths.
const fn shared<'a>(a: &[&'a str], b: &[&'a str]) -> Option<&'a str> {
    let all: &'static [&'static str] = &["/*"];
    let (a, b) = (if a.is_empty() { all } else { a }, if b.is_empty() { all } else { b });
    let mut i = 0;
    while i < a.len() {
        let mut j = 0;
        while j < b.len() {
            if text::eq(a[i], b[j]) {
                return Some(a[i]);
            }
            j += 1;
        }
        i += 1;
    }
    None
}
