//! Lowering: an app becomes stacks, one construct a file.
//!
//! [`plan`] says which stacks there are and in which order; [`lower`] makes one of them. Stacks are
//! made one at a time so that an app of thousands of services never stands in memory whole.
//!
//! Invariant: lowering is pure; equal input gives equal stacks. A base reads the platform only, a
//! service reads the platform, its own base and the bases of what it calls: no cycle, even when two
//! services call each other.

mod admin;
mod alarms;
mod balancer;
mod base;
mod bootstrap;
pub mod builder;
mod calls;
mod cluster;
mod colours;
mod dns;
mod dynamodb;
mod escape;
pub mod machine;
mod migrations;
mod network;
mod oidc;
mod order;
mod permissions;
mod pipeline;
mod postgres;
mod queue;
mod registry;
mod roles;
mod scaling;
mod service;
mod shift;
mod strangler;
mod target;
mod task;

pub use balancer::private_bucket;
pub use builder::Builder;
pub(crate) use calls::base_of;
pub use dns::{alias, certificate, zone_id};
pub(crate) use migrations::{MACHINE as MIGRATIONS, stack_of as migrations_of};
pub use order::plan;
pub(crate) use pipeline::workflow::files as pipeline_files;

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::ir::{Dialect, Scope, Stack};
use crate::rules::Index;
use crate::spec::{App, Service};

/// One stack of an app, before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its name.
    pub name: String,
    /// What it is.
    pub part: Part,
    /// Where it is deployed.
    pub scope: Scope,
    /// The names of the stacks it is deployed after.
    pub after: Vec<String>,
}

/// What a stack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The image repositories.
    Registry,
    /// What services share.
    Platform,
    /// What a service keeps between releases: its security group, log group and stores.
    Base(usize),
    /// What a service changes in its data before a release gets traffic.
    Migrations(usize),
    /// A service, by position in [`Index::services`].
    Service(usize),
    /// A stack of a module, by position in the app and among the module's stacks.
    Module(usize, usize),
    /// What lets the pipelines deploy to an environment.
    Bootstrap,
    /// The pipeline at this position of the app's.
    Pipeline(usize),
    /// What lets jobs outside AWS take on roles, in the account of the environment at this position.
    Oidc(usize),
}

/// Priorities of listener rules, by the rule's path.
pub type Priorities = BTreeMap<String, u32>;

/// A listener rule that needs a priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenerRule {
    /// Its path, as in `orders/listener-rule`.
    pub path: String,
    /// Whether it looks at paths too, and so must be asked before a rule of the host alone.
    pub has_paths: bool,
    /// The rule before which it must be asked, since it takes a part of the same requests.
    pub before: Option<String>,
}

/// What lowering reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'i, 'a> {
    /// The app, indexed.
    pub index: &'i Index<'i, 'a>,
    /// Priorities of listener rules.
    pub priorities: &'i Priorities,
}

/// The listener rules of an app, in the order of its services.
pub fn listener_rules(index: &Index<'_, '_>) -> Vec<ListenerRule> {
    let public = index.services.iter().filter(|service| service.host().is_some());
    let public = public.filter(|service| !colours::has_balancers(service));
    let rules = public.flat_map(|service| {
        let production = ListenerRule {
            path: target::rule_path(service),
            has_paths: !service.path_patterns().is_empty(),
            before: None,
        };
        let test = service.deployment().has_two_target_groups().then(|| ListenerRule {
            path: target::test_rule_path(service),
            has_paths: production.has_paths,
            before: Some(production.path.clone()),
        });
        [Some(production), test].into_iter().flatten()
    });
    rules.collect()
}

/// Makes one stack, with what the raw resources and patches on it do not fit.
pub fn lower(input: Input<'_, '_>, planned: &Planned) -> (Stack, Vec<Diagnostic>) {
    let app = input.index.app;
    let mut stack = match planned.part {
        Part::Registry => registry::lower(input.index),
        Part::Platform => platform(input.index),
        Part::Base(position) => base::lower(input.index, position),
        Part::Migrations(position) => migrations::lower(input.index, position),
        Part::Service(position) => service::lower(input, position),
        Part::Module(module, position) => {
            let module = app.module_list()[module];
            (module.lower)(module, app).swap_remove(position)
        }
        Part::Bootstrap => bootstrap::lower(input),
        Part::Pipeline(position) => pipeline::lower(input.index, position),
        Part::Oidc(environment) => oidc::lower(app, environment),
    };
    let found = escape::apply(app, &mut stack);
    (stack, found)
}

/// What only shows when every stack is known: patches and raw resources that name nothing.
pub fn leftovers(app: &App<'_>, paths: &[String], stacks: &[String]) -> Vec<Diagnostic> {
    escape::unmatched(app, paths, stacks)
}

/// The platform: network, cluster and, with a public service, the load balancer.
fn platform(index: &Index<'_, '_>) -> Stack {
    let app = index.app;
    let description = format!("What the services of {} share: network, cluster, entry", app.name());
    let mut platform = Builder::new(app, "platform", description);
    let network = network::lower(&mut platform);
    cluster::lower(&mut platform);
    if index.services.iter().any(|service| service.host().is_some()) {
        balancer::lower(&mut platform, index, &network);
    }
    if index.services.iter().any(|service| balancer::has_own(app, service)) {
        network::offer_public_subnets(&mut platform, &network);
    }
    let mut platform = platform.finish();
    if !index.services.iter().any(|service| colours::has_balancers(service)) {
        only_for_codedeploy(&mut platform);
    }
    platform
}

/// What the load balancers of single services read is read in one dialect, if they are CodeDeploy's.
fn only_for_codedeploy(platform: &mut Stack) {
    const READ: [&str; 2] =
        ["platform/output/access-logs-bucket", "platform/output/public-subnet-ids"];
    for resource in &mut platform.resources {
        if READ.contains(&&*resource.path) {
            resource.only = Some(Dialect::Terraform);
        }
    }
}

/// The name a service is deployed under: its earlier one, if it was renamed, since neither a stack
/// nor an ECS service can be.
pub(crate) fn identity<'a>(service: &Service<'a>) -> &'a str {
    service.earlier().unwrap_or(service.name())
}

/// Says under which path each resource of a renamed service was recorded.
fn renamed(stack: &mut Stack, service: &Service<'_>) {
    let Some(old) = service.earlier() else { return };
    let prefix = format!("{}/", service.name());
    for resource in &mut stack.resources {
        if let (None, Some(rest)) = (&resource.was, resource.path.strip_prefix(&prefix)) {
            resource.was = Some(format!("{old}/{rest}"));
        }
    }
}

/// Tags a stack with its service and the team that owns it.
fn tag_owner(builder: &mut Builder<'_, '_>, service: &Service<'_>) {
    let mut tag = |key: &'static str, value: &str| {
        builder.stack.tags.push((key.into(), value.to_owned().into()));
    };
    tag("service", service.name());
    if let Some(team) = service.team() {
        tag("owner", team.name());
    }
}

/// Tags of every resource of an app.
pub fn tags(app: &App<'_>) -> Vec<(String, String)> {
    app.tag_list().iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}
