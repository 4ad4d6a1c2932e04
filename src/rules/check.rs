//! The walk at run time: every rule, with maps, without a limit.

use std::collections::{BTreeMap, BTreeSet};

use crate::spec::{App, Attachment, Call, Host, Role, Service, Store, text};

use super::{Binding, CallGraph, Check, Finding, RULES};

/// An app with what cross-service rules look up, so that each of them is linear.
#[derive(Debug)]
pub struct Index<'i, 'a> {
    /// The app.
    pub app: &'i App<'a>,
    /// Its services and those of its modules, in order.
    pub services: Vec<&'a Service<'a>>,
    /// Which services have a name, by its hash; positions in `services`.
    pub names: BTreeMap<u64, Vec<usize>>,
    /// Which services serve a contract, by its name; positions in `services`.
    pub providers: BTreeMap<&'a str, Vec<usize>>,
    /// The longest that a caller of a contract waits for an answer, in milliseconds.
    pub waits: BTreeMap<&'a str, u32>,
    /// Which services attach a store, by the hash of its name; positions in `services`.
    pub holders: BTreeMap<u64, Vec<(usize, &'a Attachment<'a>)>>,
    /// Which services answer to a host and path pattern in an environment.
    pub claims: BTreeMap<Claim<'a>, Vec<usize>>,
    /// Which services answer to a host in an environment; positions in `services`.
    pub hosts: BTreeMap<(usize, &'a str), Vec<usize>>,
    /// Which service answers to a host and a pattern with a final `*`, by what stands before it;
    /// with the pattern.
    pub wildcards: BTreeMap<(&'a str, &'a str), (usize, &'a str)>,
    /// The date that expiry is judged by, as in `2026-12-15`; `None` judges none.
    pub today: Option<&'i str>,
    /// The first parts of the paths of findings.
    places: BTreeSet<&'a str>,
}

/// An environment, a host and a path pattern.
pub type Claim<'a> = (usize, &'a str, &'a str);

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
        let mut index = Self {
            app,
            services: Vec::new(),
            names: BTreeMap::new(),
            providers: BTreeMap::new(),
            waits: BTreeMap::new(),
            holders: BTreeMap::new(),
            claims: BTreeMap::new(),
            hosts: BTreeMap::new(),
            wildcards: BTreeMap::new(),
            today,
            places: BTreeSet::from([app.name()]),
        };
        for (position, service) in services.iter().enumerate() {
            index.add(position, service);
        }
        index.places.extend(app.module_list().iter().map(|it| it.name));
        index.services = services;
        index
    }

    fn add(&mut self, position: usize, service: &'a Service<'a>) {
        self.names.entry(service.hash()).or_default().push(position);
        self.places.insert(service.name());
        for api in service.served() {
            let providers = self.providers.entry(api.name()).or_default();
            if providers.last() != Some(&position) {
                providers.push(position);
            }
        }
        for call in service.called() {
            let wait = self.waits.entry(call.api().name()).or_default();
            *wait = call.timeout().max(*wait);
        }
        for attachment in service.attachments() {
            let store = attachment.store();
            self.holders.entry(store.hash()).or_default().push((position, attachment));
            self.places.insert(store.name());
        }
        for host in self.hosts_of(service).collect::<Vec<_>>() {
            self.hosts.entry(host).or_default().push(position);
        }
        let claims: Vec<_> = self.claims_of(service).collect();
        for claim in claims {
            if let Some(start) = claim.2.strip_suffix('*') {
                self.wildcards.entry((claim.1, start)).or_insert((position, claim.2));
            }
            self.claims.entry(claim).or_default().push(position);
        }
    }

    /// The service that receives from a queue.
    pub fn receiver(&self, queue: &str) -> Option<&'a Service<'a>> {
        let receives = |attachment: &Attachment<'_>| matches!(attachment.store(), Store::Queue(it, Role::Receives) if it.name() == queue);
        let holders = self.holders.get(&text::name_hash(queue))?;
        let holder = holders.iter().find(|(_, attachment)| receives(attachment));
        holder.map(|(position, _)| self.services[*position])
    }

