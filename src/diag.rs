//! Diagnostics: what is wrong, why, and what to do. Plain data, rendered elsewhere.

pub mod code;
mod message;
mod nearest;

use std::fmt;

pub use message::{Buffer, Message};
pub use nearest::nearest;

/// How bad a finding is. Only errors fail compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; opt-in for manifests.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One of the twelve factors, or what a rule is about when it is none of them.
///
/// Source: <https://12factor.net>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// I: one codebase tracked in revision control, many deploys.
    Codebase,
    /// II: explicitly declare and isolate dependencies.
    Dependencies,
    /// III: store config in the environment.
    Config,
    /// IV: treat backing services as attached resources.
    BackingServices,
    /// V: strictly separate build and run stages.
    BuildReleaseRun,
    /// VI: execute the app as one or more stateless processes.
    Processes,
    /// VII: export services via port binding.
    PortBinding,
    /// VIII: scale out via the process model.
    Concurrency,
    /// IX: maximize robustness with fast startup and graceful shutdown.
    Disposability,
    /// X: keep development, staging, and production as similar as possible.
    Parity,
    /// XI: treat logs as event streams.
    Logs,
    /// XII: run admin and management tasks as one-off processes.
    AdminProcesses,
    /// The microservice characteristics of the AWS whitepaper.
    Microservices,
    /// The description itself: names, limits, waivers.
    Description,
}

impl Factor {
    /// The twelve, in order, and what is none of them.
    pub const ALL: [Self; 14] = [
        Self::Codebase,
        Self::Dependencies,
        Self::Config,
        Self::BackingServices,
        Self::BuildReleaseRun,
        Self::Processes,
        Self::PortBinding,
        Self::Concurrency,
        Self::Disposability,
        Self::Parity,
        Self::Logs,
        Self::AdminProcesses,
        Self::Microservices,
        Self::Description,
    ];

    /// Its Roman number, or `None` if it is none of the twelve.
    pub const fn numeral(self) -> Option<&'static str> {
        Some(match self {
            Self::Codebase => "I",
            Self::Dependencies => "II",
            Self::Config => "III",
            Self::BackingServices => "IV",
            Self::BuildReleaseRun => "V",
            Self::Processes => "VI",
            Self::PortBinding => "VII",
            Self::Concurrency => "VIII",
            Self::Disposability => "IX",
            Self::Parity => "X",
            Self::Logs => "XI",
            Self::AdminProcesses => "XII",
            Self::Microservices | Self::Description => return None,
        })
    }

    /// Its name, as in `dev/prod parity`.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Codebase => "codebase",
            Self::Dependencies => "dependencies",
            Self::Config => "config",
            Self::BackingServices => "backing services",
            Self::BuildReleaseRun => "build, release, run",
            Self::Processes => "processes",
            Self::PortBinding => "port binding",
            Self::Concurrency => "concurrency",
            Self::Disposability => "disposability",
            Self::Parity => "dev/prod parity",
            Self::Logs => "logs",
            Self::AdminProcesses => "admin processes",
            Self::Microservices => "microservice characteristics",
            Self::Description => "description",
        }
    }

    /// Where it is explained.
    pub const fn url(self) -> &'static str {
        match self {
            Self::Codebase => "https://12factor.net/codebase",
            Self::Dependencies => "https://12factor.net/dependencies",
            Self::Config => "https://12factor.net/config",
            Self::BackingServices => "https://12factor.net/backing-services",
            Self::BuildReleaseRun => "https://12factor.net/build-release-run",
            Self::Processes => "https://12factor.net/processes",
            Self::PortBinding => "https://12factor.net/port-binding",
            Self::Concurrency => "https://12factor.net/concurrency",
            Self::Disposability => "https://12factor.net/disposability",
            Self::Parity => "https://12factor.net/dev-prod-parity",
            Self::Logs => "https://12factor.net/logs",
            Self::AdminProcesses => "https://12factor.net/admin-processes",
            Self::Microservices => {
                "https://docs.aws.amazon.com/whitepapers/latest/running-containerized-microservices/"
            }
            Self::Description => "https://docs.rs/formwork",
        }
    }
}

/// A place in a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Path as the compiler or the user gave it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// Line and column after the last character, if they are known.
    pub end: Option<(u32, u32)>,
}

impl From<&std::panic::Location<'_>> for Span {
    fn from(at: &std::panic::Location<'_>) -> Self {
        Self { file: at.file().to_owned(), line: at.line(), column: at.column(), end: None }
    }
}

/// A finding, ready to be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Rule id, as in `FW0301`.
    pub rule: &'static str,
    /// Rule name, as in `plaintext-secret-env`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What the rule protects.
    pub factor: Factor,
    /// Structural path of the culprit, as in `orders/env/SESSION_KEY`.
    pub path: String,
    /// What is wrong, with the value.
    pub message: String,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub help: String,
    /// Where the culprit was written.
    pub span: Option<Span>,
    /// Other places that play a part.
    pub related: Vec<(String, Span)>,
    /// Environments it concerns; empty for all.
    pub environments: Vec<String>,
}
