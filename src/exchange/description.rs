//! What `describe` prints: everything that other programs need to know of an app, so that they work
//! without its crate.

use serde::{Deserialize, Serialize};

use crate::backend::terraform::Settings;
use crate::spec;

use super::graph::{Graph, Written};
use super::{DeployPlan, Finding, Parity, Release};

/// What a description says, as far as others need it. The same on every day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Description {
    /// Format of this document. A reader judges its major before it reads anything else.
    pub format: String,
    /// The version of formwork that wrote it.
    pub formwork: String,
    /// The app's name.
    pub app: String,
    /// What the services of the app share.
    #[serde(default)]
    pub facts: Option<Facts>,
    /// Its services, with those of its modules.
    #[serde(default)]
    pub services: Vec<Service>,
    /// What the rules find on any day, by place.
    pub findings: Vec<Finding>,
    /// What they also find from some day on, in the order of the waivers.
    pub expiring: Vec<Expiring>,
    /// The deployment; `null` while there are findings of severity error.
    pub plan: Option<DeployPlan>,
    /// What is found when stacks are made.
    pub obstacles: Vec<Finding>,
    /// `parity.json`; `null` without a deployment, as are the next two.
    #[serde(default)]
    pub parity: Option<Parity>,
    /// `release.json`.
    #[serde(default)]
    pub release: Option<Release>,
    /// The stacks.
    #[serde(default)]
    pub graph: Option<Graph>,
}

/// A finding that comes up when time passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Expiring {
    /// The last day without it, as in `2026-12-15`.
    pub until: String,
    /// What is found on the days after.
    pub finding: Finding,
}

/// The facts of an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Facts {
    /// Where its source is.
    pub repository: String,
    /// Its environments, in the order releases go through them.
    pub environments: Vec<Environment>,
    /// The environment whose account holds the image repositories.
    pub tools: String,
    /// Tags of every resource, in order.
    pub tags: Vec<(String, String)>,
    /// The hosted zone's name in each environment.
    pub zone: Option<Vec<String>>,
    /// The name of the permissions boundary of every role.
    pub permissions_boundary: Option<String>,
    /// What Terraform needs to know.
    pub terraform: Terraform,
    /// Its modules.
    pub modules: Vec<String>,
    /// What Dockerfiles may build on; none for anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub base_images: Vec<BaseImage>,
}

/// An image that Dockerfiles may build on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct BaseImage {
    /// The name of its repository.
    pub repository: String,
    /// The tag that its digest had.
    pub tag: String,
    /// Its digest, as in `sha256:…`.
    pub digest: String,
    /// Where it was written.
    pub written: Written,
}

/// An environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Environment {
    /// Its name.
    pub name: String,
    /// Its account.
    pub account: String,
    /// Its region.
    pub region: String,
    /// What it is for.
    pub purpose: Purpose,
}

/// What an environment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Developers try things here.
    Development,
    /// Releases are verified here.
    Verification,
    /// Users are here.
    Production,
}

/// What Terraform needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Terraform {
    /// The provider's major version.
    pub provider: u32,
    /// The bucket of each environment's state; `null` keeps it on the machine.
    pub state: Option<Vec<String>>,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Service {
    /// Its name.
    pub name: String,
    /// What kind of process it is.
    pub process: Process,
    /// The team that owns it.
    pub owner: Option<Team>,
    /// The folder of its Dockerfile, if its image is built from this repository.
    pub dockerfile: Option<String>,
    /// The repository of its images.
    pub repository: String,
    /// The port it listens on.
    pub port: Option<Port>,
    /// `arm64` or `x86_64`.
    pub architecture: String,
    /// The command, if it is not the image's.
    pub command: Vec<String>,
    /// User and group it runs as.
    pub user: String,
    /// Folders it may write to.
    pub scratch: Vec<String>,
    /// The path that answers 200 when it is healthy.
    pub health_path: Option<String>,
    /// The command that exits 0 when it is healthy.
    pub health_command: Option<Vec<String>>,
    /// CPU units and MiB of memory of a task in each environment.
    pub size: Vec<(u32, u32)>,
    /// Least and most tasks in each environment.
    pub tasks: Vec<(u32, u32)>,
    /// Seconds between SIGTERM and SIGKILL.
    pub stop_timeout: u32,
    /// Its environment variables.
    pub variables: Vec<Variable>,
    /// Its backing services.
    pub stores: Vec<Store>,
    /// The contracts it calls.
    pub calls: Vec<Call>,
    /// The contracts it serves.
    pub serves: Vec<String>,
    /// Its host in each environment.
    pub host: Option<Vec<String>>,
    /// The paths it answers to on its host; none for all.
    pub paths: Vec<String>,
    /// How new releases replace the running one, as in `Deploy::rolling`.
    pub deploy: String,
    /// The service whose requests it takes over.
    pub takes_over: Option<String>,
    /// Its earlier name.
    pub was: Option<String>,
    /// Where it was written.
    pub written: Written,
}

