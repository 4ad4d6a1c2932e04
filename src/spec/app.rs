//! The app: its environments, what its services share, and the services themselves.

use std::panic::Location;

use crate::diag::Message;

use super::base_image::BaseImage;
use super::environment::Environment;
use super::knob::{Vary, same};
use super::module::Module;
use super::pipeline::Pipeline;
use super::platform::{Balancer, Cluster, Network, Zone};
use super::service::Service;
use super::text;
use super::units::Cidr;
use super::waiver::Waiver;

/// An app: one codebase, a few services, the same system in every environment.
///
/// ```
/// use formwork::prelude::*;
/// formwork::environments! {
///     dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
///     prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
/// }
/// # fn main() {
/// const TEAM: Team = Team::new("platform", "platform@shop.example");
/// const HELLO: Service = Service::internal("hello", Build::dockerfile("."), Port::http(8080))
///     .owner(TEAM)
///     .container_check(&["CMD", "/app", "--healthy"]);
/// const APP: App = App::new("hello", ENVIRONMENTS, Repository::github("acme/hello"))
///     .services(&[&HELLO])
///     .verified();
/// assert_eq!(APP.name(), "hello");
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct App<'a> {
    name: &'a str,
    environments: &'a [Environment<'a>],
    repository: Repository<'a>,
    services: &'a [&'a Service<'a>],
    modules: &'a [&'a Module<'a>],
    pipelines: &'a [&'a Pipeline<'a>],
    oidc_provider: OidcProvider,
    network: Network,
    cluster: Cluster,
    balancer: Balancer,
    zone: Option<Zone<'a>>,
    tags: &'a [(&'a str, &'a str)],
    boundary: Option<&'a str>,
    alarm_topic: Option<Vary<&'a str>>,
    back_ends: BackEnds,
    provider: TerraformProvider,
    state: TerraformState<'a>,
    tools: Option<usize>,
    waivers: &'a [Waiver<'a>],
    removed: &'a [Removed<'a>],
    raw: &'a [Raw<'a>],
    patches: &'a [Patch<'a>],
    base_images: &'a [BaseImage<'a>],
    at: &'static Location<'static>,
}

/// A team that owns services, and how to reach it.
#[derive(Clone, Copy, Debug)]
pub struct Team<'a> {
    name: &'a str,
    contact: &'a str,
}

impl<'a> Team<'a> {
    /// A team with a contact: an address or a channel.
    ///
    /// # Panics
    /// If one of them is empty.
    #[track_caller]
    pub const fn new(name: &'a str, contact: &'a str) -> Self {
        if name.is_empty() || contact.is_empty() {
            Message::of("a team has a name and a contact, as in `Team::new(\"ordering\", \"ordering@shop.example\")`").panic()
        }
        Self { name, contact }
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// How to reach it.
    pub const fn contact(&self) -> &'a str {
        self.contact
    }
}

/// Where an account's OIDC provider comes from, of which there is one for each issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OidcProvider {
    /// The app makes it.
    Own,
    /// It is there already.
    Imported,
}

/// The repository an app is built from.
#[derive(Clone, Copy, Debug)]
pub enum Repository<'a> {
    /// On GitHub: `owner/name`.
    GitHub(&'a str),
    /// On GitLab: `group/name`.
    GitLab(&'a str),
    /// On Bitbucket: `workspace/name`.
    Bitbucket(&'a str),
}

impl<'a> Repository<'a> {
    /// The repository `owner/name` on GitHub.
    pub const fn github(name: &'a str) -> Self {
        Self::GitHub(name)
    }

    /// The repository `group/name` on GitLab.
    pub const fn gitlab(name: &'a str) -> Self {
        Self::GitLab(name)
    }

    /// The repository `workspace/name` on Bitbucket.
    pub const fn bitbucket(name: &'a str) -> Self {
        Self::Bitbucket(name)
    }

    /// Its name, with that of its owner.
    pub const fn name(&self) -> &'a str {
        match self {
            Self::GitHub(name) | Self::GitLab(name) | Self::Bitbucket(name) => name,
        }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        match self {
            Self::GitHub(name) => format!("https://github.com/{name}"),
            Self::GitLab(name) => format!("https://gitlab.com/{name}"),
            Self::Bitbucket(name) => format!("https://bitbucket.org/{name}"),
        }
    }
}

/// The AWS provider that Terraform output is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerraformProvider {
    /// 5.100 and later 5.x.
    V5,
    /// 6.x. Experimental: checked against a list of differences, not against the provider.
    V6,
}

