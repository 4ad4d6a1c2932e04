//! A setting of a store that AWS refuses.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Service, Store};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4027`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4027",
    name: "unaccepted-store-value",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A capacity is not 1 to 256, or messages are not kept for 60 to 1,209,600 seconds.",
    why: "the deployment fails in that environment",
    bad: ".capacity(same(Acu(0)))",
    good: ".capacity(same(Acu(1)))",
    fix: "Stay within the range that the message names.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html",
    waivable: false,
    check: Check::Holding(judge),
    lint: None,
};

/// What is wrong with a setting: its name, its value, and the range that AWS takes.
struct Refused(&'static str, u64, &'static str);

const fn refused(store: &Store<'_>, e: usize) -> Option<Refused> {
    match store {
        Store::Postgres(it) => {
            if let Some(units) = it.most_capacity().at(e)
                && (units.0 == 0 || units.0 > 256)
            {
                return Some(Refused("capacity", units.0 as u64, "1 to 256 capacity units"));
            }
        }
        Store::Queue(it, _) => {
            if let Some(seconds) = it.message_retention().at(e)
                && (seconds.0 < 60 || seconds.0 > 1_209_600)
            {
                return Some(Refused("retention", seconds.0 as u64, "60 to 1209600 seconds"));
            }
        }
        Store::Table(_) => {}
    }
    None
}

/// Judges a store of a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let store = attachment.store();
    let Some(Refused(part, value, range)) = refused(store, e) else { return None };
    let finding = Finding::new(
        &RULE,
        Place::part(store.name(), part),
        store.at(),
        Message::of("store ")
            .code(store.name())
            .text(" has ")
            .text(part)
            .text(" of ")
            .number(value)
            .text(" in ")
            .code(app.environments()[e].name()),
        Message::of("AWS takes ").text(range),
    );
    Some(finding.in_environment(e))
}
