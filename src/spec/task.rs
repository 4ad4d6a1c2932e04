//! Admin processes of a service: one-off tasks that somebody starts, and migrations that run in
//! every release before it gets traffic.
//!
//! They are declared on their service and name no image: they run the service's own, with its
//! configuration, so that admin code is always of the release that is live (factor XII).
//!
//! Facts: <https://12factor.net/admin-processes>,
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-task-create.html>

use std::panic::Location;

use crate::diag::Message;

use super::text;
use super::units::Seconds;

/// A command that somebody starts, in the image and with the configuration of its service.
///
/// ```
/// use formwork::prelude::*;
/// const WEB: Service = Service::web("web", Build::dockerfile("web"), Port::http(8080))
///     .admin(&[Task::one_off("rebuild-index", &["/app", "rebuild-index"])]);
/// assert_eq!(WEB.admin_tasks()[0].name(), "rebuild-index");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    name: &'a str,
    command: &'a [&'a str],
    at: &'static Location<'static>,
}

impl<'a> Task<'a> {
    /// A task of this name that runs this command, instead of the service's.
    ///
    /// # Panics
    /// If the name is not in kebab case, or the command is empty.
    #[track_caller]
    pub const fn one_off(name: &'a str, command: &'a [&'a str]) -> Self {
        judge(name, command);
        Self { name, command, at: Location::caller() }
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// What it runs.
    pub const fn command(&self) -> &'a [&'a str] {
        self.command
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// A change of the data that a release needs. It runs in every environment before the release is
/// deployed, one at a time, and a release whose migration fails is not deployed.
///
/// It may run again, with the same release or the next: it does what is left to do and nothing
/// else, as every migration tool does.
///
/// ```
/// use formwork::prelude::*;
/// const SCHEMA: Migration = Migration::new("schema", &["/app", "migrate"]).timeout(Seconds(900));
/// assert_eq!(SCHEMA.most_seconds(), Seconds(900));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Migration<'a> {
    name: &'a str,
    command: &'a [&'a str],
    timeout: Seconds,
    is_destructive: bool,
    at: &'static Location<'static>,
}

impl<'a> Migration<'a> {
    /// A migration of this name that runs this command.
    ///
    /// # Panics
    /// If the name is not in kebab case, or the command is empty.
    #[track_caller]
    pub const fn new(name: &'a str, command: &'a [&'a str]) -> Self {
        judge(name, command);
        let at = Location::caller();
        Self { name, command, timeout: Seconds(1800), is_destructive: false, at }
    }

    /// How long it may take, from the start of its task on, before it is stopped and has failed;
    /// in seconds, 60 to 86,400. Default: 1800.
    ///
    /// # Panics
    /// If it is shorter, which a task needs to start, or longer than a day.
    #[track_caller]
    pub const fn timeout(mut self, seconds: Seconds) -> Self {
        if seconds.0 < 60 || seconds.0 > 86_400 {
            Message::of("a migration takes 60 to 86400 seconds, not ")
                .number(seconds.0 as u64)
                .text(": its task alone needs a minute to start")
                .panic()
        }
        self.timeout = seconds;
        self
    }

    /// It drops or renames what the running release uses: that release fails from then on. Not
    /// together with a deployment that lets two releases share the traffic (`FW1209`).
    pub const fn destructive(mut self) -> Self {
        self.is_destructive = true;
        self
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// What it runs.
    pub const fn command(&self) -> &'a [&'a str] {
        self.command
    }

    /// How long it may take.
    pub const fn most_seconds(&self) -> Seconds {
        self.timeout
    }

    /// Whether it drops or renames what the running release uses.
    pub const fn is_destructive(&self) -> bool {
        self.is_destructive
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// What a family of 255 characters leaves beside the app, the environment and the service, whose
/// names are part of a stack's.
const LONGEST_NAME: usize = 64;

/// Refuses a name or a command that no admin process can have.
#[track_caller]
pub(super) const fn judge(name: &str, command: &[&str]) {
    if !text::is_kebab(name) {
        Message::new()
            .code(name)
            .text(" is not in kebab case: name an admin process in lower case letters, digits and single hyphens, as in `nightly-report`")
            .panic()
    }
    if name.len() > LONGEST_NAME {
        Message::new()
            .code(name)
            .text(" has ")
            .number(name.len() as u64)
            .text(" characters, and the family of its task definition leaves room for ")
            .number(LONGEST_NAME as u64)
            .panic()
    }
    if command.is_empty() {
        Message::new()
            .code(name)
            .text(" has no command: without one it would run the service itself; write it, as in `&[\"/app\", \"migrate\"]`")
            .panic()
    }
}
