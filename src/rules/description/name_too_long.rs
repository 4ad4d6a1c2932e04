//! A name that AWS refuses for its length.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Service, Store};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4014`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4014",
    name: "name-too-long",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A name that is made of the app, an environment and a service or a store is longer than AWS takes.",
    why: "the deployment fails in the one environment whose name is longest; formwork never cuts a name",
    bad: r#"Postgres::new("orders-and-everything-else-that-was-ever-sold-to-anyone-in-any-shop", PgVersion::V16)"#,
    good: r#"Postgres::new("orders", PgVersion::V16)"#,
    fix: "Shorten the app, the environment, or the service or store.",
    source: "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    waivable: false,
    check: Check::Each(&[Check::Environment(judge), Check::Holding(judge_store)]),
    lint: None,
};

/// What a name is given to, with the most characters it takes and those that formwork adds.
/// Everything else that formwork emits is named by AWS.
///
/// Sources: stacks <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>,
/// alarms <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html>,
/// state machines <https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html>,
/// databases <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html>,
/// tables <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>.
struct Limit {
    what: &'static str,
    most: usize,
    added: usize,
}

/// `app-environment-service-pipeline`.
const STACK: Limit = Limit { what: "a stack", most: 128, added: 9 };
/// `app-environment-service-migrations`.
const MACHINE: Limit = Limit { what: "a state machine", most: 80, added: 11 };
/// `app-environment-service-queue-dead-letters`, and its snapshot's `…-database-final`.
const ALARM: Limit = Limit { what: "an alarm", most: 255, added: 13 };
/// The database itself, which is named alike everywhere.
const DATABASE: Limit = Limit { what: "a database", most: 63, added: 0 };
/// `app-environment-service-table`.
const TABLE: Limit = Limit { what: "a table", most: 255, added: 0 };

impl Limit {
    /// The length of a name, if AWS refuses it.
    const fn exceeded(&self, length: usize) -> Option<usize> {
        let length = length + self.added;
        if length > self.most { Some(length) } else { None }
    }
}

/// The length of `app-environment-service`.
const fn length(app: &App<'_>, service: &Service<'_>, e: usize) -> usize {
    app.name().len() + app.environments()[e].name().len() + service.name().len() + 2
}

/// Judges a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let limit = if service.migration_list().is_empty() { &STACK } else { &MACHINE };
    let Some(length) = limit.exceeded(length(app, service, e)) else { return None };
    Some(finding(limit, Place::of(service.name()), service.at(), length, app, e))
}

/// Judges a store of a service in an environment.
pub(crate) const fn judge_store<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    attachment: &Attachment<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let store = attachment.store();
    let (limit, length) = match store {
        Store::Postgres(database) => (&DATABASE, database.name().len()),
        Store::Queue(queue, _) => (&ALARM, length(app, service, e) + 1 + queue.name().len()),
        Store::Table(table) => (&TABLE, length(app, service, e) + 1 + table.name().len()),
    };
    let Some(length) = limit.exceeded(length) else { return None };
    Some(finding(limit, Place::of(store.name()), store.at(), length, app, e))
}

const fn finding<'a>(
    limit: &'static Limit,
    place: Place<'a>,
    at: &'static std::panic::Location<'static>,
    length: usize,
    app: &App<'a>,
    e: usize,
) -> Finding<'a> {
    let message = Message::new()
        .code(place.0)
        .text(" is too long: in ")
        .code(app.environments()[e].name())
        .text(" the name of ")
        .text(limit.what)
        .text(" would have ")
        .number(length as u64)
        .text(" characters, and AWS takes ")
        .number(limit.most as u64);
    let help = Message::of("shorten it, the app or the environment by ")
        .number((length - limit.most) as u64)
        .text(" or more");
    Finding::new(&RULE, place, at, message, help).in_environment(e)
}
