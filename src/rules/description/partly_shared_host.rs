//! A host that two services share in some environments and not in others.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Host, Service, text};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW4033`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4033",
    name: "partly-shared-host",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "Two services answer on the same host in one environment and on different hosts in another.",
    why: "a host has one DNS record: which service's stack makes it would differ between environments",
    bad: r#"ORDERS on per_env! { dev: "dev.shop.example", prod: "orders.shop.example" }, BILLING on per_env! { dev: "dev.shop.example", prod: "billing.shop.example" }"#,
    good: r#"ORDERS on per_env! { dev: "orders.dev.shop.example", prod: "orders.shop.example" }, BILLING on per_env! { dev: "billing.dev.shop.example", prod: "billing.shop.example" }"#,
    fix: "Let them share the host in every environment, or in none.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::App(walk),
    lint: None,
};

/// Judges every service beside the first that has one of its hosts.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for (position, later) in index.services.iter().enumerate() {
        let rivals = index.hosts_of(later).filter_map(|host| index.hosts.get(&host)?.first());
        let first = rivals.filter(|it| **it < position).min();
        found.extend(first.and_then(|it| judge(index.app, index.services[*it], later)));
    }
}

/// Whether two services answer on the same host in some environment.
pub(crate) const fn meet(app: &App<'_>, one: &Service<'_>, other: &Service<'_>) -> bool {
    counted(app, one, other).0 > 0
}

/// Judges a service beside an earlier one.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    earlier: &Service<'a>,
    later: &Service<'a>,
) -> Option<Finding<'a>> {
    let (shared, apart) = counted(app, earlier, later);
    if shared == 0 || apart == 0 {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(later.name(), "host"),
        later.at(),
        Message::of("services ")
            .code(earlier.name())
            .text(" and ")
            .code(later.name())
            .text(" share their host in some environments only"),
        Message::of("let them share it in every environment, or in none"),
    ))
}

/// In how many environments two services answer on the same host, and in how many they do not.
const fn counted(app: &App<'_>, one: &Service<'_>, other: &Service<'_>) -> (u32, u32) {
    let (Some(Host(a)), Some(Host(b))) = (one.host(), other.host()) else { return (0, 0) };
    let (mut shared, mut apart) = (0, 0);
    let mut e = 0;
    while e < app.environment_count() {
        if let (Some(host), Some(rival)) = (a.at(e), b.at(e)) {
            if text::eq(host, rival) {
                shared += 1;
            } else {
                apart += 1;
            }
        }
        e += 1;
    }
    (shared, apart)
}
