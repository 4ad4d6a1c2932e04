//! Services: the processes of an app, each with its own image, size, scale and contracts.

use std::panic::Location;

use crate::diag::Message;

use super::api::{Api, Call};
use super::app::Team;
use super::deploy::Deploy;
use super::job::Job;
use super::knob::{Vary, same};
use super::outline::Outline;
use super::store::Attachment;
use super::task::{Migration, Task};
use super::text;
use super::units::{Fargate, Percent, Requests, Retention, Seconds, Tasks};
use super::variable::Variable;

/// A process type of an app, run as an ECS service on Fargate.
///
/// ```
/// use formwork::prelude::*;
/// const WEB: Service = Service::web("web", Build::dockerfile("services/web"), Port::http(8080))
///     .owner(Team::new("storefront", "storefront@shop.example"))
///     .health_check("/healthz");
/// assert_eq!(WEB.name(), "web");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Service<'a> {
    name: &'a str,
    hash: u64,
    process: Process,
    build: Build<'a>,
    port: Option<Port>,
    owner: Option<Team<'a>>,
    size: Vary<Fargate>,
    architecture: Architecture,
    tasks: Vary<Tasks>,
    cpu_target: Vary<Percent>,
    request_target: Option<Vary<Requests>>,
    health_path: Option<&'a str>,
    container_check: Option<&'a [&'a str]>,
    grace: Seconds,
    start_timeout: Seconds,
    stop_timeout: Seconds,
    drain: Seconds,
    command: &'a [&'a str],
    user: &'a str,
    scratch: &'a [&'a str],
    env: &'a [Variable<'a>],
    attachments: &'a [Attachment<'a>],
    calls: &'a [Call<'a>],
    serves: &'a [Api<'a>],
    host: Option<Host<'a>>,
    paths: &'a [&'a str],
    takeover: Option<Takeover<'a>>,
    logs: Logs,
    deploy: Deploy<'a>,
    admin: &'a [Task<'a>],
    migrations: &'a [Migration<'a>],
    jobs: &'a [Job<'a>],
    was: Option<&'a str>,
    outline: Outline,
    at: &'static Location<'static>,
}

/// What kind of process a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// It answers requests from outside, through the shared load balancer.
    Web,
    /// It answers requests of other services only.
    Internal,
    /// It answers no requests; it works through a queue.
    Worker,
}

/// How a service's image comes to be.
#[derive(Clone, Copy, Debug)]
pub enum Build<'a> {
    /// Built from the Dockerfile in this folder of the repository, into a repository of its own.
    Dockerfile(&'a str),
    /// Built elsewhere: the image's repository, without tag or digest.
    Elsewhere(&'a str),
}

impl<'a> Build<'a> {
    /// An image built from the Dockerfile in `folder`.
    ///
    /// # Panics
    /// If the path is absolute or leaves the repository.
    #[track_caller]
    pub const fn dockerfile(folder: &'a str) -> Self {
        if text::starts_with(folder, "/") || text::contains(folder, "..") {
            Message::new()
                .code(folder)
                .text(" is not inside the repository: write the Dockerfile's folder relative to its root, as in `services/orders`")
                .panic()
        }
        Self::Dockerfile(folder)
    }

    /// An image that somebody else builds, from `repository`; its digest is given at deployment.
    ///
    /// # Panics
    /// If `repository` has a tag or a digest: one that is written here could not be promoted.
    #[track_caller]
    pub const fn elsewhere(repository: &'a str) -> Self {
        let bytes = repository.as_bytes();
        let mut i = bytes.len();
        while i > 0 && bytes[i - 1] != b'/' {
            i -= 1;
            if bytes[i] == b':' || bytes[i] == b'@' {
                Message::new()
                    .code(repository)
                    .text(" names a tag or digest: write the repository alone, the digest is given at deployment so that every environment runs the same image (factor V)")
                    .panic()
            }
        }
        Self::Elsewhere(repository)
    }
}

/// The port a service's container listens on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port {
    number: u16,
    protocol: Protocol,
}

