//! What can be typed. Doc comments here are the help pages; `docs/cli.md` is made from them.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::cli::release::arguments::Release;
use crate::environments::input::Input;
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
    /// Arguments for `cargo run`, as in `-- --release --offline`
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
    /// Report what the rules find in CloudFormation, Terraform, Compose files and Dockerfiles
    Lint(Lint),
    /// Report where environments differ that should not, in templates, modules and their values
    Parity(Parity),
    /// Prove that state machines that shift traffic always leave it settled
    Prove(Prove),
    /// Play the state machines of deployments scenario by scenario, and draw where traffic goes
    Rehearse(Rehearse),
    /// Say what a change does to what is deployed, and refuse what would lose data
    Diff(Diff),
    /// Print the commands that deploy an app, in order, with what they need first
    DeployPlan(DeployPlan),
    /// List what Dockerfiles build on, or give it another digest
    #[command(subcommand)]
    Base(Base),
    /// Record what is released where, take it from environment to environment, and back
    Release {
        /// What to do.
        #[command(subcommand)]
        command: Release,
    },
    /// Explain a rule: what it finds, why that is bad, and how to cure it
    Explain(Explain),
    /// Print the JSON Schema of a document that formwork writes
    Schema(Schema),
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

/// Arguments of `synth`: those of the crate's own `synth`, which checks their values.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Synth {
    /// Write to this folder, all or nothing
    #[arg(long, value_name = "DIR", required_unless_present = "env", help_heading = "Output")]
    out: Option<PathBuf>,
    /// Write nothing; list what would change in DIR
    #[arg(long, requires = "out", help_heading = "Output")]
    check: bool,
    /// Write only this back end; the other stays as it is
    #[arg(long, value_enum, value_name = "BACK_END", help_heading = "Output")]
    target: Option<Target>,
    /// Print the templates as they read in this environment, as JSON
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    env: Option<String>,
    /// Also write the templates as they read in each environment, for linters
    #[arg(long, requires = "out", help_heading = "Output")]
    resolved: bool,
    /// Write parameter files for `deploy` and pipelines, or for `create-stack`
    #[arg(long, value_enum, value_name = "FORM", help_heading = "Output")]
    parameters_format: Option<ParametersFormat>,
    /// Record identities of resources here [default: formwork.lock]
    #[arg(long, value_name = "FILE", help_heading = "Identities")]
    lock: Option<PathBuf>,
    /// Fail if the lock would change
    #[arg(long, help_heading = "Identities")]
    locked: bool,
    /// Use no lock, for output that is thrown away
    #[arg(long, conflicts_with_all = ["lock", "locked"], help_heading = "Identities")]
    no_lock: bool,
    /// Give the image of a service, pinned by digest; may be repeated
    #[arg(long, value_name = "NAME=REF", help_heading = "Release")]
    image: Vec<String>,
    /// Give the identifier of the release
    #[arg(long, value_name = "ID", help_heading = "Release")]
    release: Option<String>,
    /// Arguments for cargo.
    #[command(flatten)]
    pub(crate) cargo: Cargo,
}

impl Synth {
    /// The arguments, as the crate's own `synth` takes them.
    pub(crate) fn forwarded(&self) -> Vec<OsString> {
        let flags = [
            ("--check", self.check),
            ("--resolved", self.resolved),
            ("--locked", self.locked),
            ("--no-lock", self.no_lock),
        ];
        let word = |it: Option<&str>| it.map(OsString::from);
        let path = |it: &Option<PathBuf>| it.clone().map(OsString::from);
        let options = [
            ("--out", path(&self.out)),
            ("--target", word(self.target.map(Target::name))),
            ("--env", word(self.env.as_deref())),
            ("--parameters-format", word(self.parameters_format.map(ParametersFormat::name))),
            ("--lock", path(&self.lock)),
            ("--release", word(self.release.as_deref())),
        ];
        let flags = flags.into_iter().filter(|(_, given)| *given).map(|(flag, _)| flag.into());
        let images = self.image.iter().map(|it| ("--image", OsString::from(it)));
        let options = options.into_iter().filter_map(|(option, value)| Some((option, value?)));
        let options = options.chain(images).flat_map(|(option, value)| [option.into(), value]);
        flags.chain(options).collect()
    }
}

