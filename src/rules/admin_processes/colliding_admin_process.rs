//! Two task definitions of one family.

use std::collections::BTreeMap;
use std::panic::Location;

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, text};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW1208`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1208",
    name: "colliding-admin-process",
    severity: Severity::Error,
    factor: Factor::AdminProcesses,
    what: "Two admin processes, or an admin process and a service, have task definitions of the same family.",
    why: "a family is a list of revisions: what may start the one may start the other, and the newest revision is of whichever was deployed last",
    bad: r#".admin(&[Task::one_off("report", &["/app", "report"])]).jobs(&[Job::scheduled("report", NIGHTLY, &["/app", "report"])])"#,
    good: r#".jobs(&[Job::scheduled("report", NIGHTLY, &["/app", "report"])])"#,
    fix: "Give each admin process of a service a name of its own, which together with the service's name is no other service's.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#family",
    waivable: false,
    check: Check::App(find),
    lint: None,
};

/// What has a family: a service (no name), or an admin process of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Family<'a> {
    service: &'a Service<'a>,
    process: &'a str,
    at: &'static Location<'static>,
}

impl<'a> Family<'a> {
    /// How many a service has.
    pub(crate) const fn count(service: &Service<'a>) -> usize {
        1 + service.admin_tasks().len() + service.migration_list().len() + service.job_list().len()
    }

    /// That at `position`: the service's own, then those of tasks, migrations and jobs.
    pub(crate) const fn of(service: &'a Service<'a>, position: usize) -> Self {
        let (tasks, migrations) = (service.admin_tasks(), service.migration_list());
        if position == 0 {
            return Self { service, process: "", at: service.at() };
        }
        let position = position - 1;
        if position < tasks.len() {
            let task = &tasks[position];
            return Self { service, process: task.name(), at: task.at() };
        }
        let position = position - tasks.len();
        if position < migrations.len() {
            let migration = &migrations[position];
            return Self { service, process: migration.name(), at: migration.at() };
        }
        let job = &service.job_list()[position - migrations.len()];
        Self { service, process: job.name(), at: job.at() }
    }

    const fn base(&self) -> &'a str {
        match self.service.earlier() {
            Some(earlier) => earlier,
            None => self.service.name(),
        }
    }

    fn name(&self) -> String {
        match self.process {
            "" => self.base().to_owned(),
            process => format!("{}-{process}", self.base()),
        }
    }

    /// The byte at `position` of its name.
    const fn byte(&self, position: usize) -> Option<u8> {
        let (base, process) = (self.base().as_bytes(), self.process.as_bytes());
        if position < base.len() {
            return Some(base[position]);
        }
        if process.is_empty() || position > base.len() + process.len() {
            return None;
        }
        Some(if position == base.len() { b'-' } else { process[position - base.len() - 1] })
    }

    const fn is_same(&self, other: &Self) -> bool {
        let mut i = 0;
        loop {
            match (self.byte(i), other.byte(i)) {
                (None, None) => return true,
                (Some(a), Some(b)) if a == b => i += 1,
                (_, _) => return false,
            }
        }
    }
}

/// Judges a family beside an earlier one. Two services of one name are `FW4011`'s.
pub(crate) const fn judge<'a>(earlier: &Family<'a>, later: &Family<'a>) -> Option<Finding<'a>> {
    let is_process = !(earlier.process.is_empty() && later.process.is_empty());
    if is_process && earlier.is_same(later) { Some(finding(earlier, later)) } else { None }
}

const fn finding<'a>(earlier: &Family<'a>, later: &Family<'a>) -> Finding<'a> {
    let message = if later.process.is_empty() {
        Message::of("service ").code(later.service.name()).text(" has the family of ")
    } else {
        let message = Message::of("admin process ").code(later.process).text(" of ");
        message.code(later.service.name()).text(" has the family of ")
    };
    let message = if earlier.process.is_empty() {
        message.text("service ").code(earlier.service.name())
    } else if text::eq(earlier.service.name(), later.service.name()) {
        message.text("another ").code(earlier.process)
    } else {
        message.code(earlier.process).text(" of ").code(earlier.service.name())
    };
    let place = if later.process.is_empty() {
        Place::of(later.service.name())
    } else {
        Place(later.service.name(), "admin", later.process)
    };
    Finding::new(&RULE, place, later.at, message, Message::of("rename one of the two"))
}

fn find<'a>(index: &Index<'_, 'a>, findings: &mut Vec<Finding<'a>>) {
    if !index.services.iter().any(|service| Family::count(service) > 1) {
        return;
    }
    let mut known = BTreeMap::<String, Vec<Family<'a>>>::new();
    for service in &index.services {
        for position in 0..Family::count(service) {
            let family = Family::of(service, position);
            let earlier = known.entry(family.name()).or_default();
            findings.extend(earlier.iter().find_map(|it| judge(it, &family)));
            earlier.push(family);
        }
    }
}

/// The finding about the family of a service at `position`, beside all before it.
pub(crate) const fn first<'a>(app: &App<'a>, s: usize, position: usize) -> Option<Finding<'a>> {
    let later = Family::of(app.service_at(s), position);
    let mut e = 0;
    while e <= s {
        let service = app.service_at(e);
        let count = if e == s { position } else { Family::count(service) };
        let mut i = 0;
        while i < count {
            if let Some(found) = judge(&Family::of(service, i), &later) {
                return Some(found);
            }
            i += 1;
        }
        e += 1;
    }
    None
}
