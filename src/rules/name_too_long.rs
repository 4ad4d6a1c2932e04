//! A name that AWS refuses for its length.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Service, Store};

use super::{Check, Finding, Place, Rule};

/// `FW4014`.
pub(super) static RULE: Rule = Rule {
    id: "FW4014",
    name: "name-too-long",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A name that is made of the app, an environment and a service or a store is longer than AWS takes.",
    why: "the deployment fails in the one environment whose name is longest; formwork never cuts a name",
    bad: r#"Postgres::new("orders-and-everything-that-was-ever-sold-to-anyone-in-any-shop", PgVersion::V16)"#,
    good: r#"Postgres::new("orders", PgVersion::V16)"#,
    fix: "Shorten the app, the environment, or the service or store.",
    source: "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    waivable: false,
    check: Check::Each(&[Check::Environment(judge), Check::Holding(judge_store)]),
};

/// What a name is given to, with the most characters it takes and those that formwork adds.
///
/// Sources: IAM <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>,
/// SQS <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html>,
/// RDS <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html>,
/// SSM <https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html>.
struct Limit {
    what: &'static str,
    most: usize,
    added: usize,
}

/// `app-environment-service-execution`.
const ROLE: Limit = Limit { what: "an IAM role", most: 64, added: 12 };
/// `app-environment-queue-dead-letters`.
const QUEUE: Limit = Limit { what: "a queue", most: 80, added: 15 };
/// `app-environment-database`, with `-1` to `-16` for its instances.
const CLUSTER: Limit = Limit { what: "an Aurora cluster", most: 63, added: 5 };

impl Limit {
    /// The length of a name, if AWS refuses it.
    const fn exceeded(&self, app: &str, environment: &str, name: &str) -> Option<usize> {
        let length = app.len() + environment.len() + name.len() + 2 + self.added;
        if length > self.most { Some(length) } else { None }
    }
}

/// Judges a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let environment = app.environments()[e].name();
    let Some(length) = ROLE.exceeded(app.name(), environment, service.name()) else { return None };
    Some(finding(&ROLE, Place::of(service.name()), service.at(), length, environment, e))
}

/// Judges a store of a service in an environment.
pub(crate) const fn judge_store<'a>(
    app: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let environment = app.environments()[e].name();
    let limit = match attachment.store() {
        Store::Postgres(_) => &CLUSTER,
        Store::Queue(..) => &QUEUE,
    };
    let store = attachment.store();
    let Some(length) = limit.exceeded(app.name(), environment, store.name()) else { return None };
    Some(finding(limit, Place::of(store.name()), store.at(), length, environment, e))
}

const fn finding<'a>(
    limit: &'static Limit,
    place: Place<'a>,
    at: &'static std::panic::Location<'static>,
    length: usize,
    environment: &'a str,
    e: usize,
) -> Finding<'a> {
    let message = Message::new()
        .code(place.0)
        .text(" is too long: in ")
        .code(environment)
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