/// The form of parameter files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ParametersFormat {
    Configuration,
    Cli,
}

impl ParametersFormat {
    const fn name(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Cli => "cli",
        }
    }
}

/// Arguments of `deploy-plan`.
#[derive(Args, Debug)]
pub(crate) struct DeployPlan {
    /// Print the plan of this environment only
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// Print the commands of this back end, by default of CloudFormation if the app is written for
    /// it; JSON has those of both
    #[arg(long, value_enum, value_name = "BACK_END")]
    pub(crate) target: Option<Target>,
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
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cloudformation => "cloudformation",
            Self::Terraform => "terraform",
        }
    }

    /// Its name, as its makers write it.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Cloudformation => "CloudFormation",
            Self::Terraform => "Terraform",
        }
    }
}

/// What to do with base images.
#[derive(Debug, Subcommand)]
pub(crate) enum Base {
    /// Print the base images of the app, with the services that build on them
    List(BaseList),
    /// Give a base image another digest: in the `FROM` lines of Dockerfiles, and where it is declared
    Bump(BaseBump),
}

/// Arguments of `base list`.
#[derive(Args, Debug)]
pub(crate) struct BaseList {
    #[command(flatten)]
    pub(crate) format: FormatFlag,
    #[command(flatten)]
    pub(crate) cargo: Cargo,
}

/// Arguments of `base bump`.
#[derive(Args, Debug)]
pub(crate) struct BaseBump {
    /// The base image: its repository or the last part of it, with the tag if several have it
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The new digest, as in `sha256:…`
    #[arg(long, value_name = "DIGEST")]
    pub(crate) to: String,
    /// The new tag, for those that are written with one [default: as it is]
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Option<String>,
    /// Write nothing; list what would change
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) cargo: Cargo,
}

/// Arguments of `lint`.
#[derive(Args, Debug)]
#[group(skip)]
#[command(group = clap::ArgGroup::new("mend").args(["fix", "diff"]).multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Lint {
    /// Files and folders; in folders, what `.gitignore` names and hidden files are left out
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Run only these rules: ids, starts of ids, names, `all` or `default`
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) ignore: Vec<String>,
    /// Tell which values are not known before deployment, so that no rule judged them
    #[arg(long, help_heading = "Rules")]
    pub(crate) strict_unknown: bool,
    /// Read settings from this file [default: formwork.toml here or in a folder above]
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) config: Option<PathBuf>,
    /// Mend what can be mended without breaking a deployment
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix: bool,
    /// Also mend what somebody should look at afterwards
    #[arg(long, requires = "mend", help_heading = "Fixes")]
    pub(crate) unsafe_fixes: bool,
    /// Print what `--fix` would change instead of findings, and write nothing
    #[arg(long, help_heading = "Fixes")]
    pub(crate) diff: bool,
    /// Do not count the findings that this file has
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all findings to this file, to count only new ones from now on
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Print findings as `pretty`, `concise`, `json`, `sarif`, `github` or `junit`, to stdout or a
    /// file; may be repeated [default: pretty]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = report, help_heading = "Output")]
    pub(crate) format: Vec<Report>,
    /// End with exit code 1 at findings that are at least so bad [default: warning]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Output")]
    pub(crate) fail_on: Option<Severity>,
    /// Say nothing on stderr but why the command could not run
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,
}