/// What is spoken on a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// HTTP/1.1.
    Http,
    /// HTTP/2.
    Http2,
    /// gRPC.
    Grpc,
}

impl Port {
    /// A port that speaks HTTP/1.1.
    ///
    /// # Panics
    /// If it is below 1024: tasks do not run as root.
    #[track_caller]
    pub const fn http(number: u16) -> Self {
        Self::new(number, Protocol::Http)
    }

    /// A port that speaks HTTP/2.
    ///
    /// # Panics
    /// If it is below 1024.
    #[track_caller]
    pub const fn http2(number: u16) -> Self {
        Self::new(number, Protocol::Http2)
    }

    /// A port that speaks gRPC.
    ///
    /// # Panics
    /// If it is below 1024.
    #[track_caller]
    pub const fn grpc(number: u16) -> Self {
        Self::new(number, Protocol::Grpc)
    }

    #[track_caller]
    const fn new(number: u16, protocol: Protocol) -> Self {
        if number < 1024 {
            Message::of("port ")
                .number(number as u64)
                .text(" is privileged, and tasks do not run as root: listen on 1024 or above, as in `Port::http(8080)` (factor VII)")
                .panic()
        }
        Self { number, protocol }
    }

    /// Its number.
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// What is spoken on it.
    pub const fn protocol(&self) -> Protocol {
        self.protocol
    }
}

/// The processor a service's image is built for; the same in every environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// AWS Graviton.
    Arm64,
    /// Intel and AMD.
    X86_64,
}

/// The host name a service answers to, in each environment.
#[derive(Clone, Copy, Debug)]
pub struct Host<'a>(pub Vary<&'a str>);

/// A share of requests that a service takes over from another.
#[derive(Clone, Copy, Debug)]
pub struct Takeover<'a> {
    from: &'a Service<'a>,
    share: Vary<Percent>,
    at: &'static Location<'static>,
}

impl<'a> Takeover<'a> {
    /// The service that answers the rest.
    pub const fn from(&self) -> &'a Service<'a> {
        self.from
    }