/// What kind of process a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Process {
    /// It answers requests from outside.
    Web,
    /// It answers requests of other services only.
    Internal,
    /// It answers no requests.
    Worker,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Team {
    /// Its name.
    pub name: String,
    /// How to reach it.
    pub contact: String,
}

/// A port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Port {
    /// Its number.
    pub number: u16,
    /// `http`, `http2` or `grpc`.
    pub protocol: String,
}

/// An environment variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value in each environment; `null` for a secret.
    pub values: Option<Vec<String>>,
}

/// A backing service that is attached to a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Store {
    /// What it is.
    pub kind: StoreKind,
    /// Its name.
    pub name: String,
    /// The variable that locates it.
    pub variable: String,
    /// Its engine version, if it has one.
    pub version: Option<String>,
}

/// What a backing service is, and what the service does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StoreKind {
    /// A `PostgreSQL` database.
    Postgres,
    /// A queue that the service sends to.
    QueueSent,
    /// A queue that the service receives from.
    QueueReceived,
    /// A DynamoDB table.
    DynamoTable,
}

/// A call of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Call {
    /// The contract.
    pub contract: String,
    /// The variable that holds its URL.
    pub variable: String,
    /// Milliseconds after which the call gives up.
    pub timeout_ms: u32,
    /// Its host in each environment, if it is served outside the app.
    pub external: Option<Vec<String>>,
}

impl Description {
    /// What the rules find on a day, by place: what `check --today` of the program itself finds.
    pub fn findings_on(&self, today: &str) -> Vec<Finding> {
        let expired = self.expiring.iter().filter(|it| *today > *it.until);
        let mut found: Vec<_> =
            self.findings.iter().chain(expired.map(|it| &it.finding)).cloned().collect();
        let start = |it: &Finding| it.span.map(|span| (span.start.line, span.start.column));
        found.sort_by(|a, b| (&a.file, start(a), &a.rule).cmp(&(&b.file, start(b), &b.rule)));
        found
    }

    /// What the Terraform back end needs to know.
    pub fn settings(&self) -> Option<Settings> {
        let terraform = &self.facts.as_ref()?.terraform;
        let provider = match terraform.provider {
            6 => spec::TerraformProvider::V6,
            _ => spec::TerraformProvider::V5,
        };
        Some(Settings { provider, state: terraform.state.clone() })
    }
}

impl Facts {
    /// The facts of an app.
    pub fn new(app: &spec::App<'_>, terraform: &Settings) -> Self {
        let environments = app.environments();
        let zone = |zone: &spec::Zone<'_>| varied(zone.name(), environments.len());
        Self {
            repository: app.repository().url(),
            environments: environments.iter().map(Environment::from).collect(),
            tools: environments[app.tools_environment()].name().to_owned(),
            tags: crate::lower::tags(app),
            zone: app.hosted_zone().map(zone),
            permissions_boundary: app.boundary().map(str::to_owned),
            terraform: Terraform {
                provider: match terraform.provider {
                    spec::TerraformProvider::V5 => 5,
                    spec::TerraformProvider::V6 => 6,
                },
                state: terraform.state.clone(),
            },
            modules: app.module_list().iter().map(|module| module.name.to_owned()).collect(),
            base_images: app.base_image_list().iter().map(BaseImage::from).collect(),
        }
    }
}

impl From<&spec::BaseImage<'_>> for BaseImage {
    fn from(image: &spec::BaseImage<'_>) -> Self {
        Self {
            repository: image.repository().to_owned(),
            tag: image.tag().to_owned(),
            digest: image.digest().to_owned(),
            written: image.at().into(),
        }
    }
}