/// Arguments of `parity`.
#[derive(Args, Debug)]
pub(crate) struct Parity {
    /// Files and folders in which environments are found by their names, unless `--env` says them
    #[arg(value_name = "PATH", default_value = ".", conflicts_with = "env")]
    pub(crate) paths: Vec<PathBuf>,
    /// Compare this environment: a template, folder or plan, and the files that give it its values;
    /// repeated for each environment, and for each part of one
    #[arg(long, value_name = "NAME=PATH[:VALUES]", value_parser = Input::parse)]
    pub(crate) env: Vec<Input>,
    /// Run only these rules: ids, starts of ids, names, `all` or `default`
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) ignore: Vec<String>,
    /// Read settings from this file [default: formwork.toml here or in a folder above]
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) config: Option<PathBuf>,
    /// Judge allowed differences on this date, as in `2026-12-15` [default: the day of
    /// `SOURCE_DATE_EPOCH`, or today]
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Rules")]
    pub(crate) today: Option<String>,
    /// Print findings as `pretty`, `concise`, `json`, `sarif`, `github` or `junit`, to stdout or a
    /// file; may be repeated [default: pretty]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = report, help_heading = "Output")]
    pub(crate) format: Vec<Report>,
    /// Write what was compared and found to this file, as JSON
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) out: Option<PathBuf>,
    /// Write it to this file, as tables in Markdown
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) markdown: Option<PathBuf>,
    /// End with exit code 1 at findings that are at least so bad [default: warning]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Output")]
    pub(crate) fail_on: Option<Severity>,
    /// Say nothing on stderr but why the command could not run
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,
}

/// Arguments of `diff`.
#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// What is deployed: an output of `synth`, a template, module, plan or state, a folder of them,
    /// or what `aws cloudformation get-template` prints
    #[arg(value_name = "BEFORE", required_unless_present_any = ["rev", "release"], requires = "after")]
    pub(crate) before: Option<PathBuf>,
    /// What is to be deployed
    #[arg(value_name = "AFTER")]
    pub(crate) after: Option<PathBuf>,
    /// Compare what the crate writes at two commits; the second is the working folder if it is left
    /// out
    #[arg(long, value_name = "A..B", value_parser = revisions, conflicts_with = "before")]
    pub(crate) rev: Option<(String, Option<String>)>,
    /// Compare two releases of the ledger, each made again from its commit; the second is what the
    /// working folder makes of the same images if it is left out
    #[arg(long, value_name = "A..B", value_parser = revisions, conflicts_with_all = ["before", "rev"])]
    pub(crate) release: Option<(String, Option<String>)>,
    /// The release ledger [default: formwork.releases.jsonl, or `release.ledger` of formwork.toml]
    #[arg(long, value_name = "FILE", requires = "release")]
    pub(crate) ledger: Option<PathBuf>,
    /// The releases are those of this service alone
    #[arg(long, value_name = "NAME", requires = "release")]
    pub(crate) service: Option<String>,
    /// Fill in the parameters of both sides from this file; may be repeated [default: for outputs of
    /// `synth`, those of each environment]
    #[arg(long, value_name = "FILE", help_heading = "What is compared")]
    pub(crate) values: Vec<PathBuf>,
    /// Compare only what is written for this back end
    #[arg(long, value_enum, value_name = "BACKEND", help_heading = "What is compared")]
    pub(crate) target: Option<Target>,
    /// Let this stateful resource be replaced or deleted; may be repeated
    #[arg(long, value_name = "ADDRESS", help_heading = "Refusals")]
    pub(crate) acknowledge: Vec<String>,
    /// Let this resource change though a deployment owns some of it; may be repeated
    #[arg(long, value_name = "ADDRESS", help_heading = "Refusals")]
    pub(crate) reset_runtime: Vec<String>,
    /// End with exit code 1 at any change, not only at a refused one
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_code: bool,
    /// How the difference is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub(crate) format: DiffFormat,
    #[command(flatten)]
    pub(crate) cargo: Cargo,
}

/// How a difference is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    #[default]
    Text,
    Json,
    Markdown,
}

/// Reads `A..B` or `A`.
fn revisions(text: &str) -> Result<(String, Option<String>), String> {
    let (before, after) = text.split_once("..").unwrap_or((text, ""));
    if before.is_empty() || before.starts_with('-') || after.starts_with('-') {
        return Err("write it as A..B, as in `main..HEAD` or `r4..r5`".to_owned());
    }
    Ok((before.to_owned(), (!after.is_empty()).then(|| after.to_owned())))
}