    /// The share of the requests that is taken over.
    pub const fn share(&self) -> &Vary<Percent> {
        &self.share
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// Where a service's log stream goes: CloudWatch Logs, always.
#[derive(Clone, Copy, Debug)]
pub struct Logs {
    mode: LogMode,
    retention: Vary<Retention>,
}

/// What happens when logs are written faster than they can be sent.
///
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogMode {
    /// Lines are lost, the process goes on.
    NonBlocking,
    /// No line is lost, the process waits.
    Blocking,
}

impl Logs {
    /// Logs with this mode, kept for so long.
    pub const fn new(mode: LogMode, retention: Vary<Retention>) -> Self {
        Self { mode, retention }
    }

    /// What happens when logs are written faster than they can be sent.
    pub const fn mode(&self) -> LogMode {
        self.mode
    }

    /// How long they are kept.
    pub const fn retention(&self) -> &Vary<Retention> {
        &self.retention
    }
}

/// Constructors and fluent methods.
impl<'a> Service<'a> {
    /// A service that answers requests from outside, through the shared load balancer.
    #[track_caller]
    pub const fn web(name: &'a str, build: Build<'a>, port: Port) -> Self {
        Self::new(name, Process::Web, build, Some(port))
    }

    /// A service that answers requests of other services only.
    #[track_caller]
    pub const fn internal(name: &'a str, build: Build<'a>, port: Port) -> Self {
        Self::new(name, Process::Internal, build, Some(port))
    }

    /// A service that answers no requests; it works through a queue.
    #[track_caller]
    pub const fn worker(name: &'a str, build: Build<'a>) -> Self {
        Self::new(name, Process::Worker, build, None)
    }

    #[track_caller]
    const fn new(name: &'a str, process: Process, build: Build<'a>, port: Option<Port>) -> Self {
        Self {
            name,
            hash: text::name_hash(name),
            process,
            build,
            port,
            owner: None,
            size: same(Fargate::new(256, 512)),
            architecture: Architecture::Arm64,
            tasks: same(Tasks(2, 4)),
            cpu_target: same(Percent::new(60)),
            request_target: None,
            health_path: None,
            container_check: None,
            grace: Seconds(60),
            start_timeout: Seconds(60),
            stop_timeout: Seconds(60),
            drain: Seconds(30),
            command: &[],
            user: "10001:10001",
            scratch: &["/tmp"],
            env: &[],
            attachments: &[],
            calls: &[],
            serves: &[],
            host: None,
            paths: &[],
            takeover: None,
            logs: Logs::new(LogMode::NonBlocking, same(Retention::days(30))),
            deploy: Deploy::rolling(),
            admin: &[],
            migrations: &[],
            jobs: &[],
            was: None,
            outline: Outline::NONE,
            at: Location::caller(),
        }
    }

    /// The team that owns it. Required (`FW2016`).
    pub const fn owner(mut self, team: Team<'a>) -> Self {
        self.owner = Some(team);
        self
    }

    /// The size of a task. Default: 256 CPU units and 512 MiB.
    pub const fn size(mut self, size: Vary<Fargate>) -> Self {
        self.size = size;
        self
    }

    /// The processor its image is built for. Default: ARM64.
    pub const fn architecture(mut self, architecture: Architecture) -> Self {
        self.architecture = architecture;
        self
    }

    /// Least and most tasks. Default: 2 to 4.
    pub const fn tasks(mut self, tasks: Vary<Tasks>) -> Self {
        self.tasks = tasks;
        self
    }

    /// Average CPU use that autoscaling aims at. Default: 60 %.
    pub const fn scale_at_cpu(mut self, percent: Vary<Percent>) -> Self {
        self.cpu_target = percent;
        self
    }

    /// Requests a minute for each task that autoscaling aims at, beside the CPU use. Only for a
    /// service behind the load balancer whose strategy does not shift traffic (`FW5012`).
    ///
    /// Default: none, the CPU use alone counts.
    pub const fn scale_at_requests(mut self, requests: Vary<Requests>) -> Self {
        self.request_target = Some(requests);
        self
    }

    /// The path that answers 200 when a task is healthy. Required for a web service (`FW0901`).
    pub const fn health_check(mut self, path: &'a str) -> Self {
        self.health_path = Some(path);
        self
    }

    /// A command in the container that exits 0 when it is healthy, as in
    /// `&["CMD", "/app", "--healthy"]`.
    pub const fn container_check(mut self, command: &'a [&'a str]) -> Self {
        self.container_check = Some(command);
        self
    }

    /// How long failing health checks are ignored after a task started, in seconds. Default: 60.
    pub const fn grace(mut self, seconds: Seconds) -> Self {
        self.grace = seconds;
        self
    }

    /// How long ECS waits for the container to start, in seconds (2 to 120). Default: 60.
    ///
    /// # Panics
    /// If Fargate does not take it.
    #[track_caller]
    pub const fn start_timeout(mut self, seconds: Seconds) -> Self {
        self.start_timeout = container_timeout(seconds);
        self
    }

    /// How long ECS waits between SIGTERM and SIGKILL, in seconds (2 to 120). Default: 60.
    ///
    /// # Panics
    /// If Fargate does not take it.
    #[track_caller]
    pub const fn stop_timeout(mut self, seconds: Seconds) -> Self {
        self.stop_timeout = container_timeout(seconds);
        self
    }

    /// How long the load balancer waits for open requests before it drops a stopping task, in
    /// seconds. Default: 30. Must not exceed the stop timeout (`FW0903`).
    pub const fn drain(mut self, seconds: Seconds) -> Self {
        self.drain = seconds;
        self
    }

    /// The command, instead of the image's.
    pub const fn command(mut self, command: &'a [&'a str]) -> Self {
        self.command = command;
        self
    }

    /// User and group the process runs as, by number. Default: `10001:10001`.
    ///
    /// # Panics
    /// If it is root.
    #[track_caller]
    pub const fn user(mut self, user: &'a str) -> Self {
        if text::starts_with(user, "0:") || text::eq(user, "0") || text::starts_with(user, "root") {
            Message::new()
                .code(user)
                .text(" is root: run as a user of its own, as in `10001:10001`")
                .panic()
        }
        self.user = user;
        self
    }

