//! How rules judge manifests: what people have already, in CloudFormation, Terraform, ECS task
//! definitions, Compose files and Dockerfiles.
//!
//! A rule's [`Lint`] looks at one [`Manifest`] and tells [`Findings`]. It calls the predicate that
//! the compiler runs on a description. What is not known never fires: the accessors of
//! [`Node`] answer `None`, and a rule that gets `None` says nothing. What is absent in one branch of
//! a choice is not absent; what is wrong in one branch is wrong.

mod access;
mod agents;
mod attributes;
mod balancers;
mod buildspecs;
mod calls;
mod command;
mod container;
mod dead_letters;
mod dependencies;
mod entries;
mod firewall;
mod groups;
mod hosts;
mod identity;
mod images;
mod launch;
mod logging;
mod mounts;
mod names;
mod parameters;
mod pipelines;
mod policy;
mod purpose;
mod rollout;
mod routing;
mod rule_tests;
mod schedules;
mod secret;
mod service;
mod slots;
mod spelling;
mod stages;
mod tasks;
mod term;
mod tls;
mod variable;

pub(super) use access::{Access, users};
pub(super) use agents::{agents, is_agent, may_be_sidecar};
pub(super) use attributes::{attributes, set_attributes};
pub(super) use balancers::{BalancerType, balancer, balancer_type, is_internet_facing};
pub(super) use buildspecs::buildspecs;
pub(super) use calls::{call_graph, calls};
pub(super) use command::{Command, Form, commands};
pub use container::{Container, containers};
pub(super) use container::{containers_of, mapped_ports};
pub(super) use dead_letters::dead_letter_queues;
pub(super) use dependencies::dependencies;
pub(super) use entries::{has_unseen, public_apis, public_balancers, public_http_balancers};
pub(super) use firewall::{Ports, Way, groups_in, ingress, openings};
pub(super) use groups::balanced_by;
pub(super) use hosts::container_hosts;
pub(super) use identity::identity;
pub(super) use images::{Role, images};
pub(super) use launch::{
    all_services, has_unknown, is_for_fargate, may_exclude, network_mode, runs_on_fargate,
};
pub(super) use logging::{AWSLOGS, FIRELENS, Logging, is_router, loggings, loggings_of};
pub(super) use mounts::{Volumes, volumes};
pub(super) use names::Name;
pub(super) use parameters::secret_parameters;
pub(super) use pipelines::{Action, Flow, Stage, artifact_names, artifact_path, artifacts, stages};
pub(super) use policy::{Policy, Statement, one_or_more, policies, trusts};
pub(super) use purpose::is_for_trial;
pub(super) use rollout::{Rollout, deployment_groups, lacks_alternate, rollout, strategy};
pub(super) use routing::{actions, forwards, leading, listener_of, routers};
pub(super) use rule_tests::{RuleTest, rule_tests, same_listener};
pub(super) use schedules::schedules;
pub(super) use secret::is_declared_secret;
pub(super) use service::{EcsService, Scaler, is_daemon, one_offs, served, services};
pub(super) use slots::{Slots, entries, names, slots};
pub(super) use spelling::{is_same, spelled};
pub(super) use stages::{Base, base, lineage};
pub(super) use tasks::{Task, all_containers, cpu_units, mebibytes, tasks};
pub(super) use term::{container_term, term};
pub(super) use tls::{
    DEFAULT_POLICY, Oldest, RECOMMENDED_POLICY, is_no_policy, oldest_protocol, tls_policies,
};
pub(super) use variable::{Variable, in_list, variables, variables_of};

use crate::diag::Severity;
use crate::ir::lifted::{Data, Format, Manifest, Node, Resource, Span};

use super::Rule;
use super::parity::Across;

/// Formats that have resources.
pub const RESOURCES: &[Format] = &[Format::CloudFormation, Format::Terraform, Format::Plan];
/// Templates of CloudFormation.
pub const TEMPLATES: &[Format] = &[Format::CloudFormation];
/// Formats whose resources a schema judges.
pub const SCHEMAS: &[Format] = &[Format::CloudFormation, Format::Terraform];
/// Formats of Terraform.
pub const TERRAFORM: &[Format] = &[Format::Terraform, Format::Plan];
/// Every format: images are named in each.
pub const IMAGES: &[Format] = &[
    Format::CloudFormation,
    Format::Terraform,
    Format::Plan,
    Format::TaskDefinition,
    Format::Compose,
    Format::Dockerfile,
];
/// Formats that have containers.
pub const CONTAINERS: &[Format] = &[
    Format::CloudFormation,
    Format::Terraform,
    Format::Plan,
    Format::TaskDefinition,
    Format::Compose,
];
/// Formats that have containers of tasks.
pub const TASKS: &[Format] =
    &[Format::CloudFormation, Format::Terraform, Format::Plan, Format::TaskDefinition];