/// Arguments of `rehearse`.
#[derive(Args, Debug)]
pub(crate) struct Rehearse {
    /// ASL files, manifests that hold state machines, and folders with either
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Play only this scenario, and draw it; may be repeated
    #[arg(long, value_name = "NAME", help_heading = "Scenarios")]
    pub(crate) scenario: Vec<String>,
    /// Print the names of the scenarios, and play nothing else
    #[arg(long, help_heading = "Scenarios")]
    pub(crate) list: bool,
    /// Give each execution this input, as JSON [default: what the machine reads, made up]
    #[arg(long, value_name = "FILE", help_heading = "Scenarios")]
    pub(crate) input: Option<PathBuf>,
    /// Draw the scenarios that tell most, or those asked for, into this file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) svg: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) format: FormatFlag,
}

/// A format, and the file it is for; without one, it is for stdout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) format: ReportFormat,
    pub(crate) file: Option<PathBuf>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    #[default]
    Pretty,
    Concise,
    Json,
    Sarif,
    Github,
    Junit,
}

fn report(text: &str) -> Result<Report, String> {
    let (format, file) = match text.split_once('=') {
        Some((_, "")) => return Err("a file is missing after `=`".to_owned()),
        Some((format, file)) => (format, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = ReportFormat::from_str(format, false).map_err(|_| {
        let names: Vec<_> = ReportFormat::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value)
            .collect();
        let names = || names.iter().map(clap::builder::PossibleValue::get_name);
        match crate::diag::nearest(format, names()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("choose one of {}", super::failure::list(names())),
        }
    })?;
    Ok(Report { format, file })
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Severity {
    Error,
    Warning,
    Info,
}

impl From<Severity> for crate::exchange::finding::Severity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

pub(super) fn date(text: &str) -> Result<String, &'static str> {
    crate::spec::waiver::day_number(text)
        .map(|_| text.to_owned())
        .ok_or("write a date as in 2026-12-15")
}

/// Arguments of `prove`.
#[derive(Args, Debug)]
#[command(after_help = PROVE_EXAMPLES)]
pub(crate) struct Prove {
    /// Definitions, templates, and folders with such or with Terraform
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Take the machine in this file as the watchdog of all others: every end of theirs but success
    /// starts it [default: what an EventBridge rule of the same manifest starts]
    #[arg(long, value_name = "FILE")]
    pub(crate) watchdog: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) format: FormatFlag,
}

const PROVE_EXAMPLES: &str = "Examples:
  formwork prove infra/
  formwork prove canary.asl.json --watchdog watchdog.asl.json
  formwork prove template.yaml --format json

Exit codes: 0 proven, 1 refused, 2 could not run";

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// Id or name, as in `FW0301` or `plaintext-secret-env`; without it, list every rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
    #[command(flatten)]
    pub(crate) format: FormatFlag,
}

/// Arguments of `schema`.
#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// Name of the document, as in `deploy-plan`; without it, list them
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
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

/// Flags of [`Source`] that a command accepts, as any command does, but has no use for.
const USELESS: &[(&str, &[&str])] = &[
    ("diff", &["description"]),
    ("explain", EVERY),
    ("lint", EVERY),
    ("parity", EVERY),
    ("release", EVERY),
    ("release record", EVERY),
    ("release promote", EVERY),
    ("release rollback", &["description"]),
    ("release list", EVERY),
    ("release show", EVERY),
    ("release verify", EVERY),
    ("prove", EVERY),
    ("rehearse", EVERY),
    ("schema", EVERY),
    ("synth", &["description"]),
];

const EVERY: &[&str] = &["manifest_path", "package", "example", "bin", "description"];

/// The command line as data; help pages do not show flags without use.
pub(crate) fn command() -> clap::Command {
    let root = Arguments::command();
    let global: Vec<_> = root.get_arguments().filter(|it| it.is_global_set()).cloned().collect();
    USELESS.iter().fold(root, |root, (path, useless)| {
        let own = global.iter().map(|it| {
            let is_useless = useless.contains(&it.get_id().as_str());
            it.clone().hide(is_useless)
        });
        at(root, path, |it| it.args(own))
    })
}

/// Changes the command at a path, as in `release list`.
fn at(
    command: clap::Command,
    path: &str,
    change: impl FnOnce(clap::Command) -> clap::Command,
) -> clap::Command {
    match path.split_once(' ') {
        Some((name, rest)) => command.mut_subcommand(name, |it| it.mut_subcommand(rest, change)),
        None => command.mut_subcommand(path, change),
    }
}