/// Which back ends an app is written for.
///
/// A strategy that one of them cannot express is an error (`FW5010`) for an app that is written for
/// both, and none for an app that is written for the other alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackEnds {
    /// CloudFormation and Terraform.
    Both,
    /// CloudFormation alone.
    CloudFormation,
    /// Terraform alone.
    Terraform,
}

/// Where Terraform keeps its state.
#[derive(Clone, Copy, Debug)]
pub enum TerraformState<'a> {
    /// In the bucket `formwork-state-<account>-<region>` of each environment.
    AccountBucket,
    /// In a bucket of this name.
    Bucket(Vary<&'a str>),
    /// On the machine that runs Terraform. Only with one environment (`FW4008`).
    Local,
}

impl<'a> TerraformState<'a> {
    /// In the S3 bucket of this name, which exists already.
    pub const fn s3(bucket: Vary<&'a str>) -> Self {
        Self::Bucket(bucket)
    }
}

/// A stateful resource that is gone on purpose.
#[derive(Clone, Copy, Debug)]
pub struct Removed<'a> {
    /// Its path, as in `formwork.lock`.
    pub path: &'a str,
    /// Why it may go, and where its data went.
    pub reason: &'a str,
}

/// A resource of any type, spelled as each dialect wants it.
///
/// `{"$ref": "orders/service.name"}` in the JSON refers to an attribute of a resource in the same
/// stack.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// Its path, whose first part names the stack: `platform/web-acl`.
    pub path: &'a str,
    /// CloudFormation type and properties as JSON.
    pub cloudformation: Option<(&'a str, &'a str)>,
    /// Terraform type and arguments as JSON.
    pub terraform: Option<(&'a str, &'a str)>,
    /// Why formwork's own resources do not do.
    pub reason: &'a str,
    /// Where it was written.
    pub at: &'static Location<'static>,
}

impl<'a> Raw<'a> {
    /// A resource that is spelled by [`cloudformation`](Self::cloudformation) and
    /// [`terraform`](Self::terraform).
    #[track_caller]
    pub const fn new(path: &'a str, reason: &'a str) -> Self {
        if reason.is_empty() {
            Message::of("raw resource ")
                .code(path)
                .text(" has no reason: say why formwork's own resources do not do")
                .panic()
        }
        Self { path, cloudformation: None, terraform: None, reason, at: Location::caller() }
    }

    /// Its CloudFormation type and properties, as JSON.
    pub const fn cloudformation(mut self, kind: &'a str, properties: &'a str) -> Self {
        self.cloudformation = Some((kind, properties));
        self
    }

    /// Its Terraform type and arguments, as JSON.
    pub const fn terraform(mut self, kind: &'a str, arguments: &'a str) -> Self {
        self.terraform = Some((kind, arguments));
        self
    }
}

/// A property set on a resource that formwork emits, in both dialects.
#[derive(Clone, Copy, Debug)]
pub struct Patch<'a> {
    /// The resource's path.
    pub path: &'a str,
    /// The property's neutral name, as in the kind tables: `health_check_grace_period_seconds`.
    pub property: &'a str,
    /// Its value, as JSON.
    pub value: &'a str,
    /// Why formwork's value does not do.
    pub reason: &'a str,
    /// Where it was written.
    pub at: &'static Location<'static>,
}

impl<'a> Patch<'a> {
    /// Sets `property` of the resource at `path` to a JSON value.
    #[track_caller]
    pub const fn set(path: &'a str, property: &'a str, value: &'a str, reason: &'a str) -> Self {
        if reason.is_empty() {
            Message::of("patch of ")
                .code(path)
                .text(" has no reason: say why formwork's value does not do")
                .panic()
        }
        Self { path, property, value, reason, at: Location::caller() }
    }
}