    /// The hosts that a service answers to, with the environment.
    pub fn hosts_of(
        &self,
        service: &Service<'a>,
    ) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let host = service.host().copied();
        let environments = 0..self.app.environment_count();
        environments.filter_map(move |e| Some((e, host.and_then(|Host(name)| name.at(e))?)))
    }

    /// Whether a service is the one of those on its host that makes the host's record: the first
    /// that answers all paths, or else the first.
    pub fn makes_record(&self, service: &Service<'a>) -> bool {
        let sharing = self.hosts_of(service).next().and_then(|host| self.hosts.get(&host));
        let mut sharing = sharing.into_iter().flatten().map(|position| self.services[*position]);
        let first = sharing.clone().next();
        let maker = sharing.find(|it| it.path_patterns().is_empty()).or(first);
        maker.is_some_and(|maker| maker.name() == service.name())
    }

    /// The hosts and path patterns that a service answers to; no patterns are `/*`.
    pub fn claims_of(&self, service: &Service<'a>) -> impl Iterator<Item = Claim<'a>> + use<'a> {
        let host = service.host().copied();
        let patterns =
            if service.path_patterns().is_empty() { &["/*"] } else { service.path_patterns() };
        (0..self.app.environment_count()).flat_map(move |e| {
            let host = host.and_then(|Host(name)| name.at(e));
            host.into_iter()
                .flat_map(move |host| patterns.iter().map(move |pattern| (e, host, *pattern)))
        })
    }

    /// Who calls whom.
    pub fn call_graph(&self) -> CallGraph<&'a Call<'a>> {
        CallGraph::new(&self.services, &self.providers)
    }

    /// Whether a path starts with the name of something in the app.
    pub fn has_place(&self, path: &str) -> bool {
        self.places.contains(path.split('/').next().unwrap_or_default())
    }
}

/// Judges an app by every rule.
pub(crate) fn walk<'a>(index: &Index<'_, 'a>) -> Outcome<'a> {
    let mut found = Vec::new();
    for rule in RULES {
        judge(index, rule.check, &mut found);
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

/// Judges an app by one check; those at the findings of others come later.
fn judge<'a>(index: &Index<'_, 'a>, check: Check, found: &mut Vec<Finding<'a>>) {
    let app = index.app;
    let environments = 0..app.environment_count();
    match check {
        Check::Each(checks) => checks.iter().for_each(|it| judge(index, *it, found)),
        Check::Whole(judge) => found.extend(judge(app)),
        Check::Deployment(judge) => found.extend(environments.filter_map(|e| judge(app, e))),
        Check::Pipeline(judge) => {
            found.extend((0..app.pipeline_list().len()).filter_map(|p| judge(app, p)));
        }
        Check::Waiver(judge) => {
            found.extend(app.waiver_list().iter().filter_map(|it| judge(app, it)));
        }
        Check::App(judge) => judge(index, found),
        Check::Findings(_) | Check::Unrepresentable => {}
        Check::Service(_)
        | Check::Environment(_)
        | Check::Variable(_)
        | Check::Binding(_)
        | Check::Attachment(_)
        | Check::Holding(_)
        | Check::Call(_) => {
            for service in &index.services {
                judge_service(app, service, check, found);
            }
        }
    }
}

fn judge_service<'a>(
    app: &App<'a>,
    service: &'a Service<'a>,
    check: Check,
    found: &mut Vec<Finding<'a>>,
) {
    let environments = 0..app.environment_count();
    let attachments = service.attachments().iter();
    match check {
        Check::Service(judge) => found.extend(judge(app, service)),
        Check::Environment(judge) => {
            found.extend(environments.filter_map(|e| judge(app, service, e)));
        }
        Check::Variable(judge) => {
            found.extend(service.variables().iter().filter_map(|it| judge(app, service, it)));
        }
        Check::Binding(judge) => {
            let bindings = (0..Binding::count(service)).map(|i| Binding::of(service, i));
            found.extend(bindings.filter_map(|it| judge(app, service, &it)));
        }
        Check::Attachment(judge) => {
            found.extend(attachments.filter_map(|it| judge(app, service, it)));
        }
        Check::Holding(judge) => {
            let each = attachments.flat_map(|it| environments.clone().map(move |e| (it, e)));
            found.extend(each.filter_map(|(it, e)| judge(app, service, it, e)));
        }
        Check::Call(judge) => {
            found.extend(service.called().iter().filter_map(|it| judge(app, service, it)));
        }
        Check::Whole(_)
        | Check::Deployment(_)
        | Check::Pipeline(_)
        | Check::Waiver(_)
        | Check::App(_)
        | Check::Findings(_)
        | Check::Unrepresentable
        | Check::Each(_) => {}
    }
}
