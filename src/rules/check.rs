//! The walk at run time: every rule, with maps, without a limit.

use std::collections::BTreeMap;

use crate::spec::{App, Role, Service, Store};

use super::{Check, Finding, RULES};

/// An app with what cross-service rules look up, so that each of them is linear.
#[derive(Debug)]
pub struct Index<'i, 'a> {
    /// The app.
    pub app: &'i App<'a>,
    /// Its services and those of its modules, in order.
    pub services: Vec<&'a Service<'a>>,
    /// Which services serve a contract, by its name; positions in `services`.
    pub providers: BTreeMap<&'a str, Vec<usize>>,
    /// Which service receives from a queue, by the queue's name; positions in `services`.
    pub receivers: BTreeMap<&'a str, usize>,
    /// The date that expiry is judged by, as in `2026-12-15`; `None` judges none.
    pub today: Option<&'i str>,
}

/// What the other rules found, for the rules about waivers.
#[derive(Debug, Default)]
pub struct Outcome<'a> {
    /// Findings that stand.
    pub standing: Vec<Finding<'a>>,
    /// Findings that a waiver covers, with its position.
    pub waived: Vec<(Finding<'a>, usize)>,
}

impl<'i, 'a> Index<'i, 'a> {
    /// Indexes an app.
    pub fn new(app: &'i App<'a>, today: Option<&'i str>) -> Self {
        let services: Vec<_> = (0..app.service_count()).map(|i| app.service_at(i)).collect();
        let mut providers: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut receivers = BTreeMap::new();
        for (position, service) in services.iter().enumerate() {
            for api in service.served() {
                providers.entry(api.name()).or_default().push(position);
            }
            for attachment in service.attachments() {
                if let Store::Queue(queue, Role::Receives) = attachment.store() {
                    receivers.entry(queue.name()).or_insert(position);
                }
            }
        }
        Self { app, services, providers, receivers, today }
    }

    /// The service that receives from a queue.
    pub fn receiver(&self, queue: &str) -> Option<&'a Service<'a>> {
        self.receivers.get(queue).map(|position| self.services[*position])
    }
}

/// Judges an app by every rule.
pub(crate) fn walk<'a>(index: &Index<'_, 'a>) -> Outcome<'a> {
    let mut found = Vec::new();
    for rule in RULES {
        match rule.check {
            Check::Service(judge) => {
                found.extend(index.services.iter().filter_map(|it| judge(index.app, it)));
            }
            Check::Environment(judge) => {
                for service in &index.services {
                    let environments = 0..index.app.environments().len();
                    found.extend(environments.filter_map(|e| judge(index.app, service, e)));
                }
            }
            Check::Variable(judge) => {
                for service in &index.services {
                    let variables = service.variables().iter();
                    found.extend(variables.filter_map(|it| judge(index.app, service, it)));
                }
            }
            Check::App(judge) => judge(index, &mut found),
            Check::Findings(_) => {}
        }
    }
    let mut outcome = Outcome::default();
    for finding in found {
        match finding.waiver(index.app) {
            Some(waiver) => outcome.waived.push((finding, waiver)),
            None => outcome.standing.push(finding),
        }
    }
    let mut about_waivers = Vec::new();
    for rule in RULES {
        if let Check::Findings(judge) = rule.check {
            judge(index, &outcome, &mut about_waivers);
        }
    }
    outcome.standing.extend(about_waivers);
    outcome
}