impl From<&spec::Environment<'_>> for Environment {
    fn from(environment: &spec::Environment<'_>) -> Self {
        Self {
            name: environment.name().to_owned(),
            account: environment.account().to_owned(),
            region: environment.region().to_owned(),
            purpose: match environment.purpose() {
                spec::Purpose::Development => Purpose::Development,
                spec::Purpose::Verification => Purpose::Verification,
                spec::Purpose::Production => Purpose::Production,
            },
        }
    }
}

impl Service {
    /// The facts of a service, in an app with so many environments.
    pub fn new(service: &spec::Service<'_>, repository: String, environments: usize) -> Self {
        let owned = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let size = service.task_size();
        let tasks = service.scale();
        Self {
            name: service.name().to_owned(),
            process: match service.process() {
                spec::Process::Web => Process::Web,
                spec::Process::Internal => Process::Internal,
                spec::Process::Worker => Process::Worker,
            },
            owner: service.team().map(|team| Team {
                name: team.name().to_owned(),
                contact: team.contact().to_owned(),
            }),
            dockerfile: match service.build() {
                spec::Build::Dockerfile(folder) => Some((*folder).to_owned()),
                spec::Build::Elsewhere(_) => None,
            },
            repository,
            port: service.port().map(Port::from),
            architecture: match service.processor() {
                spec::Architecture::Arm64 => "arm64".to_owned(),
                spec::Architecture::X86_64 => "x86_64".to_owned(),
            },
            command: owned(service.arguments()),
            user: service.run_as().to_owned(),
            scratch: owned(service.scratch_folders()),
            health_path: service.health_path().map(str::to_owned),
            health_command: service.container_health().map(owned),
            size: (0..environments)
                .filter_map(|i| size.at(i).map(|it| (it.cpu(), it.memory())))
                .collect(),
            tasks: (0..environments).filter_map(|i| tasks.at(i).map(|it| (it.0, it.1))).collect(),
            stop_timeout: service.stop_wait().0,
            variables: service.variables().iter().map(|it| variable(it, environments)).collect(),
            stores: service.attachments().iter().map(Store::from).collect(),
            calls: service.called().iter().map(|it| call(it, environments)).collect(),
            serves: service.served().iter().map(|api| api.name().to_owned()).collect(),
            host: service.host().map(|host| varied(&host.0, environments)),
            paths: owned(service.path_patterns()),
            deploy: service.deployment().strategy().name().to_owned(),
            takes_over: service.takeover().map(|it| it.from().name().to_owned()),
            was: service.earlier().map(str::to_owned),
            written: service.at().into(),
        }
    }
}

impl From<spec::Port> for Port {
    fn from(port: spec::Port) -> Self {
        let protocol = match port.protocol() {
            spec::Protocol::Http => "http",
            spec::Protocol::Http2 => "http2",
            spec::Protocol::Grpc => "grpc",
        };
        Self { number: port.number(), protocol: protocol.to_owned() }
    }
}

impl From<&spec::Attachment<'_>> for Store {
    fn from(attachment: &spec::Attachment<'_>) -> Self {
        let (kind, version) = match attachment.store() {
            spec::Store::Postgres(it) => {
                (StoreKind::Postgres, Some(it.version().engine_version().to_owned()))
            }
            spec::Store::Queue(_, spec::Role::Sends) => (StoreKind::QueueSent, None),
            spec::Store::Queue(_, spec::Role::Receives) => (StoreKind::QueueReceived, None),
            spec::Store::Table(_) => (StoreKind::DynamoTable, None),
        };
        Self {
            kind,
            name: attachment.store().name().to_owned(),
            variable: attachment.variable().to_owned(),
            version,
        }
    }
}

fn variable(variable: &spec::Variable<'_>, environments: usize) -> Variable {
    let values = match variable.source() {
        spec::Source::Plain(values) => Some(varied(values, environments)),
        spec::Source::Secret => None,
    };
    Variable { name: variable.name().to_owned(), values }
}

fn call(call: &spec::Call<'_>, environments: usize) -> Call {
    Call {
        contract: call.api().name().to_owned(),
        variable: call.variable_name(),
        timeout_ms: call.timeout(),
        external: call.api().host().map(|host| varied(&host, environments)),
    }
}

fn varied(values: &spec::Vary<&str>, environments: usize) -> Vec<String> {
    (0..environments).filter_map(|i| values.at(i)).map(str::to_owned).collect()
}