/// Formats that say what is started.
pub const COMMANDS: &[Format] = &[
    Format::CloudFormation,
    Format::Terraform,
    Format::Plan,
    Format::TaskDefinition,
    Format::Compose,
    Format::Dockerfile,
];
/// Formats that say what is started where it matters: not on a desk.
pub const RELEASES: &[Format] = &[
    Format::CloudFormation,
    Format::Terraform,
    Format::Plan,
    Format::TaskDefinition,
    Format::Dockerfile,
];

/// How a rule looks at manifests.
#[derive(Clone, Copy, Debug)]
pub struct Lint {
    /// How bad a finding in a manifest is. Milder than in a description where a manifest does not
    /// say which environment it is for.
    pub severity: Severity,
    /// Whether it is on unless it is selected: not if nearly every manifest breaks it.
    pub default: bool,
    /// What `--fix` may do about it.
    pub repair: Option<Safety>,
    /// Where it may find something.
    pub formats: &'static [Format],
    /// Who judges a manifest.
    pub judge: Judge,
    /// Judges what several environments have of one thing, if it compares environments.
    pub across: Option<Across>,
}

/// Who judges a manifest.
#[derive(Clone, Copy, Debug)]
pub enum Judge {
    /// The rule, alone.
    Rule(fn(&Manifest, &mut Findings<'_>)),
    /// A family of rules: one walk finds what breaks any of them.
    Family(&'static Family),
}

/// Rules that are judged in one walk.
#[derive(Debug)]
pub struct Family {
    /// What they have in common, in one word.
    pub name: &'static str,
    /// Finds what breaks these of them.
    pub judge: fn(&Manifest, &[&'static Rule]) -> Vec<Found>,
}

impl Lint {
    /// A rule of this severity that is on by default, unless it only informs.
    pub const fn new(severity: Severity, judge: fn(&Manifest, &mut Findings<'_>)) -> Self {
        Self::by(severity, Judge::Rule(judge), RESOURCES)
    }

    /// A rule of a family, which says where it may find something.
    pub const fn of(family: &'static Family, severity: Severity) -> Self {
        Self::by(severity, Judge::Family(family), TEMPLATES)
    }

    const fn by(severity: Severity, judge: Judge, formats: &'static [Format]) -> Self {
        let default = !matches!(severity, Severity::Info);
        Self { severity, default, repair: None, formats, judge, across: None }
    }

    /// A rule that compares environments and finds nothing in a single manifest.
    pub const fn across(severity: Severity, judge: Across) -> Self {
        Self { formats: &[], across: Some(judge), ..Self::new(severity, nothing) }
    }

    /// Also compares environments.
    pub const fn and_across(mut self, judge: Across) -> Self {
        self.across = Some(judge);
        self
    }

    /// Whether it finds something in a single manifest.
    pub const fn is_single(&self) -> bool {
        !self.formats.is_empty()
    }

    /// Says where it may find something, if that is not what has resources.
    pub const fn in_formats(mut self, formats: &'static [Format]) -> Self {
        self.formats = formats;
        self
    }

    /// Leaves it off unless it is selected.
    pub const fn opt_in(mut self) -> Self {
        self.default = false;
        self
    }

    /// Says what `--fix` may do about it.
    pub const fn repaired(mut self, safety: Safety) -> Self {
        self.repair = Some(safety);
        self
    }
}

/// What a rule finds in a single manifest that only compares environments.
const fn nothing(_: &Manifest, _: &mut Findings<'_>) {}

/// Whether a repair may change how a system behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// It cannot break a deployment or its users: `--fix` makes it.
    Safe,
    /// Somebody should look at it: only `--fix --unsafe-fixes` makes it.
    Unsafe,
}

/// Findings in one manifest.
#[derive(Debug)]
pub struct Findings<'m> {
    manifest: &'m Manifest,
    rule: &'static Rule,
    found: Vec<Found>,
}

/// A finding in a manifest.
#[derive(Clone, Debug)]
pub struct Found {
    /// The rule.
    pub rule: &'static Rule,
    /// The resource, by position.
    pub resource: usize,
    /// What is wrong.
    pub span: Span,
    /// Structural path, the same in every format: `Web/container_definitions/app/image`.
    pub path: String,
    /// What stands there, if it is a literal: a baseline tells by it whether the finding is the same.
    pub value: String,
    /// What is wrong, with the value.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Other places that play a part.
    pub related: Vec<(String, Span)>,
    /// How `--fix` mends it.
    pub repair: Option<Repair>,
}

/// An edit that mends a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Repair {
    /// Sets a property of the finding's resource: writes it anew, or over a literal.
    Set {
        /// Names of rows from the properties on, as in `image_tag_mutability`.
        path: Vec<&'static str>,
        /// Its value: a literal, or a block of literals by the names of its rows.
        value: Data,
    },
    /// Writes a text into an object whose keys no row spells, as the options of a log driver.
    Enter {
        /// The object, which is not empty.
        object: Span,
        /// The key.
        key: &'static str,
        /// The text.
        value: String,
    },
    /// Writes text over what stands at a place.
    Replace {
        /// The place.
        span: Span,
        /// The text, as the file has it.
        text: String,
    },
}

impl<'m> Findings<'m> {
    /// No findings yet.
    pub const fn new(manifest: &'m Manifest, rule: &'static Rule) -> Self {
        Self { manifest, rule, found: Vec::new() }
    }

    /// What was found.
    pub fn into_found(self) -> Vec<Found> {
        self.found
    }

    /// Tells of a value of a resource.
    pub fn at(
        &mut self,
        resource: &Resource,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Found {
        let path = path_of(resource, node);
        let value = node.literal_text().unwrap_or_default().into_owned();
        self.push(resource, node.span, path, value, (message.into(), help.into()))
    }

    /// Tells of the entry of an object: its key is underlined.
    pub fn at_key(
        &mut self,
        resource: &Resource,
        object: &Node,
        key: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Found {
        let field = object.field(key);
        let span = field.map_or(object.span, |field| field.key_span);
        let value = field.and_then(|field| field.value.literal_text()).unwrap_or_default();
        let path = match field {
            Some(field) => path_of(resource, &field.value),
            None => format!("{}/{key}", path_of(resource, object)),
        };
        self.push(resource, span, path, value.into_owned(), (message.into(), help.into()))
    }

    /// Tells of what a resource does not have: its head is underlined.
    pub fn missing(
        &mut self,
        resource: &Resource,
        property: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Found {
        let path = format!("{}/{property}", resource.address);
        let text = (message.into(), help.into());
        self.push(resource, resource.head, path, String::new(), text)
    }

    /// Tells of what an object inside a resource does not have: the object's name is underlined, or
    /// its first line.
    pub fn missing_in(
        &mut self,
        resource: &Resource,
        object: &Node,
        property: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Found {
        let span = object.get("name").map_or(object.span, |name| name.span);
        let path = format!("{}/{property}", path_of(resource, object));
        self.push(resource, span, path, String::new(), (message.into(), help.into()))
    }

    /// Tells of something inside a resource that is no value: a name that stands for nothing.
    pub fn at_span(
        &mut self,
        resource: &Resource,
        span: Span,
        name: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Found {
        let path = format!("{}/{name}", resource.address);
        self.push(resource, span, path, name.to_owned(), (message.into(), help.into()))
    }

    fn push(
        &mut self,
        resource: &Resource,
        span: Span,
        path: String,
        value: String,
        (message, help): (String, String),
    ) -> &mut Found {
        // Resources stand in their order in memory too: a search would cost a resource for each.
        let resources = &self.manifest.resources;
        let place = std::ptr::from_ref(resource);
        let position = resources.partition_point(|it| std::ptr::from_ref(it) < place);
        let is_own = resources.get(position).is_some_and(|it| std::ptr::eq(it, resource));
        assert!(is_own, "a finding's resource is one of its manifest");
        self.found.push(Found {
            rule: self.rule,
            resource: position,
            span,
            path,
            value,
            message,
            help,
            related: Vec::new(),
            repair: None,
        });
        self.found.last_mut().expect("it was just pushed")
    }
}

impl Found {
    /// Names another place that plays a part.
    pub fn related(&mut self, label: impl Into<String>, span: Span) -> &mut Self {
        self.related.push((label.into(), span));
        self
    }

    /// Mends it by setting a property of its resource.
    pub fn set(&mut self, path: &[&'static str], value: Data) -> &mut Self {
        self.repair = Some(Repair::Set { path: path.to_vec(), value });
        self
    }

    /// Mends it by writing a text into an object whose keys no row spells.
    pub fn enter(
        &mut self,
        object: Span,
        key: &'static str,
        value: impl Into<String>,
    ) -> &mut Self {
        self.repair = Some(Repair::Enter { object, key, value: value.into() });
        self
    }

    /// Mends it by writing text over a place.
    pub fn replace(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.repair = Some(Repair::Replace { span, text: text.into() });
        self
    }
}

/// Where a value stands in a resource. Elements of a list go by their name if they have one, so that
/// a path survives an insertion.
pub fn path_of(resource: &Resource, node: &Node) -> String {
    let mut steps = vec![resource.address.clone()];
    let _ = find(&resource.properties, node, &mut steps) || find(&resource.meta, node, &mut steps);
    steps.join("/")
}

fn find(inside: &Node, node: &Node, steps: &mut Vec<String>) -> bool {
    if std::ptr::eq(inside, node) {
        return true;
    }
    let mut below = |step: Option<String>, inside: &Node| {
        let depth = steps.len();
        steps.extend(step);
        let found = find(inside, node, steps);
        if !found {
            steps.truncate(depth);
        }
        found
    };
    match &inside.data {
        Data::Object(fields) => {
            fields.iter().any(|field| below(Some(field.key.to_string()), &field.value))
        }
        Data::List(items) => {
            items.iter().enumerate().any(|(position, item)| below(Some(step(item, position)), item))
        }
        Data::OneOf(branches) => branches.iter().any(|branch| below(None, branch)),
        Data::Concat(parts) => parts.iter().any(|part| below(None, part)),
        Data::Element(list, _) => below(None, list),
        Data::Input(input) => input.default.as_ref().is_some_and(|default| below(None, default)),
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Text(_)
        | Data::Reference(..)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Zone(_)
        | Data::Unknown(_) => false,
    }
}

/// The keys that a structural path goes through in a resource, where they are written. A value may
/// stand elsewhere, in a local or in a parameter's default; its keys stand where it is used.
pub fn keys_of(resource: &Resource, path: &str) -> Vec<Span> {
    let mut keys = Vec::new();
    let inside = path.strip_prefix(&resource.address).and_then(|rest| rest.strip_prefix('/'));
    if let Some(inside) = inside {
        collect_keys(&resource.properties, inside, &mut keys);
        collect_keys(&resource.meta, inside, &mut keys);
    }
    for written in &resource.written {
        let inside = path.strip_prefix(&written.address).and_then(|rest| rest.strip_prefix('/'));
        if let Some(inside) = inside {
            collect_keys(&written.properties, inside, &mut keys);
        }
    }
    keys
}

fn collect_keys(node: &Node, path: &str, keys: &mut Vec<Span>) {
    // What is left of the path behind a step; a step may have a `/` of its own.
    let behind = |step: &str| match path.strip_prefix(step)? {
        "" => Some(""),
        rest => rest.strip_prefix('/'),
    };
    match &node.known().data {
        Data::Object(fields) => {
            for field in fields {
                if let Some(rest) = behind(&field.key) {
                    keys.push(field.key_span);
                    collect_keys(&field.value, rest, keys);
                }
            }
        }
        Data::List(items) => {
            for (position, item) in items.iter().enumerate() {
                let name = |key| item.get(key).and_then(Node::text).map(str::to_owned);
                let steps = [Some(step(item, position)), Some(position.to_string())];
                let steps = steps.into_iter().chain(["Name", "Key"].map(name)).flatten();
                if let Some(rest) = steps.into_iter().find_map(|step| behind(&step)) {
                    collect_keys(item, rest, keys);
                }
            }
        }
        Data::OneOf(branches) => {
            for branch in branches {
                collect_keys(branch, path, keys);
            }
        }
        _ => {}
    }
}

fn step(item: &Node, position: usize) -> String {
    let name = item.get("name").and_then(Node::text);
    name.map_or_else(|| position.to_string(), str::to_owned)
}