    /// Folders it may write to, empty when a task starts and gone when it stops; the rest of the
    /// file system is read-only. Default: `/tmp`.
    ///
    /// Owner and mode of a folder are the image's if its Dockerfile declares it as a `VOLUME`, and
    /// root's otherwise: `RUN install -d -o 10001 /tmp` and `VOLUME /tmp`.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html>
    pub const fn scratch(mut self, folders: &'a [&'a str]) -> Self {
        self.scratch = folders;
        self
    }

    /// Its environment variables.
    pub const fn env(mut self, variables: &'a [Variable<'a>]) -> Self {
        self.env = variables;
        self
    }

    /// Its backing services.
    pub const fn attach(mut self, attachments: &'a [Attachment<'a>]) -> Self {
        self.attachments = attachments;
        self.outline = self.outline.with_stores(attachments);
        self
    }

    /// The contracts it calls.
    pub const fn calls(mut self, calls: &'a [Call<'a>]) -> Self {
        self.calls = calls;
        self.outline = self.outline.with_calls(calls);
        self
    }

    /// The contracts it serves.
    pub const fn serves(mut self, contracts: &'a [Api<'a>]) -> Self {
        self.serves = contracts;
        self.outline = self.outline.with_served(contracts);
        self
    }

    /// The host it answers to, on the shared load balancer.
    pub const fn public(mut self, host: Host<'a>) -> Self {
        self.host = Some(host);
        self.outline = self.outline.with_claims(self.host.as_ref(), self.paths);
        self
    }

    /// The paths it answers to on its host, as in `&["/orders", "/orders/*"]`. Default: all.
    pub const fn paths(mut self, patterns: &'a [&'a str]) -> Self {
        self.paths = patterns;
        self.outline = self.outline.with_claims(self.host.as_ref(), patterns);
        self
    }

    /// Takes `share` of the requests to its host and paths, and leaves the rest to `from`, the
    /// service that it replaces step by step (strangler fig). Raise the share release by release;
    /// at 100 % remove this line, then `from`'s paths.
    ///
    /// Both answer on the same host and deploy by [`Deploy::rolling`] meanwhile (`FW4032`).
    #[track_caller]
    pub const fn takes_over(mut self, from: &'a Self, share: Vary<Percent>) -> Self {
        self.takeover = Some(Takeover { from, share, at: Location::caller() });
        self
    }

    /// Mode and retention of its logs. Default: non-blocking, 30 days.
    pub const fn logs(mut self, logs: Logs) -> Self {
        self.logs = logs;
        self
    }

    /// How a new release replaces the running one. Default: rolling.
    pub const fn deploy(mut self, deploy: Deploy<'a>) -> Self {
        self.deploy = deploy;
        self
    }

    /// Commands that somebody starts, in its image and with its configuration. Each has a task
    /// definition of its own; `deploy-plan.json` has the command that starts it.
    pub const fn admin(mut self, tasks: &'a [Task<'a>]) -> Self {
        self.admin = tasks;
        self
    }

    /// What a release changes in the data before it gets traffic, in this order. They run in every
    /// environment, one at a time, from a stack that is deployed before the service's.
    pub const fn migrations(mut self, migrations: &'a [Migration<'a>]) -> Self {
        self.migrations = migrations;
        self
    }

    /// Commands that run at set times, in its image and with its configuration.
    pub const fn jobs(mut self, jobs: &'a [Job<'a>]) -> Self {
        self.jobs = jobs;
        self
    }

    /// Keeps the identities recorded under an earlier name.
    pub const fn was(mut self, name: &'a str) -> Self {
        self.was = Some(name);
        self
    }
}

#[track_caller]
const fn container_timeout(seconds: Seconds) -> Seconds {
    if seconds.0 < 2 || seconds.0 > 120 {
        Message::of("Fargate waits 2 to 120 seconds for a container, not ")
            .number(seconds.0 as u64)
            .text(" (factor IX)")
            .panic()
    }
    seconds
}

