//! What can be typed. Doc comments here are the help pages; `docs/cli.md` is made from them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

/// Check and synthesize containers described once, as Rust constants
#[derive(Debug, Parser)]
#[command(
    name = "formwork",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    infer_long_args = false,
    after_help = "Exit codes: 0 clean, 1 findings or differences, 2 could not run"
)]
pub(crate) struct Arguments {
    /// Where the description is from.
    #[command(flatten)]
    pub(crate) source: Source,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The user's crate.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Description")]
pub(crate) struct Source {
    /// Run the crate of this Cargo.toml, instead of the one around the working folder
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// Run this package of the workspace
    #[arg(short, long, global = true, value_name = "NAME")]
    pub(crate) package: Option<String>,
    /// Run this example of the package
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) example: Option<String>,
    /// Run this binary of the package
    #[arg(long, global = true, value_name = "NAME", conflicts_with = "example")]
    pub(crate) bin: Option<String>,
    /// Run no crate: read what its `describe` printed, as in `cargo run -q -- describe > FILE`
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) description: Option<PathBuf>,
}

/// Arguments for cargo, after `--`.
#[derive(Args, Debug)]
pub(crate) struct Cargo {
    /// Arguments for `cargo run`, as in `-- --locked --offline`
    #[arg(last = true, value_name = "CARGO_ARGS")]
    pub(crate) arguments: Vec<OsString>,
}

/// A command. It stands here when it works.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report what the rules find in a description
    Check(Check),
    /// Write CloudFormation and Terraform, their parameters, and the plan to deploy them
    Synth(Synth),
    /// Print the commands that deploy an app, in order, with what they need first
    DeployPlan(DeployPlan),
    /// Explain a rule: what it finds, why that is bad, and how to cure it
    Explain(Explain),
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Judge waivers on this date, as in `2026-12-15`, instead of today
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) today: Option<String>,
    #[command(flatten)]
    pub(crate) format: FormatFlag,
    #[command(flatten)]
    pub(crate) cargo: Cargo,
}

/// Arguments of `synth`.
#[derive(Args, Debug)]
pub(crate) struct Synth {
    #[command(flatten)]
    pub(crate) cargo: Cargo,
}

/// Arguments of `deploy-plan`.
#[derive(Args, Debug)]
pub(crate) struct DeployPlan {
    /// Print the plan of this environment only
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// Print the commands of this back end; JSON has those of both
    #[arg(long, value_enum, default_value_t, value_name = "BACK_END")]
    pub(crate) target: Target,
    #[command(flatten)]
    pub(crate) format: FormatFlag,
    #[command(flatten)]
    pub(crate) cargo: Cargo,
}

/// A back end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    #[default]
    Cloudformation,
    Terraform,
}

impl Target {
    /// Its name, as its makers write it.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Cloudformation => "CloudFormation",
            Self::Terraform => "Terraform",
        }
    }
}

fn date(text: &str) -> Result<String, &'static str> {
    crate::spec::waiver::day_number(text)
        .map(|_| text.to_owned())
        .ok_or("write a date as in 2026-12-15")
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// Id or name, as in `FW0301` or `plaintext-secret-env`; without it, list every rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
    #[command(flatten)]
    pub(crate) format: FormatFlag,
}

/// `--format`.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct FormatFlag {
    /// Print text for people or JSON for programs
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
}

/// For whom output is written: people or programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
}

impl Arguments {
    /// Reads the command line, or ends the process with a help page or with what is wrong.
    pub(crate) fn read() -> Self {
        let matches = command().get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// Commands that need no description.
const WITHOUT_DESCRIPTION: [&str; 1] = ["explain"];

/// The command line as data.
///
/// Commands that need no description accept the flags that choose it, as any command does, but do
/// not show them.
pub(crate) fn command() -> clap::Command {
    let root = Arguments::command();
    let hidden: Vec<_> = root
        .get_arguments()
        .filter(|it| it.is_global_set())
        .map(|it| it.clone().hide(true))
        .collect();
    WITHOUT_DESCRIPTION
        .into_iter()
        .fold(root, |root, name| root.mut_subcommand(name, |it| it.args(hidden.clone())))
}