/// Constructor and fluent methods.
impl<'a> App<'a> {
    /// An app of this name in these environments, built from this repository.
    #[track_caller]
    pub const fn new(
        name: &'a str,
        environments: &'a [Environment<'a>],
        repository: Repository<'a>,
    ) -> Self {
        Self {
            name,
            environments,
            repository,
            services: &[],
            modules: &[],
            pipelines: &[],
            oidc_provider: OidcProvider::Own,
            network: Network::new(same(Cidr::new("10.0.0.0/16"))),
            cluster: Cluster::new(),
            balancer: Balancer::new(),
            zone: None,
            tags: &[],
            boundary: None,
            alarm_topic: None,
            back_ends: BackEnds::Both,
            provider: TerraformProvider::V5,
            state: TerraformState::AccountBucket,
            tools: None,
            waivers: &[],
            removed: &[],
            raw: &[],
            patches: &[],
            base_images: &[],
            at: Location::caller(),
        }
    }

    /// Its services.
    pub const fn services(mut self, services: &'a [&'a Service<'a>]) -> Self {
        self.services = services;
        self
    }

    /// Its modules.
    pub const fn modules(mut self, modules: &'a [&'a Module<'a>]) -> Self {
        self.modules = modules;
        self
    }

    /// How its services are delivered: a pipeline for each of them. They stand in the account of
    /// the [tools](Self::tools) environment, and `bootstrap` lets them deploy.
    pub const fn pipelines(mut self, pipelines: &'a [&'a Pipeline<'a>]) -> Self {
        self.pipelines = pipelines;
        self
    }

    /// Where the identity provider comes from that roles of GitHub Actions and GitLab CI/CD trust.
    /// Default: the app makes one in each account, by a stack `oidc-<environment>`.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>
    pub const fn oidc_provider(mut self, provider: OidcProvider) -> Self {
        self.oidc_provider = provider;
        self
    }

    /// The network of each environment. Default: `10.0.0.0/16` in three zones, one NAT gateway.
    pub const fn network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// The cluster of each environment.
    pub const fn cluster(mut self, cluster: Cluster) -> Self {
        self.cluster = cluster;
        self
    }

    /// The load balancer of each environment, made when a service is public.
    pub const fn balancer(mut self, balancer: Balancer) -> Self {
        self.balancer = balancer;
        self
    }

    /// The hosted zone of each environment. Required when a service is public (`FW4006`).
    pub const fn zone(mut self, zone: Zone<'a>) -> Self {
        self.zone = Some(zone);
        self
    }

    /// Tags of every resource, beside `app`, `environment` and `owner`.
    pub const fn tags(mut self, tags: &'a [(&'a str, &'a str)]) -> Self {
        self.tags = tags;
        self
    }

    /// The name of the permissions boundary of every role, a managed policy of each account.
    pub const fn permissions_boundary(mut self, policy: &'a str) -> Self {
        self.boundary = Some(policy);
        self
    }

    /// The ARN of the SNS topic that is told when an alarm fires, in each environment. Default:
    /// alarms roll deployments back and show in the console, and tell nobody.
    pub const fn alarms_to(mut self, topic: Vary<&'a str>) -> Self {
        self.alarm_topic = Some(topic);
        self
    }

    /// Which back ends it is written for. Default: both.
    pub const fn back_ends(mut self, back_ends: BackEnds) -> Self {
        self.back_ends = back_ends;
        self
    }

    /// The provider that Terraform output is written for. Default: 5.x.
    pub const fn terraform(mut self, provider: TerraformProvider) -> Self {
        self.provider = provider;
        self
    }

    /// Where Terraform keeps its state. Default: the account's bucket.
    pub const fn state(mut self, state: TerraformState<'a>) -> Self {
        self.state = state;
        self
    }

    /// The index in `ENVIRONMENTS` of the environment whose account holds the repositories.
    /// Default: the production environment.
    pub const fn tools(mut self, environment: usize) -> Self {
        self.tools = Some(environment);
        self
    }

    /// Rules set aside for a while.
    pub const fn waivers(mut self, waivers: &'a [Waiver<'a>]) -> Self {
        self.waivers = waivers;
        self
    }

    /// Stateful resources that are gone on purpose.
    pub const fn removed(mut self, removed: &'a [Removed<'a>]) -> Self {
        self.removed = removed;
        self
    }

    /// Resources that formwork has no construct for.
    pub const fn raw(mut self, resources: &'a [Raw<'a>]) -> Self {
        self.raw = resources;
        self
    }

    /// Properties set on what formwork emits.
    pub const fn patches(mut self, patches: &'a [Patch<'a>]) -> Self {
        self.patches = patches;
        self
    }

    /// What the Dockerfiles of its services may build on, each pinned by its digest; `check` reads
    /// them (`FW0213`). Default: anything.
    pub const fn base_images(mut self, images: &'a [BaseImage<'a>]) -> Self {
        self.base_images = images;
        self
    }
}

