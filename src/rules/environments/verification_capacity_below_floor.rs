//! A database that is far smaller where releases are verified.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Service, Store};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW1017`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1017",
    name: "verification-capacity-below-floor",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "A verification environment has less than an eighth of the capacity that production has.",
    why: "queries that are slow under the load of production are fast on another plan, so nothing finds them before users do",
    bad: ".capacity(per_env! { staging: Acu(1), prod: Acu(64) })",
    good: ".capacity(per_env! { staging: Acu(8), prod: Acu(64) })",
    fix: "Give it an eighth of production at least; Serverless v2 only costs what is used.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html",
    waivable: true,
    check: Check::Holding(judge),
    lint: None,
};

/// Judges a store of a service in an environment.
pub(crate) fn judge<'a>(
    app: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let Store::Postgres(store) = attachment.store() else { return None };
    let production = app.production().filter(|_| app.is_verification(e))?;
    let (here, there) = (store.most_capacity().at(e)?.0, store.most_capacity().at(production)?.0);
    if u32::from(here) * 8 >= u32::from(there) {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(store.name(), "capacity"),
        store.at(),
        Message::of("database ")
            .code(store.name())
            .text(" has ")
            .number(u64::from(here))
            .text(" capacity units in ")
            .code(app.environments()[e].name())
            .text(", but ")
            .number(u64::from(there))
            .text(" in ")
            .code(app.environments()[production].name()),
        Message::of("give it an eighth of production at least"),
    );
    Some(finding.in_environment(e))
}