/// What was written.
impl<'a> Service<'a> {
    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// A hash of its name.
    pub const fn hash(&self) -> u64 {
        self.hash
    }

    /// What kind of process it is.
    pub const fn process(&self) -> Process {
        self.process
    }

    /// How its image comes to be.
    pub const fn build(&self) -> &Build<'a> {
        &self.build
    }

    /// The port its container listens on.
    pub const fn port(&self) -> Option<Port> {
        self.port
    }

    /// The team that owns it.
    pub const fn team(&self) -> Option<&Team<'a>> {
        self.owner.as_ref()
    }

    /// The size of a task.
    pub const fn task_size(&self) -> &Vary<Fargate> {
        &self.size
    }

    /// The processor its image is built for.
    pub const fn processor(&self) -> Architecture {
        self.architecture
    }

    /// Least and most tasks.
    pub const fn scale(&self) -> &Vary<Tasks> {
        &self.tasks
    }

    /// Average CPU use that autoscaling aims at.
    pub const fn cpu_target(&self) -> &Vary<Percent> {
        &self.cpu_target
    }

    /// Requests a minute for each task that autoscaling aims at.
    pub const fn request_target(&self) -> Option<&Vary<Requests>> {
        self.request_target.as_ref()
    }

    /// The path of the target's health check.
    pub const fn health_path(&self) -> Option<&'a str> {
        self.health_path
    }

    /// The command of the container's health check.
    pub const fn container_health(&self) -> Option<&'a [&'a str]> {
        self.container_check
    }

    /// How long failing health checks are ignored.
    pub const fn grace_period(&self) -> Seconds {
        self.grace
    }

    /// How long ECS waits for the container to start.
    pub const fn start_wait(&self) -> Seconds {
        self.start_timeout
    }

    /// How long ECS waits between SIGTERM and SIGKILL.
    pub const fn stop_wait(&self) -> Seconds {
        self.stop_timeout
    }

    /// How long the load balancer drains.
    pub const fn drain_delay(&self) -> Seconds {
        self.drain
    }

    /// The command, if it is not the image's.
    pub const fn arguments(&self) -> &'a [&'a str] {
        self.command
    }

    /// User and group the process runs as.
    pub const fn run_as(&self) -> &'a str {
        self.user
    }

    /// Folders it may write to.
    pub const fn scratch_folders(&self) -> &'a [&'a str] {
        self.scratch
    }

    /// Its environment variables.
    pub const fn variables(&self) -> &'a [Variable<'a>] {
        self.env
    }

    /// Its backing services.
    pub const fn attachments(&self) -> &'a [Attachment<'a>] {
        self.attachments
    }

    /// The contracts it calls.
    pub const fn called(&self) -> &'a [Call<'a>] {
        self.calls
    }

    /// The contracts it serves.
    pub const fn served(&self) -> &'a [Api<'a>] {
        self.serves
    }

    /// The host it answers to.
    pub const fn host(&self) -> Option<&Host<'a>> {
        self.host.as_ref()
    }

    /// The paths it answers to on its host; none for all.
    pub const fn path_patterns(&self) -> &'a [&'a str] {
        self.paths
    }

    /// The service whose requests it takes over.
    pub const fn takeover(&self) -> Option<&Takeover<'a>> {
        self.takeover.as_ref()
    }

    /// Mode and retention of its logs.
    pub const fn log_settings(&self) -> &Logs {
        &self.logs
    }

    /// How a new release replaces the running one.
    pub const fn deployment(&self) -> &Deploy<'a> {
        &self.deploy
    }

    /// Commands that somebody starts.
    pub const fn admin_tasks(&self) -> &'a [Task<'a>] {
        self.admin
    }

    /// What a release changes in the data before it gets traffic.
    pub const fn migration_list(&self) -> &'a [Migration<'a>] {
        self.migrations
    }

    /// Commands that run at set times.
    pub const fn job_list(&self) -> &'a [Job<'a>] {
        self.jobs
    }

    /// Its earlier name.
    pub const fn earlier(&self) -> Option<&'a str> {
        self.was
    }

    /// What rules about several services compare first.
    pub const fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}