/// What was written.
impl<'a> App<'a> {
    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Its environments, in the order releases go through them.
    pub const fn environments(&self) -> &'a [Environment<'a>] {
        self.environments
    }

    /// The repository it is built from.
    pub const fn repository(&self) -> &Repository<'a> {
        &self.repository
    }

    /// Its services, without those of its modules.
    pub const fn service_list(&self) -> &'a [&'a Service<'a>] {
        self.services
    }

    /// Its modules.
    pub const fn module_list(&self) -> &'a [&'a Module<'a>] {
        self.modules
    }

    /// How its services are delivered.
    pub const fn pipeline_list(&self) -> &'a [&'a Pipeline<'a>] {
        self.pipelines
    }

    /// The network of each environment.
    pub const fn vpc(&self) -> &Network {
        &self.network
    }

    /// The cluster of each environment.
    pub const fn ecs_cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// The load balancer of each environment.
    pub const fn load_balancer(&self) -> &Balancer {
        &self.balancer
    }

    /// The hosted zone of each environment.
    pub const fn hosted_zone(&self) -> Option<&Zone<'a>> {
        self.zone.as_ref()
    }

    /// Tags of every resource.
    pub const fn tag_list(&self) -> &'a [(&'a str, &'a str)] {
        self.tags
    }

    /// The name of the permissions boundary of every role.
    pub const fn boundary(&self) -> Option<&'a str> {
        self.boundary
    }

    /// The topic that is told when an alarm fires.
    pub const fn alarm_topic(&self) -> Option<&Vary<&'a str>> {
        self.alarm_topic.as_ref()
    }

    /// Which back ends it is written for.
    pub const fn written_for(&self) -> BackEnds {
        self.back_ends
    }

    /// Whether CloudFormation is written.
    pub const fn writes_cloudformation(&self) -> bool {
        !matches!(self.back_ends, BackEnds::Terraform)
    }

    /// Whether Terraform is written.
    pub const fn writes_terraform(&self) -> bool {
        !matches!(self.back_ends, BackEnds::CloudFormation)
    }

    /// Whether Terraform gives the deployments of a service to CodeDeploy: provider 5 does not know
    /// what ECS itself can do.
    pub const fn uses_codedeploy(&self, service: &Service<'_>) -> bool {
        self.writes_terraform()
            && matches!(self.provider, TerraformProvider::V5)
            && service.deployment().has_two_target_groups()
    }

    /// The provider that Terraform output is written for.
    pub const fn provider(&self) -> TerraformProvider {
        self.provider
    }

    /// Where Terraform keeps its state.
    pub const fn terraform_state(&self) -> &TerraformState<'a> {
        &self.state
    }

    /// Where the identity provider of its pipelines comes from.
    pub const fn identity_provider(&self) -> OidcProvider {
        self.oidc_provider
    }

    /// The index of the environment whose account holds the repositories.
    pub const fn tools_environment(&self) -> usize {
        if let Some(index) = self.tools {
            return index;
        }
        let mut i = 0;
        while i < self.environments.len() {
            if matches!(self.environments[i].purpose(), super::Purpose::Production) {
                return i;
            }
            i += 1;
        }
        self.environments.len().saturating_sub(1)
    }

    /// Rules set aside for a while.
    pub const fn waiver_list(&self) -> &'a [Waiver<'a>] {
        self.waivers
    }

    /// Stateful resources that are gone on purpose.
    pub const fn removed_list(&self) -> &'a [Removed<'a>] {
        self.removed
    }

    /// Resources that formwork has no construct for.
    pub const fn raw_list(&self) -> &'a [Raw<'a>] {
        self.raw
    }

    /// Properties set on what formwork emits.
    pub const fn patch_list(&self) -> &'a [Patch<'a>] {
        self.patches
    }

    /// What the Dockerfiles of its services may build on; none for anything.
    pub const fn base_image_list(&self) -> &'a [BaseImage<'a>] {
        self.base_images
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }

    /// The environment called `name`.
    pub fn environment(&self, name: &str) -> Option<usize> {
        self.environments.iter().position(|environment| text::eq(environment.name(), name))
    }
}
