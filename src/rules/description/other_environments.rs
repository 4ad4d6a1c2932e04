//! A value for other environments than the app has.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Hook, Service, Source, Store, TerraformState, Variable, Vary};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4009`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4009",
    name: "other-environments",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A `per_env!` was written for another number of environments than the app has.",
    why: "in some environment the value would be missing, or belong to another one",
    bad: "per_env! { dev: 1, prod: 2 } in an app of three environments",
    good: "per_env! { dev: 1, staging: 2, prod: 2 }",
    fix: "Use the `environments!` of the app for its services too.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Each(&[
        Check::Variable(judge_variable),
        Check::Service(judge),
        Check::Service(judge_jobs),
        Check::Attachment(judge_store),
        Check::Whole(judge_app),
    ]),
    lint: None,
};

/// How many environments a value was written for, if that is not how many the app has.
const fn other<T: Copy>(app: &App<'_>, value: &Vary<T>) -> Option<usize> {
    match value.environments() {
        Some(count) if count != app.environments().len() => Some(count),
        _ => None,
    }
}

/// How many environments the function of a hook was written for, if that is not how many there are.
const fn other_in_hooks(app: &App<'_>, hooks: &[Hook<'_>]) -> Option<usize> {
    let mut h = 0;
    while h < hooks.len() {
        if let Some(count) = other(app, hooks[h].function()) {
            return Some(count);
        }
        h += 1;
    }
    None
}

/// Judges a variable.
pub(crate) const fn judge_variable<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    variable: &Variable<'a>,
) -> Option<Finding<'a>> {
    let Source::Plain(value) = variable.source() else { return None };
    let Some(count) = other(app, value) else { return None };
    let place = Place(service.name(), "env", variable.name());
    Some(finding(app, place, variable.at(), variable.name(), count))
}

/// Judges the knobs of a service.
pub(crate) const fn judge<'a>(app: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let (logs, deploy) = (service.log_settings(), service.deployment());
    let (what, count) = if let Some(count) = other(app, service.task_size()) {
        ("size", count)
    } else if let Some(count) = other(app, service.scale()) {
        ("tasks", count)
    } else if let Some(count) = other(app, service.cpu_target()) {
        ("scale_at_cpu", count)
    } else if let Some(count) = other(app, logs.retention()) {
        ("logs", count)
    } else if let Some(count) = other(app, deploy.cpu_alarm()) {
        ("deploy", count)
    } else if let Some(count) = other(app, deploy.error_alarm()) {
        ("deploy", count)
    } else if let Some(count) = other_in_hooks(app, deploy.hook_list()) {
        ("deploy", count)
    } else if let Some(requests) = service.request_target()
        && let Some(count) = other(app, requests)
    {
        ("scale_at_requests", count)
    } else {
        match service.host() {
            Some(crate::spec::Host(host)) => match other(app, host) {
                Some(count) => ("host", count),
                None => return None,
            },
            None => return None,
        }
    };
    Some(finding(app, Place::part(service.name(), what), service.at(), what, count))
}

/// Judges the schedules of a service.
pub(crate) const fn judge_jobs<'a>(app: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let jobs = service.job_list();
    let mut i = 0;
    while i < jobs.len() {
        if let Some(count) = other(app, jobs[i].schedule()) {
            let place = Place(service.name(), "jobs", jobs[i].name());
            return Some(finding(app, place, jobs[i].at(), jobs[i].name(), count));
        }
        i += 1;
    }
    None
}

/// Judges the knobs of a store.
pub(crate) const fn judge_store<'a>(
    app: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
) -> Option<Finding<'a>> {
    let store = attachment.store();
    let (what, count) = match store {
        Store::Postgres(it) => {
            if let Some(count) = other(app, it.most_capacity()) {
                ("capacity", count)
            } else if let Some(count) = other(app, it.backup_retention()) {
                ("backups", count)
            } else if let Some(count) = other(app, it.protection()) {
                ("protection", count)
            } else {
                return None;
            }
        }
        Store::Queue(it, _) => match other(app, it.message_retention()) {
            Some(count) => ("retention", count),
            None => return None,
        },
        Store::Table(it) => match other(app, it.protection()) {
            Some(count) => ("protection", count),
            None => return None,
        },
    };
    Some(finding(app, Place::part(store.name(), what), store.at(), what, count))
}

/// Judges what the services of an environment share.
pub(crate) const fn judge_app<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    let (network, balancer) = (app.vpc(), app.load_balancer());
    let mut found = ("network", other(app, network.range()));
    if found.1.is_none() {
        found = ("network", other(app, network.flow_log_retention()));
    }
    if found.1.is_none() {
        found = ("balancer", other(app, balancer.protection()));
    }
    if found.1.is_none() {
        found = ("balancer", other(app, balancer.access_log_retention()));
    }
    if let (None, Some(zone)) = (found.1, app.hosted_zone()) {
        found = ("zone", other(app, zone.name()));
        if found.1.is_none() {
            found = ("zone", other(app, zone.id()));
        }
    }
    if let (None, Some(topic)) = (found.1, app.alarm_topic()) {
        found = ("alarm topic", other(app, topic));
    }
    if let (None, TerraformState::Bucket(bucket)) = (found.1, app.terraform_state()) {
        found = ("state", other(app, bucket));
    }
    match found {
        (what, Some(count)) => {
            Some(finding(app, Place::part(app.name(), what), app.at(), what, count))
        }
        (_, None) => None,
    }
}

const fn finding<'a>(
    app: &App<'a>,
    place: Place<'a>,
    at: &'static std::panic::Location<'static>,
    what: &'a str,
    count: usize,
) -> Finding<'a> {
    let message = Message::of("")
        .code(what)
        .text(" of ")
        .code(place.0)
        .text(" has values for ")
        .number(count as u64)
        .text(" environments, and the app has ")
        .number(app.environments().len() as u64);
    let help = Message::of("write it with the `per_env!` of the app's own `environments!`");
    Finding::new(&RULE, place, at, message, help)
}
